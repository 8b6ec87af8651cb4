//! What is new in one decision against another: the older in a column, the newer beside it.

use ocop::compare::{
    CriterionChange, CriterionFacts, InstrumentSubject, LawComparison, LevelChange, LevelFacts,
    NamedCriterion, Provision, RuleFacts, SetComparison, SetFacts, SetName, VersionName,
};
use ocop::{Lang, Points, Stars};

use super::levels::{legend, mark, minimum};
use crate::document::{Block, Column, Document, Item, Row, Table, Title};
use crate::inline::Inline;
use crate::words::{counted, date, effect, points, say, stars as stars_in_words, text};

/// A comparison of two decisions for people.
#[must_use]
pub fn laws(laws: &LawComparison, lang: Lang) -> Document {
    let page = Page { laws, lang };
    let (old, new) = (&laws.from.number, &laws.to.number);
    let title = say(lang, "Điểm mới của quyết định", "What is new in a decision");
    let mut out = Document::untitled(lang, title);
    // numbers of decisions stay out of the title, which is written in capitals
    let below = match lang {
        Lang::Vi => format!("Quyết định {new} so với Quyết định {old}"),
        Lang::En => format!("Decision {new} against Decision {old}"),
    };
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![below.into()],
    }));
    if laws.from.criteria == laws.to.criteria {
        out.paragraph(page.say(
            "Hai văn bản được nêu là một: không có gì để so.",
            "The two that were named are one and the same: there is nothing to compare.",
        ));
        return out;
    }
    if laws.is_empty() {
        out.paragraph(page.say("Không có thay đổi.", "Nothing changes."));
        return out;
    }
    page.instrument(&mut out);
    page.amendments(&mut out);
    if !laws.sets.is_empty() {
        out.paragraph(legend(lang));
    }
    for set in &laws.sets {
        page.set(&mut out, set);
    }
    for (list, vi, en) in [
        (&laws.new_sets, "Bộ sản phẩm mới", "New product sets"),
        (
            &laws.gone_sets,
            "Bộ sản phẩm không còn",
            "Product sets that are gone",
        ),
    ] {
        let items = list.iter().map(|s| page.named_set(s));
        out.headed_list(1, page.say(vi, en), items);
    }
    out
}

struct Page<'p> {
    laws: &'p LawComparison,
    lang: Lang,
}

impl Page<'_> {
    const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        say(self.lang, vi, en)
    }

    /// A table with a column for each decision.
    fn sides(&self) -> Table {
        let decision = self.say("Quyết định", "Decision");
        Table::new([
            Column::words(format!("{decision} {}", self.laws.from.number), 1),
            Column::words(format!("{decision} {}", self.laws.to.number), 1),
        ])
    }

    fn instrument(&self, out: &mut Document) {
        if self.laws.instrument.is_empty() {
            return;
        }
        out.heading(1, self.say("Quyết định", "The decision"));
        let mut table = self.sides();
        for change in &self.laws.instrument {
            let source = change.source.as_ref().map(|s| s.get(self.lang));
            let subject = self.subject(change.subject, change.stars);
            table.rows.push(Row::heading(
                Inline::from(subject).source(source.unwrap_or_default()),
            ));
            let side = |said: &Option<Provision>, of: &VersionName| {
                said.as_ref().map_or_else(
                    || self.silent(of),
                    |said| self.provision(change.subject, said),
                )
            };
            table.rows.push(Row::new([
                side(&change.from, &self.laws.from),
                side(&change.to, &self.laws.to),
            ]));
        }
        out.push(Block::Table(table));
    }

    /// Nothing is said by a decision; what amended it may say it all the same.
    fn silent(&self, of: &VersionName) -> String {
        let amended = of.amendments.iter().map(|a| a.number.as_str());
        let amended: Vec<&str> = amended.collect();
        let amended = amended.join(", ");
        match self.lang {
            _ if amended.is_empty() => self.say("không quy định", "not provided").to_owned(),
            Lang::Vi => format!("không có trong dữ liệu (xem văn bản sửa đổi {amended})"),
            Lang::En => format!("not in the data (see the amendment {amended})"),
        }
    }

    /// The decisions that amended the two.
    fn amendments(&self, out: &mut Document) {
        let all = [&self.laws.from, &self.laws.to]
            .into_iter()
            .flat_map(|law| {
                law.amendments.iter().map(move |a| {
                    let (amended, number, day) =
                        (&law.number, &a.number, date(self.lang, a.in_force));
                    let label = a.label.get(self.lang);
                    match self.lang {
                        Lang::Vi => format!("{number}, sửa đổi {amended}, từ {day}: {label}."),
                        Lang::En => {
                            format!("{number}, which amends {amended} from {day}: {label}.")
                        }
                    }
                })
            });
        out.headed_list(1, self.say("Văn bản sửa đổi", "Amendments"), all);
    }

    fn subject(&self, subject: InstrumentSubject, stars: Option<Stars>) -> String {
        let stars = stars.map(|s| stars_in_words(self.lang, s));
        let stars = stars.unwrap_or_default();
        match (subject, self.lang) {
            (InstrumentSubject::Band, Lang::Vi) => format!("Khung điểm {stars}"),
            (InstrumentSubject::Band, Lang::En) => format!("Band of {stars}"),
            (InstrumentSubject::Authority, Lang::Vi) => format!("Thẩm quyền công nhận {stars}"),
            (InstrumentSubject::Authority, Lang::En) => format!("Recognition of {stars}"),
            (InstrumentSubject::StarMinimums, _) => {
                self.say("Mức tối thiểu theo sao", "Star minimums").into()
            }
            (InstrumentSubject::RecognisedFrom, _) => {
                self.say("Công nhận từ", "Recognised from").into()
            }
            (InstrumentSubject::Certificate, _) => self
                .say("Giấy chứng nhận có giá trị", "Certificates last")
                .into(),
            (InstrumentSubject::Renewal, _) => self
                .say("Nộp hồ sơ đánh giá lại", "Dossiers for re-rating")
                .into(),
            (InstrumentSubject::CommuneCheck, _) => self
                .say("Cấp xã kiểm tra hồ sơ", "The commune checks the dossier")
                .into(),
            (_, _) => String::new(),
        }
    }

    /// What a decision says on a subject.
    fn provision(&self, subject: InstrumentSubject, said: &Provision) -> String {
        let lang = self.lang;
        if subject == InstrumentSubject::StarMinimums {
            return self.say("có", "yes").to_owned();
        }
        let from = said.from_points.map(|p| match lang {
            Lang::Vi => format!("từ {}", points(lang, p)),
            Lang::En => format!("from {}", points(lang, p)),
        });
        let window = said.not_earlier_than_days.zip(said.not_later_than_days);
        let window = window.map(|(early, late)| match lang {
            Lang::Vi => format!("từ {early} đến {late} ngày trước khi hết hạn"),
            Lang::En => format!("{early} to {late} days before expiry"),
        });
        let bodies = said.bodies.iter().map(|b| {
            let body = b.body.get(lang);
            match b.until {
                Some(day) => {
                    let until = self.say("đến", "until");
                    format!("{body} ({until} {})", date(lang, day))
                }
                None => body.to_owned(),
            }
        });
        let told = [
            from,
            said.from_stars.map(|s| stars_in_words(lang, s)),
            said.months.map(|n| counted(lang, n, "tháng", "month")),
            window,
            said.working_days
                .map(|n| counted(lang, n, "ngày làm việc", "working day")),
        ];
        let told: Vec<String> = told.into_iter().flatten().chain(bodies).collect();
        told.join(", ")
    }

    fn named(&self, set: &SetName) -> String {
        format!("{}. {}", set.product_set, set.name.get(self.lang))
    }

    fn named_set(&self, found: &SetFacts) -> String {
        let reason = found
            .reason
            .as_ref()
            .map(|r| format!(": {}", r.get(self.lang)));
        format!("{}{}", self.named(&found.set), reason.unwrap_or_default())
    }

    fn set(&self, out: &mut Document, set: &SetComparison) {
        let (old, new) = (self.named(&set.from), self.named(&set.to));
        out.heading(
            1,
            if old == new {
                new
            } else {
                format!("{new} ({} {old})", self.say("trước là", "before:"))
            },
        );
        if let Some(reason) = &set.reason {
            out.paragraph(text(self.lang, reason));
        }
        if set.is_empty() {
            out.paragraph(self.say("Không có thay đổi.", "Nothing changes."));
            return;
        }
        self.parts(out, set);
        self.criteria(out, &set.new, "Tiêu chí mới", "New criteria");
        self.criteria(
            out,
            &set.gone,
            "Tiêu chí không còn",
            "Criteria that are gone",
        );
        if !set.changed.is_empty() {
            out.heading(2, self.say("Tiêu chí thay đổi", "Criteria that change"));
            let mut table = self.sides();
            for change in &set.changed {
                self.changed(&mut table, change);
            }
            out.push(Block::Table(table));
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
            out.headed_list(
                2,
                self.say(vi, en),
                list.iter().map(|m| minimum(m, self.lang)),
            );
        }
        self.rules(out, &set.rules_added, "Quy tắc mới", "New rules");
        self.rules(
            out,
            &set.rules_removed,
            "Quy tắc không còn",
            "Rules that are gone",
        );
        let count = i64::try_from(set.unchanged.len()).unwrap_or(i64::MAX);
        let same = match self.lang {
            Lang::Vi => format!("{count} tiêu chí giữ nguyên."),
            Lang::En if count == 1 => "1 criterion is unchanged.".to_owned(),
            Lang::En => format!("{count} criteria are unchanged."),
        };
        out.paragraph(same);
    }

    fn parts(&self, out: &mut Document, set: &SetComparison) {
        let side = |p: Option<Points>| p.map_or("–".to_owned(), |p| p.to_string());
        let items = set.parts.iter().map(|part| {
            let name = part.name.get(self.lang);
            format!(
                "{}. {name}: {} → {}",
                part.part,
                side(part.from),
                side(part.to)
            )
        });
        let heading = self.say("Điểm tối đa của các phần", "Maximum points of the parts");
        out.headed_list(2, heading, items);
    }

    fn criteria(&self, out: &mut Document, list: &[CriterionFacts], vi: &str, en: &str) {
        let items = list.iter().map(|criterion| {
            let name = format!("{} {}", criterion.criterion, criterion.name.get(self.lang));
            let most = points(self.lang, criterion.max_points);
            Item::new(Inline::new().strong(name).plain(format!(" ({most})")))
                .with(criterion.levels.iter().map(|l| self.level(l)))
        });
        out.headed_list(2, self.say(vi, en), items);
    }

    /// A criterion over two columns: each of its levels before and now.
    fn changed(&self, table: &mut Table, change: &CriterionChange) {
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
            let most = format!(": {most} {} → {}", change.old_max_points, change.max_points);
            head.push_str(&most);
        }
        table.rows.push(Row::heading(head));
        table
            .rows
            .extend(change.levels.iter().map(|l| self.level_change(l)));
    }

    fn level_change(&self, change: &LevelChange) -> Row {
        let none = |word: &str| format!("– {word}").trim_end().to_owned();
        let side = |level: &Option<LevelFacts>, word: &str| {
            level.as_ref().map_or_else(|| none(word), |l| self.level(l))
        };
        Row::new([
            side(&change.from, ""),
            side(&change.to, self.say("(bỏ)", "(gone)")),
        ])
    }

    /// Number, points, star mark, case and label of a level.
    fn level(&self, level: &LevelFacts) -> String {
        let case = level.case.map(|c| format!(" {c})")).unwrap_or_default();
        let mark = match mark(level.minimum_for) {
            mark if mark.is_empty() => mark,
            mark => format!(" {mark}"),
        };
        let name = self.say("mức", "level");
        let worth = counted(self.lang, level.points, "điểm", "point");
        let label = level.label.get(self.lang);
        format!("{name} {}{case}, {worth}{mark}: {label}", level.level)
    }

    fn rules(&self, out: &mut Document, list: &[RuleFacts], vi: &str, en: &str) {
        let items = list.iter().map(|rule| {
            let effect = rule.effect.map(|e| format!("{}: ", effect(self.lang, e)));
            let says = self.rule(rule);
            Inline::from(format!("{}{says}", effect.unwrap_or_default()))
                .source(rule.source.get(self.lang))
        });
        out.headed_list(2, self.say(vi, en), items);
    }

    /// What a rule says.
    fn rule(&self, rule: &RuleFacts) -> String {
        let lang = self.lang;
        if let Some(label) = &rule.label {
            return label.get(lang).to_owned();
        }
        let named = |c: &NamedCriterion| format!("{} \"{}\"", c.criterion, c.name.get(lang));
        if let (Some(criterion), Some(requires)) = (&rule.criterion, &rule.requires) {
            let (criterion, requires) = (named(criterion), named(requires));
            return match lang {
                Lang::Vi => format!("{criterion} chỉ chấm khi {requires} có điểm"),
                Lang::En => format!("{criterion} is scored only if {requires} has points"),
            };
        }
        let cases = rule.cases.iter();
        let cases = cases.map(|c| format!("{}) {}", c.case, c.label.get(lang)));
        let cases = cases.collect::<Vec<_>>().join("; ");
        format!("{}: {cases}", self.say("Chia trường hợp", "Cases"))
    }
}
