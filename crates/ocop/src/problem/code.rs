//! The kinds of problems, each with its stable name.

use crate::codes::codes;

codes! {
    /// What kind of problem it is. The kebab-case names are stable: programs may rest on them.
    Code {
        /// The input is larger than the limit for one dossier.
        TooLarge = "too-large";
        /// The input is not UTF-8.
        NotUtf8 = "not-utf8";
        /// The input is not JSON; the message gives line and column.
        NotJson = "not-json";
        /// Lists or objects are nested deeper than any dossier needs.
        TooDeep = "too-deep";
        /// A value is of another kind than expected: text for a number, say.
        WrongType = "wrong-type";
        /// A field that the format does not have; the nearest known name is given.
        UnknownField = "unknown-field";
        /// The same key stands twice in one object.
        RepeatedKey = "repeated-key";
        /// A required field is missing.
        MissingField = "missing-field";
        /// `format` names another format or version of it.
        UnknownFormat = "unknown-format";
        /// A word that is not one of the choices, such as the kind of a registration.
        UnknownChoice = "unknown-choice";
        /// No operation has this name; the nearest known one is given.
        UnknownOperation = "unknown-operation";
        /// An option that the operation does not have; the nearest known one is given.
        UnknownOption = "unknown-option";
        /// An option without which the operation cannot be called is missing.
        MissingOption = "missing-option";
        /// Nothing is at this address of a service.
        NoSuchAddress = "no-such-address";
        /// The address is there, but is called in another way: with `POST` in place of `GET`, say.
        WrongMethod = "wrong-method";
        /// More requests from one place than the service takes in a while; it says when to come back.
        TooManyRequests = "too-many-requests";
        /// The input did not come in time, or the answer took longer than the service allows.
        OutOfTime = "out-of-time";
        /// The service has as much to do as it takes at a time; it says when to come back.
        Busy = "busy";
        /// The program itself failed, which it never should: please report it with the input.
        Internal = "internal";
        /// Something that this program was built without, such as a format that needs a heavy library.
        NotInThisBuild = "not-in-this-build";
        /// A date that does not exist, could be another one, or is not written as dates are: in JSON
        /// `YYYY-MM-DD`; in lists, tables and options also `20/09/2026`.
        InvalidDate = "invalid-date";
        /// Dates that contradict each other: assessed before it was submitted.
        DatesOutOfOrder = "dates-out-of-order";
        /// No criteria version of this name is known.
        UnknownCriteria = "unknown-criteria";
        /// Neither a criteria version nor a date is given, so the law cannot be determined.
        CriteriaUnresolved = "criteria-unresolved";
        /// The criteria version asked for does not apply at the dates given.
        CriteriaNotInForce = "criteria-not-in-force";
        /// The law that applies is known, but its criteria are not in this library.
        CriteriaNotAvailable = "criteria-not-available";
        /// No law known to this library was in force on the date.
        NoLawInForce = "no-law-in-force";
        /// No product set has this number or slug.
        UnknownProductSet = "unknown-product-set";
        /// The product set has no such criterion, or it is a heading that is not scored itself.
        UnknownCriterion = "unknown-criterion";
        /// The criterion has no such level.
        UnknownLevel = "unknown-level";
        /// No level of the criterion (and case) is worth these points.
        NoLevelWithPoints = "no-level-with-points";
        /// Several levels are worth these points: the level, or the case, must be given.
        SeveralLevelsWithPoints = "several-levels-with-points";
        /// Numbers given as levels do not fit, and the whole sheet fits as points.
        LevelsArePoints = "levels-are-points";
        /// Numbers given as points do not fit, and the whole sheet fits as levels.
        PointsAreLevels = "points-are-levels";
        /// Level and points, or level and case, are both given and do not agree.
        AnswerContradictory = "answer-contradictory";
        /// Answers of different cases on one sheet: one case holds for the whole sheet.
        MixedCases = "mixed-cases";
        /// A case that the sheet does not offer, or a case given for a criterion without cases.
        UnknownCase = "unknown-case";
        /// A positive answer to a criterion whose required criterion is at 0 points.
        RequiredCriterionAtZero = "required-criterion-at-zero";
        /// No version has a finding of this name.
        UnknownFinding = "unknown-finding";
        /// The sheet of this product set has no such rule.
        FindingNotInSet = "finding-not-in-set";
        /// The same finding is given twice.
        RepeatedFinding = "repeated-finding";
        /// The other version has no product set that corresponds to this one.
        NoCounterpart = "no-counterpart";
        /// Several product sets of the other version may correspond: one must be named.
        SeveralCounterparts = "several-counterparts";
        /// A dossier names a part that the decision does not know.
        UnknownPart = "unknown-part";
        /// A paper is said to belong to a row that the law's table of evidence does not have.
        UnknownEvidence = "unknown-evidence";
        /// A producer of this kind may not take part with this product set.
        MayNotTakePart = "may-not-take-part";
        /// A criterion is unanswered, and a complete sheet was asked for.
        Unanswered = "unanswered";
        /// A product code that is not of the form `T-X-STT-YYYY` (or, of the time before 1 July 2025,
        /// `T-H-X-STT-YYYY`).
        ProductCodeForm = "product-code-form";
        /// A product code with a province or commune that does not exist.
        ProductCodePlace = "product-code-place";
        /// A product code whose commune is in another province.
        ProductCodeProvince = "product-code-province";
        /// A product code whose year contradicts the dates or the decision of the dossier.
        ProductCodeYear = "product-code-year";
        /// A product code of a form that contradicts its own year, the dates or the decision.
        ProductCodeTime = "product-code-time";
        /// No place bears this name or code.
        UnknownPlace = "unknown-place";
        /// There are more problems than are told: mend the first ones, then look again.
        TooManyProblems = "too-many-problems";
        /// A number outside what its field allows, such as round 0.
        OutOfRange = "out-of-range";
        /// A session has more members, or a register longer fields, than any council or certificate.
        TooMany = "too-many";
        /// The same member, product or name stands twice where it may stand once.
        RepeatedEntry = "repeated-entry";
        /// A sheet, an attendance or a recusal names somebody who is no member of the council.
        UnknownMember = "unknown-member";
        /// A sheet names a product that is not in the session.
        UnknownProduct = "unknown-product";
        /// Two sheets of one member on one product in one round: none of them counts.
        RepeatedSheet = "repeated-sheet";
        /// A sheet stands by that of the round before, and there is none.
        NoEarlierSheet = "no-earlier-sheet";
        /// A sheet that was submitted after the session closed.
        SessionClosed = "session-closed";
        /// A product or sheet under another criteria version than the session.
        MixedCriteria = "mixed-criteria";
        /// A council of a level that has no part in the law of that day.
        LevelNotInLaw = "level-not-in-law";
        /// A regulation that contradicts itself.
        RegulationContradictory = "regulation-contradictory";
        /// A regulation sets what the law fixes.
        FixedByLaw = "fixed-by-law";
        /// A tally whose figures do not follow from each other.
        TallyContradictory = "tally-contradictory";
        /// A rating whose figures do not follow from each other.
        RatingContradictory = "rating-contradictory";
        /// A file in a folder of sheets that was not read: nobody knows what is in it.
        FileNotRead = "file-not-read";
        /// A register whose columns cannot be told: no heading row, a heading that is missing or
        /// stands twice, or one that is nearly known; or a row with cells beyond its headings.
        RegisterColumns = "register-columns";
        /// A register in another format than was expected: a workbook, JSON in a `.csv` file.
        RegisterFormat = "register-format";
        /// A row of a table with a quote that is never closed: what belongs to it cannot be told.
        UnclosedQuote = "unclosed-quote";
        /// Rows of a register that contradict each other on one certificate: none of its product
        /// counts.
        RegisterContradictory = "register-contradictory";
        /// A file that is no workbook that can be read: an old `.xls`, one with macros, an encrypted or
        /// damaged one, another kind of file.
        WorkbookFormat = "workbook-format";
        /// A workbook that is larger, or unpacks to more, than any workbook of a council.
        WorkbookTooLarge = "workbook-too-large";
        /// A sheet of a workbook that does not say whose it is, or has lost its headings.
        WorkbookLayout = "workbook-layout";
        /// A workbook, or a sheet of it, of another session, round or product.
        OtherSession = "other-session";
        /// Something stands in a cell that is not read: nobody knows what it was meant for.
        CellNotRead = "cell-not-read";
        /// A file of answers belongs to another product set or version than was asked for.
        AnswersOfAnotherSet = "answers-of-another-set";
        /// The stars aimed at are none that a decision recognises.
        UnknownTarget = "unknown-target";
        /// No criterion of the sheet has this key or number.
        UnknownKey = "unknown-key";
        /// A criterion is both to be kept in the plan and to be left out of it.
        KeepAndExclude = "keep-and-exclude";
        /// A step is to be kept at a criterion that has no higher level, or that is unanswered.
        NothingToRaise = "nothing-to-raise";
        /// A plan by a date needs the day on which it starts.
        TodayNeeded = "today-needed";
        /// The day by which a plan is to be done lies before the day on which it starts.
        DateInThePast = "date-in-the-past";
        /// A lead time or an effort is negative or beyond all measure.
        CostOutOfRange = "cost-out-of-range";
        /// A step that the sheet has is without its cost.
        CostMissing = "cost-missing";
        /// A file of the criteria is missing.
        DataMissing = "data-missing";
        /// A file of the criteria cannot be read as its format.
        DataSyntax = "data-syntax";
        /// Points do not add up to the section, part or sheet above them.
        DataSum = "data-sum";
        /// The highest level of a criterion differs from its maximum.
        DataMaximum = "data-maximum";
        /// Levels are not numbered 1, 2, 3 … or their points fall.
        DataLevels = "data-levels";
        /// Star marks do not rise with the levels, or are no stars that need a minimum.
        DataMarks = "data-marks";
        /// An identifier, key, slug or label stands twice where it must be unique.
        DataRepeated = "data-repeated";
        /// An identifier does not fit its place on the sheet.
        DataPlace = "data-place";
        /// A rule or erratum refers to what is not there.
        DataReference = "data-reference";
        /// A Vietnamese text without its English, or English without a Vietnamese text that uses it.
        DataTranslation = "data-translation";
        /// A correspondence leaves out a level, a criterion or a product set of one of its versions.
        DataLost = "data-lost";
        /// A correspondence maps the same level, criterion or product set two ways.
        DataMappedTwice = "data-mapped-twice";
        /// A correspondence maps against the sense of the levels: a better old level to a lesser new one,
        /// one case to another, or without the reason that another wording needs.
        DataCorrespondence = "data-correspondence";
        /// Bands, dates or periods of the instrument contradict each other.
        DataInstrument = "data-instrument";
        /// A sentence of a practice file has numbers that cannot be drawn or told.
        DataPractice = "data-practice";
    }
}
