//! What the papers that follow a session share: heads, grounds, lists, places to sign.

use std::cell::OnceCell;

use ocop::certificate::Holidays;
use ocop::council::{NextReport, NextStep, NextStepKind, ProductTally, Role, TallyReport};
use ocop::criteria::files::Authority;
use ocop::{Lang, Library};

use super::settings::{PaperSettings, unended};
use crate::document::{Block, Document, Item, Letterhead, Recipients, Row, Signature, Table};
use crate::inline::Inline;
use crate::page::council::{Council, name, result, role};
use crate::words::{blank_date, date, long_date, mean, notice, stars};

/// A tally, the law, and what the province words its own way.
pub struct Papers<'t> {
    pub council: Council<'t>,
    pub settings: &'t PaperSettings,
    library: &'t Library,
    /// What happens next, worked out for those papers that ask for it: most are on one product, and it
    /// is of them all.
    next: OnceCell<Option<NextReport>>,
}

impl<'t> Papers<'t> {
    pub fn new(
        tally: &'t TallyReport<'t>,
        library: &'t Library,
        settings: &'t PaperSettings,
        lang: Lang,
    ) -> Self {
        Self {
            council: Council::new(tally, library, lang),
            settings,
            library,
            next: OnceCell::new(),
        }
    }

    pub const fn lang(&self) -> Lang {
        self.council.lang()
    }

    pub const fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        self.council.say(vi, en)
    }

    pub const fn tally(&self) -> &'t TallyReport<'t> {
        self.council.tally
    }

    /// The products for which a step is to be done, with that step, in the order of the session.
    pub fn with_step(&self, kind: NextStepKind) -> Vec<(&'t ProductTally<'t>, &NextStep)> {
        let next = self.next.get_or_init(|| {
            let days_off = Holidays::default();
            let next = self.library.next_steps(self.tally(), None, &days_off);
            next.ok()
        });
        let next = next.iter().flat_map(|n| &n.products);
        next.filter_map(|found| {
            let step = found.steps.iter().find(|s| s.step == kind)?;
            let product = self.tally().products.iter().find(|p| p.id == found.id)?;
            Some((product, step))
        })
        .collect()
    }

    /// The products that go on to the next level, and those that have the points for it but not the
    /// minimums: whether they go on is to be considered first.
    pub fn forwarded(&self) -> [Vec<(&'t ProductTally<'t>, &NextStep)>; 2] {
        let forwarded = self.with_step(NextStepKind::Forward).into_iter();
        let (sent, held) = forwarded.partition(|(_, step)| step.held_back_by.is_empty());
        [sent, held]
    }

    /// What puts results in doubt, for whoever is about to sign them; nothing where nothing does.
    pub fn doubts(&self, out: &mut Document) {
        let law = &self.council.law;
        let products = self.tally().products.iter().filter(|p| p.stands);
        let told = products.flat_map(|product| {
            let doubts = product.doubts();
            doubts.map(move |doubt| {
                let item = notice(law, doubt);
                let text = Inline::from(format!("{}: ", name(product))).then(item.text);
                Item { text, ..item }
            })
        });
        let told: Vec<Item> = told.collect();
        if told.is_empty() {
            return;
        }
        out.push(Block::warning(self.say(
            "Xem lại trước khi ký (xóa đoạn này trước khi ký):",
            "To be looked at before this is signed (to be deleted then):",
        )));
        out.list(told);
    }

    /// A product without stars, and the findings that it has none for.
    pub fn found_of(&self, product: &ProductTally<'_>) -> Option<Inline> {
        let counted = product.findings.iter().filter(|f| f.counts);
        let names = counted.map(|f| self.council.finding(product, f));
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| format!("{}: {}", name(product), names.join("; ")).into())
    }

    /// A product, and the criteria whose minimums hold it back.
    pub fn short_of(&self, product: &ProductTally<'_>, step: &NextStep) -> Inline {
        let law = self.council.law_of(product);
        let unmet: Vec<String> = step
            .held_back_by
            .iter()
            .map(|c| law.criterion(*c))
            .collect();
        let short = self.say("chưa đạt mức tối thiểu ở", "short of the minimum at");
        format!("{}: {short} {}", name(product), unmet.join("; ")).into()
    }

    /// The body that decides: as the settings have it, or with a gap for its name.
    pub fn authority(&self) -> Inline {
        if let Some(name) = &self.settings.authority {
            return name.into();
        }
        match self.tally().level {
            Some(Authority::Central) => self
                .body_of(Authority::Central)
                .unwrap_or_else(|| Inline::new().gap(10)),
            Some(level) => self.committee(level),
            None => self.committee(Authority::Province),
        }
    }

    /// Who a dossier goes to at a level: a committee has a place, the rest is as the decision names it.
    pub fn addressee(&self, level: Authority) -> Inline {
        match level {
            Authority::Central => self.body_of(level).unwrap_or_else(|| Inline::new().gap(20)),
            Authority::District | Authority::Province => self.committee(level),
        }
    }

    /// The committee of a district or a province, with a gap for its name.
    fn committee(&self, level: Authority) -> Inline {
        let of = match level {
            Authority::District => self.say(
                "Ủy ban nhân dân huyện ",
                "People’s Committee of the district of ",
            ),
            _ => self.say(
                "Ủy ban nhân dân tỉnh ",
                "People’s Committee of the province of ",
            ),
        };
        Inline::from(of).gap(7)
    }

    /// The body of a level, as the decision names it.
    fn body_of(&self, level: Authority) -> Option<Inline> {
        let file = self.council.law.criteria()?.instrument().ok()?.file();
        let rule = file.authority.iter().rfind(|r| r.authority == level)?;
        Some(self.council.law.translate(&rule.body).into())
    }

    /// Who decides as a person: the head of the body.
    pub fn decider(&self) -> Inline {
        let head = self.authority_head();
        let of = self.say(" ", " of the ");
        Inline::from(head).plain(of).then(self.authority())
    }

    pub fn authority_head(&self) -> String {
        let usual = match self.tally().level {
            Some(Authority::Central) => self.say("Bộ trưởng", "Minister"),
            _ => self.say("Chủ tịch", "Chair"),
        };
        let head = self.settings.authority_head.as_deref();
        head.unwrap_or(usual).to_owned()
    }

    /// The body that advises, submits and gives notice.
    pub fn advisory(&self) -> Inline {
        self.advisory_with_gap(20)
    }

    /// The same, with a gap of this width where it is not known: a head is narrower than a page.
    fn advisory_with_gap(&self, width: u8) -> Inline {
        let name = self.settings.advisory.as_deref();
        name.map_or_else(|| Inline::new().gap(width), Inline::from)
    }

    /// The head of a paper of the council itself.
    pub fn head_of_council(&self, number: Option<Inline>, when: Inline) -> Letterhead {
        let tally = self.tally();
        let body = tally.council.as_deref().unwrap_or_else(|| {
            self.say(
                "Hội đồng đánh giá, phân hạng sản phẩm OCOP",
                "OCOP rating council",
            )
        });
        Letterhead {
            number,
            place_and_date: Some(when),
            ..Letterhead::of(self.lang(), body)
        }
    }

    /// The head of a paper of the body that decides.
    pub fn head_of_authority(&self, kind: &str) -> Letterhead {
        Letterhead {
            number: Some(self.number(kind, self.settings.authority_sign.as_deref())),
            place_and_date: Some(self.open_date()),
            ..Letterhead::of(self.lang(), self.authority())
        }
    }

    /// The head of a paper of the body that advises.
    pub fn head_of_advisory(&self, kind: &str) -> Letterhead {
        Letterhead {
            above: Some(self.authority()),
            number: Some(self.number(kind, self.settings.advisory_sign.as_deref())),
            place_and_date: Some(self.open_date()),
            ..Letterhead::of(self.lang(), self.advisory_with_gap(7))
        }
    }

    /// `Số: ……/TTr-SNNMT`; a letter names no kind, but in the end the unit that drafted it:
    /// `Số: ……/UBND-……` (Decree 30/2020/NĐ-CP, Annex I).
    pub fn number(&self, kind: &str, sign: Option<&str>) -> Inline {
        let start = Inline::from(self.say("Số: ", "No. ")).gap(3).plain("/");
        let sign = sign.map_or_else(|| Inline::new().gap(3), Inline::from);
        if kind.is_empty() {
            start.then(sign).plain("-").gap(3)
        } else {
            start.plain(format!("{kind}-")).then(sign)
        }
    }

    pub fn place(&self) -> Inline {
        let place = self.settings.place.as_deref();
        place.map_or_else(|| Inline::new().gap(8), Inline::from)
    }

    /// The place, and the day of the session.
    pub fn place_and_date(&self) -> Inline {
        let day = self.tally().held_on.map(|d| long_date(self.lang(), d));
        let day = day.map_or_else(|| blank_date(self.lang()), Inline::from);
        self.place().plain(", ").then(day)
    }

    /// The place, and a day that is not known yet.
    pub fn open_date(&self) -> Inline {
        self.place().plain(", ").then(blank_date(self.lang()))
    }

    /// What a paper is about, with the year of the round.
    pub fn about(&self, vi: &str, en: &str) -> String {
        format!("{}{}", self.say(vi, en), self.in_year())
    }

    /// What a submission is about, and the decision that it asks for.
    pub fn on_recognition(&self) -> String {
        self.about(
            "Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP",
            "On the recognition of rated OCOP products",
        )
    }

    /// ` năm 2026`.
    fn in_year(&self) -> String {
        let year = self.tally().held_on.map(|d| match self.lang() {
            Lang::Vi => format!(" năm {}", d.year()),
            Lang::En => format!(", {}", d.year()),
        });
        year.unwrap_or_default()
    }

    /// The day of the session in words, or a gap.
    pub fn session_day(&self) -> Inline {
        let day = self.tally().held_on.map(|d| date(self.lang(), d));
        day.map_or_else(|| Inline::new().gap(7), Inline::from)
    }

    /// The legal grounds, in italics, one a paragraph; the last of them ends with this sign (Decree
    /// 30/2020/NĐ-CP, Annex I: a full stop, where no words of the paper belong to them).
    pub fn grounds(&self, out: &mut Document, end: &str) {
        let (lang, settings) = (self.lang(), self.settings);
        let mut grounds: Vec<Inline> = settings.own_grounds().map(Inline::from).collect();
        if grounds.is_empty() {
            grounds.push(self.council.decision_in_full().into());
            if let Some(decision) = &self.tally().regulation.decision {
                grounds.push(decision.into());
            }
            grounds.push(Inline::new().gap(30));
        }
        let minutes = Inline::from(match lang {
            Lang::Vi => "Biên bản họp Hội đồng đánh giá, phân hạng sản phẩm OCOP ngày ",
            Lang::En => "the minutes of the OCOP rating council of ",
        });
        grounds.push(minutes.then(self.session_day()));
        self.council.grounds(out, grounds, end);
    }

    /// Who signs for the body that decides.
    pub fn signed_by_authority(&self, on_behalf: bool) -> Signature {
        let name = self.settings.authority_signer.as_deref();
        let name = name.unwrap_or_default();
        let mut signature = Signature::new(self.authority_head(), name);
        if on_behalf && self.tally().level != Some(Authority::Central) {
            signature.on_behalf = self
                .say("TM. Ủy ban nhân dân", "For the People’s Committee")
                .into();
        }
        signature
    }

    /// Who signs for the body that advises.
    pub fn signed_by_advisory(&self) -> Signature {
        let head = self.settings.advisory_head.as_deref();
        let head = head.unwrap_or(self.say("Thủ trưởng cơ quan", "Head of the body"));
        let signer = self.settings.advisory_signer.as_deref();
        Signature::new(head, signer.unwrap_or_default())
    }

    /// Places to sign for people of the council.
    pub fn signed_by_council(&self, roles: &[Role]) -> Vec<Signature> {
        let members = &self.tally().members;
        let signature = |wanted: &Role| {
            let member = members.iter().find(|m| m.role == *wanted && m.present);
            let name = member.map(|m| self.council.who(&m.id));
            Signature::new(role(self.lang(), *wanted), name.unwrap_or_default())
        };
        roles.iter().map(signature).collect()
    }

    /// Who gets a copy: by the settings, or who is concerned and the file. Each ends with a semicolon,
    /// the last with a full stop (Decree 30/2020/NĐ-CP, Annex I).
    pub fn recipients(&self, given: &[String], concerned: &str) -> Recipients {
        let usual = [concerned, self.say("Lưu: VT", "File")];
        let lines: Vec<&str> = if given.is_empty() {
            usual.to_vec()
        } else {
            given.iter().map(|line| unended(line)).collect()
        };
        let count = lines.len();
        let ended = (1_usize..).zip(lines).map(|(number, line)| {
            let end = if number == count { "." } else { ";" };
            Inline::from(line).plain(end)
        });
        Recipients {
            label: self.say("Nơi nhận", "Copies to").into(),
            lines: ended.collect(),
        }
    }

    /// A list of products with what they came to.
    pub fn list_of<'p>(&self, products: impl IntoIterator<Item = &'p ProductTally<'p>>) -> Table {
        use crate::document::Column;
        let lang = self.lang();
        let mut table = Table::new([
            Column::figures(self.say("TT", "No.")),
            Column::words(self.say("Tên sản phẩm", "Product"), 3),
            Column {
                head: self.say("Mã sản phẩm", "Code").into(),
                ..Column::default()
            },
            Column::words(self.say("Chủ thể", "Producer"), 3),
            Column::words(self.say("Địa chỉ", "Address"), 3),
            Column::figures(self.say("Điểm", "Points")),
            Column::words(self.say("Kết quả", "Result"), 2),
        ]);
        for (number, product) in (1_usize..).zip(products) {
            let producer = product.producer.as_ref();
            table.rows.push(Row::new([
                Inline::from(number.to_string()),
                name(product).into(),
                code_or_gap(product),
                producer
                    .and_then(|p| p.name.as_deref())
                    .unwrap_or_default()
                    .into(),
                producer
                    .and_then(|p| p.address.as_deref())
                    .unwrap_or_default()
                    .into(),
                product
                    .mean
                    .map(|m| mean(lang, m))
                    .unwrap_or_default()
                    .into(),
                match product.stars {
                    Some(s) if product.stands => stars(lang, s).into(),
                    None if product.stands => result(lang, product).into(),
                    _ => self.say("chưa thông qua", "does not stand").into(),
                },
            ]));
        }
        table
    }
}

/// A product's code, or nothing.
pub fn code(product: &ProductTally<'_>) -> String {
    let code = product.product.as_ref().and_then(|p| p.code.as_deref());
    code.unwrap_or_default().to_owned()
}

/// A product's code in a table, or room to write it: a column is no wider than what stands in it.
pub fn code_or_gap(product: &ProductTally<'_>) -> Inline {
    let code = code(product);
    if code.is_empty() {
        return Inline::new().gap(7);
    }
    code.into()
}
