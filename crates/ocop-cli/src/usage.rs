//! A call that cannot be understood, told in the language that was asked for: what is wrong, what was
//! meant perhaps, and how the command is called.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use ocop::Lang;
use ocop_text::clean;

use crate::Exit;
use crate::called::Called;
use crate::io::Failure;
use crate::standard::standard;

/// The language that a call asks for, as far as it can be read.
pub fn lang_of(args: impl IntoIterator<Item = OsString>) -> Lang {
    let mut last = None;
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--lang") => last = args.next(),
            Some(arg) => {
                if let Some(lang) = arg.strip_prefix("--lang=") {
                    last = Some(lang.into());
                }
            }
            None => {}
        }
    }
    match last {
        Some(lang) if lang == "en" => Lang::En,
        _ => Lang::Vi,
    }
}

/// Says what is wrong with a call, or shows the help or version that it asks for.
pub fn tell(error: &Error, called: &Called, lang: Lang) -> Exit {
    let Some(problem) = problem(error, called, lang) else {
        if error.use_stderr() {
            // a message that cannot be written has nowhere else to go
            _ = error.print();
            return Exit::Usage;
        }
        // help and version are what was asked for
        let printed = standard().writable().and_then(|()| error.print());
        return match printed {
            Ok(()) => Exit::Done,
            Err(error) => Failure::from(error).tell(lang),
        };
    };
    let mut text = format!("ocop: {}\n", clean(&problem));
    let usage = one(error, ContextKind::Usage);
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    if !usage.is_empty() {
        text.push_str(&match lang {
            Lang::Vi => format!("Cách gọi: {usage}\n"),
            Lang::En => format!("Usage: {usage}\n"),
        });
    }
    text.push_str(&match lang {
        Lang::Vi => format!("Xem thêm: {} --help\n", called.name),
        Lang::En => format!("For more: {} --help\n", called.name),
    });
    // a message that cannot be written has nowhere else to go
    _ = io::stderr().write_all(text.as_bytes());
    Exit::Usage
}

/// What is wrong, with the nearest right spelling; none where the library's own text is to be shown.
fn problem(error: &Error, called: &Called, lang: Lang) -> Option<String> {
    let vi = lang == Lang::Vi;
    let arg = one(error, ContextKind::InvalidArg);
    let value = one(error, ContextKind::InvalidValue);
    let (said, near) = match error.kind() {
        ErrorKind::UnknownArgument if is_below_zero(&arg) => {
            let said = if vi {
                format!("không nhận số âm: {arg}.")
            } else {
                format!("no number below 0 is taken: {arg}.")
            };
            (said, Vec::new())
        }
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            let said = if vi {
                format!("không có tùy chọn \"{arg}\".")
            } else {
                format!("there is no option \"{arg}\".")
            };
            match called.instead_of(&arg) {
                Some((more, _)) if vi => (format!("{said} {more}"), Vec::new()),
                Some((_, more)) => (format!("{said} {more}"), Vec::new()),
                None => (said, all(error, ContextKind::SuggestedArg)),
            }
        }
        ErrorKind::UnknownArgument => (
            if vi {
                format!("thừa \"{arg}\": lệnh này không nhận thêm gì ở đây.")
            } else {
                format!("\"{arg}\" is one too many: the command takes nothing more here.")
            },
            all(error, ContextKind::SuggestedSubcommand),
        ),
        ErrorKind::InvalidSubcommand => {
            let name = one(error, ContextKind::InvalidSubcommand);
            let said = if vi {
                format!("không có lệnh \"{name}\".")
            } else {
                format!("there is no command \"{name}\".")
            };
            (said, all(error, ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            let said = if vi {
                format!("{arg} cần một giá trị.")
            } else {
                format!("{arg} needs a value.")
            };
            (with_choices(said, error, vi), Vec::new())
        }
        ErrorKind::InvalidValue => {
            let said = if vi {
                format!("{arg}: không có giá trị \"{value}\".")
            } else {
                format!("{arg}: there is no value \"{value}\".")
            };
            (
                with_choices(said, error, vi),
                all(error, ContextKind::SuggestedValue),
            )
        }
        ErrorKind::ValueValidation => {
            let listed = listed(&arg);
            let why = match (range(error), vi) {
                _ if !listed.is_empty() && vi => format!(" Các giá trị: {listed}."),
                _ if !listed.is_empty() => format!(" The values: {listed}."),
                (Some((least, most)), true) => format!(" Cần một số từ {least} đến {most}."),
                (Some((least, most)), false) => {
                    format!(" A number from {least} to {most} is needed.")
                }
                (None, true) if is_no_number(error) => " Cần một số nguyên từ 0.".to_owned(),
                (None, false) if is_no_number(error) => {
                    " A whole number from 0 is needed.".to_owned()
                }
                (None, _) => String::new(),
            };
            let said = if vi {
                format!("{arg}: giá trị \"{value}\" không hợp lệ.{why}")
            } else {
                format!("{arg}: \"{value}\" is no valid value.{why}")
            };
            (said, Vec::new())
        }
        ErrorKind::MissingSubcommand => {
            let commands = all(error, ContextKind::ValidSubcommand);
            let commands = commands.iter().filter(|c| *c != "help");
            let commands = commands.map(String::as_str).collect::<Vec<_>>().join(", ");
            let said = if vi {
                format!("thiếu lệnh con. Các lệnh: {commands}.")
            } else {
                format!("a command is missing. The commands: {commands}.")
            };
            (said, Vec::new())
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = all(error, ContextKind::InvalidArg).join(", ");
            let missing = missing.trim_end_matches("...");
            let said = if vi {
                format!("thiếu: {missing}.")
            } else {
                format!("missing: {missing}.")
            };
            (said, Vec::new())
        }
        ErrorKind::ArgumentConflict => {
            let other = all(error, ContextKind::PriorArg).join(", ");
            let said = match (vi, arg == other || other.is_empty()) {
                (true, true) => format!("{arg} chỉ dùng được một lần."),
                (false, true) => format!("{arg} can be given once only."),
                (true, false) => format!("{arg} không dùng cùng với {other}."),
                (false, false) => format!("{arg} cannot be used together with {other}."),
            };
            (said, Vec::new())
        }
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::TooManyValues
        | ErrorKind::WrongNumberOfValues => {
            let said = if vi {
                format!("{arg}: số giá trị không đúng.")
            } else {
                format!("{arg}: the number of values is wrong.")
            };
            (said, Vec::new())
        }
        ErrorKind::InvalidUtf8 => {
            let said = if vi {
                "lời gọi có chữ không phải UTF-8."
            } else {
                "the call holds text that is not UTF-8."
            };
            (said.to_owned(), Vec::new())
        }
        _ => return None,
    };
    if near.is_empty() {
        return Some(said);
    }
    // clap has the nearest last
    let near: Vec<String> = near.iter().rev().map(|n| format!("\"{n}\"")).collect();
    Some(if vi {
        format!("{said} Có phải ý là {}?", near.join(" / "))
    } else {
        format!("{said} Did you mean {}?", near.join(" / "))
    })
}

fn with_choices(said: String, error: &Error, vi: bool) -> String {
    let choices = all(error, ContextKind::ValidValue).join(", ");
    match (choices.is_empty(), vi) {
        (true, _) => said,
        (_, true) => format!("{said} Các giá trị: {choices}."),
        (_, false) => format!("{said} The values: {choices}."),
    }
}

/// The values that an option itself lists, as `--target <3|4|5>` does.
fn listed(arg: &str) -> String {
    let choices = arg
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    let choices = choices.map(|(choices, _)| choices).unwrap_or_default();
    let numbers: Vec<&str> = choices.split('|').collect();
    let all_numbers = numbers.iter().all(|n| n.parse::<u32>().is_ok());
    if all_numbers {
        numbers.join(", ")
    } else {
        String::new()
    }
}

/// The bounds of a number that is out of them: the library tells them in words alone, `9 is not in
/// 1..=5`.
fn range(error: &Error) -> Option<(i64, i64)> {
    let words = std::error::Error::source(error)?.to_string();
    let (_, range) = words.rsplit_once(' ')?;
    let (least, most) = range.split_once("..")?;
    let last = most.strip_prefix('=');
    let end: i64 = last.unwrap_or(most).parse().ok()?;
    let most = if last.is_some() {
        end
    } else {
        end.checked_sub(1)?
    };
    Some((least.parse().ok()?, most))
}

/// Whether a number below 0 was given, which looks like an option.
fn is_below_zero(arg: &str) -> bool {
    let figures = arg.strip_prefix('-').unwrap_or_default();
    !figures.is_empty() && figures.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a number is needed and none was given.
fn is_no_number(error: &Error) -> bool {
    std::error::Error::source(error).is_some_and(|e| e.is::<std::num::ParseIntError>())
}

fn one(error: &Error, kind: ContextKind) -> String {
    all(error, kind).join(", ")
}

fn all(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(list)) => list.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(list)) => list.iter().map(ToString::to_string).collect(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}
