//! What is new in one decision against another, as text and as Markdown.

use ocop::Lang;
use ocop::compare::{
    CriterionChange, CriterionFacts, LawComparison, LevelChange, LevelFacts, RuleFacts,
    SetComparison,
};

use crate::comparison_text::told;
use crate::table::{WIDTH, wrapped};
use crate::text::{effect, line, say, worth};

/// As text for people, wrapped to the page.
pub fn text(laws: &LawComparison, lang: Lang) -> String {
    page(laws, lang, false)
}

/// As Markdown.
pub fn markdown(laws: &LawComparison, lang: Lang) -> String {
    page(laws, lang, true)
}

fn page(laws: &LawComparison, lang: Lang, markdown: bool) -> String {
    let mut page = Page {
        out: String::new(),
        lang,
        markdown,
    };
    page.laws(laws);
    page.out.truncate(page.out.trim_end().len());
    page.out.push('\n');
    page.out
}

struct Page {
    out: String,
    lang: Lang,
    markdown: bool,
}

impl Page {
    fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    fn heading(&mut self, level: usize, text: &str) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        let text = if self.markdown {
            format!("{} {}\n", "#".repeat(level), escaped(text))
        } else if level == 1 {
            format!(
                "{}\n{}",
                wrapped("", &text.to_uppercase()),
                "=".repeat(WIDTH)
            )
        } else if level == 2 {
            format!("{}\n{}", wrapped("", text), "-".repeat(WIDTH))
        } else {
            format!("{text}:")
        };
        line(&mut self.out, &text);
    }

    /// An item of a list, at a depth from 0.
    fn item(&mut self, depth: usize, text: &str) {
        let first = format!("{}- ", "  ".repeat(depth));
        let item = if self.markdown {
            format!("{first}{}", escaped(text))
        } else {
            wrapped(&format!("  {first}"), text)
        };
        line(&mut self.out, &item);
    }

    fn laws(&mut self, laws: &LawComparison) {
        let (old, new) = (&laws.from.number, &laws.to.number);
        let title = match self.lang {
            Lang::Vi => format!("Điểm mới của Quyết định {new} so với Quyết định {old}"),
            Lang::En => format!("What is new in Decision {new} against Decision {old}"),
        };
        self.heading(1, &title);
        if laws.is_empty() {
            let same = self.say("Không có thay đổi.", "Nothing changes.");
            line(&mut self.out, same);
            return;
        }
        if !laws.instrument.is_empty() {
            self.heading(2, self.say("Quyết định", "The decision"));
            for change in &laws.instrument {
                let none = || self.say("không quy định", "not provided").to_owned();
                let side = |t: &Option<ocop::Text>| {
                    t.as_ref()
                        .map_or_else(none, |t| t.get(self.lang).to_owned())
                };
                let source = change.source.as_ref();
                let source = source.map(|s| format!(" [{}]", s.get(self.lang)));
                let text = format!(
                    "{}: {} → {}{}",
                    change.subject.get(self.lang),
                    side(&change.from),
                    side(&change.to),
                    source.unwrap_or_default()
                );
                self.item(0, &text);
            }
        }
        for set in &laws.sets {
            self.set(set);
        }
        for (list, vi, en) in [
            (&laws.new_sets, "Bộ sản phẩm mới", "New product sets"),
            (
                &laws.gone_sets,
                "Bộ sản phẩm không còn",
                "Product sets that are gone",
            ),
        ] {
            if !list.is_empty() {
                self.heading(2, self.say(vi, en));
                for found in list {
                    let reason = found
                        .reason
                        .as_ref()
                        .map(|r| format!(": {}", r.get(self.lang)));
                    let name = found.set.name.get(self.lang);
                    let number = found.set.product_set;
                    self.item(
                        0,
                        &format!("{number}. {name}{}", reason.unwrap_or_default()),
                    );
                }
            }
        }
    }

    fn set(&mut self, set: &SetComparison) {
        let name =
            |s: &ocop::compare::SetName| format!("{}. {}", s.product_set, s.name.get(self.lang));
        let (old, new) = (name(&set.from), name(&set.to));
        let title = if old == new {
            new
        } else {
            let before = self.say("trước là", "before:");
            format!("{new} ({before} {old})")
        };
        self.heading(2, &title);
        if let Some(reason) = &set.reason {
            line(&mut self.out, &wrapped("", reason.get(self.lang)));
        }
        if set.is_empty() {
            let same = self.say("Không có thay đổi.", "Nothing changes.");
            line(&mut self.out, same);
            return;
        }
        if !set.parts.is_empty() {
            self.heading(
                3,
                self.say("Điểm tối đa của các phần", "Greatest points of the parts"),
            );
        }
        for part in &set.parts {
            let side = |p: Option<ocop::Points>| p.map_or("–".to_owned(), |p| p.to_string());
            let name = part.name.get(self.lang);
            let text = format!(
                "{}. {name}: {} → {}",
                part.part,
                side(part.from),
                side(part.to)
            );
            self.item(0, &text);
        }
        self.criteria(&set.new, "Tiêu chí mới", "New criteria");
        self.criteria(&set.gone, "Tiêu chí không còn", "Criteria that are gone");
        if !set.changed.is_empty() {
            self.heading(3, self.say("Tiêu chí thay đổi", "Criteria that change"));
        }
        for change in &set.changed {
            self.changed(change);
        }
        for (list, vi, en) in [
            (
                &set.minimums.appear,
                "Mức tối thiểu mới theo sao",
                "New star minimums",
            ),
            (
                &set.minimums.vanish,
                "Mức tối thiểu theo sao không còn",
                "Star minimums that are gone",
            ),
        ] {
            if !list.is_empty() {
                self.heading(3, self.say(vi, en));
            }
            for minimum in list {
                self.item(0, &told(minimum, self.lang));
            }
        }
        self.rules(&set.rules_added, "Quy tắc mới", "New rules");
        self.rules(
            &set.rules_removed,
            "Quy tắc không còn",
            "Rules that are gone",
        );
        let count = set.unchanged.len();
        self.heading(3, self.say("Giữ nguyên", "Unchanged"));
        let text = match self.lang {
            Lang::Vi => format!("{count} tiêu chí"),
            Lang::En => format!("{count} criteria"),
        };
        self.item(0, &text);
    }

    fn criteria(&mut self, list: &[CriterionFacts], vi: &str, en: &str) {
        if !list.is_empty() {
            self.heading(3, self.say(vi, en));
        }
        for criterion in list {
            let name = criterion.name.get(self.lang);
            let points = self.points(criterion.max_points);
            self.item(0, &format!("{} {name} ({points})", criterion.criterion));
            for level in &criterion.levels {
                let text = self.level(level);
                self.item(1, &text);
            }
        }
    }

    fn changed(&mut self, change: &CriterionChange) {
        let mut head = format!("{} {}", change.to, change.name.get(self.lang));
        let mut was = Vec::new();
        if change.from != change.to {
            was.push(change.from.to_string());
        }
        if let Some(name) = &change.old_name {
            was.push(name.get(self.lang).to_owned());
        }
        if !was.is_empty() {
            let before = self.say("trước là", "before:");
            head.push_str(&format!(" ({before} {})", was.join(" ")));
        }
        if change.old_max_points != change.max_points {
            let most = self.say("tối đa", "at most");
            head.push_str(&format!(
                ": {most} {} → {}",
                change.old_max_points, change.max_points
            ));
        }
        self.item(0, &head);
        for level in &change.levels {
            let text = self.level_change(level);
            self.item(1, &text);
        }
    }

    fn level_change(&self, change: &LevelChange) -> String {
        match (&change.from, &change.to) {
            (Some(from), Some(to)) => {
                let (a, b) = (self.place(from), self.place(to));
                let place = if a == b { a } else { format!("{a} → {b}") };
                let (old, new) = (from.label.get(self.lang), to.label.get(self.lang));
                if old == new {
                    format!("{place}: {new}")
                } else {
                    let before = self.say("trước:", "before:");
                    format!("{place}: {new} ({before} {old})")
                }
            }
            (None, Some(to)) => format!("{} {}", self.say("Mới:", "New:"), self.level(to)),
            (Some(from), None) => format!("{} {}", self.say("Bỏ:", "Gone:"), self.level(from)),
            (None, None) => String::new(),
        }
    }

    fn level(&self, level: &LevelFacts) -> String {
        format!("{}: {}", self.place(level), level.label.get(self.lang))
    }

    /// Number, points, star mark and case of a level.
    fn place(&self, level: &LevelFacts) -> String {
        let mark = level
            .minimum_for
            .map(|s| format!(" {}", "★".repeat(usize::from(s.get()))))
            .unwrap_or_default();
        let case = level.case.map(|c| format!(" {c})")).unwrap_or_default();
        let (name, points) = (self.say("mức", "level"), self.points(level.points));
        format!("{name} {}{case}, {points}{mark}", level.level)
    }

    fn points(&self, points: ocop::Points) -> String {
        match self.lang {
            Lang::Vi => format!("{points} điểm"),
            Lang::En => worth(points),
        }
    }

    fn rules(&mut self, list: &[RuleFacts], vi: &str, en: &str) {
        if !list.is_empty() {
            self.heading(3, self.say(vi, en));
        }
        for rule in list {
            let effect = rule.effect.map(|e| format!("{}: ", effect(e, self.lang)));
            let effect = effect.unwrap_or_default();
            let (label, source) = (rule.label.get(self.lang), rule.source.get(self.lang));
            self.item(0, &format!("{effect}{label} [{source}]"));
        }
    }
}

/// Text whose signs Markdown would read as its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '|'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
