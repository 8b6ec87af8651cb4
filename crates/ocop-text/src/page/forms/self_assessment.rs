//! Form 02: the producer's report on itself.

use ocop::criteria::SetCriterion;
use ocop::criteria::files::RegistrationKind;
use ocop::{
    AnswerInput, BusinessResults, DetailedAnswer, Evidence, Lang, Library, SelfAssessment, Updates,
};

use super::form::{Form, FormSource};
use crate::document::{Block, Column, Document, Fact, Item, Letterhead, Row, Table, Title};
use crate::inline::Inline;
use crate::words::{date, points};

/// Form 02, the producer's report on itself (26/2026, Annex III).
#[must_use]
pub fn self_assessment_form(source: FormSource<'_>, library: &Library, lang: Lang) -> Document {
    let form = Form::new(source, library, lang);
    let title = form.say(
        "Báo cáo tự đánh giá về sản phẩm",
        "The producer’s report on the product",
    );
    let mut out = Document::untitled(
        lang,
        format!("{title}: {}", form.say("Mẫu số 02", "Form 02")),
    );
    out.push(Block::Letterhead(Letterhead::of(
        lang,
        form.say("Mẫu số 02", "Form 02"),
    )));
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![
            form.say(
                "(Dành cho chủ thể có sản phẩm đăng ký)",
                "(For the producer who registers)",
            )
            .into(),
        ],
    }));
    form.tell_whose(&mut out);
    form.general(&mut out);
    form.results(&mut out);
    form.by_criterion(&mut out);
    form.changes(&mut out);
    out.heading(
        1,
        form.say("Phần IV. Kế hoạch sản xuất, kinh doanh", "Part IV. Plan"),
    );
    form.text(&mut out, |s| s.business_plan.as_deref());
    out.signatures(form.signed(
        form.submitted_on(),
        form.say("Đại diện theo pháp luật của cơ sở", "Legal representative"),
        form.say("(ký, họ tên, đóng dấu)", "(signature, name, seal)"),
    ));
    out
}

impl<'s> Form<'s> {
    fn report(&self) -> Option<&'s SelfAssessment> {
        self.source.dossier?.self_assessment.as_ref()
    }

    /// What the report says at a place, or lines to write on.
    fn text(&self, out: &mut Document, pick: fn(&'s SelfAssessment) -> Option<&'s str>) {
        out.written_or_lines(self.report().and_then(pick), 3);
    }

    fn general(&self, out: &mut Document) {
        out.heading(1, self.say("Phần I. Thông tin chung", "Part I. General"));
        let mut facts = vec![
            self.of_producer("1. Tên chủ thể", "1. Producer", |p| p.name.as_deref()),
            Fact::new(
                self.say("2. Loại hình tổ chức", "2. Kind of organisation"),
                self.kind(),
            ),
            self.of_producer("3. Địa chỉ", "3. Address", |p| p.address.as_deref()),
            self.of_producer("4. Điện thoại", "4. Telephone", |p| p.phone.as_deref()),
            self.of_producer("Email", "E-mail", |p| p.email.as_deref()),
        ];
        let mut representative = self.representative();
        if let Some(first) = representative.first_mut() {
            first.label = Inline::from("5. ").then(first.label.clone());
        }
        facts.append(&mut representative);
        let established = self.producer().and_then(|p| p.established_on);
        facts.push(Fact::new(
            self.say(
                "6. Ngày thành lập, đăng ký kinh doanh",
                "6. Day of founding or registration",
            ),
            self.short_date(established),
        ));
        facts.push(self.of_producer(
            "Số giấy đăng ký (nếu có)",
            "Registration number (if any)",
            |p| p.registration_number.as_deref(),
        ));
        facts.push(Fact::new(
            self.say("7. Tên sản phẩm, dịch vụ", "7. Product or service"),
            self.product_name(),
        ));
        let description = self.product().and_then(|p| p.description.as_deref());
        facts.push(Fact::new(
            self.say("Mô tả quy cách, tiêu chuẩn", "Make-up, packing, standard"),
            description.unwrap_or_default(),
        ));
        out.facts(facts);
        self.boxes(out);
        out.heading(
            2,
            self.say(
                "8. Lịch sử hình thành của chủ thể",
                "8. How the producer came about",
            ),
        );
        self.text(out, |s| s.history.as_deref());
        out.heading(
            2,
            self.say("9. Cơ cấu tổ chức của chủ thể", "9. How it is organised"),
        );
        self.text(out, |s| s.structure.as_deref());
    }

    /// The papers that there are. Those of one row of the table of evidence are ticked by hand: a
    /// dossier does not say which of them is which.
    fn boxes(&self, out: &mut Document) {
        let rows = self.source.evidence.map_or(&[][..], |list| &list.evidence);
        let is_there = |row: &str| rows.iter().any(|r| r.evidence == row && r.ticked);
        let open = |vi, en| Item::new(self.say(vi, en)).ticked(false);
        out.paragraph(self.say("Đánh dấu vào ô tương ứng:", "Tick what there is:"));
        out.list([
            Item::new(self.say("a) Giấy đăng ký kinh doanh", "a) Business registration"))
                .ticked(is_there("business-registration")),
            Item::new(self.say(
                "b) Đã công bố chất lượng sản phẩm theo quy định",
                "b) Quality declared as the rules ask",
            ))
            .ticked(is_there("quality-declaration-papers")),
            Item::new(self.say(
                "c) Đã có các điều kiện sản xuất theo quy định",
                "c) Conditions of production as the rules ask",
            ))
            .with([
                open(
                    "Giấy chứng nhận cơ sở đủ điều kiện vệ sinh an toàn thực phẩm",
                    "Certificate of food safety conditions",
                ),
                open(
                    "Giấy chứng nhận cơ sở đủ điều kiện sản xuất (với sản phẩm bắt buộc)",
                    "Certificate of conditions of production (where obligatory)",
                ),
            ]),
            open("d) Đã đăng ký sở hữu trí tuệ", "d) Intellectual property registered").with([
                open("Giấy chứng nhận đăng ký nhãn hiệu", "Trade mark certificate"),
                open(
                    "Văn bản ghi nhận quyền dùng chỉ dẫn địa lý, nhãn hiệu tập thể, nhãn hiệu chứng nhận",
                    "Right to use a geographical indication, a collective or certification mark",
                ),
                open("Bằng sáng chế", "Patent"),
                open("Bằng độc quyền kiểu dáng công nghiệp", "Industrial design"),
                open("Giấy chứng nhận bản quyền tác giả", "Copyright certificate"),
                Item::new(Inline::from(self.say("Khác (ghi rõ): ", "Other (say which): ")).gap(20))
                    .ticked(false),
            ]),
        ]);
    }

    fn results(&self, out: &mut Document) {
        out.heading(
            1,
            self.say(
                "Phần II. Kết quả thực hiện phương án sản xuất, kinh doanh",
                "Part II. Results of the business",
            ),
        );
        type Pick = fn(&BusinessResults) -> Option<&str>;
        let contents: [(&str, &str, Pick); 4] = [
            (
                "Vùng nguyên liệu, công nghệ, sơ chế, chế biến, đóng gói",
                "Material areas, technology, processing, packing",
                |r| r.materials_and_technology.as_deref(),
            ),
            (
                "Thay đổi về chất lượng, tiêu chuẩn, bao bì, nhãn",
                "Changes of quality, standards, packaging, labels",
                |r| r.quality.as_deref(),
            ),
            ("Thị trường phân phối", "Markets", |r| {
                r.market.as_deref()
            }),
            ("Doanh thu, lợi nhuận", "Revenue and profit", |r| {
                r.revenue_and_profit.as_deref()
            }),
        ];
        let results = self.report().and_then(|s| s.business_results.as_ref());
        for (vi, en, pick) in contents {
            out.heading(3, self.say(vi, en));
            out.written_or_lines(results.and_then(pick), 2);
        }
    }

    fn by_criterion(&self, out: &mut Document) {
        let lang = self.lang();
        out.heading(
            1,
            self.say(
                "Phần III. Đánh giá theo Bộ tiêu chí",
                "Part III. Assessment by the criteria",
            ),
        );
        let mut table = Table::new([
            Column::words(self.say("Tiêu chí", "Criterion"), 3),
            Column::figures(self.say("Tối đa", "Most")),
            Column::figures(self.say("Điểm tự chấm", "Own score")),
            Column::words(self.say("Mô tả", "Description"), 3),
            Column::words(self.say("Tài liệu minh chứng", "Evidence"), 3),
        ]);
        for part in &self.source.set.parts {
            let most = points(lang, part.max_points);
            let (letter, name) = (part.part, part.name.get(lang));
            let word = self.say("Phần", "Part");
            table
                .rows
                .push(Row::heading(format!("{word} {letter}: {name} ({most})")));
            let criteria = part.sections.iter().flat_map(|s| &s.criteria);
            for criterion in criteria {
                table.rows.push(self.row(criterion));
            }
        }
        let total = self
            .source
            .scored
            .map(|(_, rating)| rating.points().to_string());
        table.rows.push(Row::total([
            Inline::from(self.say("TỔNG CỘNG", "TOTAL")),
            self.source.set.max_points.to_string().into(),
            total.unwrap_or_default().into(),
            Inline::new(),
            Inline::new(),
        ]));
        out.push(Block::Table(table));
        let asked = self
            .law
            .criteria()
            .and_then(|c| c.evidence().ok().flatten());
        if let Some(asked) = asked {
            let mut table = Table::new([
                Column::figures(self.say("TT", "No.")),
                Column::words(self.say("Nội dung", "What it is about"), 2),
                Column::words(self.say("Yêu cầu", "Papers"), 4),
            ]);
            table.caption = Some(
                self.say(
                    "Tài liệu minh chứng kèm theo",
                    "Papers that go along as evidence",
                )
                .into(),
            );
            for (number, row) in (1_usize..).zip(&asked.evidence) {
                table.rows.push(Row::new([
                    number.to_string(),
                    self.law.translate(&row.name),
                    self.law.translate(&row.requirement),
                ]));
            }
            out.push(Block::Table(table));
        }
    }

    fn row(&self, criterion: &SetCriterion) -> Row {
        let lang = self.lang();
        let id = criterion.criterion;
        let level = self.source.scored.and_then(|(sheet, _)| sheet.level(id));
        let scored = level.map(|level| {
            let found = criterion.levels.iter().find(|l| l.level == level);
            found.map_or_else(|| "0".to_owned(), |l| l.points.to_string())
        });
        let answer = self
            .source
            .dossier
            .and_then(|d| d.answers.get(id.to_string().as_str()));
        let detailed = match answer {
            Some(AnswerInput::Detailed(answer)) => Some(answer),
            Some(AnswerInput::Level(_)) | None => None,
        };
        // what the level says stands for a description that was not given
        let label = level.and_then(|l| self.law.label(id, l));
        let described = detailed.and_then(|a| a.description.as_deref());
        let described = described.map(str::to_owned).or(label);
        Row::new([
            format!("{id} {}", criterion.name.get(lang)),
            criterion.max_points.to_string(),
            scored.unwrap_or_default(),
            described.unwrap_or_default(),
            detailed.map(|a| self.papers_of(a)).unwrap_or_default(),
        ])
    }

    fn papers_of(&self, answer: &DetailedAnswer<'_>) -> String {
        let lang = self.lang();
        let papers = answer.evidence.iter().map(|evidence| match evidence {
            Evidence::Name(name) => name.to_string(),
            Evidence::Paper(paper) => {
                let mut words = paper.document.to_string();
                if let Some(number) = &paper.number {
                    words.push_str(&format!(", {} {number}", self.say("số", "No.")));
                }
                if let Some(day) = paper.issued_on {
                    words.push_str(&format!(", {}", date(lang, day)));
                }
                if let Some(day) = paper.valid_until {
                    let until = self.say("đến", "until");
                    words.push_str(&format!(" ({until} {})", date(lang, day)));
                }
                words
            }
        });
        papers.collect::<Vec<_>>().join("; ")
    }

    /// What is new, for an upgrade or a re-rating (Art. 6.1.b, c).
    fn changes(&self, out: &mut Document) {
        let registration = self.source.dossier.and_then(|d| d.registration.as_ref());
        match registration.and_then(|r| r.kind) {
            Some(RegistrationKind::Upgrade) => {
                out.heading(
                    2,
                    self.say(
                        "Thay đổi so với sản phẩm đã được công nhận",
                        "What changed since the recognition",
                    ),
                );
                self.text(out, |s| s.changes.as_deref());
            }
            Some(RegistrationKind::ReRating) => self.updates(out),
            Some(RegistrationKind::First) | None => {}
        }
    }

    fn updates(&self, out: &mut Document) {
        out.heading(
            2,
            self.say(
                "Nội dung mới và kết quả sau khi được công nhận",
                "What is new since the recognition",
            ),
        );
        type Pick = fn(&Updates) -> Option<&str>;
        let contents: [(&str, &str, Pick); 10] = [
            ("Nguyên liệu", "Materials", |u| u.materials.as_deref()),
            ("Công nghệ sử dụng", "Technology", |u| {
                u.technology.as_deref()
            }),
            ("Bao bì", "Packaging", |u| u.packaging.as_deref()),
            ("Nhãn mác", "Labels", |u| u.labels.as_deref()),
            ("Công bố chất lượng", "Quality declaration", |u| {
                u.quality_declaration.as_deref()
            }),
            (
                "Phiếu kiểm nghiệm định kỳ",
                "Periodic tests",
                |u| u.periodic_tests.as_deref(),
            ),
            ("Thị trường tiêu thụ", "Market", |u| {
                u.market.as_deref()
            }),
            ("Sản lượng", "Output", |u| u.output.as_deref()),
            ("Doanh thu", "Revenue", |u| u.revenue.as_deref()),
            (
                "Giấy tờ pháp lý có thời hạn",
                "Papers with a term",
                |u| u.dated_papers.as_deref(),
            ),
        ];
        let updates = self.report().and_then(|s| s.updates.as_ref());
        let facts = contents.map(|(vi, en, pick)| {
            Fact::new(self.say(vi, en), updates.and_then(pick).unwrap_or_default())
        });
        out.facts(facts.into());
    }
}
