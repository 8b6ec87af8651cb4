//! The minutes of a council's session, in the order that councils keep.

mod frame;
mod product;

use ocop::certificate::Holidays;
use ocop::council::{
    FindingsRule, MinimumRule, Mode, Role, SpreadAtLimit, StandingCode, TallyReport,
};
use ocop::{Lang, Library};

use super::council::{Council, name, result, role, stands};
use super::papers::PaperSettings;
use super::problems;
use crate::document::{Block, Column, Document, Fact, Letterhead, Row, Signature, Table, Title};
use crate::inline::Inline;
use crate::words::{authority, long_date, mean, notice, stars};
use frame::Minutes;

/// The minutes of a tallied session. Of a session whose input has problems they are a draft, and say
/// so at their head.
#[must_use]
pub fn minutes(tally: &TallyReport<'_>, library: &Library, lang: Lang) -> Document {
    minutes_with(tally, library, &PaperSettings::default(), lang)
}

/// The minutes in the words of a province: its place before the date, its grounds, who signs.
#[must_use]
pub fn minutes_with(
    tally: &TallyReport<'_>,
    library: &Library,
    settings: &PaperSettings,
    lang: Lang,
) -> Document {
    let page = Minutes {
        settings,
        council: Council::new(tally, library, lang),
        next: library.next_steps(tally, None, &Holidays::default()).ok(),
    };
    let title = page.say(
        "Biên bản họp Hội đồng đánh giá, phân hạng sản phẩm OCOP",
        "Minutes of the OCOP rating council",
    );
    let mut out = Document::untitled(lang, title);
    page.head(&mut out);
    page.composition(&mut out);
    out.heading(1, page.say("II. Kết quả từng sản phẩm", "II. Each product"));
    for (number, product) in (1_usize..).zip(&tally.products) {
        page.product(&mut out, number, product);
    }
    out.heading(1, page.say("III. Tổng hợp", "III. Summary"));
    out.push(Block::Table(page.summary()));
    page.end(&mut out);
    out
}

impl Minutes<'_> {
    fn head(&self, out: &mut Document) {
        let (tally, lang) = (self.tally(), self.lang());
        let mut body = Inline::from(tally.council.as_deref().unwrap_or_else(|| {
            self.say(
                "Hội đồng đánh giá, phân hạng sản phẩm OCOP",
                "OCOP rating council",
            )
        }));
        if let (None, Some(level)) = (&tally.council, tally.level) {
            body = body.plain(format!(" {}", authority(lang, level)));
        }
        let number = match lang {
            Lang::Vi => Inline::from("Số: ").gap(6).plain("/BB-HĐ"),
            Lang::En => Inline::from("No. ").gap(6),
        };
        let place = tally.place.as_deref();
        let issued_at = self.settings.place.as_deref();
        let issued_at = issued_at.map_or_else(|| Inline::new().gap(10), Inline::from);
        let day = tally.held_on.map(|d| long_date(lang, d));
        out.push(Block::Letterhead(Letterhead {
            number: Some(number),
            place_and_date: day.clone().map(|day| issued_at.plain(format!(", {day}"))),
            ..Letterhead::of(lang, body)
        }));
        let year = tally.held_on.map(|d| match lang {
            Lang::Vi => format!(" năm {}", d.year()),
            Lang::En => format!(", {}", d.year()),
        });
        let below = self.say(
            "Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP",
            "Meeting of the OCOP rating council",
        );
        out.push(Block::Title(Title {
            text: self.say("Biên bản", "Minutes").into(),
            below: vec![format!("{below}{}", year.unwrap_or_default()).into()],
        }));
        if !tally.errors.is_empty() {
            out.push(Block::warning(self.say(
                "BIÊN BẢN NHÁP: dữ liệu của phiên có vấn đề, các kết quả liên quan chưa đủ điều kiện thông qua.",
                "DRAFT: the session’s input has problems; the results they touch do not stand.",
            )));
            out.list(tally.errors.iter().map(|p| problems::item(p, lang)));
        }
        let mut grounds: Vec<Inline> = self.settings.own_grounds().map(Inline::from).collect();
        if grounds.is_empty() {
            grounds.push(self.council.decision_in_full().into());
            grounds.extend(tally.regulation.decision.as_deref().map(Inline::from));
        }
        self.council.grounds(out, grounds, ".");
        let today = day.map_or_else(|| Inline::new().gap(20), Inline::from);
        let where_ = place.map_or_else(|| Inline::new().gap(20), Inline::from);
        out.paragraph(
            Inline::from(self.say("Hôm nay, ", "Today, "))
                .then(today)
                .plain(self.say(", tại ", ", at "))
                .then(where_)
                .plain(self.say(
                    ", Hội đồng họp đánh giá, phân hạng sản phẩm.",
                    ", the council met to assess and rate products.",
                )),
        );
    }

    fn composition(&self, out: &mut Document) {
        let lang = self.lang();
        out.heading(
            1,
            self.say("I. Thành phần và quy chế", "I. Composition and regulation"),
        );
        let mut table = Table::new([
            Column::figures(self.say("STT", "No.")),
            Column::words(self.say("Họ tên", "Name"), 3),
            Column::words(self.say("Chức danh", "Role"), 2),
            Column::words(self.say("Đơn vị", "Institution"), 3),
            Column::words(self.say("Dự họp", "Attendance"), 1),
        ]);
        for (number, member) in (1_usize..).zip(self.council.members()) {
            table.rows.push(Row::new([
                number.to_string(),
                member.name.as_deref().unwrap_or(&member.id).to_owned(),
                role(lang, member.role).to_owned(),
                member.institution.as_deref().unwrap_or_default().to_owned(),
                if self.tally().mode == Mode::Written {
                    self.say("Bằng văn bản", "In writing")
                } else if member.present {
                    self.say("Có mặt", "Present")
                } else {
                    self.say("Vắng", "Absent")
                }
                .to_owned(),
            ]));
        }
        out.push(Block::Table(table));
        let notices = self.tally().notices.iter();
        out.list(notices.map(|n| notice(&self.council.law, n)));
        if self.tally().mode == Mode::Written {
            let members = self.tally().attendance.members;
            out.paragraph(match lang {
                Lang::Vi => format!("Lấy ý kiến bằng văn bản của {members} thành viên; số phiếu gửi về xét theo từng sản phẩm."),
                Lang::En => format!("The opinions of {members} members were taken in writing; the quorum is asked of each product’s sheets."),
            });
            out.paragraph(self.regulation());
            return;
        }
        let there = self.tally().attendance;
        let quorum = self.tally().regulation.quorum;
        let (over, under) = (quorum.numerator, quorum.denominator);
        let verdict = if there.present >= there.needed {
            self.say("đủ điều kiện họp", "a quorum")
        } else {
            self.say("KHÔNG đủ điều kiện họp", "NO quorum")
        };
        out.paragraph(match lang {
            Lang::Vi => format!(
                "Có mặt {}/{} thành viên; cần ít nhất {} ({over}/{under}): {verdict}.",
                there.present, there.members, there.needed
            ),
            Lang::En => format!(
                "Present: {} of {} members; at least {} ({over}/{under}) are needed: {verdict}.",
                there.present, there.members, there.needed
            ),
        });
        out.paragraph(self.regulation());
    }

    fn regulation(&self) -> String {
        let regulation = &self.tally().regulation;
        // where the regulation names no rule and it matters, no rule is given for the council's own
        let mut products = self.tally().products.iter();
        let is_open = products.any(|p| p.has(StandingCode::MinimumRuleDecides));
        let minimums = match regulation.minimums {
            _ if is_open => self.say(
                "theo cách chưa nêu trong quy chế",
                "by a rule that the regulation does not state",
            ),
            MinimumRule::Mean => self.say(
                "theo điểm trung bình của tiêu chí",
                "by the criterion’s mean",
            ),
            MinimumRule::Majority => self.say("theo đa số phiếu", "by a majority of the sheets"),
            MinimumRule::Unanimous => {
                self.say("khi tất cả các phiếu đạt", "where all sheets reach it")
            }
        };
        let findings = match regulation.findings {
            FindingsRule::Majority => self.say("theo đa số phiếu", "by a majority of the sheets"),
            FindingsRule::Collective => {
                self.say("do Hội đồng kết luận chung", "by the council together")
            }
        };
        let most = regulation.max_spread;
        let spread = match (regulation.spread_at_limit, self.lang()) {
            (SpreadAtLimit::Allowed, Lang::Vi) => format!("quá {most}"),
            (SpreadAtLimit::Rescore, Lang::Vi) => format!("từ {most}"),
            (SpreadAtLimit::Allowed, Lang::En) => format!("more than {most}"),
            (SpreadAtLimit::Rescore, Lang::En) => format!("{most} or more"),
        };
        match self.lang() {
            Lang::Vi => format!(
                "Quy chế áp dụng: chênh lệch giữa hai phiếu {spread} điểm thì thảo luận, đánh giá lại; mức tối thiểu theo sao xét {minimums}; trường hợp bị loại, dừng đánh giá, không đủ điều kiện quyết định {findings}."
            ),
            Lang::En => format!(
                "Regulation: where two sheets are {spread} points apart, the council discusses and scores again; star minimums are tested {minimums}; findings of rejection, stop and eligibility are decided {findings}."
            ),
        }
    }

    fn summary(&self) -> Table {
        let lang = self.lang();
        let mut table = Table::new([
            Column::figures(self.say("STT", "No.")),
            Column::words(self.say("Sản phẩm", "Product"), 3),
            Column::words(self.say("Chủ thể", "Producer"), 3),
            Column::figures(self.say("Điểm TB", "Mean")),
            Column::words(self.say("Hạng", "Stars"), 1),
            Column::words(self.say("Kết quả", "Result"), 2),
        ]);
        for (number, product) in (1_usize..).zip(&self.tally().products) {
            let producer = product.producer.as_ref().and_then(|p| p.name.as_deref());
            table.rows.push(Row::new([
                number.to_string(),
                name(product),
                producer.unwrap_or_default().to_owned(),
                product.mean.map(|m| mean(lang, m)).unwrap_or_default(),
                product
                    .stars
                    .map_or_else(|| "–".to_owned(), |s| stars(lang, s)),
                // what comes to no stars stands as what it is
                match product.stars {
                    None if product.stands => result(lang, product),
                    _ => stands(lang, product.stands).to_owned(),
                },
            ]));
        }
        table
    }

    fn end(&self, out: &mut Document) {
        let tally = self.tally();
        if let Some(note) = &tally.note {
            out.paragraph(note.as_ref());
        }
        out.paragraph(
            Inline::from(self.say("Cuộc họp kết thúc vào hồi ", "The meeting closed at "))
                .gap(8)
                .plain(self.say(
                    " cùng ngày. Biên bản được đọc lại, các thành viên thống nhất và ký tên.",
                    " on the same day. The minutes were read out, agreed and signed.",
                )),
        );
        let label = self.say("Mã kiểm tra tiêu chí", "Digest of criteria");
        out.facts(vec![Fact::new(
            format!("{label} ({})", tally.criteria),
            tally.digests.criteria.as_ref(),
        )]);
        let signers = self.settings.minutes_signed_by.as_deref();
        let signers = signers.unwrap_or(&[Role::Secretary, Role::Chair]);
        let people = signers.iter().map(|wanted| {
            let wanted = *wanted;
            let member = tally
                .members
                .iter()
                .find(|m| m.role == wanted && (m.present || tally.mode == Mode::Written));
            let name = member.map(|m| self.council.who(&m.id)).unwrap_or_default();
            Signature::new(role(self.lang(), wanted), name)
                .note(self.say("(ký, ghi rõ họ tên)", "(signature and full name)"))
        });
        out.signatures(people);
    }
}
