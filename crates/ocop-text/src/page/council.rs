//! What the pages of a council share: names of members, results and minimums in words.

use ocop::council::{
    Contested, FindingTally, Mean, MemberReport, MinimumTally, ProductTally, Role, SheetTally,
    TallyReport,
};
use ocop::criteria::RegistrationKind;
use ocop::{Lang, Library, Notice, Outcome, Stars};

use crate::document::{Document, Item};
use crate::inline::Inline;
use crate::words::{Law, list, long_date, mean, say, stars};

/// A tally and the law it rests on.
pub struct Council<'t> {
    pub tally: &'t TallyReport<'t>,
    pub law: Law<'t>,
}

impl<'t> Council<'t> {
    pub fn new(tally: &'t TallyReport<'t>, library: &'t Library, lang: Lang) -> Self {
        Self {
            tally,
            law: Law::of(library, &tally.criteria, lang),
        }
    }

    pub const fn lang(&self) -> Lang {
        self.law.lang
    }

    pub const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        self.law.say(vi, en)
    }

    /// The law with the product set of a product.
    pub fn law_of(&self, product: &ProductTally<'_>) -> Law<'t> {
        self.law.with_set(product.product_set)
    }

    /// The members in their order of rank, then of their identifiers: m2 before m10.
    pub fn members(&self) -> Vec<&'t MemberReport<'t>> {
        let mut members: Vec<_> = self.tally.members.iter().collect();
        members.sort_by_key(|m| m.rank());
        members
    }

    /// The sheets of a product that count, in the order of their members.
    pub fn sheets<'p>(&self, product: &'p ProductTally<'t>) -> Vec<&'p SheetTally<'t>> {
        let members = self.members();
        let mut sheets: Vec<_> = product.sheets.iter().collect();
        sheets.sort_by_key(|s| {
            let place = members.iter().position(|m| m.id == s.member);
            place.unwrap_or(members.len())
        });
        sheets
    }

    /// What was found of a product, as its law words it.
    pub fn finding(&self, product: &ProductTally<'_>, found: &FindingTally<'_>) -> String {
        match found.finding.as_deref() {
            Some(name) => {
                let label = self.law_of(product).finding(name);
                label.unwrap_or_else(|| name.to_owned())
            }
            None => self
                .say(
                    "Tiêu chí 0 điểm làm dừng đánh giá",
                    "A criterion at 0 points stops the assessment",
                )
                .to_owned(),
        }
    }

    /// A member's name, or the identifier where the session gives none.
    pub fn who(&self, id: &str) -> String {
        let member = self.tally.members.iter().find(|m| m.id == id);
        let name = member.and_then(|m| m.name.as_deref());
        name.unwrap_or(id).to_owned()
    }

    /// The names of members.
    pub fn all<T: AsRef<str>>(&self, ids: &[T]) -> String {
        list(ids.iter().map(|id| self.who(id.as_ref())))
    }

    /// The decision with its day, issuer and title, as official papers name what they rest on.
    pub fn decision_in_full(&self) -> String {
        let law = &self.law;
        let short = law.decision(&self.tally.criteria);
        let Some(instrument) = law.criteria().and_then(|c| c.instrument().ok()) else {
            return short;
        };
        let file = instrument.file();
        let (issuer, title) = (law.translate(&file.issuer), law.translate(&file.title));
        let signed = long_date(self.lang(), file.signed);
        match self.lang() {
            Lang::Vi => {
                // the title begins with the word for a decision, which stands before it already
                let title = title.strip_prefix("Quyết định ").unwrap_or(&title);
                let number = short.strip_prefix("Quyết định ").unwrap_or(&short);
                format!("Quyết định số {number} {signed} của {issuer} {title}")
            }
            Lang::En => format!("{short} of {signed} of the {issuer} ({title})"),
        }
    }

    /// Legal grounds in italics, one a paragraph, each with a semicolon and the last with this sign.
    pub fn grounds(&self, out: &mut Document, grounds: Vec<Inline>, end: &str) {
        let last = grounds.len();
        for (number, ground) in (1_usize..).zip(grounds) {
            let start = Inline::from(self.say("Căn cứ ", "Pursuant to "));
            let sign = if number == last { end } else { ";" };
            let words = start.then(ground).plain(sign).to_string();
            out.paragraph(Inline::new().emphasis(words));
        }
    }

    /// A contested minimum: what it needs, the mean, who sees it met and who does not.
    pub fn contested(&self, product: &ProductTally<'_>, contested: &Contested<'_>) -> String {
        let lang = self.lang();
        let what = self.law_of(product).criterion(contested.criterion);
        let needed = contested.stars;
        let (reached, missed) = (contested.reached.len(), contested.missed.len());
        let of = reached.saturating_add(missed);
        let who = self.all(&contested.missed);
        let counts = match lang {
            Lang::Vi => format!(
                "{reached:02}/{of:02} thành viên đánh giá đạt; {missed:02}/{of:02} chưa đạt ({who})"
            ),
            Lang::En => {
                let do_not = if missed == 1 { "does not" } else { "do not" };
                format!("{reached} of {of} members see it met; {missed} of {of} {do_not} ({who})")
            }
        };
        let same =
            |m: &&MinimumTally| m.criterion == contested.criterion && m.stars == contested.stars;
        let figures = product.minimums.iter().find(same).and_then(|m| {
            let mean = mean(lang, Mean::of(m.sum, m.count)?);
            let points = m.points;
            Some(match lang {
                Lang::Vi => format!("cần {points}, trung bình {mean}; "),
                Lang::En => format!("{points} needed, mean {mean}; "),
            })
        });
        let figures = figures.unwrap_or_default();
        match lang {
            Lang::Vi => format!("Mức tối thiểu {needed} sao, tiêu chí {what}: {figures}{counts}"),
            Lang::En => format!("{needed}-star minimum at {what}: {figures}{counts}"),
        }
    }
}

/// What a reader should know of the sheets: each notice once, with whose sheets it is about.
pub fn notices(council: &Council<'_>, product: &ProductTally<'_>) -> Vec<Item> {
    let mut told: Vec<(&Notice, Vec<&str>)> = Vec::new();
    for sheet in &product.sheets {
        for notice in &sheet.notices {
            match told.iter_mut().find(|(known, _)| *known == notice) {
                Some((_, members)) => members.push(&sheet.member),
                None => told.push((notice, vec![&sheet.member])),
            }
        }
    }
    let all = told.into_iter().map(|(notice, members)| {
        let who = if members.len() == product.sheets.len() && members.len() > 1 {
            council.say("tất cả các phiếu", "all sheets").to_owned()
        } else {
            council.all(&members)
        };
        let words = format!("{} ({who})", notice.message.get(council.lang()));
        let source = notice.source.as_deref().map(|s| council.law.translate(s));
        Item::new(Inline::from(words).source(source.unwrap_or_default()))
    });
    all.collect()
}

/// Contested minimums that matter: those of stars that the points reach.
pub fn within<'p>(
    product: &'p ProductTally<'p>,
) -> impl Iterator<Item = &'p Contested<'p>> + use<'p> {
    let reached = |s: Stars| product.points_stars.is_some_and(|by| s <= by);
    product.contested.iter().filter(move |c| reached(c.stars))
}

/// What a product comes to, in a few words.
pub fn result(lang: Lang, product: &ProductTally<'_>) -> String {
    let word = match product.outcome {
        None => say(lang, "chưa có phiếu nào được tính", "no sheet counts"),
        Some(Outcome::Stopped) => say(lang, "dừng đánh giá", "assessment stopped"),
        Some(Outcome::Ineligible) => say(lang, "không đủ điều kiện đánh giá", "not eligible"),
        Some(Outcome::Rejected) => say(lang, "hồ sơ bị loại", "dossier rejected"),
        Some(Outcome::Provisional) => say(lang, "tạm tính", "provisional"),
        Some(Outcome::Rated) => "",
    };
    match (product.stars, word) {
        (Some(s), "") => stars(lang, s),
        (Some(s), word) => format!("{}, {word}", stars(lang, s)),
        (None, word) => word.to_owned(),
    }
}

/// Whether a result stands.
pub const fn stands(lang: Lang, stands: bool) -> &'static str {
    if stands {
        say(lang, "đủ điều kiện thông qua", "stands")
    } else {
        say(lang, "CHƯA đủ điều kiện thông qua", "does NOT stand")
    }
}

/// The name of a product, or its identifier.
pub fn name(product: &ProductTally<'_>) -> String {
    let name = product.product.as_ref().and_then(|p| p.name.as_deref());
    name.unwrap_or(&product.id).to_owned()
}

/// What a member is on the council.
pub const fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Chair => say(lang, "Chủ tịch Hội đồng", "Chair"),
        Role::Deputy => say(lang, "Phó Chủ tịch Hội đồng", "Deputy chair"),
        Role::Secretary => say(lang, "Thư ký Hội đồng", "Secretary"),
        Role::Member => say(lang, "Ủy viên", "Member"),
    }
}

/// What a dossier asks for.
pub const fn registration(lang: Lang, kind: RegistrationKind) -> &'static str {
    match kind {
        RegistrationKind::First => say(lang, "lần đầu", "first rating"),
        RegistrationKind::Upgrade => say(lang, "nâng hạng", "upgrade"),
        RegistrationKind::ReRating => say(lang, "đánh giá lại", "re-rating"),
    }
}
