//! Forms from a dossier, and the papers of a session: one at a time, or the whole folder.

use ocop::council::{NextStepKind, ProductTally, TallyReport};
use ocop::{Code, Lang, Library, Problem, Text};
use ocop_text::page::{self, FormSource, PaperSettings};
use ocop_text::{Block, Document};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::kinds::{DocumentFormat, DocumentKind};
use super::write::write_as;
use super::{criteria, rate};
use crate::options::SetSelector;
use crate::reply::{Refusal, Reply};

/// What a form is filled in from, besides the dossier.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FormOptions {
    /// The product set of an empty form, in place of a dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<SetSelector>,
    /// The criteria version: of the empty form, or by which the dossier is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

ocop::setters!(FormOptions {
    set: Option<SetSelector>,
    version: Option<String>,
});

impl FormOptions {
    /// An empty form of a product set.
    #[must_use]
    pub const fn of(set: SetSelector) -> Self {
        Self {
            set: Some(set),
            version: None,
        }
    }
}

/// The empty score sheet of a product set, in any form: as a workbook, one that can be filled in.
///
/// # Errors
///
/// There is no such set, or this build has no such form.
pub fn score_sheet(
    library: &Library,
    options: &criteria::CriteriaOptions,
    form: DocumentFormat,
    width: Option<u16>,
    lang: Lang,
) -> Result<Reply, Refusal> {
    let Some(set) = &options.set else {
        return Err(criteria::no_set());
    };
    let (criteria, set) = criteria::found(library, options.version.as_deref(), set)?;
    #[cfg(feature = "xlsx")]
    if form == DocumentFormat::Xlsx {
        return Ok(Reply {
            bytes: ocop_office::workbook::member::blank_sheet(criteria, set, lang)?,
            media_type: super::write::XLSX,
        });
    }
    let page = page::score_sheet(&criteria.show(set)?, library, lang);
    write_as(&page, form, width)
}

/// A form: empty where a product set is named, else filled in from a dossier.
///
/// # Errors
///
/// There is no such set, or the dossier is refused.
pub fn form(
    library: &Library,
    input: &[u8],
    kind: DocumentKind,
    options: &FormOptions,
    lang: Lang,
) -> Result<Document, Refusal> {
    let version = options.version.as_deref();
    if let Some(set) = &options.set {
        let set = criteria::sheet(library, version, set)?;
        return Ok(written(kind, FormSource::new(&set), library, lang));
    }
    let reading = rate::RateOptions {
        criteria: version.map(str::to_owned),
        ..rate::RateOptions::default()
    };
    let assessment = rate::rate(library, input, &reading)?;
    let number = assessment.sheet().product_set().number().to_string();
    let id = assessment.version().id().as_str().to_owned();
    let set = criteria::sheet(library, Some(&id), &SetSelector::Text(number))?;
    let rating = assessment.rating();
    let evidence = assessment.evidence(None)?;
    let source = FormSource::new(&set)
        .dossier(assessment.dossier())
        .evidence(&evidence)
        .scored((assessment.sheet(), &rating));
    Ok(written(kind, source, library, lang))
}

fn written(kind: DocumentKind, source: FormSource<'_>, library: &Library, lang: Lang) -> Document {
    match kind {
        DocumentKind::Form02 => page::self_assessment_form(source, library, lang),
        DocumentKind::Form03 => page::commune_report_form(source, library, lang),
        _ => page::registration_form(source, library, lang),
    }
}

/// A paper of a session.
///
/// # Errors
///
/// The session has no such product.
pub fn of_session(
    library: &Library,
    tally: &TallyReport<'_>,
    kind: DocumentKind,
    product: Option<&str>,
    settings: &PaperSettings,
    lang: Lang,
) -> Result<Document, Refusal> {
    let of_each = |page: fn(
        &ProductTally<'_>,
        &TallyReport<'_>,
        &Library,
        &PaperSettings,
        Lang,
    ) -> Document| {
        let chosen = chosen(tally, product)?;
        let pages = chosen.into_iter();
        Ok(joined(
            pages.map(|p| page(p, tally, library, settings, lang)),
            lang,
        ))
    };
    match kind {
        DocumentKind::Synthesis => of_each(page::synthesis),
        DocumentKind::Notice => of_each(page::notice_of_result),
        DocumentKind::Submission => Ok(page::submission(tally, library, settings, lang)),
        DocumentKind::Decision => Ok(page::decision(tally, library, settings, lang)),
        DocumentKind::Letter => Ok(page::letter(tally, library, settings, lang)),
        _ => Ok(page::summary(tally, library, settings, lang)),
    }
}

/// The product that is asked for, or all of them.
fn chosen<'t>(
    tally: &'t TallyReport<'t>,
    asked: Option<&str>,
) -> Result<Vec<&'t ProductTally<'t>>, Refusal> {
    let Some(asked) = asked else {
        return Ok(tally.products.iter().collect());
    };
    let found = tally.products.iter().find(|p| p.id == asked);
    found.map(|p| vec![p]).ok_or_else(|| {
        let ids = || tally.products.iter().map(|p| p.id.as_ref());
        let (short, list) = (
            asked.chars().take(60).collect::<String>(),
            ids().collect::<Vec<_>>().join(", "),
        );
        let problem = Problem::new(
            Code::UnknownChoice,
            "/product",
            format!("Gặp \"{short}\", cần một trong: {list}."),
            format!("Found \"{short}\", expected one of: {list}."),
        )
        .with_found(&*short)
        .with_one_of(&list);
        Refusal::wrong_call(problem.with_nearest(ocop::nearest(asked, ids())))
    })
}

/// Documents one after the other, each on a new page.
pub(super) fn joined(documents: impl Iterator<Item = Document>, lang: Lang) -> Document {
    let mut documents = documents;
    let Some(mut out) = documents.next() else {
        return Document::untitled(lang, "");
    };
    for document in documents {
        out.push(Block::PageBreak);
        out.blocks.extend(document.blocks);
    }
    out
}

/// The papers of a session, each with the name of its file without an end.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Papers {
    /// In the order in which they are needed.
    pub papers: Vec<(String, Document)>,
    /// What is not among them, and why.
    pub left_out: Vec<Text>,
}

/// All papers that follow a session: minutes, summary, a synthesis and a notice a product, submission,
/// draft decision, and the letter to the next level. What the session gives no reason for is left out
/// and told.
#[must_use]
pub fn papers(
    library: &Library,
    tally: &TallyReport<'_>,
    settings: &PaperSettings,
    lang: Lang,
) -> Papers {
    let mut out = Papers {
        papers: Vec::new(),
        left_out: Vec::new(),
    };
    let say = |vi: &str, en: &str| match lang {
        Lang::Vi => vi.to_owned(),
        Lang::En => en.to_owned(),
    };
    let mut add = |name: String, document| out.papers.push((name, document));
    add(
        say("01-bien-ban", "01-minutes"),
        page::minutes_with(tally, library, settings, lang),
    );
    add(
        say("02-bieu-tong-hop", "02-summary"),
        page::summary(tally, library, settings, lang),
    );
    let products = || (1_usize..).zip(&tally.products);
    for (number, product) in products() {
        add(
            named(&say("03-tong-hop", "03-synthesis"), number, product),
            page::synthesis(product, tally, library, settings, lang),
        );
    }
    let steps = library.next_steps(tally, None, &ocop::certificate::Holidays::default());
    let to_do = |kinds: &[NextStepKind]| {
        let products = steps.iter().flat_map(|s| &s.products);
        let mut steps = products.flat_map(|p| &p.steps);
        steps.any(|s| kinds.contains(&s.step))
    };
    let decided = to_do(&[NextStepKind::Recognise, NextStepKind::ApproveResult]);
    let sent = to_do(&[NextStepKind::Forward]);
    add(
        say("04-to-trinh", "04-submission"),
        page::submission(tally, library, settings, lang),
    );
    if decided {
        add(
            say("05-du-thao-quyet-dinh", "05-draft-decision"),
            page::decision(tally, library, settings, lang),
        );
    }
    if sent {
        add(
            say("06-cong-van-de-nghi", "06-letter"),
            page::letter(tally, library, settings, lang),
        );
    }
    for (number, product) in products() {
        add(
            named(&say("07-thong-bao", "07-notice"), number, product),
            page::notice_of_result(product, tally, library, settings, lang),
        );
    }
    if !decided {
        out.left_out.push(Text::new(
            "Dự thảo quyết định: không có sản phẩm nào để công nhận hoặc phê duyệt.",
            "The draft decision: no product is to be recognised or approved.",
        ));
    }
    if !sent {
        out.left_out.push(Text::new(
            "Công văn đề nghị: không có sản phẩm nào gửi lên cấp trên.",
            "The letter to the next level: no product is to be sent on.",
        ));
    }
    out
}

/// The name of a file for a product: a number tells products of one name apart.
fn named(start: &str, number: usize, product: &ProductTally<'_>) -> String {
    let name = product.product.as_ref().and_then(|p| p.name.as_deref());
    let slug = ocop::slug(name.unwrap_or(&product.id));
    // names of files end somewhere
    let slug: String = slug.chars().take(40).collect();
    format!("{start}-{number:02}-{}", slug.trim_end_matches('-'))
}
