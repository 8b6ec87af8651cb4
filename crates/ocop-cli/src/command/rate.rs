//! `ocop rate`: one dossier, or a batch.

use ocop::{Detail, Lang, Library, MAX_BYTES};
use ocop_operations::rate;
use ocop_text::page;

use crate::Exit;
use crate::asked::reading;
use crate::batch::{self, Batch};
use crate::cli::RateArgs;
use crate::io::{Failure, print_json, print_page, read, refuse};

pub fn run(args: &RateArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let options = reading(&args.input, library)?;
    let file = args.input.file.as_deref();
    if args.ndjson {
        let jobs = args.jobs.map_or_else(batch::all_cores, usize::from);
        return batch::run(
            &Batch {
                library,
                options: &options,
                detail: if args.brief {
                    Detail::Brief
                } else {
                    Detail::Full
                },
                jobs,
            },
            file,
            lang,
        );
    }
    let bytes = read(file, MAX_BYTES)?;
    let as_text = args.input.text.then_some(lang);
    match library.assess_json(&bytes, &options) {
        Ok(assessment) => {
            match as_text {
                Some(lang) => {
                    let mut options = rate::Options::default();
                    options.brief = args.brief;
                    let report = rate::to_read(&assessment, &options);
                    print_page(&page::rating(&report, library, lang))?;
                }
                None if args.brief => print_json(&assessment.brief(), args.compact)?,
                None => print_json(&assessment.full(), args.compact)?,
            }
            Ok(Exit::Done)
        }
        Err(problems) => refuse(&problems, as_text, args.compact),
    }
}
