//! `ocop council`: which verb is meant.

use ocop::{Lang, Library};

use super::{council, paper, workbooks};
use crate::Exit;
use crate::cli::CouncilCommand;
use crate::io::Failure;

pub fn run(command: &CouncilCommand, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    match command {
        CouncilCommand::Tally(args) => council::tally(args, library, lang),
        CouncilCommand::Minutes(args) => paper::minutes(args, library, lang),
        CouncilCommand::Next(args) => council::next(args, library, lang),
        CouncilCommand::New(args) => workbooks::new(args, library, lang),
        CouncilCommand::Results(args) => workbooks::results(args, library, lang),
        CouncilCommand::Tables(args) => workbooks::tables(args, library, lang),
        CouncilCommand::Sheets(args) => workbooks::sheets(args, library, lang),
        CouncilCommand::Collect(args) => workbooks::collect(args, library, lang),
        CouncilCommand::Papers(args) => paper::papers(args, library, lang),
    }
}
