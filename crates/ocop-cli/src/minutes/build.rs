//! What stands in the minutes, in the order that councils keep.

use ocop::certificate::Holidays;
use ocop::council::{
    FindingsRule, MemberReport, MinimumRule, NextReport, ProductTally, Role, TallyReport,
};
use ocop::criteria::files::RegistrationKind;
use ocop::{Criteria, Lang, Library};

use super::{Block, Document, Table};
use crate::council_text::{counts, level_name, mean, name, number, result};
use crate::text::{say, stars};

/// The minutes of a tallied session.
pub fn minutes(tally: &TallyReport<'_>, library: &Library, lang: Lang) -> Document {
    let page = Page {
        tally,
        criteria: library.version(&tally.criteria).ok().map(AsRef::as_ref),
        next: library.next_steps(tally, None, &Holidays::default()).ok(),
        lang,
    };
    let mut blocks = Vec::new();
    page.head(&mut blocks);
    page.composition(&mut blocks);
    blocks.push(Block::Heading(
        2,
        page.say("II. Kết quả từng sản phẩm", "II. Each product"),
    ));
    for (number, product) in (1_usize..).zip(&tally.products) {
        page.product(&mut blocks, number, product);
    }
    page.summary(&mut blocks);
    page.end(&mut blocks);
    Document {
        lang: say(lang, "vi", "en"),
        title: page.say(
            "Biên bản họp Hội đồng đánh giá, phân hạng sản phẩm OCOP",
            "Minutes of the OCOP rating council",
        ),
        blocks,
    }
}

struct Page<'p> {
    tally: &'p TallyReport<'p>,
    criteria: Option<&'p Criteria>,
    next: Option<NextReport>,
    lang: Lang,
}

impl Page<'_> {
    fn say(&self, vi: &str, en: &str) -> String {
        say(self.lang, vi, en).to_owned()
    }

    fn row(&self, cells: &[(&str, &str)]) -> Vec<String> {
        cells.iter().map(|(vi, en)| self.say(vi, en)).collect()
    }

    fn translate(&self, vi: &str) -> String {
        match (self.lang, self.criteria) {
            (Lang::En, Some(criteria)) => criteria.translate(vi).en,
            _ => vi.to_owned(),
        }
    }

    /// The members in their order of rank, then of their identifiers: m2 before m10.
    fn members(&self) -> Vec<&MemberReport<'_>> {
        let mut members: Vec<_> = self.tally.members.iter().collect();
        members.sort_by_key(|m| (m.role, m.id.len(), m.id.as_ref()));
        members
    }

    fn who(&self, id: &str) -> String {
        let member = self.tally.members.iter().find(|m| m.id == id);
        let name = member.and_then(|m| m.name.as_deref());
        name.unwrap_or(id).to_owned()
    }

    fn all(&self, ids: &[std::borrow::Cow<'_, str>]) -> String {
        ids.iter()
            .map(|id| self.who(id))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn head(&self, blocks: &mut Vec<Block>) {
        let council = self.tally.council.as_deref().map_or_else(
            || {
                self.say(
                    "Hội đồng đánh giá, phân hạng sản phẩm OCOP",
                    "OCOP rating council",
                )
            },
            str::to_owned,
        );
        let level = self
            .tally
            .level
            .map(|l| level_name(l, self.lang))
            .unwrap_or_default();
        let mut left = vec![council];
        if !level.is_empty() && self.tally.council.is_none() {
            left.push(level.to_owned());
        }
        blocks.push(Block::Letterhead {
            left,
            right: self.row(&[
                (
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "SOCIALIST REPUBLIC OF VIETNAM",
                ),
                (
                    "Độc lập - Tự do - Hạnh phúc",
                    "Independence - Freedom - Happiness",
                ),
            ]),
        });
        let day = self.tally.held_on.map(|d| self.day(d)).unwrap_or_default();
        let place = self
            .tally
            .place
            .as_deref()
            .map(|p| format!(", {p}"))
            .unwrap_or_default();
        blocks.push(Block::Title(
            self.say(
                "Biên bản họp Hội đồng đánh giá, phân hạng sản phẩm OCOP",
                "Minutes of the OCOP rating council",
            ),
            format!("{day}{place}"),
        ));
        if !self.tally.errors.is_empty() {
            blocks.push(Block::Warning(self.say(
                "BIÊN BẢN NHÁP: dữ liệu của phiên có vấn đề, các kết quả liên quan không có giá trị.",
                "DRAFT: the session’s input has problems; the results they touch do not stand.",
            )));
            let problems = self.tally.errors.iter().map(|p| p.line(self.lang));
            blocks.push(Block::List(problems.collect()));
        }
    }

    fn day(&self, day: jiff::civil::Date) -> String {
        match self.lang {
            Lang::Vi => format!(
                "Ngày {} tháng {} năm {}",
                day.day(),
                day.month(),
                day.year()
            ),
            Lang::En => day.strftime("%-d %B %Y").to_string(),
        }
    }

    fn composition(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(
            2,
            self.say("I. Thành phần và quy chế", "I. Composition and regulation"),
        ));
        let rows = (1_usize..).zip(self.members()).map(|(number, m)| {
            vec![
                number.to_string(),
                m.name.as_deref().unwrap_or(&m.id).to_owned(),
                role(m.role, self.lang).to_owned(),
                m.institution.as_deref().unwrap_or_default().to_owned(),
                if m.present {
                    self.say("Có mặt", "Present")
                } else {
                    self.say("Vắng", "Absent")
                },
            ]
        });
        blocks.push(Block::Table(Table {
            caption: String::new(),
            head: self.row(&[
                ("STT", "No."),
                ("Họ tên", "Name"),
                ("Chức danh", "Role"),
                ("Đơn vị", "Institution"),
                ("Dự họp", "Attendance"),
            ]),
            figures: vec![true, false, false, false, false],
            rows: rows.collect(),
            total: false,
        }));
        let there = self.tally.attendance;
        let regulation = &self.tally.regulation;
        let (over, under) = (regulation.quorum.numerator, regulation.quorum.denominator);
        let enough = there.present >= there.needed;
        let verdict = if enough {
            self.say("đủ điều kiện họp", "a quorum")
        } else {
            self.say("KHÔNG đủ điều kiện họp", "NO quorum")
        };
        blocks.push(Block::Paragraph(match self.lang {
            Lang::Vi => format!(
                "Có mặt {}/{} thành viên; cần ít nhất {} ({over}/{under}): {verdict}.",
                there.present, there.members, there.needed
            ),
            Lang::En => format!(
                "Present: {} of {} members; at least {} ({over}/{under}) are needed: {verdict}.",
                there.present, there.members, there.needed
            ),
        }));
        let minimums = match regulation.minimums {
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
                self.say("do hội đồng kết luận chung", "by the council together")
            }
        };
        let decision = regulation
            .decision
            .as_deref()
            .map(|d| format!(" ({d})"))
            .unwrap_or_default();
        blocks.push(Block::Paragraph(match self.lang {
            Lang::Vi => format!(
                "Quy chế áp dụng{decision}: chênh lệch giữa hai phiếu quá {} điểm thì thảo luận, chấm lại; mức tối thiểu theo sao xét {minimums}; phát hiện ngoài thang điểm quyết định {findings}. Bộ tiêu chí: {}.",
                regulation.max_spread, self.law()
            ),
            Lang::En => format!(
                "Regulation{decision}: over {} points between two sheets, discuss and score again; star minimums are tested {minimums}; findings are decided {findings}. Criteria: {}.",
                regulation.max_spread, self.law()
            ),
        }));
    }

    fn law(&self) -> String {
        let number = self
            .criteria
            .and_then(|c| c.instrument().ok())
            .map(|i| i.file().number.clone());
        let number = number.unwrap_or_else(|| self.tally.criteria.clone().into_owned());
        match self.lang {
            Lang::Vi => format!("Quyết định {number}"),
            Lang::En => format!("Decision {number}"),
        }
    }

    fn product(&self, blocks: &mut Vec<Block>, number: usize, product: &ProductTally<'_>) {
        let code = product.product.as_ref().and_then(|p| p.code.as_deref());
        let code = code.map(|c| format!(" ({c})")).unwrap_or_default();
        blocks.push(Block::Heading(
            3,
            format!("{number}. {}{code}", name(product)),
        ));
        blocks.push(Block::Paragraph(self.facts(product)));
        if !product.recused.is_empty() {
            let who = product.recused.iter().map(|r| {
                let reason = r
                    .reason
                    .as_deref()
                    .map(|r| format!(" ({r})"))
                    .unwrap_or_default();
                format!("{}{reason}", self.who(&r.member))
            });
            let who = who.collect::<Vec<_>>().join("; ");
            blocks.push(Block::Paragraph(match self.lang {
                Lang::Vi => format!("Không tham gia chấm: {who}."),
                Lang::En => format!("Recused: {who}."),
            }));
        }
        for earlier in &product.earlier_rounds {
            let totals = earlier
                .sheets
                .iter()
                .map(|s| format!("{} {}", self.who(&s.member), s.points));
            let totals = totals.collect::<Vec<_>>().join("; ");
            let spread = earlier.spread.map(|s| s.to_string()).unwrap_or_default();
            blocks.push(Block::Paragraph(match self.lang {
                Lang::Vi => format!(
                    "Vòng {} (không lấy kết quả, chênh lệch {spread} điểm): {totals}.",
                    earlier.round
                ),
                Lang::En => format!(
                    "Round {} (not the result, spread {spread}): {totals}.",
                    earlier.round
                ),
            }));
        }
        if !product.sheets.is_empty() {
            blocks.push(Block::Table(self.scores(product)));
        }
        if !product.stands {
            blocks.push(Block::Warning(self.say(
                "KẾT QUẢ CHƯA CÓ GIÁ TRỊ, vì:",
                "THE RESULT DOES NOT STAND, because:",
            )));
            let reasons = product
                .reasons
                .iter()
                .map(|r| r.message.get(self.lang).to_owned());
            blocks.push(Block::List(reasons.collect()));
        }
        blocks.push(Block::Paragraph(match self.lang {
            Lang::Vi => format!("Xếp hạng: {}.", result(product, self.lang)),
            Lang::En => format!("Result: {}.", result(product, self.lang)),
        }));
        if product.stars.is_some() && !product.minimums.is_empty() {
            blocks.push(Block::Table(self.minimums(product)));
        }
        self.opinions(blocks, product);
        self.proposal(blocks, product);
    }

    fn facts(&self, product: &ProductTally<'_>) -> String {
        let mut facts = Vec::new();
        let set = product.product_set.and_then(|n| self.criteria?.set(n).ok());
        if let Some(set) = set {
            let label = self.say("Bộ sản phẩm", "Product set");
            facts.push(format!(
                "{label}: {}. {}",
                set.number(),
                self.translate(set.name())
            ));
        }
        if let Some(name) = product.producer.as_ref().and_then(|p| p.name.as_deref()) {
            facts.push(format!("{}: {name}", self.say("Chủ thể", "Producer")));
        }
        let kind = product
            .registration
            .as_ref()
            .and_then(|r| r.kind)
            .map(|kind| match kind {
                RegistrationKind::First => self.say("lần đầu", "first rating"),
                RegistrationKind::Upgrade => self.say("nâng hạng", "upgrade"),
                RegistrationKind::ReRating => self.say("đánh giá lại", "re-rating"),
            });
        if let Some(kind) = kind {
            facts.push(format!("{}: {kind}", self.say("Đăng ký", "Registration")));
        }
        facts.join(". ") + "."
    }

    fn scores(&self, product: &ProductTally<'_>) -> Table {
        let mut head = vec![self.say("Thành viên", "Member")];
        for part in &product.parts {
            head.push(format!(
                "{} {} ({})",
                self.say("Phần", "Part"),
                part.part,
                part.max_points
            ));
        }
        head.push(self.say("Tổng điểm", "Total"));
        let mut rows = Vec::new();
        for member in self.members() {
            let Some(sheet) = product.sheets.iter().find(|s| s.member == member.id) else {
                continue;
            };
            let mut row = vec![self.who(&member.id)];
            row.extend(sheet.parts.iter().map(|p| p.points.to_string()));
            row.push(sheet.points.to_string());
            rows.push(row);
        }
        let mut last = vec![match self.lang {
            Lang::Vi => format!("Trung bình ({}/{})", product.sum, product.count),
            Lang::En => format!("Mean ({}/{})", product.sum, product.count),
        }];
        last.extend(
            product
                .parts
                .iter()
                .map(|p| p.mean.map(|m| mean(m, self.lang)).unwrap_or_default()),
        );
        last.push(product.mean.map(|m| mean(m, self.lang)).unwrap_or_default());
        rows.push(last);
        let spread = product.spread.map(|s| s.to_string()).unwrap_or_default();
        let round = product.round.unwrap_or(1);
        Table {
            caption: match self.lang {
                Lang::Vi => {
                    format!("Điểm của các thành viên, vòng {round}; chênh lệch {spread} điểm")
                }
                Lang::En => format!("The members’ points, round {round}; spread {spread}"),
            },
            figures: std::iter::once(false)
                .chain(head.iter().skip(1).map(|_| true))
                .collect(),
            head,
            rows,
            total: true,
        }
    }

    fn minimums(&self, product: &ProductTally<'_>) -> Table {
        let mut rows = Vec::new();
        for n in 1..=5_u8 {
            let of: Vec<_> = product
                .minimums
                .iter()
                .filter(|m| m.stars.get() == n)
                .collect();
            if of.is_empty() {
                continue;
            }
            let unmet = of
                .iter()
                .filter(|m| !m.met)
                .map(|m| self.criterion(product, m.criterion));
            let unmet: Vec<String> = unmet.collect();
            let met = of.len().saturating_sub(unmet.len());
            rows.push(vec![
                n.to_string(),
                format!("{met}/{}", of.len()),
                if unmet.is_empty() {
                    self.say("không", "none")
                } else {
                    unmet.join("; ")
                },
            ]);
        }
        Table {
            caption: self.say("Mức tối thiểu theo hạng sao", "Star minimums"),
            head: self.row(&[("Sao", "Stars"), ("Đạt", "Met"), ("Chưa đạt", "Not met")]),
            figures: vec![true, true, false],
            rows,
            total: false,
        }
    }

    fn criterion(&self, product: &ProductTally<'_>, id: ocop::CriterionId) -> String {
        let set = product.product_set.and_then(|n| self.criteria?.set(n).ok());
        let name = set
            .and_then(|s| s.criterion(id))
            .map(|c| self.translate(&c.name));
        format!("{id} {}", name.unwrap_or_default())
    }

    /// Comments, findings, and where members differ.
    fn opinions(&self, blocks: &mut Vec<Block>, product: &ProductTally<'_>) {
        let mut items = Vec::new();
        for member in self.members() {
            let sheet = product.sheets.iter().find(|s| s.member == member.id);
            if let Some(comment) = sheet.and_then(|s| s.comment.as_deref()) {
                items.push(format!("{}: {comment}", self.who(&member.id)));
            }
        }
        for finding in &product.findings {
            let set = product.product_set.and_then(|n| self.criteria?.set(n).ok());
            let rule = set.and_then(|s| {
                s.findings()
                    .iter()
                    .find(|f| Some(f.finding.as_str()) == finding.finding.as_deref())
            });
            let label = rule.map(|r| self.translate(&r.label)).unwrap_or_else(|| {
                self.say(
                    "Tiêu chí 0 điểm làm dừng đánh giá",
                    "A criterion at 0 points stops the assessment",
                )
            });
            let by = if finding.by_council {
                self.say("hội đồng kết luận", "decided by the council")
            } else {
                self.all(&finding.members)
            };
            items.push(format!(
                "{}: {label} ({by}) [{}]",
                self.say("Phát hiện", "Finding"),
                self.translate(&finding.source)
            ));
        }
        let within = |s: ocop::Stars| product.points_stars.is_some_and(|by| s <= by);
        for contested in product.contested.iter().filter(|c| within(c.stars)) {
            let what = self.criterion(product, contested.criterion);
            let (reached, missed) = (self.all(&contested.reached), self.all(&contested.missed));
            let counts = counts(product, contested, self.lang);
            items.push(match self.lang {
                Lang::Vi => format!("Ý kiến khác nhau về mức tối thiểu {} sao tại {what} ({counts}): đạt theo {reached}; chưa đạt theo {missed}", contested.stars),
                Lang::En => format!("Contested {}-star minimum at {what} ({counts}): reached by {reached}; missed by {missed}", contested.stars),
            });
        }
        for apart in product.criteria.iter().filter(|c| !c.apart.is_empty()) {
            let what = self.criterion(product, apart.criterion);
            let (least, greatest) = (apart.least, apart.greatest);
            let who = apart.apart.iter().map(|a| {
                let deviation = a.deviation.map(|d| number(&d, self.lang));
                format!(
                    "{}: {} ({})",
                    self.who(&a.member),
                    a.points,
                    deviation.unwrap_or_default()
                )
            });
            let who = who.collect::<Vec<_>>().join("; ");
            items.push(match self.lang {
                Lang::Vi => format!(
                    "Chấm xa trung bình của các phiếu khác tại {what} ({least}–{greatest} điểm): {who}"
                ),
                Lang::En => format!(
                    "Far from the mean of the others at {what} ({least}–{greatest} points): {who}"
                ),
            });
        }
        if let Some(note) = &product.note {
            items.push(note.clone().into_owned());
        }
        if !items.is_empty() {
            blocks.push(Block::Paragraph(
                self.say("Ý kiến, bảo lưu:", "Comments and dissent:"),
            ));
            blocks.push(Block::List(items));
        }
    }

    fn proposal(&self, blocks: &mut Vec<Block>, product: &ProductTally<'_>) {
        let next = self.next.as_ref();
        let steps = next.and_then(|n| n.products.iter().find(|p| p.id == product.id));
        let Some(steps) = steps.filter(|s| !s.steps.is_empty()) else {
            return;
        };
        blocks.push(Block::Paragraph(self.say("Kiến nghị:", "Proposed:")));
        let items = steps.steps.iter().map(|s| {
            let source = s
                .source
                .as_ref()
                .map(|s| format!(" [{}]", self.translate(s)))
                .unwrap_or_default();
            format!("{}{source}", s.message.get(self.lang))
        });
        blocks.push(Block::List(items.collect()));
    }

    fn summary(&self, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(2, self.say("III. Tổng hợp", "III. Summary")));
        let rows = (1_usize..).zip(&self.tally.products).map(|(number, p)| {
            vec![
                number.to_string(),
                name(p),
                p.producer
                    .as_ref()
                    .and_then(|p| p.name.as_deref())
                    .unwrap_or_default()
                    .to_owned(),
                p.mean.map(|m| mean(m, self.lang)).unwrap_or_default(),
                p.stars
                    .map_or_else(|| "–".to_owned(), |s| stars(s, self.lang)),
                if p.stands {
                    self.say("có giá trị", "stands")
                } else {
                    self.say("CHƯA có giá trị", "does NOT stand")
                },
            ]
        });
        blocks.push(Block::Table(Table {
            caption: String::new(),
            head: self.row(&[
                ("STT", "No."),
                ("Sản phẩm", "Product"),
                ("Chủ thể", "Producer"),
                ("Điểm TB", "Mean"),
                ("Hạng", "Stars"),
                ("Kết quả", "Result"),
            ]),
            figures: vec![true, false, false, true, false, false],
            rows: rows.collect(),
            total: false,
        }));
    }

    fn end(&self, blocks: &mut Vec<Block>) {
        if let Some(note) = &self.tally.note {
            blocks.push(Block::Paragraph(note.clone().into_owned()));
        }
        blocks.push(Block::Paragraph(match self.lang {
            Lang::Vi => format!(
                "Dữ liệu tiêu chí {}: {}.",
                self.tally.criteria, self.tally.digests.criteria
            ),
            Lang::En => format!(
                "Criteria data {}: {}.",
                self.tally.criteria, self.tally.digests.criteria
            ),
        }));
        let people = [Role::Secretary, Role::Chair].map(|wanted| {
            let member = self
                .tally
                .members
                .iter()
                .find(|m| m.role == wanted && m.present);
            let name = member.map(|m| self.who(&m.id)).unwrap_or_default();
            (role(wanted, self.lang).to_owned(), name)
        });
        blocks.push(Block::Signatures(people.into()));
    }
}

const fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Chair => say(lang, "Chủ tịch hội đồng", "Chair"),
        Role::Deputy => say(lang, "Phó chủ tịch hội đồng", "Deputy chair"),
        Role::Secretary => say(lang, "Thư ký hội đồng", "Secretary"),
        Role::Member => say(lang, "Ủy viên", "Member"),
    }
}
