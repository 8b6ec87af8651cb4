//! Where a certificate stands, and what falls due in a register.

use ocop::certificate::{CertificateStatus, Due, Phase, Renewal, Renewals, RoundDates};
use ocop::{Lang, Library};

use crate::document::{Block, Column, Document, Fact, Item, Row, Table};
use crate::inline::Inline;
use crate::words::{Law, authority, counted, date, notice, say, stars};

/// Where a certificate stands.
#[must_use]
pub fn certificate(status: &CertificateStatus, library: &Library, lang: Lang) -> Document {
    let law = Law::of(library, &status.criteria, lang);
    let title = say(lang, "Giấy chứng nhận OCOP", "OCOP certificate");
    let mut out = Document::new(lang, title);
    let mut facts = vec![
        Fact::new(say(lang, "Hạng", "Stars"), stars(lang, status.stars)),
        Fact::new(
            say(lang, "Ngày cấp", "Issued"),
            date(lang, status.issued_on),
        ),
        Fact::new(
            say(lang, "Hết hạn", "Expires"),
            date(lang, status.expires_on),
        ),
        Fact::new(
            say(lang, "Tình trạng", "Standing"),
            Inline::new().strong(phase(lang, status.phase)),
        ),
        Fact::new(
            say(lang, "Hiệu lực đến", "Holds until"),
            holds(status, lang),
        ),
    ];
    if let Some(window) = status.window {
        let mut days = format!(
            "{} – {}",
            date(lang, window.opens_on),
            date(lang, window.closes_on)
        );
        if window.hand_in_by != window.closes_on {
            let last = date(lang, window.hand_in_by);
            days.push_str(&match lang {
                Lang::Vi => format!(" (ngày làm việc cuối cùng: {last})"),
                Lang::En => format!(" (last working day: {last})"),
            });
        }
        facts.push(Fact::new(say(lang, "Thời gian nộp hồ sơ", "Window"), days));
    }
    for round in &status.rounds {
        facts.push(Fact::new(
            say(lang, "Đợt tới", "Next round"),
            self::round(round, &law),
        ));
    }
    if let Some(level) = status.revoked_by {
        facts.push(Fact::new(
            say(lang, "Cơ quan có thẩm quyền thu hồi", "Revoked by"),
            authority(lang, level),
        ));
    }
    out.facts(facts);
    let grounds = status.revocation_grounds.iter().map(|g| {
        Inline::from(format!("{}) {}", g.ground, g.label.get(lang)))
            .source(law.translate(&g.source))
    });
    out.headed_list(
        2,
        say(lang, "Trường hợp bị thu hồi", "Grounds of revocation"),
        grounds,
    );
    let notices = status.notices.iter().map(|n| notice(&law, n));
    out.headed_list(2, say(lang, "Lưu ý", "Notes"), notices);
    let sources = status.sources.iter().map(|s| law.translate(s));
    out.facts(vec![Fact::new(
        say(lang, "Căn cứ", "Sources"),
        sources.collect::<Vec<_>>().join("; "),
    )]);
    out
}

fn holds(status: &CertificateStatus, lang: Lang) -> String {
    let (day, left) = (date(lang, status.valid_until), status.days_left);
    let days = counted(lang, left.abs(), "ngày", "day");
    match (left < 0, lang) {
        (false, Lang::Vi) => format!("{day} (còn {days})"),
        (false, Lang::En) => format!("{day} ({days} left)"),
        (true, Lang::Vi) => format!("{day} (đã qua {days})"),
        (true, Lang::En) => format!("{day} ({days} ago)"),
    }
}

fn round(round: &RoundDates, law: &Law<'_>) -> Inline {
    let lang = law.lang;
    let level = authority(lang, round.level);
    let (number, lodge) = (round.round, round.lodge_by.map(|d| date(lang, d)));
    let (propose, assess) = (date(lang, round.propose_by), date(lang, round.assess_by));
    let lodge = match (lodge, lang) {
        (Some(day), Lang::Vi) => format!("nộp cho xã chậm nhất {day}, "),
        (Some(day), Lang::En) => format!("to the commune by {day}, "),
        (None, _) => String::new(),
    };
    Inline::from(match lang {
        Lang::Vi => format!(
            "{level}, đợt {number}: {lodge}đề nghị chậm nhất {propose}, đánh giá chậm nhất {assess}"
        ),
        Lang::En => {
            format!("{level}, round {number}: {lodge}proposed by {propose}, assessed by {assess}")
        }
    })
    .source(law.translate(&round.source))
}

/// Where a certificate stands, in words.
const fn phase(lang: Lang, phase: Phase) -> &'static str {
    match phase {
        Phase::Valid => say(lang, "còn hiệu lực", "in force"),
        Phase::WindowOpen => say(
            lang,
            "còn hiệu lực, đang trong thời gian nộp hồ sơ đánh giá lại",
            "in force, re-rating dossiers are open",
        ),
        Phase::WindowMissed => say(
            lang,
            "còn hiệu lực, đã quá hạn nộp hồ sơ đánh giá lại",
            "in force, the window was missed",
        ),
        Phase::AwaitingDecision => say(
            lang,
            "còn hiệu lực, chờ kết quả đánh giá lại",
            "in force, a dossier is under assessment",
        ),
        Phase::Decided => say(
            lang,
            "còn hiệu lực, đã có kết quả đánh giá lại",
            "in force, the product was rated again",
        ),
        Phase::Extended => say(
            lang,
            "kéo dài hiệu lực, chờ kết quả đánh giá lại",
            "extended until the dossier is decided",
        ),
        Phase::Lapsed => say(lang, "hết hiệu lực", "lapsed"),
        Phase::Revoked => say(lang, "đã bị thu hồi", "revoked"),
    }
}

/// What falls due in a register, and what is late already.
#[must_use]
pub fn renewals(renewals: &Renewals, lang: Lang) -> Document {
    let title = say(
        lang,
        "Giấy chứng nhận OCOP đến hạn",
        "OCOP certificates falling due",
    );
    let mut out = Document::new(lang, title);
    let (from, until) = (date(lang, renewals.on), date(lang, renewals.until));
    let count = renewals.due.len();
    out.paragraph(match lang {
        Lang::Vi => format!("Từ {from} đến {until}: {count} việc."),
        Lang::En => format!("From {from} to {until}: {count} due."),
    });
    if !renewals.due.is_empty() {
        out.push(Block::Table(table(&renewals.due, lang)));
    }
    if !renewals.late.is_empty() {
        out.heading(
            2,
            say(
                lang,
                "Còn hiệu lực nhưng đã quá hạn nộp, chưa có hồ sơ: cần nộp ngay",
                "In force, the window missed, no dossier yet: hand one in now",
            ),
        );
        out.push(Block::Table(table(&renewals.late, lang)));
    }
    let notices = renewals.notices.iter();
    let notices = notices.map(|n| Item::new(n.message.get(lang)));
    out.headed_list(2, say(lang, "Lưu ý", "Notes"), notices);
    let refused = renewals.errors.iter().flat_map(|error| {
        let line = error.line.unwrap_or(0);
        error.errors.iter().map(move |problem| {
            let told = problem.line(lang);
            Item::new(match lang {
                Lang::Vi => format!("dòng {line}: {told}"),
                Lang::En => format!("line {line}: {told}"),
            })
        })
    });
    let heading = say(
        lang,
        "Dòng bị từ chối (không tính)",
        "Lines refused (not counted)",
    );
    out.headed_list(2, heading, refused);
    out
}

fn table(list: &[Renewal], lang: Lang) -> Table {
    let mut table = Table::new([
        Column::figures(say(lang, "Ngày", "Day")),
        Column::words(say(lang, "Việc", "What"), 2),
        Column::words(say(lang, "Mã", "Code"), 2),
        Column::words(say(lang, "Sản phẩm", "Product"), 3),
        Column::words(say(lang, "Chủ thể", "Producer"), 3),
        Column::figures(say(lang, "Hạng", "Stars")),
    ]);
    for renewal in list {
        let what = match renewal.due {
            Due::Opens => say(lang, "bắt đầu nhận hồ sơ", "dossiers open"),
            Due::Closes => say(lang, "hạn cuối nộp hồ sơ", "last day for the dossier"),
            Due::Lapses => say(lang, "hết hiệu lực", "certificate lapses"),
        };
        table.rows.push(Row::new([
            date(lang, renewal.day),
            match (renewal.by_law.map(|day| date(lang, day)), lang) {
                (None, _) => what.to_owned(),
                (Some(day), Lang::Vi) => format!("{what} (theo luật đến {day}, ngày nghỉ)"),
                (Some(day), Lang::En) => format!("{what} (by law {day}, a day off)"),
            },
            renewal.product.clone(),
            renewal.name.clone().unwrap_or_default(),
            renewal.producer.clone().unwrap_or_default(),
            stars(lang, renewal.stars),
        ]));
    }
    table
}
