//! The papers that follow a council's session, by practice. Where the law says what a paper is, its
//! article stands at the paper. One file a paper.

mod decision;
mod frame;
mod letter;
mod notice;
mod settings;
mod submission;
mod summary;
mod synthesis;

pub use decision::decision;
pub use letter::letter;
pub use notice::notice_of_result;
pub use settings::{PaperSettings, SettingsFormat};
pub use submission::submission;
pub use summary::summary;
pub use synthesis::synthesis;
