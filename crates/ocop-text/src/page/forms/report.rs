//! Form 03: the commune's report.

use ocop::{CommuneReport, Lang, Library};

use super::form::{Form, FormSource};
use crate::document::{Block, Document, Fact, Letterhead, Signature, Title};
use crate::inline::Inline;

type Content = fn(&CommuneReport) -> Option<&str>;

/// What the commune looks at, and what it found.
const CONTENTS: [((&str, &str), Content); 4] = [
    (
        (
            "1. Sử dụng nguyên liệu địa phương (mô tả của chủ thể, thực tế trên địa bàn)",
            "1. Local materials (what the producer says, what is found)",
        ),
        |r| r.local_materials.as_deref(),
    ),
    (
        (
            "2. Sử dụng lao động địa phương (mô tả của chủ thể, thực tế trên địa bàn)",
            "2. Local labour (what the producer says, what is found)",
        ),
        |r| r.local_labour.as_deref(),
    ),
    (
        (
            "3. Nguồn gốc ý tưởng sản phẩm (truyền thống hay mới)",
            "3. Origin of the idea (traditional or new)",
        ),
        |r| r.idea_origin.as_deref(),
    ),
    (
        (
            "4. Bản sắc, trí tuệ địa phương (giá trị văn hóa, tri thức bản địa, kinh nghiệm, cách làm đặc trưng)",
            "4. Local identity and knowledge (culture, indigenous knowledge, experience, ways of making)",
        ),
        |r| r.local_identity.as_deref(),
    ),
];

/// Form 03, the commune's report on some contents of a dossier (26/2026, Annex III).
#[must_use]
pub fn commune_report_form(source: FormSource<'_>, library: &Library, lang: Lang) -> Document {
    let form = Form::new(source, library, lang);
    let title = form.say("Báo cáo", "Report");
    let about = form.say(
        "Đánh giá một số nội dung của hồ sơ đăng ký đánh giá, phân hạng sản phẩm OCOP",
        "On some contents of a dossier registered for the OCOP rating",
    );
    let mut out = Document::untitled(
        lang,
        format!("{title}: {}", form.say("Mẫu số 03", "Form 03")),
    );
    let report = source.dossier.and_then(|d| d.commune_report.as_ref());
    out.push(letterhead(&form, report, lang));
    out.push(Block::Title(Title {
        text: title.into(),
        below: vec![about.into()],
    }));
    form.tell_whose(&mut out);
    out.heading(1, form.say("I. Thông tin chung về hồ sơ", "I. The dossier"));
    out.facts(dossier_facts(&form));
    out.heading(
        1,
        form.say("II. Đánh giá một số nội dung", "II. Assessment"),
    );
    for ((vi, en), pick) in CONTENTS {
        out.heading(2, form.say(vi, en));
        out.written_or_lines(report.and_then(pick), 4);
    }
    out.paragraph(request(&form));
    out.signatures([
        Signature::default(),
        Signature {
            on_behalf: form
                .say("TM. Ủy ban nhân dân", "For the People’s Committee")
                .into(),
            ..Signature::new(form.say("Chủ tịch", "Chair"), "")
                .note(form.say("(ký, đóng dấu)", "(signature and seal)"))
        },
    ]);
    out
}

fn letterhead(form: &Form<'_>, report: Option<&CommuneReport>, lang: Lang) -> Block {
    let body = Inline::from(form.say(
        "Ủy ban nhân dân xã/phường ",
        "People’s Committee of the commune of ",
    ))
    .gap(8);
    let number = Inline::from(form.say("Số: ", "No. "));
    let number = match report.and_then(|r| r.number.as_deref()) {
        Some(given) => number.plain(given),
        None => number.gap(4).plain("/BC-").gap(4),
    };
    Block::Letterhead(Letterhead {
        number: Some(number),
        place_and_date: Some(form.place_and_date(report.and_then(|r| r.issued_on))),
        ..Letterhead::of(lang, body)
    })
}

/// What the report says of the dossier as a whole, in numbered lines.
fn dossier_facts(form: &Form<'_>) -> Vec<Fact> {
    let mut facts = vec![
        form.of_producer("1. Tên chủ thể", "1. Producer", |p| p.name.as_deref()),
        Fact::new(
            form.say("2. Loại hình tổ chức", "2. Kind of organisation"),
            form.kind(),
        ),
        form.of_producer("3. Địa chỉ", "3. Address", |p| p.address.as_deref()),
    ];
    let mut representative = form.representative();
    if let Some(first) = representative.first_mut() {
        first.label = Inline::from("4. ").then(first.label.clone());
    }
    facts.extend(representative);
    facts.push(Fact::new(
        form.say("5. Sản phẩm đăng ký", "5. Product registered"),
        form.product_name(),
    ));
    facts
}

/// What the commune asks of the province.
fn request(form: &Form<'_>) -> Inline {
    let name = |text: &str| {
        if text.is_empty() {
            Inline::new().gap(12)
        } else {
            Inline::from(text)
        }
    };
    let producer = form.producer().and_then(|p| p.name.as_deref());
    Inline::from(form.say("Ủy ban nhân dân xã/phường ", "The commune of "))
        .gap(8)
        .plain(form.say(
            " đề nghị Ủy ban nhân dân tỉnh ",
            " asks the People’s Committee of the province of ",
        ))
        .gap(8)
        .plain(form.say(" đánh giá, phân hạng sản phẩm ", " to rate the product "))
        .then(name(form.product_name()))
        .plain(form.say(" của ", " of "))
        .then(name(producer.unwrap_or_default()))
        .plain(".")
}
