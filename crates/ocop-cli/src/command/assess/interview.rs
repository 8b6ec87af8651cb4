//! The answers given so far and their file.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ocop::criteria::Level;
use ocop::{
    AnswerInput, AssessOptions, Case, Code, CriteriaVersion, Criterion, CriterionId,
    DOSSIER_FORMAT, DetailedAnswer, Dossier, Evidence, Lang, LevelNumber, Library, MAX_BYTES,
    Points, Problem, Problems, Producer, Product, ProductSet, SetRef, Text,
};
use ocop_operations::SetSelector;

use crate::cli::AssessArgs;
use crate::io::{Failure, read, shown};
use crate::save::{Existing, save};

/// A self-assessment under way: a dossier that grows.
pub struct Interview {
    pub criteria: Arc<CriteriaVersion>,
    pub set: Arc<ProductSet>,
    pub file: PathBuf,
    dossier: Dossier<'static>,
}

impl Interview {
    /// A new one, or one that was saved.
    pub fn begin(args: &AssessArgs, library: &Library) -> Result<Result<Self, Problems>, Failure> {
        let named = args.set.as_deref().map(SetSelector::from);
        let asked = match named.as_ref().map(|set| set.find(library)) {
            Some(Err(problems)) => return Ok(Err(problems)),
            Some(Ok(found)) => Some(found),
            None => None,
        };
        let opened = match (&args.resume, asked) {
            (Some(file), asked) => Self::resume(file, library, asked)?,
            (None, Some((criteria, set))) => Ok(Self::start(args, criteria, set)?),
            (None, None) => Err(Problems::new()),
        };
        Ok(opened.map(|mut interview| {
            interview.name(args);
            interview
        }))
    }

    fn start(
        args: &AssessArgs,
        criteria: &Arc<CriteriaVersion>,
        set: &Arc<ProductSet>,
    ) -> Result<Self, Failure> {
        let named = || PathBuf::from(format!("tu-danh-gia-{}.json", set.slug()));
        let file = args.out.clone().unwrap_or_else(named);
        if file.exists() {
            let name = shown(&file);
            return Err(Failure::Usage(Text::new(
                format!(
                    "\"{name}\" đã có; làm tiếp bằng --resume {name}, hoặc chọn tên khác bằng --out"
                ),
                format!(
                    "\"{name}\" is there already; go on with --resume {name}, or choose a name with --out"
                ),
            )));
        }
        let mut dossier =
            Dossier::new(SetRef::Number(set.number().into())).criteria(criteria.id().to_string());
        dossier.format = Some(DOSSIER_FORMAT.into());
        let interview = Self {
            criteria: Arc::clone(criteria),
            set: Arc::clone(set),
            file,
            dossier,
        };
        interview.save()?;
        Ok(interview)
    }

    fn resume(
        file: &Path,
        library: &Library,
        asked: Option<(&Arc<CriteriaVersion>, &Arc<ProductSet>)>,
    ) -> Result<Result<Self, Problems>, Failure> {
        let bytes = read(Some(file), MAX_BYTES)?;
        let opened = library
            .assess_json(&bytes, &AssessOptions::default())
            .and_then(|assessment| {
                let (criteria, sheet) = (assessment.version(), assessment.sheet());
                let set = sheet.product_set();
                if let Some((wanted, wanted_set)) = asked
                    && (wanted.id() != criteria.id() || wanted_set.number() != set.number())
                {
                    return Err(other_set(criteria, set, wanted, wanted_set).into());
                }
                let mut dossier = assessment.dossier().clone();
                // points are taken for their level
                for id in std::mem::take(&mut dossier.points).into_inner().into_keys() {
                    if let Some(level) = id.parse().ok().and_then(|id| sheet.level(id)) {
                        dossier.answers.insert(id, AnswerInput::Level(level.into()));
                    }
                }
                for (id, answer) in &mut dossier.answers {
                    let level = id.parse().ok().and_then(|id| sheet.level(id));
                    if let (AnswerInput::Detailed(answer), Some(level)) = (answer, level) {
                        // points were taken for their level; a case still matters where none is reached
                        answer.level = Some(level.into());
                        answer.points = None;
                        answer.case.take_if(|_| level != LevelNumber::NONE_REACHED);
                    }
                }
                Ok((Arc::clone(criteria), Arc::clone(set), dossier))
            });
        Ok(opened.map(|(criteria, set, dossier)| Self {
            criteria,
            set,
            file: file.to_owned(),
            dossier,
        }))
    }

    fn name(&mut self, args: &AssessArgs) {
        if let Some(name) = &args.product {
            let product = self.dossier.product.get_or_insert_with(Product::default);
            product.name = Some(name.clone().into());
        }
        if let Some(name) = &args.producer {
            let producer = self.dossier.producer.get_or_insert_with(Producer::default);
            producer.name = Some(name.clone().into());
        }
    }

    /// The dossier as it is saved.
    pub fn bytes(&self) -> Vec<u8> {
        // a dossier is made of texts and numbers: writing it to memory does not fail
        let mut bytes = serde_json::to_vec_pretty(&self.dossier).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Saves the file, whole: what was there before stays until the new one is complete.
    pub fn save(&self) -> Result<(), Failure> {
        save(&self.file, &self.bytes(), Existing::Replace)
            .map_err(|error| Failure::NotSaved(self.file.clone(), error))
    }

    /// The level given.
    pub fn level(&self, criterion: &Criterion) -> Option<LevelNumber> {
        let level = match self
            .dossier
            .answers
            .get(criterion.id.to_string().as_str())?
        {
            AnswerInput::Level(level) => *level,
            AnswerInput::Detailed(answer) => answer.level?,
        };
        LevelNumber::new(level).ok()
    }

    /// Whether an answer of this level is to be proved by papers.
    pub fn wants_papers(&self, criterion: &Criterion, level: LevelNumber) -> bool {
        let claims = criterion.level(level).is_some_and(|l| l.points.get() > 0);
        claims && !self.criteria.papers(&criterion.key).is_empty()
    }

    /// The papers listed.
    pub fn papers(&self, criterion: &Criterion) -> Vec<String> {
        match self.dossier.answers.get(criterion.id.to_string().as_str()) {
            Some(AnswerInput::Detailed(answer)) => answer
                .evidence
                .iter()
                .map(|e| match e {
                    Evidence::Name(name) => name.to_string(),
                    Evidence::Paper(paper) => paper.document.to_string(),
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The case that another answer holds.
    fn case(&self, but: &Criterion) -> Option<Case> {
        let of_sheet = self.dossier.case.as_deref().and_then(|c| c.parse().ok());
        let others = self.set.criteria().iter().filter(|c| c.id != but.id);
        of_sheet.or_else(|| others.filter_map(|c| c.level(self.level(c)?)?.case).next())
    }

    /// The levels that may be chosen: those of the case that holds.
    pub fn offered<'c>(&self, criterion: &'c Criterion) -> Vec<&'c Level> {
        let held = self.case(criterion);
        let fits = |l: &&Level| l.case.is_none() || held.is_none() || l.case == held;
        criterion.levels.iter().filter(fits).collect()
    }

    /// The criterion at 0 points that makes an answer to this one needless.
    pub fn not_asked(&self, criterion: &Criterion) -> Option<CriterionId> {
        let required = self.required(criterion)?;
        let level = self.level(required)?;
        let points = required.level(level).map_or(Points::ZERO, |l| l.points);
        (points == Points::ZERO).then_some(required.id)
    }

    fn required(&self, criterion: &Criterion) -> Option<&Criterion> {
        let id = self.set.required_by(criterion.id)?;
        self.set.criterion(id)
    }

    /// Takes an answer. Gives the criterion whose answer falls with it, where one does.
    pub fn answer(
        &mut self,
        criterion: &Criterion,
        level: LevelNumber,
        papers: Option<Vec<String>>,
    ) -> Option<CriterionId> {
        let key: Cow<'static, str> = criterion.id.to_string().into();
        let before = match self.dossier.answers.remove(&key) {
            Some(AnswerInput::Detailed(answer)) => *answer,
            _ => DetailedAnswer::default(),
        };
        // papers that are named as before keep their numbers and dates
        let evidence = match papers {
            None => before.evidence,
            Some(named) => {
                let known = |name: &str| {
                    before
                        .evidence
                        .iter()
                        .find(|e| matches!(e, Evidence::Paper(p) if p.document == name))
                        .cloned()
                };
                let each = named.into_iter();
                each.map(|n| known(&n).unwrap_or_else(|| Evidence::Name(n.into())))
                    .collect()
            }
        };
        let answer = if evidence.is_empty() && before.note.is_none() {
            AnswerInput::Level(level.into())
        } else {
            let mut answer = DetailedAnswer::default()
                .level(i64::from(level))
                .evidence(evidence);
            answer.note = before.note;
            answer.into()
        };
        self.dossier.answers.insert(key, answer);
        let set = Arc::clone(&self.set);
        let dependent = set
            .criteria()
            .iter()
            .find(|c| set.required_by(c.id) == Some(criterion.id) && self.not_asked(c).is_some())?;
        self.clear(dependent).then_some(dependent.id)
    }

    /// Takes an answer back; tells whether there was one.
    pub fn clear(&mut self, criterion: &Criterion) -> bool {
        self.dossier
            .answers
            .remove(criterion.id.to_string().as_str())
            .is_some()
    }

    /// The criteria still to be answered.
    pub fn open(&self) -> impl Iterator<Item = &Criterion> {
        self.set
            .criteria()
            .iter()
            .filter(|c| self.level(c).is_none() && self.not_asked(c).is_none())
    }

    /// The position of the first of them.
    pub fn first_open(&self) -> Option<usize> {
        let first = self.open().next()?.id;
        self.set.criteria().iter().position(|c| c.id == first)
    }

    /// The position of a criterion by its number.
    pub fn index(&self, id: &str) -> Option<usize> {
        let id: CriterionId = id.trim().parse().ok()?;
        self.set.criteria().iter().position(|c| c.id == id)
    }

    /// Progress, the running total and how far it can still go.
    pub fn standing(&self, library: &Library, lang: Lang) -> String {
        let bytes = self.bytes();
        let Ok(assessment) = library.assess_json(&bytes, &AssessOptions::default()) else {
            return String::new();
        };
        let (points, most) = (
            assessment.rating().points(),
            assessment.sheet().most_points(),
        );
        let (open, all) = (self.open().count(), self.set.criteria().len());
        let done = all.saturating_sub(open);
        let stars = match assessment.rating().stars() {
            Some(stars) => stars.to_string(),
            None => "–".to_owned(),
        };
        let nothing_yet = self.dossier.answers.is_empty();
        match (lang, nothing_yet) {
            (Lang::Vi, true) => {
                format!("— Xong 0/{all} · chưa xếp hạng · điểm có thể đạt: {points}–{most}")
            }
            (Lang::En, true) => {
                format!("— Done 0/{all} · not rated yet · points in reach: {points}–{most}")
            }
            (Lang::Vi, false) => format!(
                "— Xong {done}/{all} · {points} điểm, tạm {stars} sao · điểm có thể đạt: {points}–{most}"
            ),
            (Lang::En, false) => format!(
                "— Done {done}/{all} · {points} points, stars so far: {stars} · points in reach: {points}–{most}"
            ),
        }
    }

    /// Whether anything is answered: before, there is nothing to rate.
    pub fn has_answers(&self) -> bool {
        !self.dossier.answers.is_empty()
    }

    /// A level as it is read: its number and points, and its words.
    pub fn words(&self, level: &Level, lang: Lang) -> (String, String) {
        let first = match lang {
            Lang::Vi => format!("{}. {} điểm  ", level.number, level.points),
            Lang::En if level.points.get() == 1 => format!("{}. 1 point  ", level.number),
            Lang::En => format!("{}. {} points  ", level.number, level.points),
        };
        let label = match lang {
            Lang::Vi => level.label.clone(),
            Lang::En => self.criteria.translate(&level.label).en,
        };
        let case = level.case.map(|c| format!("{c}) ")).unwrap_or_default();
        let mark = level
            .minimum_for
            .map(|s| format!(" {}", "*".repeat(usize::from(s.get()))));
        (first, format!("{case}{label}{}", mark.unwrap_or_default()))
    }
}

fn other_set(
    criteria: &CriteriaVersion,
    set: &ProductSet,
    wanted: &CriteriaVersion,
    wanted_set: &ProductSet,
) -> Problem {
    let (found, number) = (criteria.id(), set.number());
    let (asked, asked_number) = (wanted.id(), wanted_set.number());
    Problem::new(
        Code::AnswersOfAnotherSet,
        "/product_set",
        format!("Tệp này trả lời cho {found}/{number}, không phải {asked}/{asked_number}."),
        format!("This file answers {found}/{number}, not {asked}/{asked_number}."),
    )
    .with_help(
        "Bỏ --set để làm tiếp tệp này, hoặc bỏ --resume để bắt đầu tệp mới.",
        "Leave out --set to go on with this file, or --resume to start a new one.",
    )
}
