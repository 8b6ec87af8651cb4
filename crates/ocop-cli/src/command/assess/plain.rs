//! Lines in, lines out.

use std::io::{self, BufRead as _};

use ocop::{Criterion, Lang, LevelNumber};

use crate::io::Failure;
use ocop_text::clean;
use ocop_text::say;

use super::ask::{Asker, Papers, Reply, papers, put};
use super::interview::Interview;

pub struct Plain {
    lang: Lang,
    width: usize,
}

impl Plain {
    pub const fn new(lang: Lang, width: usize) -> Self {
        Self { lang, width }
    }

    /// A line; none at the end of the input. What is no UTF-8 is asked for again: guessed letters do
    /// not go into a dossier.
    fn line(&self, question: &str) -> Result<Option<String>, Failure> {
        loop {
            put(question)?;
            let mut line = Vec::new();
            let read = io::stdin().lock().read_until(b'\n', &mut line)?;
            match String::from_utf8(line) {
                Ok(_) if read == 0 => return Ok(None),
                Ok(line) => return Ok(Some(line.trim().to_owned())),
                Err(_) => put(say(
                    self.lang,
                    "\nDòng này không phải UTF-8; gõ lại.\n",
                    "\nThis line is not UTF-8; type it again.\n",
                ))?,
            }
        }
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
    fn width(&self) -> usize {
        self.width
    }

    fn lists_levels(&self) -> bool {
        false
    }

    fn level(&mut self, interview: &Interview, criterion: &Criterion) -> Result<Reply, Failure> {
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
                            || interview.offered(criterion).iter().any(|o| o.number == *l)
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

    fn papers(&mut self, _: &[String]) -> Result<Papers, Failure> {
        // they are given with the level
        Ok(Papers::Unchanged)
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
