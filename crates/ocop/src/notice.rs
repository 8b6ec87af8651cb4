//! What a reader should know besides a result: told, and never in the way of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::criteria::CriteriaVersion;
use crate::ids::CriterionId;
use crate::problem::{Code, Problem};
use crate::text::Text;

codes! {
    /// What kind of notice it is. The kebab-case names are stable: programs may rest on them.
    NoticeCode {
        /// The points of a level that was given are doubtful in the decision; they count as printed.
        DoubtfulFigure = "doubtful-figure";
        /// A decision that amends this one added star minimums whose text is not known: the stars may
        /// be too high.
        RuleNotEncoded = "rule-not-encoded";
        /// The levels of the sheet come to less than its maximum in the source, and the total is as
        /// little below a band.
        PointsLostInSource = "points-lost-in-source";
        /// A criterion is answered whose required criterion is not: its points do not count yet.
        NotCountedYet = "not-counted-yet";
        /// The sheet gives points that several levels have; the lowest of them is taken.
        PointsOfSeveralLevels = "points-of-several-levels";
        /// The rating is under a version that was asked for, not under the one the dossier or its
        /// dates name.
        CriteriaOverridden = "criteria-overridden";
        /// The product code is not of the form `T-X-STT-YYYY`, or the older one with a district.
        ProductCodeForm = "product-code-form";
        /// The product code has a province or commune that does not exist.
        ProductCodePlace = "product-code-place";
        /// The product code's commune is in another province.
        ProductCodeProvince = "product-code-province";
        /// The product code's year contradicts the dates or the decision of the dossier.
        ProductCodeYear = "product-code-year";
        /// The product code's form contradicts its own year, the dates or the decision.
        ProductCodeTime = "product-code-time";
        /// Points are claimed at a criterion for which no paper is listed.
        EvidenceMissing = "evidence-missing";
        /// A paper was no longer valid on the day of the assessment.
        EvidenceExpired = "evidence-expired";
        /// A paper was issued after the day of the assessment.
        EvidenceNotYetIssued = "evidence-not-yet-issued";
        /// A paper's validity ends before it was issued.
        EvidenceDatesOutOfOrder = "evidence-dates-out-of-order";
        /// The same paper stands at criteria that have no row of the table of evidence in common.
        EvidenceShared = "evidence-shared";
        /// A paper stands at a criterion of several rows of the table and does not say which it is.
        EvidenceRowUnknown = "evidence-row-unknown";
        /// A paper stands at a criterion that none of the rows it names can prove.
        EvidenceOfAnotherCriterion = "evidence-of-another-criterion";
        /// Whether a producer of this kind may take part cannot be told.
        ParticipantUnknown = "participant-unknown";
        /// The kind of the producer does not tell whether it is a small or medium-sized enterprise.
        ParticipantSizeUnknown = "participant-size-unknown";
        /// The forms of the decision are not in the data, so they are not checked.
        FormsNotKnown = "forms-not-known";
        /// The registration gives another sector, group or subgroup than the product set has.
        ClassificationDiffers = "classification-differs";
        /// The commune's report is later than the assessment.
        ReportAfterAssessment = "report-after-assessment";
        /// The commune's report is earlier than the lodging of the dossier.
        ReportBeforeLodging = "report-before-lodging";
        /// The dossier of before is under another decision or product set.
        BeforeOfAnotherSheet = "before-of-another-sheet";
        /// An upgrade or a re-rating, and the dossier of the recognition before is not given.
        BeforeNotGiven = "before-not-given";
        /// The dossier of before names another product or producer.
        BeforeOfAnotherProduct = "before-of-another-product";
        /// The dossier of before is later than the one it is compared with.
        BeforeIsLater = "before-is-later";
        /// A dossier of before is given for what is registered as a first rating.
        BeforeOfAFirstRating = "before-of-a-first-rating";
        /// The dossier of before comes to stars that no certificate is issued for, or to none.
        BeforeNotRecognised = "before-not-recognised";
        /// A criterion has fewer points than in the dossier of before, though the stars are to go up.
        LevelLowered = "level-lowered";
        /// What the law asks to be told anew has the same words as in the dossier of before.
        NotBroughtUpToDate = "not-brought-up-to-date";
        /// An upgrade or a re-rating that changes nothing from the dossier of before.
        NothingChanged = "nothing-changed";
        /// No day is known on which the papers could be checked.
        EvidenceDayUnknown = "evidence-day-unknown";
        /// The law under which the certificate was issued is not at hand; the present term is used.
        OlderTerm = "older-term";
        /// The expiry that is stated differs from the one by the term of the law.
        StatedTerm = "stated-term";
        /// The re-rating dossier was handed in before its window opened.
        TooEarly = "too-early";
        /// The window for the re-rating dossier has closed.
        Late = "late";
        /// A re-rating dossier came in time and was not decided before the certificate's expiry.
        DecisionOverdue = "decision-overdue";
        /// The certificate lapsed without a re-rating dossier.
        LapsedWithoutDossier = "lapsed-without-dossier";
        /// Opinions were given in writing on a product for which the law has the council meet.
        WrittenOpinions = "written-opinions";
        /// Members are said to be present where opinions are given in writing.
        PresentInWriting = "present-in-writing";
        /// A later round has drafts and no sheet that counts: the figures are of the round before it.
        LaterRoundBegun = "later-round-begun";
        /// Two products of a session have one code, or one name, producer and address and no code.
        ProductTwice = "product-twice";
        /// All members recorded a finding that by the regulation of the session is only reported.
        FindingNotCounted = "finding-not-counted";
        /// Two members of a session have one name, and nothing says that they are two people.
        MemberTwice = "member-twice";
        /// By the members' institutions a seat that the law names on the council is not filled, or
        /// that cannot be told.
        CouncilComposition = "council-composition";
        /// A result that is read again rests on other files of its criteria than those at hand.
        CriteriaFilesDiffer = "criteria-files-differ";
        /// A file that holds no sheet and was passed over: of another system, or beside the folder of
        /// sheets.
        FilePassedOver = "file-passed-over";
        /// A row above the heading of a table that holds one cell is taken for its title and not read.
        TitlePassedOver = "title-passed-over";
        /// The product has been rated again: a new certificate is a record of its own.
        Decided = "decided";
        /// A product was rated again and the day its dossier came is not known.
        LodgingUnknown = "lodging-unknown";
        /// A re-rating dossier came after the certificate had ended.
        LodgedAfterExpiry = "lodged-after-expiry";
        /// The certificate was revoked after it had ended.
        RevokedAfterTheEnd = "revoked-after-the-end";
        /// No round of assessment is over before the certificate ends.
        NoRoundBeforeTheEnd = "no-round-before-the-end";
        /// Working days of a year are counted without its days off.
        DaysOffUnknown = "days-off-unknown";
        /// A row of a register that holds neither a certificate nor a day of an idea: counted nowhere.
        RecordWithoutCertificate = "record-without-certificate";
        /// A column of a register that is not read.
        ColumnNotRead = "column-not-read";
        /// Something stands in a cell of a workbook from which nothing is read.
        CellPassedOver = "cell-passed-over";
        /// A register holds no certificate, or none that was not refused.
        RegisterEmpty = "register-empty";
        /// Two sheets of a class are the same to the letter, or of one learner: both are counted.
        SheetsAlike = "sheets-alike";
        /// There are fewer sheets than learners.
        SheetMissing = "sheet-missing";
        /// There are more sheets than learners, or one of a dossier that none of them had.
        SheetBeyondClass = "sheet-beyond-class";
        /// A telephone number that begins with no 0, as a spreadsheet leaves one that it took for a number.
        PhoneWithoutZero = "phone-without-zero";
        /// A cell of a workbook is a formula: the last value that a program worked out is taken.
        FormulaValue = "formula-value";
        /// A workbook refers to other files, which are not opened.
        ExternalLinks = "external-links";
        /// The same sheet came back more than once, and is taken once.
        SameSheetTwice = "same-sheet-twice";
        /// The session has this very sheet already.
        SheetThere = "sheet-there";
        /// A sheet takes the place of a draft that the session had.
        DraftReplaced = "draft-replaced";
        /// A returned score sheet was handed in with criteria that have no points: they are named with their
        /// cells, and none of them counts as 0.
        SheetUnfinished = "sheet-unfinished";
        /// A list of members does not say who came: all are taken to be there.
        PresenceNotStated = "presence-not-stated";
        /// A certificate in a register that is issued after the day asked about.
        NotYetIssued = "not-yet-issued";
        /// Two names stand under one product code.
        OtherName = "other-name";
        /// Rows of one product differ in what is no part of its certificate: producer, product set,
        /// sector, the number of the decision.
        RowsDiffer = "rows-differ";
        /// Products that are counted in a table by province under none: theirs is not known.
        ProvinceUnknown = "province-unknown";
        /// Rows of a register that may be one product are counted as several, or as one.
        PerhapsTheSame = "perhaps-the-same";
        /// A problem that does not stand in the way of the result.
        Problem = "problem";
    }
}

/// What a reader should know besides a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Notice {
    /// Its stable name.
    pub code: NoticeCode,
    /// What it says.
    pub message: Text,
    /// The criterion it concerns.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub criterion: Option<CriterionId>,
    /// Where the law says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
}

impl Notice {
    /// A notice that concerns no one criterion.
    #[must_use]
    pub fn new(code: NoticeCode, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            code,
            message: Text::new(vi, en),
            criterion: None,
            source: None,
        }
    }

    /// Says which criterion it concerns.
    #[must_use]
    pub const fn at(mut self, criterion: CriterionId) -> Self {
        self.criterion = Some(criterion);
        self
    }

    /// Adds the article of the law it rests on.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The same, said of what is called so.
    pub(crate) fn of_what(mut self, called: &str) -> Self {
        for words in [&mut self.message.vi, &mut self.message.en] {
            *words = format!("{called}: {words}");
        }
        self
    }

    /// That a result states another digest of its criteria than these have; none where it is the same.
    pub(crate) fn of_other_files(criteria: &CriteriaVersion, stated: &str) -> Option<Self> {
        let id = criteria.id();
        (stated != criteria.digest()).then(|| {
            Self::new(
                NoticeCode::CriteriaFilesDiffer,
                format!("Kết quả dựa trên tệp dữ liệu khác của {id} (mã kiểm tra khác bản đang có); các con số được xét lại theo bản đang có."),
                format!("The result rests on other files of {id} than those at hand, whose digest differs; its figures were worked out again under those at hand."),
            )
        })
    }

    /// A problem that does not stand in the way of a rating.
    pub(crate) fn of(problem: &Problem) -> Self {
        let both = |message: &str, help: Option<&str>| {
            let parts = [message, help.unwrap_or_default()];
            parts.join(" ").trim().to_owned()
        };
        let help = problem.help.as_ref();
        Self {
            source: problem.source.clone(),
            ..Self::new(
                NoticeCode::of(problem.code),
                both(&problem.message.vi, help.map(|h| h.vi.as_str())),
                both(&problem.message.en, help.map(|h| h.en.as_str())),
            )
        }
    }
}

impl NoticeCode {
    /// The notice that a problem becomes where it does not refuse anything.
    const fn of(code: Code) -> Self {
        match code {
            Code::ProductCodeForm => Self::ProductCodeForm,
            Code::ProductCodePlace => Self::ProductCodePlace,
            Code::ProductCodeProvince => Self::ProductCodeProvince,
            Code::ProductCodeYear => Self::ProductCodeYear,
            Code::ProductCodeTime => Self::ProductCodeTime,
            _ => Self::Problem,
        }
    }
}
