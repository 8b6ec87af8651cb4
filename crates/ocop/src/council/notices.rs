//! What a reader of a tally should know besides: opinions in writing where the law does not provide
//! for them, seats of the council that the law names and nobody fills, a round that was begun
//! and not finished, a product or a member that is there twice.

use std::collections::BTreeMap;

use ocop_vietnamese::slug;

use crate::criteria::files::{Authority, CompositionRule, Seat};
use crate::criteria::{CriteriaVersion, ProductSet};
use crate::library::Library;
use crate::notice::{Notice, NoticeCode};
use crate::rating::cautions::cautions;
use crate::spelling::{code_key, is_code, name_key, organisation_key, place_key, tidy};
use crate::text::Text;

use super::basis::Council;
use super::format::{Mode, Role};
use super::product_report::{Aside, ProductTally, SetAside};
use super::report::MemberReport;

fn notice(code: NoticeCode, vi: String, en: String, source: Option<&str>) -> Notice {
    let notice = Notice::new(code, vi, en);
    match source {
        Some(source) => notice.with_source(source),
        None => notice,
    }
}

/// What is to be known of a product besides its figures: what its law lacks, and opinions in writing
/// where the council must meet.
pub(super) fn of_product(
    council: &Council<'_, '_>,
    set: Option<&ProductSet>,
    product: &ProductTally<'_>,
) -> Vec<Notice> {
    let mut notices = of_opinions(council, product);
    notices.extend(of_drafts(council, product));
    notices.extend(of_findings(set, product));
    let starred = set.filter(|_| product.stars.is_some());
    notices.extend(starred.into_iter().flat_map(|set| {
        let held_on = council.head.held_on;
        cautions(set, held_on, product.sum, product.count)
    }));
    notices
}

/// What all members found and does not count: nothing else of a result says so.
fn of_findings(set: Option<&ProductSet>, product: &ProductTally<'_>) -> Vec<Notice> {
    let count = usize::try_from(product.count).unwrap_or(usize::MAX);
    let by_all = product
        .findings
        .iter()
        .filter(|f| !f.counts && count > 0 && f.members.len() == count);
    by_all
        .map(|found| {
            let label = set.zip(found.finding.as_deref()).and_then(|(set, id)| {
                set.findings.iter().find(|f| f.finding == id).map(|f| f.label.clone())
            });
            let (vi, en) = label.map_or_else(
                || ("có tiêu chí 0 điểm làm dừng đánh giá".to_owned(), "criteria at 0 points that stop the assessment".to_owned()),
                |label| (label.clone(), found.finding.as_deref().unwrap_or(&label).to_owned()),
            );
            notice(
                NoticeCode::FindingNotCounted,
                format!("Mọi phiếu đều ghi nhận: {vi}; theo quy chế của phiên, điều này chỉ nêu ra, không tính. Hội đồng quyết định thì ghi vào \"findings\" của sản phẩm."),
                format!("All sheets recorded: {en}; by the regulation of the session it is only reported and does not count. What the council decides belongs in \"findings\" of the product."),
                Some(&found.source),
            )
        })
        .collect()
}

/// A later round that was begun, and in which nothing is submitted yet.
fn of_drafts(council: &Council<'_, '_>, product: &ProductTally<'_>) -> Option<Notice> {
    let counts = product.round?;
    let later = |s: &&SetAside<'_>| s.why == Aside::Draft && s.round > counts;
    let drafts = || product.set_aside.iter().filter(later);
    let round = drafts().map(|s| s.round).max()?;
    let of_round = drafts().filter(|s| s.round == round);
    let names: Vec<String> = of_round.map(|s| council.name(&s.member)).collect();
    let names = names.join(", ");
    Some(Notice::new(
        NoticeCode::LaterRoundBegun,
        format!(
            "Vòng {round} mới có phiếu nháp ({names}), chưa phiếu nào nộp: các con số là của vòng {counts}."
        ),
        format!(
            "Round {round} has drafts only ({names}), no sheet is submitted yet: the figures are those of round {counts}."
        ),
    ))
}

/// Products that are there twice: those of one code, and those without one of which everything else that
/// tells products apart is the same.
pub(super) fn of_products_twice(products: &[ProductTally<'_>]) -> Vec<Notice> {
    let mut notices = of_codes(products);
    notices.extend(of_names(products));
    notices
}

/// Members that are there twice: those of one name, unless both state an institution and those differ.
pub(super) fn of_members_twice(members: &[MemberReport<'_>]) -> Vec<Notice> {
    let mut alike: BTreeMap<String, Vec<&MemberReport<'_>>> = BTreeMap::new();
    for member in members {
        let name = name_key(member.name.as_deref().unwrap_or_default());
        // a list may have one of two with a form of address
        let bare = ["ông ", "bà "]
            .iter()
            .find_map(|word| name.strip_prefix(word));
        let name = bare.map_or_else(|| name.clone(), str::to_owned);
        if !name.is_empty() {
            alike.entry(name).or_default().push(member);
        }
    }
    let at = |member: &MemberReport<'_>| {
        let key = organisation_key(member.institution.as_deref().unwrap_or_default());
        Some(key).filter(|key| !key.is_empty())
    };
    let twice = |same: &Vec<&MemberReport<'_>>| {
        let mut known: Vec<Option<String>> = same.iter().map(|m| at(m)).collect();
        known.sort();
        known.dedup();
        same.len() > known.len() || known.contains(&None) && same.len() > 1
    };
    let several = alike.into_values().filter(twice);
    several
        .map(|same| {
            let ids: Vec<&str> = same.iter().map(|m| m.id.as_ref()).collect();
            let ids = ids.join(", ");
            let name = same.first().and_then(|m| m.name.as_deref());
            let name = tidy(name.unwrap_or_default());
            Notice::new(
                NoticeCode::MemberTwice,
                format!("Nhiều thành viên cùng tên {name} ({ids}). Bỏ người ghi hai lần; nếu là hai người thì ghi đơn vị của từng người."),
                format!("Several members are called {name} ({ids}). Take away the one that is there twice; where they are two people, state the institution of each."),
            )
        })
        .collect()
}

/// Products as people know them, with the identifiers by which a session has them.
fn called(products: &[&ProductTally<'_>]) -> String {
    let all = products.iter().map(|product| {
        let name = product.product.as_ref().and_then(|p| p.name.as_deref());
        match name.map(tidy).filter(|name| !name.is_empty()) {
            Some(name) => format!("{name} ({})", product.id),
            None => product.id.to_string(),
        }
    });
    all.collect::<Vec<_>>().join(", ")
}

/// A notice of a product among those of the session.
pub(super) fn under_product(product: &ProductTally<'_>, notice: Notice) -> Notice {
    notice.of_what(&called(&[product]))
}

/// Products of one name, producer and place, however those are written, that no code tells apart.
fn of_names(products: &[ProductTally<'_>]) -> Vec<Notice> {
    let mut alike: BTreeMap<[String; 3], Vec<&ProductTally<'_>>> = BTreeMap::new();
    for product in products {
        let name = product.product.as_ref().and_then(|p| p.name.as_deref());
        let name = name_key(name.unwrap_or_default());
        if name.is_empty() {
            continue;
        }
        let producer = product.producer.as_ref();
        let of = producer.and_then(|p| p.name.as_deref()).unwrap_or_default();
        let at = producer.and_then(|p| p.address.as_deref());
        let at = at.unwrap_or_default();
        let key = [name, organisation_key(of), place_key(at)];
        alike.entry(key).or_default().push(product);
    }
    let is_coded = |product: &&ProductTally<'_>| {
        let code = product.product.as_ref().and_then(|p| p.code.as_deref());
        code.is_some_and(is_code)
    };
    let several = alike.into_values();
    let several = several.filter(|same| same.len() > 1 && !same.iter().all(is_coded));
    several
        .map(|same| {
            let called = called(&same);
            Notice::new(
                NoticeCode::ProductTwice,
                format!("Cùng tên, chủ thể và địa chỉ: {called}. Bỏ sản phẩm ghi hai lần, hoặc ghi mã của từng sản phẩm."),
                format!("One name, producer and address: {called}. Take away the product that is there twice, or give each its code."),
            )
        })
        .collect()
}

/// Products that have one code, however it is written: one of them is there twice, or has another's.
fn of_codes(products: &[ProductTally<'_>]) -> Vec<Notice> {
    let mut by_code: BTreeMap<String, Vec<&ProductTally<'_>>> = BTreeMap::new();
    for product in products {
        let code = product.product.as_ref().and_then(|p| p.code.as_deref());
        let Some(code) = code.filter(|c| is_code(c)) else {
            continue;
        };
        by_code.entry(code_key(code)).or_default().push(product);
    }
    let several = by_code.into_values().filter(|same| same.len() > 1);
    several
        .map(|same| {
            let called = called(&same);
            Notice::new(
                NoticeCode::ProductTwice,
                format!("Cùng một mã sản phẩm: {called}. Bỏ sản phẩm ghi hai lần, hoặc sửa mã."),
                format!("One product code: {called}. Take away the product that is there twice, or mend the code."),
            )
        })
        .collect()
}

/// Who is told to be present where opinions are given in writing.
pub(super) fn present_in_writing(names: usize) -> Notice {
    Notice::new(
        NoticeCode::PresentInWriting,
        format!(
            "Lấy ý kiến bằng văn bản thì không ai có mặt: không dùng danh sách {names} người trong \"present\"."
        ),
        format!(
            "With opinions in writing nobody is present: the list of {names} in \"present\" is not used."
        ),
    )
}

/// Opinions in writing are for some kinds of registration only (26/2026, Art. 7.6.d, e).
fn of_opinions(council: &Council<'_, '_>, product: &ProductTally<'_>) -> Vec<Notice> {
    if council.head.mode == Mode::Meeting {
        return Vec::new();
    }
    let kind = product.registration.as_ref().and_then(|r| r.kind);
    match (council.written, kind) {
        (Some(rule), Some(kind)) if rule.kinds.contains(&kind) => Vec::new(),
        (Some(rule), kind) => {
            let (vi, en) = match kind {
                None => (
                    "phiên không ghi loại đăng ký",
                    "the session does not say what kind of registration it is",
                ),
                Some(_) => (
                    "sản phẩm này không đăng ký đánh giá lại",
                    "this product is no re-rating",
                ),
            };
            vec![notice(
                NoticeCode::WrittenOpinions,
                format!("Chỉ đánh giá lại mới lấy ý kiến bằng văn bản; {vi}: hội đồng phải họp."),
                format!(
                    "Opinions are given in writing on re-ratings only; {en}: the council must meet."
                ),
                Some(&rule.source),
            )]
        }
        (None, _) => vec![notice(
            NoticeCode::WrittenOpinions,
            "Dữ liệu của bộ tiêu chí này không cho biết có được lấy ý kiến bằng văn bản hay không."
                .to_owned(),
            "The data of these criteria do not say whether opinions may be given in writing."
                .to_owned(),
            None,
        )],
    }
}

/// Whether the seats that the law names on a council of this level are filled, as far as the
/// members' institutions tell (26/2026, Art. 7.3.b, 7.4.b).
pub(super) fn of_composition(
    library: &Library,
    version: &CriteriaVersion,
    level: Option<Authority>,
    members: &[MemberReport<'_>],
) -> Option<Notice> {
    let file = library.get(version.id())?.council().ok().flatten()?;
    let rule = file.composition.iter().find(|c| Some(c.level) == level)?;
    let stated: Vec<(Role, String)> = members
        .iter()
        .filter_map(|m| Some((m.role, words(m.institution.as_deref()?))))
        .filter(|(_, institution)| institution.len() > 2)
        .collect();
    let silent = members.len().saturating_sub(stated.len());
    let source = Some(rule.source.as_str());
    if stated.is_empty() {
        return Some(notice(
            NoticeCode::CouncilComposition,
            "Không thành viên nào ghi đơn vị: không biết hội đồng có đủ thành phần luật định hay không.".to_owned(),
            "No member’s institution is stated: whether the council is composed as the law says cannot be told.".to_owned(),
            source,
        ));
    }
    let open = open_seats(rule, &stated);
    let chair = stated.iter().any(|(role, _)| *role == Role::Chair)
        && !stated
            .iter()
            .any(|(role, at)| *role == Role::Chair && sits(&rule.chair, at));
    if open.is_empty() && !chair {
        return None;
    }
    let (mut vi, mut en) = (String::new(), String::new());
    if !open.is_empty() {
        let all = open.iter().map(|s| version.translate(&s.label));
        let (names_vi, names_en): (Vec<_>, Vec<_>) = all.map(|t| (t.vi, t.en)).unzip();
        vi.push_str(&format!(
            "Theo đơn vị đã ghi, chưa thấy đại diện: {}.",
            names_vi.join("; ")
        ));
        en.push_str(&format!(
            "By the institutions stated nobody represents: {}.",
            names_en.join("; ")
        ));
    }
    if chair {
        let label = version.translate(&rule.chair.label);
        vi.push_str(&format!(" Chủ tịch Hội đồng là: {}.", label.vi));
        en.push_str(&format!(" The chair is: {}.", label.en));
    }
    let unnamed = rule.members.iter().filter(|s| s.names.is_empty());
    let unnamed: Vec<Text> = unnamed.map(|s| version.translate(&s.label)).collect();
    if !unnamed.is_empty() {
        let (names_vi, names_en): (Vec<_>, Vec<_>) =
            unnamed.into_iter().map(|t| (t.vi, t.en)).unzip();
        vi.push_str(&format!(
            " Không kiểm tra được theo tên: {}.",
            names_vi.join("; ")
        ));
        en.push_str(&format!(
            " Not to be told by a name: {}.",
            names_en.join("; ")
        ));
    }
    if silent > 0 {
        vi.push_str(&format!(" {silent} thành viên không ghi đơn vị."));
        en.push_str(&format!(" {silent} of the members state no institution."));
    }
    Some(notice(
        NoticeCode::CouncilComposition,
        vi.trim().to_owned(),
        en.trim().to_owned(),
        source,
    ))
}

/// Seats with a name that nobody's institution bears.
fn open_seats<'r>(rule: &'r CompositionRule, stated: &[(Role, String)]) -> Vec<&'r Seat> {
    let named = rule.members.iter().filter(|s| !s.names.is_empty());
    named
        .filter(|seat| !seat.if_any && !stated.iter().any(|(_, at)| sits(seat, at)))
        .collect()
}

/// Whether an institution is this body, or part of it: its words hold those of one of the names.
fn sits(seat: &Seat, institution: &str) -> bool {
    seat.names
        .iter()
        .any(|name| institution.contains(&words(name)))
}

/// A name by its words alone, without diacritics: hyphens at both ends keep words whole.
fn words(name: &str) -> String {
    format!("-{}-", slug(&name.replace('&', " và ")))
}
