//! Form 01: the registration, with the receipts of commune and province.

use ocop::criteria::files::RegistrationKind;
use ocop::{Lang, Library};

use super::form::{Form, FormSource};
use crate::document::{Block, Document, Fact, Item, Letterhead, Title};
use crate::inline::Inline;

/// Form 01, the registration of a product (26/2026, Annex III).
#[must_use]
pub fn registration_form(source: FormSource<'_>, library: &Library, lang: Lang) -> Document {
    let form = Form::new(source, library, lang);
    let title = form.say("Phiếu đăng ký", "Registration");
    let mut out = Document::untitled(
        lang,
        format!("{title}: {}", form.say("Mẫu số 01", "Form 01")),
    );
    out.push(Block::Letterhead(Letterhead::of(
        lang,
        form.say("Mẫu số 01", "Form 01"),
    )));
    // what the pen completes is not broken
    let year = form.submitted_on().map(|d| d.year().to_string());
    let about = Inline::from(form.say(
        "Tham gia đánh giá, phân hạng sản phẩm OCOP của\u{a0}tỉnh\u{a0}",
        "For the rating of OCOP products in the province of ",
    ))
    .gap(8)
    .plain(form.say("\u{a0}năm\u{a0}", ", year\u{a0}"))
    .then(year.map_or_else(|| Inline::new().gap(4), Inline::from));
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![about],
    }));
    form.tell_whose(&mut out);
    form.who_and_what(&mut out);
    form.kind_of_registration(&mut out);
    form.papers(&mut out);
    out.paragraph(form.say(
        "Chúng tôi cam đoan thông tin trong Phiếu này là đúng sự thật; cam kết theo đúng quy định về đánh giá, phân hạng sản phẩm OCOP và chịu trách nhiệm trước Hội đồng, trước pháp luật về hồ sơ đăng ký.",
        "We declare that what this form says is true; we pledge to keep to the rules of the OCOP rating, and answer for the dossier before the council and the law.",
    ));
    out.signatures(form.signed(
        form.submitted_on(),
        form.say("Đại diện", "Representative"),
        form.say(
            "(ký, đóng dấu, ghi rõ họ tên)",
            "(signature, seal, full name)",
        ),
    ));
    out.push(Block::PageBreak);
    out.heading(
        1,
        form.say("Phần dành cho cơ quan quản lý", "For the authorities"),
    );
    let commune = form.say("Dành cho Ủy ban nhân dân cấp xã", "For the commune");
    let province = form.say(
        "Dành cho cơ quan quản lý OCOP cấp tỉnh",
        "For the province’s OCOP office",
    );
    form.receipt(&mut out, commune);
    form.receipt(&mut out, province);
    out
}

impl Form<'_> {
    fn who_and_what(&self, out: &mut Document) {
        let lang = self.lang();
        out.heading(2, self.say("1. Đơn vị đăng ký", "1. Who registers"));
        out.facts(vec![
            self.of_producer("Tên đơn vị", "Name", |p| p.name.as_deref()),
            self.of_producer(
                "Họ tên người đại diện pháp lý",
                "Legal representative",
                |p| p.representative.as_deref(),
            ),
            self.of_producer("Chức vụ", "Position", |p| p.position.as_deref()),
            self.of_producer("Địa chỉ liên hệ", "Address", |p| {
                p.address.as_deref()
            }),
            self.of_producer("Điện thoại", "Telephone", |p| p.phone.as_deref()),
            self.of_producer("Email", "E-mail", |p| p.email.as_deref()),
        ]);
        out.heading(2, self.say("2. Sản phẩm", "2. The product"));
        out.facts(vec![Fact::new(
            self.say("Tên sản phẩm", "Name"),
            self.product_name(),
        )]);
        out.heading(
            2,
            self.say(
                "3. Nhóm sản phẩm đăng ký",
                "3. Its place in the classification",
            ),
        );
        let class = &self.source.set.classification;
        let given = |pick: fn(&ocop::Product<'_>) -> Option<String>| self.product().and_then(pick);
        let own = |text: Option<String>, law: &str| text.unwrap_or_else(|| law.to_owned());
        let mut facts = vec![
            Fact::new(
                self.say("Ngành", "Sector"),
                own(
                    given(|p| p.sector.as_deref().map(Into::into)),
                    class.sector.get(lang),
                ),
            ),
            Fact::new(
                self.say("Nhóm", "Group"),
                own(
                    given(|p| p.group.as_deref().map(Into::into)),
                    class.group.get(lang),
                ),
            ),
        ];
        let subgroup = given(|p| p.subgroup.as_deref().map(Into::into));
        let subgroup = subgroup.or_else(|| class.subgroup.as_ref().map(|t| t.get(lang).to_owned()));
        if let Some(subgroup) = subgroup {
            facts.push(Fact::new(self.say("Phân nhóm", "Subgroup"), subgroup));
        }
        out.facts(facts);
    }

    fn kind_of_registration(&self, out: &mut Document) {
        let registration = self.source.dossier.and_then(|d| d.registration.as_ref());
        let kind = registration.and_then(|r| r.kind);
        out.heading(
            2,
            self.say("4. Lần đăng ký đánh giá", "4. Kind of registration"),
        );
        let mut boxes = Inline::new();
        for (i, (of, vi, en)) in [
            (RegistrationKind::First, "Lần đầu", "First rating"),
            (RegistrationKind::Upgrade, "Nâng hạng", "Upgrade"),
            (RegistrationKind::ReRating, "Đánh giá lại", "Re-rating"),
        ]
        .into_iter()
        .enumerate()
        {
            let space = if i == 0 { "" } else { "      " };
            boxes = boxes
                .plain(format!("{space}{} ", self.say(vi, en)))
                .tick(kind == Some(of));
        }
        out.paragraph(boxes);
    }

    fn papers(&self, out: &mut Document) {
        out.heading(2, self.say("5. Tài liệu kèm theo", "5. What goes along"));
        out.list([Item::new(self.say(
            "Báo cáo tự đánh giá về sản phẩm theo Bộ tiêu chí (bản gốc, bản điện tử)",
            "The report on the product by the criteria (original and electronic)",
        ))]);
        let registration = self.source.dossier.and_then(|d| d.registration.as_ref());
        let samples = registration.and_then(|r| r.samples).map(|n| n.to_string());
        out.facts(vec![Fact::new(
            self.say("Sản phẩm mẫu (số lượng)", "Samples (number)"),
            samples.unwrap_or_default(),
        )]);
    }

    fn receipt(&self, out: &mut Document, heading: &str) {
        out.heading(2, heading);
        let number = match self.lang() {
            Lang::Vi => Inline::new().gap(6).plain("/PĐK-(mã tỉnh)-(mã xã)-(năm)"),
            Lang::En => Inline::new()
                .gap(6)
                .plain("/PĐK-(province)-(commune)-(year)"),
        };
        out.facts(vec![
            Fact::new(self.say("Phiếu số", "Number"), number),
            Fact::new(self.say("Ngày nhận", "Day of receipt"), ""),
            Fact::new(self.say("Người tiếp nhận", "Received by"), ""),
            Fact::new(self.say("Chữ ký", "Signature"), ""),
        ]);
        out.signatures([
            crate::document::Signature::default(),
            crate::document::Signature::new(self.say("Cơ quan tiếp nhận", "Receiving office"), "")
                .note(self.say(
                    "(ký, đóng dấu, ghi rõ họ tên)",
                    "(signature, seal, full name)",
                )),
        ]);
    }
}
