//! Asking: with menus in a terminal, with plain lines elsewhere.

use std::fmt;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use inquire::{InquireError, Select, Text};
use ocop::{Criterion, Lang, LevelNumber};
use ocop_text::{clean, say, wrapped};

use crate::io::Failure;

use super::session::Session;

/// The narrowest terminal that menus are drawn in.
const NARROWEST: u16 = 50;

/// What a person replies.
pub enum Reply {
    /// A level; the papers that prove it, where they were given anew.
    Level(LevelNumber, Option<Vec<String>>),
    /// Leave this one for later.
    Later,
    /// To the criterion before.
    Back,
    /// To a criterion by its number.
    Go(String),
    /// Take the answer back.
    Clear,
    /// Enough for now.
    Stop,
}

/// One way of asking.
pub trait Asker {
    /// Shows a page.
    fn show(&mut self, page: &str) -> Result<(), Failure>;
    /// Says a sentence.
    fn tell(&mut self, sentence: &str) -> Result<(), Failure>;
    /// Asks for a level.
    fn level(&mut self, session: &Session, criterion: &Criterion) -> Result<Reply, Failure>;
    /// Behind the last criterion: finish, or go back to some.
    fn finished(&mut self, open: usize) -> Result<Reply, Failure>;
}

/// Menus where standard input and output are a terminal wide enough, plain lines elsewhere.
pub fn asker(lang: Lang) -> Box<dyn Asker> {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let width = crossterm::terminal::size().map_or(80, |(columns, _)| columns);
    if !terminal {
        return Box::new(Plain { lang });
    }
    if width < NARROWEST {
        // a message that cannot be written has nowhere else to go
        let _ = writeln!(
            io::stderr(),
            "{}",
            match lang {
                Lang::Vi => format!("Màn hình hẹp ({width} cột): hỏi bằng dòng chữ thường."),
                Lang::En => format!("A narrow terminal ({width} columns): plain questions."),
            }
        );
        return Box::new(Plain { lang });
    }
    Box::new(Menus { lang })
}

fn put(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Papers from a line: separated by semicolons.
fn papers(line: &str) -> Vec<String> {
    let each = line.split(';').map(|p| clean(p.trim()).into_owned());
    each.filter(|p| !p.is_empty()).collect()
}

/// Lines in, lines out.
struct Plain {
    lang: Lang,
}

impl Plain {
    /// A line; none at the end of the input.
    fn line(&self, question: &str) -> Result<Option<String>, Failure> {
        put(question)?;
        let mut line = Vec::new();
        let read = io::stdin().lock().read_until(b'\n', &mut line)?;
        Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim().to_owned()))
    }

    fn help(&self) -> &'static str {
        say(
            self.lang,
            "Gõ số của mức (có thể kèm minh chứng: \"2; Hợp đồng 01; Hóa đơn\"), hoặc:\n  \
s = để sau, b = quay lại, x = bỏ câu trả lời,\n  g 5.1 = đến tiêu chí 5.1, q = dừng (đã lưu)\n",
            "Type the number of a level (papers may follow: \"2; Contract 01; Invoice\"), or:\n  \
s = later, b = back, x = take back,\n  g 5.1 = go to criterion 5.1, q = stop (saved)\n",
        )
    }
}

impl Asker for Plain {
    fn show(&mut self, page: &str) -> Result<(), Failure> {
        put(page)
    }

    fn tell(&mut self, sentence: &str) -> Result<(), Failure> {
        put(&format!("{}\n", wrapped("", sentence)))
    }

    fn level(&mut self, session: &Session, criterion: &Criterion) -> Result<Reply, Failure> {
        let question = match self.lang {
            Lang::Vi => format!("{} mức? (? = trợ giúp) ", criterion.id),
            Lang::En => format!("{} level? (? = help) ", criterion.id),
        };
        loop {
            let Some(line) = self.line(&question)? else {
                put("\n")?;
                return Ok(Reply::Stop);
            };
            let (first, rest) = line.split_once(';').unwrap_or((&line, ""));
            match (first.trim(), line.split_once(' ')) {
                ("s" | "", _) => return Ok(Reply::Later),
                ("b", _) => return Ok(Reply::Back),
                ("x", _) => return Ok(Reply::Clear),
                ("q", _) => return Ok(Reply::Stop),
                ("?", _) => put(self.help())?,
                (_, Some(("g", id))) => return Ok(Reply::Go(id.to_owned())),
                (number, _) => {
                    let level = number
                        .parse::<i64>()
                        .ok()
                        .and_then(|n| LevelNumber::new(n).ok());
                    let offered = |l: &LevelNumber| {
                        *l == LevelNumber::NONE_REACHED
                            || session.offered(criterion).iter().any(|o| o.number == *l)
                    };
                    if let Some(level) = level.filter(offered) {
                        let given = line.contains(';').then(|| papers(rest));
                        return Ok(Reply::Level(level, given));
                    }
                    let short: String = clean(number).chars().take(20).collect();
                    let wrong = match self.lang {
                        Lang::Vi => format!("Không có mức \"{short}\" ở {}.\n", criterion.id),
                        Lang::En => format!("There is no level \"{short}\" at {}.\n", criterion.id),
                    };
                    put(&wrong)?;
                    put(self.help())?;
                }
            }
        }
    }

    fn finished(&mut self, open: usize) -> Result<Reply, Failure> {
        let question = match (self.lang, open) {
            (Lang::Vi, 0) => {
                "Đã chấm hết. Enter để xem kết quả, hoặc \"g 5.1\" để xem lại: ".to_owned()
            }
            (Lang::En, 0) => {
                "All is answered. Enter for the result, or \"g 5.1\" to look again: ".to_owned()
            }
            (Lang::Vi, _) => format!(
                "Còn {open} tiêu chí để sau. Enter để xem kết quả tạm tính, hoặc \"g 5.1\": "
            ),
            (Lang::En, _) => format!(
                "{open} criteria are left for later. Enter for the provisional result, or \"g 5.1\": "
            ),
        };
        let line = self.line(&question)?;
        if line.is_none() {
            put("\n")?;
        }
        Ok(match line.as_deref().and_then(|l| l.split_once(' ')) {
            Some(("g", id)) => Reply::Go(id.to_owned()),
            _ if line.as_deref() == Some("b") => Reply::Back,
            _ => Reply::Stop,
        })
    }
}

/// Menus with arrows, Enter and Esc.
struct Menus {
    lang: Lang,
}

/// A line of a menu.
enum Line {
    Level(LevelNumber, String),
    Later(&'static str),
    Back(&'static str),
    Go(&'static str),
    Clear(&'static str),
    Stop(&'static str),
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Level(_, text) => f.write_str(text),
            Self::Later(text)
            | Self::Back(text)
            | Self::Go(text)
            | Self::Clear(text)
            | Self::Stop(text) => f.write_str(text),
        }
    }
}

impl Menus {
    fn choose(
        &self,
        question: &str,
        lines: Vec<Line>,
        start: usize,
    ) -> Result<Option<Line>, Failure> {
        let chosen = Select::new(question, lines)
            .with_help_message(say(
                self.lang,
                "↑↓ chọn, Enter đồng ý, Esc để sau, Ctrl-C dừng (đã lưu)",
                "↑↓ move, Enter choose, Esc later, Ctrl-C stop (saved)",
            ))
            .with_page_size(12)
            .with_starting_cursor(start)
            .without_filtering()
            .prompt_skippable();
        match chosen {
            Ok(line) => Ok(line),
            Err(InquireError::OperationInterrupted) => Ok(Some(Line::Stop(""))),
            Err(error) => Err(Failure::NotWritten(io::Error::other(error))),
        }
    }

    fn text(&self, question: &str, help: &str, initial: &str) -> Result<Typed, Failure> {
        match Text::new(question)
            .with_help_message(help)
            .with_initial_value(initial)
            .prompt_skippable()
        {
            Ok(Some(text)) => Ok(Typed::Line(text)),
            Ok(None) => Ok(Typed::Nothing),
            Err(InquireError::OperationInterrupted) => Ok(Typed::Stop),
            Err(error) => Err(Failure::NotWritten(io::Error::other(error))),
        }
    }

    fn go(&self) -> Result<Reply, Failure> {
        let question = say(self.lang, "Đến tiêu chí số:", "To criterion:");
        Ok(match self.text(question, "1.1 … 5.1", "")? {
            Typed::Line(id) => Reply::Go(id),
            Typed::Nothing => Reply::Back,
            Typed::Stop => Reply::Stop,
        })
    }
}

/// What was typed.
enum Typed {
    Line(String),
    Nothing,
    Stop,
}

impl Asker for Menus {
    fn show(&mut self, page: &str) -> Result<(), Failure> {
        put(page)
    }

    fn tell(&mut self, sentence: &str) -> Result<(), Failure> {
        put(&format!("{}\n", wrapped("", sentence)))
    }

    fn level(&mut self, session: &Session, criterion: &Criterion) -> Result<Reply, Failure> {
        let mut lines: Vec<Line> = session
            .offered(criterion)
            .into_iter()
            .map(|level| {
                let mark = level
                    .minimum_for
                    .map(|s| format!(" {}", "*".repeat(usize::from(s.get()))));
                let (number, points, mark) = (level.number, level.points, mark.unwrap_or_default());
                Line::Level(
                    number,
                    match self.lang {
                        Lang::Vi => format!("{number}. {points} điểm{mark}"),
                        Lang::En => format!("{number}. {points} points{mark}"),
                    },
                )
            })
            .collect();
        let none = say(self.lang, "0. không đạt mức nào", "0. none of the levels");
        lines.push(Line::Level(LevelNumber::NONE_REACHED, none.to_owned()));
        let now = session.level(criterion);
        let start = lines
            .iter()
            .position(|l| matches!(l, Line::Level(number, _) if Some(*number) == now))
            .unwrap_or(0);
        lines.push(Line::Later(say(self.lang, "Để sau", "Later")));
        lines.push(Line::Back(say(self.lang, "Quay lại", "Back")));
        lines.push(Line::Go(say(
            self.lang,
            "Đến tiêu chí khác",
            "To another criterion",
        )));
        if now.is_some() {
            lines.push(Line::Clear(say(
                self.lang,
                "Bỏ câu trả lời",
                "Take the answer back",
            )));
        }
        lines.push(Line::Stop(say(
            self.lang,
            "Dừng, xem kết quả",
            "Stop, see the result",
        )));
        let question = format!("{} {}", criterion.id, say(self.lang, "mức:", "level:"));
        let number = match self.choose(&question, lines, start)? {
            Some(Line::Level(number, _)) => number,
            Some(Line::Back(_)) => return Ok(Reply::Back),
            Some(Line::Go(_)) => return self.go(),
            Some(Line::Clear(_)) => return Ok(Reply::Clear),
            Some(Line::Stop(_)) => return Ok(Reply::Stop),
            Some(Line::Later(_)) | None => return Ok(Reply::Later),
        };
        let claims = criterion.level(number).is_some_and(|l| l.points.get() > 0);
        if !claims || session.criteria.papers(&criterion.key).is_empty() {
            return Ok(Reply::Level(number, None));
        }
        let known = session.papers(criterion).join("; ");
        let typed = self.text(
            say(self.lang, "Minh chứng đang có:", "Papers at hand:"),
            say(
                self.lang,
                "cách nhau bằng dấu chấm phẩy; Enter nếu chưa có",
                "separated by semicolons; Enter if there are none",
            ),
            &known,
        )?;
        Ok(Reply::Level(
            number,
            match typed {
                Typed::Line(text) => Some(papers(&text)),
                // the level counts, and the papers stay as they were
                Typed::Nothing | Typed::Stop => None,
            },
        ))
    }

    fn finished(&mut self, open: usize) -> Result<Reply, Failure> {
        let question = match (self.lang, open) {
            (Lang::Vi, 0) => "Đã chấm hết:".to_owned(),
            (Lang::En, 0) => "All is answered:".to_owned(),
            (Lang::Vi, _) => format!("Còn {open} tiêu chí để sau:"),
            (Lang::En, _) => format!("{open} criteria are left for later:"),
        };
        let lines = vec![
            Line::Stop(say(
                self.lang,
                "Xem kết quả và kế hoạch",
                "See the result and the plan",
            )),
            Line::Back(say(self.lang, "Quay lại", "Back")),
            Line::Go(say(self.lang, "Đến tiêu chí khác", "To another criterion")),
        ];
        Ok(match self.choose(&question, lines, 0)? {
            Some(Line::Back(_)) => Reply::Back,
            Some(Line::Go(_)) => self.go()?,
            _ => Reply::Stop,
        })
    }
}
