//! Mistakes made on purpose, one at a time.

/// A mistake made on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Five stars from 89 points.
    FiveStarsFrom89,
    /// Three stars only from 51 points.
    ThreeStarsFrom51,
    /// Star minimums are not looked at.
    MinimumsIgnored,
    /// Stars need only the minimums marked for exactly these stars.
    MinimumsNotCumulative,
    /// The level under the marked one is enough.
    MinimumsOneLevelLower,
    /// A mark on a whole criterion is not looked at.
    MarksOfCriteriaForgotten,
    /// A missed 3-star minimum takes the sheet to one star.
    MissedThreeGivesOne,
    /// An unanswered criterion is taken for a 0.
    UnansweredIsZero,
    /// The story's structure is scored without a story.
    StoryRuleForgotten,
    /// Both cases may stand on one sheet.
    CasesMayMix,
    /// The case that a sheet says once does not count.
    CaseOfTheSheetForgotten,
    /// The first of several levels with the given points is taken.
    FirstLevelWithPoints,
    /// Of levels that share points on a sheet in points, the highest is taken.
    HighestLevelWithPoints,
    /// A criterion may be given in points and as a level.
    GivenTwice,
    /// A criterion at 0 does not stop the assessment.
    ZeroStopForgotten,
    /// An unanswered criterion stops the assessment like a 0.
    UnansweredStops,
    /// A stop goes before ineligibility.
    StopBeforeIneligibility,
    /// Ineligibility goes before rejection.
    IneligibilityBeforeRejection,
    /// Any finding is good for any set.
    FindingsOfAnySet,
    /// A level above the highest one counts as the highest.
    LevelsClamped,
    /// Four stars are recognised by the centre.
    FourStarsByTheCentre,
    /// Who recognises today recognised ever.
    AuthorityOfToday,
    /// Two stars are recognised.
    TwoStarsRecognised,
    /// A dossier lodged under the older law is assessed by the newer one at once.
    TransitionForgotten,
}

impl Slip {
    /// All mistakes.
    pub const ALL: [Self; 24] = [
        Self::FiveStarsFrom89,
        Self::ThreeStarsFrom51,
        Self::MinimumsIgnored,
        Self::MinimumsNotCumulative,
        Self::MinimumsOneLevelLower,
        Self::MarksOfCriteriaForgotten,
        Self::MissedThreeGivesOne,
        Self::UnansweredIsZero,
        Self::StoryRuleForgotten,
        Self::CasesMayMix,
        Self::CaseOfTheSheetForgotten,
        Self::FirstLevelWithPoints,
        Self::HighestLevelWithPoints,
        Self::GivenTwice,
        Self::ZeroStopForgotten,
        Self::UnansweredStops,
        Self::StopBeforeIneligibility,
        Self::IneligibilityBeforeRejection,
        Self::FindingsOfAnySet,
        Self::LevelsClamped,
        Self::FourStarsByTheCentre,
        Self::AuthorityOfToday,
        Self::TwoStarsRecognised,
        Self::TransitionForgotten,
    ];
}
