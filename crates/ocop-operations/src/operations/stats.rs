//! `stats`: counts over ratings, tallies and registers.

use std::io::{self, BufRead, Read};

use ocop::certificate::{MAX_REGISTER, Register, RegisterForm};
use ocop::council::MAX_SESSION_BYTES;
use ocop::stats::{ProvinceName, ProvinceOf, Stats, StatsReport, StatsRequest};
use ocop::{Code, ErrorReport, Library, MAX_PROBLEMS, Notice, NoticeCode, Problem, Problems, Text};
use ocop_places::ProductCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::input::without_mark;
use crate::operation::{Operation, Output, options, schema_of};
use crate::options::Within;
use crate::reply::{Refusal, Reply};

/// What statistics show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct StatsOptions {
    /// How many points from the next stars are near; 2 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<Within<1, 20>>,
    /// The most rows of a ranking; where it is not given, 20 near misses, and all of what is lacking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<Within<1, { u16::MAX }>>,
}

ocop::setters!(StatsOptions {
    near: Option<Within<1, 20>>,
    top: Option<Within<1, { u16::MAX }>>,
});

pub(crate) const OPERATION: Operation = Operation {
    name: "stats",
    vi: "Thống kê từ kết quả chấm, phiên họp đã tổng hợp phiếu đánh giá, hoặc sổ.",
    en: "Statistics over ratings, tallies and registers.",
    input: &["rating", "tally", "register"],
    output: Output::Json(&["stats"]),
    schema: schema_of::<StatsOptions>,
    run,
};

fn run(library: &Library, input: &[u8], bytes: &[u8]) -> Result<Reply, Refusal> {
    let options: StatsOptions = options(bytes)?;
    Reply::json(&stats(library, input, &options)?)
}

/// Counts an input: a rating, a tally or a record a line (NDJSON), or a JSON list of them, in any
/// mixture; or a register as a table (CSV). Lines that are refused are told in the report.
///
/// # Errors
///
/// The table cannot be read at all.
pub fn stats(
    library: &Library,
    input: &[u8],
    options: &StatsOptions,
) -> Result<StatsReport, Refusal> {
    let mut counting = Counting::new(library, options);
    if is_list(input) {
        counting.list(input)?;
    } else if is_table(input, None) {
        counting.table(Register::read(input, None)?);
    } else {
        // bytes at hand can always be read
        _ = counting.lines(input);
    }
    Ok(counting.report())
}

/// Statistics as they are counted, one input after another.
#[derive(Debug)]
pub struct Counting {
    stats: Stats,
    /// The file that the lines are of, where there are several.
    file: Option<String>,
    errors: Vec<ErrorReport<'static>>,
    /// How many refused lines are not listed.
    more: u64,
    notices: Vec<Notice>,
}

impl Counting {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(library: &Library, options: &StatsOptions) -> Self {
        let plain = StatsRequest::default();
        let asked = StatsRequest::default()
            .near_points(options.near.map_or(plain.near_points, Within::get))
            .top(options.top.map(Within::get))
            .province(province as ProvinceName);
        Self {
            stats: Stats::new(library, asked),
            file: None,
            errors: Vec::new(),
            more: 0,
            notices: Vec::new(),
        }
    }

    /// Counts a file: lines, a JSON list, or a table where it begins as one or is known to be one, which
    /// `read` reads. A table or a list that cannot be read is one refused line.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn file(
        &mut self,
        name: &str,
        form: Option<RegisterForm>,
        mut input: impl BufRead,
        read: impl FnOnce(&[u8]) -> Result<Register, Problems>,
    ) -> io::Result<()> {
        self.stats.file(name);
        self.file = Some(name.to_owned());
        if !is_table(input.fill_buf()?, form) {
            return self.lines(input);
        }
        let mut bytes = Vec::new();
        input.take(past(MAX_REGISTER)).read_to_end(&mut bytes)?;
        let counted = if is_list(&bytes) && form != Some(RegisterForm::Csv) {
            self.list(&bytes)
        } else {
            read(&bytes).map(|register| self.table(register))
        };
        if let Err(problems) = counted {
            self.stats.refuse();
            self.refuse(1, &problems);
        }
        Ok(())
    }

    /// Counts a JSON list: its items stand for lines.
    fn list(&mut self, bytes: &[u8]) -> Result<(), Problems> {
        let items = items(bytes)?;
        for (number, item) in (1_u64..).zip(items) {
            if let Err(problems) = self.stats.line(number, item.get().as_bytes()) {
                self.refuse(number, &problems);
            }
        }
        Ok(())
    }

    /// Counts a register that is kept as a table.
    fn table(&mut self, register: Register) {
        for mut notice in register.notices {
            if let Some(file) = &self.file {
                let Text { vi, en } = notice.message;
                notice.message =
                    Text::new(format!("\"{file}\": {vi}"), format!("\"{file}\": {en}"));
            }
            self.notices.push(notice);
        }
        for error in register.errors {
            self.stats.refuse();
            let problems: Problems = error.errors.iter().cloned().collect();
            self.refuse(error.line.unwrap_or(1), &problems);
        }
        for (line, record) in &register.records {
            if let Err(problems) = self.stats.record(*line, record) {
                self.refuse(*line, &problems);
            }
        }
    }

    /// Counts lines. A tally that is printed over several lines is one item.
    fn lines(&mut self, mut input: impl BufRead) -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut number = 0_u64;
        loop {
            bytes.clear();
            if input.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(());
            }
            number = number.saturating_add(1);
            if bytes.trim_ascii() == b"{" {
                let rest = input.by_ref();
                rest.take(past(MAX_SESSION_BYTES)).read_to_end(&mut bytes)?;
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            if let Err(problems) = self.stats.line(number, &bytes) {
                self.refuse(number, &problems);
            }
        }
    }

    fn refuse(&mut self, line: u64, problems: &Problems) {
        if self.errors.len() >= MAX_PROBLEMS {
            self.more = self.more.saturating_add(1);
            return;
        }
        let named = problems.iter().cloned().map(|problem| Problem {
            file: problem.file.clone().or_else(|| self.file.clone()),
            ..problem
        });
        let problems: Problems = named.collect();
        self.errors.push(problems.report(Some(line)).into_owned());
    }

    /// What was counted, and what was not.
    #[must_use]
    pub fn report(self) -> StatsReport {
        let mut report = self.stats.report();
        let contradictory = std::mem::replace(&mut report.errors, self.errors);
        report.errors.extend(contradictory);
        let noted = std::mem::replace(&mut report.notices, self.notices);
        report.notices.extend(noted);
        if self.more > 0 {
            let more = self.more;
            report.notices.push(Notice::new(
                NoticeCode::Problem,
                format!("Còn {more} dòng bị từ chối không được nêu."),
                format!("{more} more refused lines are not told."),
            ));
        }
        report
    }
}

/// One past a limit, so that more than that is known as such.
fn past(limit: usize) -> u64 {
    u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1)
}

/// Whether an input is a JSON list, by its beginning.
fn is_list(bytes: &[u8]) -> bool {
    text_of(bytes).first() == Some(&b'[')
}

/// The items of a JSON list.
fn items(bytes: &[u8]) -> Result<Vec<&RawValue>, Problems> {
    if bytes.len() > MAX_REGISTER {
        let most = MAX_REGISTER >> 20;
        return Err(Problem::new(
            Code::TooLarge,
            "",
            format!("Danh sách lớn hơn {most} MiB."),
            format!("The list is larger than {most} MiB."),
        )
        .into());
    }
    serde_json::from_slice(text_of(bytes)).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Problem::new(
            Code::NotJson,
            "",
            format!("Danh sách JSON không đọc được ở dòng {line}, cột {column}."),
            format!("The JSON list cannot be read at line {line}, column {column}."),
        )
        .into()
    })
}

/// An input without the mark and the spaces that it begins with.
fn text_of(bytes: &[u8]) -> &[u8] {
    without_mark(bytes).trim_ascii_start()
}

/// Whether an input is a table, by its beginning and by what it should be.
fn is_table(beginning: &[u8], form: Option<RegisterForm>) -> bool {
    let first = text_of(beginning).first();
    first.is_some_and(|b| *b != b'{') || form == Some(RegisterForm::Csv)
}

/// The province of a code or a name, as it is called today.
fn province(known: ProvinceOf<'_>) -> Option<String> {
    let province = match known {
        ProvinceOf::Code(code) => {
            let code = code.parse::<ProductCode>().ok()?;
            // of a commune that was divided the province is still one
            let now = || code.former_commune()?.now().next();
            code.province().or_else(|| Some(now()?.province()))?
        }
        ProvinceOf::Named(name) => return crate::codes::province(name),
    };
    Some(province.name().to_owned())
}
