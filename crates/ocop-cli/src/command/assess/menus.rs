//! Menus with arrows, the keys that stand before the lines, Enter and Esc.

use ocop::{Criterion, Lang, LevelNumber};

use crate::io::Failure;
use ocop_text::say;

use super::ask::{Asker, Papers, Reply, papers};
use super::interview::Interview;
use super::screen::{Answer, Choice, Edit, Item, Screen};

pub struct Menus {
    lang: Lang,
    screen: Screen,
}

impl Menus {
    pub const fn new(lang: Lang, widest: usize) -> Self {
        Self {
            lang,
            screen: Screen::new(widest),
        }
    }

    fn choose(
        &mut self,
        question: String,
        items: Vec<Item<Chosen>>,
        at: usize,
    ) -> Result<Reply, Failure> {
        let help = say(
            self.lang,
            "↑↓ hoặc phím ở đầu dòng, rồi Enter; Esc để sau; Ctrl-C dừng (đã lưu)",
            "↑↓ or the key before a line, then Enter; Esc later; Ctrl-C stop (saved)",
        );
        let wrong = say(self.lang, "Không có dòng", "There is no line");
        let choice = Choice::new(question, items, at, help, wrong);
        Ok(match self.screen.ask(choice)? {
            Answer::Given(Chosen::Level(level)) => Reply::Level(level, None),
            Answer::Given(Chosen::Back) => Reply::Back,
            Answer::Given(Chosen::Go) => return self.go(),
            Answer::Given(Chosen::Clear) => Reply::Clear,
            Answer::Given(Chosen::Stop) | Answer::Stop => Reply::Stop,
            Answer::Given(Chosen::Later) | Answer::None => Reply::Later,
        })
    }

    fn go(&mut self) -> Result<Reply, Failure> {
        let question = say(self.lang, "Đến tiêu chí số", "To criterion");
        Ok(
            match self.screen.ask(Edit::new(question, "1.1 … 5.1", ""))? {
                Answer::Given(id) => Reply::Go(id),
                // nothing was said: the question stays
                Answer::None => Reply::Go(String::new()),
                Answer::Stop => Reply::Stop,
            },
        )
    }

    fn action(&self, key: &str, vi: &str, en: &str, chosen: Chosen) -> Item<Chosen> {
        Item::new(key, format!("{key}. "), say(self.lang, vi, en), chosen)
    }

    fn back(&self) -> Item<Chosen> {
        self.action("b", "Quay lại", "Back", Chosen::Back)
    }

    fn to_another(&self) -> Item<Chosen> {
        self.action("g", "Đến tiêu chí khác", "To another criterion", Chosen::Go)
    }
}

/// A line of a menu.
#[derive(Debug, Clone, Copy)]
enum Chosen {
    Level(LevelNumber),
    Later,
    Back,
    Go,
    Clear,
    Stop,
}

impl Asker for Menus {
    fn width(&self) -> usize {
        self.screen.width()
    }

    fn lists_levels(&self) -> bool {
        true
    }

    fn level(&mut self, interview: &Interview, criterion: &Criterion) -> Result<Reply, Failure> {
        let mut items: Vec<Item<Chosen>> = interview
            .offered(criterion)
            .into_iter()
            .map(|level| {
                let (first, words) = interview.words(level, self.lang);
                let key = level.number.to_string();
                Item::new(&key, first, &words, Chosen::Level(level.number))
            })
            .collect();
        let none = LevelNumber::NONE_REACHED;
        items.push(self.action(
            "0",
            "Không đạt mức nào",
            "None of the levels is reached",
            Chosen::Level(none),
        ));
        let now = interview.level(criterion);
        let start = items
            .iter()
            .position(|l| matches!(l.answer, Chosen::Level(number) if Some(number) == now))
            .unwrap_or(0);
        items.push(self.action("s", "Để sau", "Later", Chosen::Later));
        items.push(self.back());
        items.push(self.to_another());
        if now.is_some() {
            items.push(self.action("x", "Bỏ câu trả lời", "Take the answer back", Chosen::Clear));
        }
        items.push(self.action(
            "q",
            "Dừng, xem kết quả",
            "Stop, see the result",
            Chosen::Stop,
        ));
        let question = format!("{} {}", criterion.id, say(self.lang, "mức", "level"));
        self.choose(question, items, start)
    }

    fn papers(&mut self, known: &[String]) -> Result<Papers, Failure> {
        let question = say(self.lang, "Minh chứng đang có", "Papers at hand");
        let help = say(
            self.lang,
            "cách nhau bằng dấu chấm phẩy; Enter nếu chưa có; Ctrl-C dừng (đã lưu)",
            "separated by semicolons; Enter if there are none; Ctrl-C stop (saved)",
        );
        let before = known.join("; ");
        let edit = Edit::new(question, help, &before);
        Ok(match self.screen.ask(edit)? {
            // a paper whose own name has a semicolon stays one
            Answer::Given(text) if text == before => Papers::Unchanged,
            Answer::Given(text) => Papers::Given(papers(&text)),
            Answer::None => Papers::Unchanged,
            Answer::Stop => Papers::Stop,
        })
    }

    fn finished(&mut self, open: usize) -> Result<Reply, Failure> {
        let question = match (self.lang, open) {
            (Lang::Vi, 0) => "Đã chấm hết".to_owned(),
            (Lang::En, 0) => "All is answered".to_owned(),
            (Lang::Vi, _) => format!("Còn {open} tiêu chí để sau"),
            (Lang::En, _) => format!("{open} criteria are left for later"),
        };
        let items = vec![
            self.action(
                "q",
                "Xem kết quả và kế hoạch",
                "See the result and the plan",
                Chosen::Stop,
            ),
            self.back(),
            self.to_another(),
        ];
        Ok(match self.choose(question, items, 0)? {
            Reply::Later => Reply::Stop,
            reply => reply,
        })
    }
}
