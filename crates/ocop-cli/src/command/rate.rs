//! `ocop rate`: one dossier, or a batch.

use std::path::Path;

use ocop::{AssessOptions, Detail, Lang, Library, Text};
use ocop_operations::rate;
use ocop_text::page;

use crate::Exit;
use crate::asked::reading;
use crate::batch::{self, Batch, Table};
use crate::cli::RateArgs;
use crate::io::{Failure, print_json, print_page, refusal, refuse, shown};

use super::dossier::dossier;

pub fn run(args: &RateArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let options = reading(&args.input, library)?;
    let file = args.input.file.as_deref();
    let jobs = || args.jobs.map_or_else(batch::all_cores, usize::from);
    if let Some(out) = &args.columns.out {
        return columns(args, library, options, jobs(), out, lang);
    }
    if let Some(file) = file.filter(|_| !args.ndjson)
        && file
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("parquet"))
    {
        let name = shown(file);
        return Err(Failure::Usage(Text::new(
            format!("\"{name}\" là tệp Parquet: thêm --out KẾT-QUẢ.parquet"),
            format!("\"{name}\" is a Parquet file: add --out RESULTS.parquet"),
        )));
    }
    if args.ndjson {
        return batch::run(
            &Batch {
                library,
                options: &options,
                detail: if args.brief {
                    Detail::Brief
                } else {
                    Detail::Full
                },
                jobs: jobs(),
                table: args.csv.then_some(Table {
                    lang,
                    mark: args.bom,
                }),
            },
            file,
            lang,
        );
    }
    let as_text = args.input.text.then_some(lang);
    let bytes = dossier(file, library, &options, lang)?.map_err(refusal(as_text, args.compact))?;
    match library.assess_json(&bytes, &options) {
        Ok(assessment) => {
            match as_text {
                Some(lang) => {
                    let mut options = rate::RateOptions::default();
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

/// A table of dossiers into a table of results.
#[cfg(feature = "parquet")]
fn columns(
    args: &RateArgs,
    library: &Library,
    options: AssessOptions,
    jobs: usize,
    out: &Path,
    lang: Lang,
) -> Result<Exit, Failure> {
    let file = args
        .input
        .file
        .as_deref()
        .filter(|file| file.as_os_str() != "-");
    let Some(file) = file else {
        return Err(Failure::Usage(Text::new(
            "--out cần một tệp Parquet: tệp này được đọc từ cuối, nên không lấy được từ đầu vào chuẩn",
            "--out needs a Parquet file: it is read from its end, so that it cannot come from standard input",
        )));
    };
    let columns = crate::columns::Columns {
        library,
        options,
        jobs,
        asked: &args.columns,
        lang,
    };
    columns.run(file, out)
}

#[cfg(not(feature = "parquet"))]
fn columns(
    _: &RateArgs,
    _: &Library,
    _: AssessOptions,
    _: usize,
    _: &Path,
    _: Lang,
) -> Result<Exit, Failure> {
    Err(Failure::Usage(Text::new(
        "bản ocop này không có phần đọc, ghi Parquet; dịch lại với: --features parquet",
        "this build of ocop has no Parquet; build it with --features parquet",
    )))
}
