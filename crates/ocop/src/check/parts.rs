//! The parts of a dossier that the decision asks for at a stage: forms, papers of offices, samples;
//! and who may take part.

use serde_json::Value;

use crate::criteria::files::{DossierPart, FormField, Participants, Stage};
use crate::day;
use crate::dossier::Evidence;
use crate::json::shortened;
use crate::notice::{Notice, NoticeCode};
use crate::problem::{Code, Problem, Problems};
use crate::spelling::says_not_yet;
use crate::text::nearest;
use ocop_vietnamese::slug;

use super::checking::Checking;
use super::report::{CheckStage, FormReport, Missing, MissingKind};

impl CheckStage {
    /// The ways of a dossier that lie behind it at this stage.
    const fn behind(self) -> &'static [Stage] {
        match self {
            Self::Draft => &[],
            Self::Lodged => &[Stage::Registration],
            Self::Commune | Self::Council => {
                &[Stage::Registration, Stage::District, Stage::Province]
            }
            Self::Central => &[
                Stage::Registration,
                Stage::District,
                Stage::Province,
                Stage::Central,
            ],
        }
    }
}

impl Checking<'_> {
    /// Tells of what is missing, and gives the forms with how far they are filled in.
    pub(super) fn parts(&mut self) -> Result<Vec<FormReport>, Problems> {
        let version = self.version;
        let instrument = version.instrument()?;
        let law = instrument.file();
        let named = self.named_parts(&law.dossier_parts);
        self.days();
        self.classification();
        let Some(file) = version.forms()? else {
            if self.stage > CheckStage::Draft {
                self.notices.push(Notice::new(
                    NoticeCode::FormsNotKnown,
                    format!("Chưa có dữ liệu về các mẫu của {}: chỉ xét câu trả lời, minh chứng và thành phần hồ sơ.", law.number),
                    format!("The forms of {} are not in the data: only answers, evidence and the parts of the dossier are checked.", law.number),
                ));
            }
            self.offices(&law.dossier_parts, &named, &[]);
            return Ok(Vec::new());
        };
        self.participant(&file.participants);
        // what a dossier is made of can always be written
        let written = serde_json::to_value(self.dossier).unwrap_or_default();
        let kind = self.dossier.dates().kind;
        let mut forms = Vec::new();
        for form in &file.forms {
            if !self.stage.behind().contains(&form.stage) {
                continue;
            }
            let asked = |f: &&FormField| {
                !f.if_any && (f.kinds.is_empty() || kind.is_some_and(|k| f.kinds.contains(&k)))
            };
            let (mut filled, mut all) = (0_usize, 0_usize);
            for field in form.fields.iter().filter(asked) {
                all = all.saturating_add(1);
                if is_filled(written.pointer(&field.path)) {
                    filled = filled.saturating_add(1);
                    continue;
                }
                self.missing.push(Missing {
                    form: Some(form.form.clone()),
                    // an article that asks for it has no number on the form
                    at: field.source.is_none().then(|| field.at.clone()),
                    source: Some(field.source.as_ref().unwrap_or(&form.source).clone()),
                    ..Missing::new(
                        MissingKind::Field,
                        &field.path,
                        version.translate(&field.label),
                    )
                });
            }
            forms.push(FormReport {
                form: form.form.clone(),
                name: version.translate(&form.name),
                filled,
                asked: all,
                source: form.source.clone(),
            });
        }
        let mut held: Vec<&str> = file.forms.iter().map(|f| f.form.as_str()).collect();
        held.extend(file.within.iter().map(String::as_str));
        self.offices(&law.dossier_parts, &named, &held);
        Ok(forms)
    }

    /// The parts that the dossier says are there; unknown names are wrong.
    fn named_parts(&mut self, parts: &[DossierPart]) -> Vec<String> {
        let mut named = Vec::new();
        for (i, part) in self.dossier.parts.iter().enumerate() {
            let name = match part {
                Evidence::Name(name) => name,
                Evidence::Paper(paper) => &paper.document,
            };
            if parts.iter().any(|p| p.part == *name) {
                named.push(name.to_string());
                continue;
            }
            let short = shortened(name);
            let names: Vec<&str> = parts.iter().map(|p| p.part.as_str()).collect();
            let problem = Problem::new(
                Code::UnknownPart,
                format!("/parts/{i}"),
                format!("Hồ sơ không có thành phần nào tên \"{short}\"."),
                format!("A dossier has no part \"{short}\"."),
            )
            .with_found(&*short);
            self.errors
                .push(match nearest(name, names.iter().copied()) {
                    Some(near) => problem.with_nearest(Some(near)),
                    None => {
                        let list = names.join(", ");
                        problem.with_help(format!("Có: {list}."), format!("There are: {list}."))
                    }
                });
        }
        named
    }

    /// Papers of offices and samples. `held` are parts that stand in the dossier itself.
    fn offices(&mut self, parts: &[DossierPart], named: &[String], held: &[&str]) {
        let kind = self.dossier.dates().kind;
        let behind = self.stage.behind();
        let mut told: Vec<&str> = Vec::new();
        for part in parts {
            let asked = behind.contains(&part.stage)
                && !part.if_any
                && kind.is_none_or(|kind| part.kinds.contains(&kind));
            if !asked || told.contains(&part.part.as_str()) {
                continue;
            }
            told.push(&part.part);
            if part.samples {
                self.samples(part);
            } else if !held.contains(&part.part.as_str()) && !named.contains(&part.part) {
                self.missing.push(Missing {
                    form: Some(part.part.clone()),
                    source: Some(part.source.clone()),
                    ..Missing::new(
                        MissingKind::Part,
                        "/parts",
                        self.version.translate(&part.label),
                    )
                });
            }
        }
    }

    fn samples(&mut self, part: &DossierPart) {
        let Ok(instrument) = self.version.instrument() else {
            return;
        };
        let Some(samples) = &instrument.file().samples else {
            return;
        };
        let registration = self.dossier.registration.as_ref();
        let there = registration.and_then(|r| r.samples).unwrap_or(0);
        let excepted = samples
            .except_product_sets
            .contains(&self.sheet.product_set().number());
        if excepted || there >= samples.count {
            return;
        }
        let label = self.version.translate(&part.label);
        self.missing.push(Missing {
            there: Some(there),
            needed: Some(samples.count),
            source: Some(samples.source.clone()),
            ..Missing::new(MissingKind::Samples, "/registration/samples", label)
        });
    }

    /// The day of the assessment, once there is one; and reports that are later than it.
    fn days(&mut self) {
        let dates = self.dossier.dates();
        if self.stage >= CheckStage::Council && dates.on.is_none() {
            let what = crate::text::Text::new("Ngày đánh giá", "Day of the assessment");
            let missing = Missing::new(MissingKind::Day, "/assessed_on", what);
            self.missing.push(missing);
        }
        let issued = self
            .dossier
            .commune_report
            .as_ref()
            .and_then(|r| r.issued_on);
        if let (Some(issued), Some(lodged)) = (issued, dates.submitted_on)
            && issued < lodged
        {
            self.notices.push(Notice::new(
                NoticeCode::ReportBeforeLodging,
                format!(
                    "Báo cáo của UBND cấp xã ngày {issued}, trước ngày nộp hồ sơ {lodged}.",
                    issued = day::vi(issued),
                    lodged = day::vi(lodged)
                ),
                format!(
                    "The commune's report is of {issued}, before the dossier was lodged on {lodged}.",
                    issued = day::en(issued),
                    lodged = day::en(lodged)
                ),
            ));
        }
        if let (Some(issued), Some(on)) = (issued, dates.on)
            && issued > on
        {
            self.notices.push(Notice::new(
                NoticeCode::ReportAfterAssessment,
                format!(
                    "Báo cáo của UBND cấp xã ngày {issued}, sau ngày đánh giá {on}.",
                    issued = day::vi(issued),
                    on = day::vi(on)
                ),
                format!(
                    "The commune's report is of {issued}, after the assessment on {on}.",
                    issued = day::en(issued),
                    on = day::en(on)
                ),
            ));
        }
    }

    /// The place in the annex that the registration gives, against that of the product set.
    fn classification(&mut self) {
        let Some(product) = &self.dossier.product else {
            return;
        };
        let of_set = &self.sheet.product_set().file().classification;
        let given = [
            (product.sector.as_deref(), Some(of_set.sector.as_str())),
            (product.group.as_deref(), Some(of_set.group.as_str())),
            (product.subgroup.as_deref(), of_set.subgroup.as_deref()),
        ];
        for (given, right) in given {
            let Some(given) = given.filter(|g| !g.trim().is_empty()) else {
                continue;
            };
            if right.is_none_or(|right| slug(right) != slug(given)) {
                let (set, short) = (self.sheet.product_set().number(), shortened(given));
                let right = right.unwrap_or("–");
                self.notices.push(Notice::new(
                    NoticeCode::ClassificationDiffers,
                    format!("Phiếu đăng ký ghi \"{short}\"; bộ sản phẩm {set} thuộc \"{right}\"."),
                    format!("The registration says \"{short}\"; product set {set} belongs to \"{right}\"."),
                ));
            }
        }
    }

    /// Who may take part.
    fn participant(&mut self, participants: &Participants) {
        let producer = self.dossier.producer.as_ref();
        let Some(given) = producer.and_then(|p| p.kind.as_deref()) else {
            return;
        };
        let kind = match participants.kind_of(given) {
            Ok(kind) => kind,
            Err(notice) => return self.notices.push(notice),
        };
        let source = participants.source.as_str();
        let short = shortened(given);
        let set = self.sheet.product_set().number();
        if !kind.only_product_sets.is_empty() && !kind.only_product_sets.contains(&set) {
            let only: Vec<String> = kind
                .only_product_sets
                .iter()
                .map(ToString::to_string)
                .collect();
            let only = only.join(", ");
            self.errors.push(
                Problem::new(
                    Code::MayNotTakePart,
                    "/producer/kind",
                    format!(
                        "\"{short}\" chỉ được tham gia với bộ sản phẩm {only}, không phải {set}."
                    ),
                    format!("\"{short}\" may take part only with product set {only}, not {set}."),
                )
                .with_found(set.to_string())
                .with_expected(only.to_string(), only.to_string())
                .with_source(source),
            );
        }
        let number = producer.and_then(|p| p.registration_number.as_deref());
        let unregistered = number.is_none_or(|n| n.trim().is_empty());
        if kind.registered && unregistered && self.stage > CheckStage::Draft {
            self.missing.push(Missing {
                source: Some(source.to_owned()),
                ..Missing::new(
                    MissingKind::Field,
                    "/producer/registration_number",
                    self.version.translate(&kind.label),
                )
            });
        }
    }
}

/// Whether there is something: text that says something, and more than that it is still to come; a number,
/// a list or object with something.
pub(super) fn is_filled(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !says_not_yet(text),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Object(object)) => object.values().any(|v| is_filled(Some(v))),
        Some(_) => true,
    }
}
