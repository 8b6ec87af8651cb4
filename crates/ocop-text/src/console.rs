//! What a program says at a console, in both languages: of a call that it cannot understand, and of a
//! file that the system does not give it.

use std::error::Error as _;
use std::io;
use std::net::AddrParseError;
use std::num::ParseIntError;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};
use ocop::{Lang, Text};

/// A call that cannot be understood: what is wrong with it, and what was meant perhaps.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misuse {
    /// What is wrong.
    pub said: Text,
    /// The nearest right spellings, nearest first.
    pub near: Vec<String>,
    /// How the command is called; empty where that is not known.
    pub usage: String,
    /// The commands of which one is missing, with what each does.
    pub commands: Vec<(String, Text)>,
    /// The option that there is not.
    pub unknown_option: Option<String>,
}

impl Misuse {
    /// What is wrong with a call; none where the library's own text is what was asked for, as help and
    /// version are.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        let (said, near) = said(error)?;
        let usage = one(error, ContextKind::Usage);
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        let option = one(error, ContextKind::InvalidArg);
        let is_unknown = error.kind() == ErrorKind::UnknownArgument && option.starts_with('-');
        Some(Self {
            said,
            // the library has the nearest last
            near: near.into_iter().rev().collect(),
            usage: usage.to_owned(),
            commands: Vec::new(),
            unknown_option: is_unknown.then_some(option),
        })
    }

    /// What is to be said where a command stands alone that needs another behind it, with those that
    /// there are. `name` is the command's with those above it. None where there is none behind it.
    #[must_use]
    pub fn without_command(command: &Command, name: &str) -> Option<Self> {
        let mut commands = Vec::new();
        for below in command.get_subcommands().filter(|c| !c.is_hide_set()) {
            let about = below.get_about().map(ToString::to_string);
            let about = about.unwrap_or_default();
            // what a command does is written in both languages, one behind the other
            let (vi, en) = about.split_once(" · ").unwrap_or((&about, &about));
            commands.push((below.get_name().to_owned(), Text::new(vi, en)));
        }
        (!commands.is_empty()).then(|| Self {
            said: Text::new("thiếu lệnh con.", "a command is missing."),
            near: Vec::new(),
            usage: format!("{name} [OPTIONS] <COMMAND>"),
            commands,
            unknown_option: None,
        })
    }

    /// Says more, where what was meant is known better than by its spelling.
    #[must_use]
    pub fn meant(mut self, more: &Text) -> Self {
        self.near.clear();
        self.said = Text::new(
            format!("{} {}", self.said.vi, more.vi),
            format!("{} {}", self.said.en, more.en),
        );
        self
    }

    /// What is wrong and what was meant perhaps; in a second line how the command is called; and, where
    /// one is missing, the commands, a line each.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let mut first = self.said.get(lang).to_owned();
        let near: Vec<String> = self.near.iter().map(|n| format!("\"{n}\"")).collect();
        let near = near.join(" / ");
        let (meant, called) = match lang {
            Lang::Vi => (format!(" Có phải ý là {near}?"), "Cách gọi"),
            Lang::En => (format!(" Did you mean {near}?"), "Usage"),
        };
        if !near.is_empty() {
            first.push_str(&meant);
        }
        let usage = (!self.usage.is_empty()).then(|| format!("{called}: {}", self.usage));
        let widest = self.commands.iter().map(|(name, _)| name.len()).max();
        let widest = widest.unwrap_or(0);
        let commands = self.commands.iter();
        let commands = commands.map(|(name, does)| format!("  {name:widest$}  {}", does.get(lang)));
        std::iter::once(first)
            .chain(usage)
            .chain(commands)
            .collect()
    }
}

/// What went wrong with a file or a stream, where it is one of the usual things; as the system says it
/// where it is not.
#[must_use]
pub fn reason(error: &io::Error) -> Text {
    let (vi, en) = match error.kind() {
        io::ErrorKind::NotFound => ("không có tệp hay thư mục này", "no such file or folder"),
        io::ErrorKind::PermissionDenied => ("không có quyền", "permission denied"),
        io::ErrorKind::IsADirectory => ("đây là thư mục", "it is a folder"),
        io::ErrorKind::NotADirectory => ("không phải thư mục", "not a folder"),
        io::ErrorKind::InvalidData => ("không phải văn bản UTF-8", "not UTF-8 text"),
        io::ErrorKind::AddrInUse => ("địa chỉ đang được dùng", "the address is in use"),
        io::ErrorKind::AddrNotAvailable => (
            "máy này không có địa chỉ ấy",
            "this machine has no such address",
        ),
        io::ErrorKind::FileTooLarge => (
            "tệp lớn hơn giới hạn của hệ thống",
            "the file is larger than the system allows",
        ),
        io::ErrorKind::ReadOnlyFilesystem => ("đĩa chỉ cho đọc", "the disk is read-only"),
        io::ErrorKind::QuotaExceeded => {
            ("hết hạn mức trên đĩa", "the quota of the disk is used up")
        }
        io::ErrorKind::StorageFull => ("hết chỗ trên đĩa", "no space left on the disk"),
        io::ErrorKind::NotConnected => ("đầu ra chuẩn đã đóng", "standard output is closed"),
        _ => return Text::new(error.to_string(), error.to_string()),
    };
    Text::new(vi, en)
}

/// A text in both languages on one line, where nobody says which of them is read.
#[must_use]
pub fn both(text: &Text) -> String {
    if text.vi == text.en {
        return text.vi.clone();
    }
    format!("{} / {}", text.vi, text.en)
}

fn said(error: &Error) -> Option<(Text, Vec<String>)> {
    let arg = one(error, ContextKind::InvalidArg);
    let alone = |text| Some((text, Vec::new()));
    match error.kind() {
        ErrorKind::UnknownArgument => Some(unknown_argument(error, &arg)),
        ErrorKind::InvalidSubcommand => {
            let name = one(error, ContextKind::InvalidSubcommand);
            let said = Text::new(
                format!("không có lệnh \"{name}\"."),
                format!("there is no command \"{name}\"."),
            );
            Some((said, all(error, ContextKind::SuggestedSubcommand)))
        }
        ErrorKind::InvalidValue => Some(invalid_value(error, &arg)),
        ErrorKind::ValueValidation => alone(not_valid(error, &arg)),
        ErrorKind::MissingRequiredArgument => {
            let missing = all(error, ContextKind::InvalidArg).join(", ");
            let missing = missing.trim_end_matches("...");
            alone(Text::new(
                format!("thiếu: {missing}."),
                format!("missing: {missing}."),
            ))
        }
        ErrorKind::ArgumentConflict => {
            let other = all(error, ContextKind::PriorArg).join(", ");
            alone(if arg == other || other.is_empty() {
                Text::new(
                    format!("{arg} chỉ dùng được một lần."),
                    format!("{arg} can be given once only."),
                )
            } else {
                Text::new(
                    format!("{arg} không dùng cùng với {other}."),
                    format!("{arg} cannot be used together with {other}."),
                )
            })
        }
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::TooManyValues
        | ErrorKind::WrongNumberOfValues => alone(Text::new(
            format!("{arg}: số giá trị không đúng."),
            format!("{arg}: the number of values is wrong."),
        )),
        ErrorKind::InvalidUtf8 => alone(Text::new(
            "lời gọi có chữ không phải UTF-8.",
            "the call holds text that is not UTF-8.",
        )),
        _ => None,
    }
}

fn unknown_argument(error: &Error, arg: &str) -> (Text, Vec<String>) {
    if is_below_zero(arg) {
        let said = Text::new(
            format!("không nhận số âm: {arg}."),
            format!("no number below 0 is taken: {arg}."),
        );
        (said, Vec::new())
    } else if arg.starts_with('-') {
        let said = Text::new(
            format!("không có tùy chọn \"{arg}\"."),
            format!("there is no option \"{arg}\"."),
        );
        (said, all(error, ContextKind::SuggestedArg))
    } else {
        let said = Text::new(
            format!("thừa \"{arg}\": lệnh này không nhận thêm gì ở đây."),
            format!("\"{arg}\" is one too many: the command takes nothing more here."),
        );
        (said, all(error, ContextKind::SuggestedSubcommand))
    }
}

/// A value that is none of those there are, or none at all.
fn invalid_value(error: &Error, arg: &str) -> (Text, Vec<String>) {
    let value = one(error, ContextKind::InvalidValue);
    let (said, near) = if value.is_empty() {
        let said = Text::new(
            format!("{arg} cần một giá trị."),
            format!("{arg} needs a value."),
        );
        (said, Vec::new())
    } else {
        let said = Text::new(
            format!("{arg}: không có giá trị \"{value}\"."),
            format!("{arg}: there is no value \"{value}\"."),
        );
        (said, all(error, ContextKind::SuggestedValue))
    };
    let choices = all(error, ContextKind::ValidValue).join(", ");
    if choices.is_empty() {
        return (said, near);
    }
    let said = Text::new(
        format!("{} Các giá trị: {choices}.", said.vi),
        format!("{} The values: {choices}.", said.en),
    );
    (said, near)
}

/// A value that is not of its kind: what is needed, as far as it is known.
fn not_valid(error: &Error, arg: &str) -> Text {
    let value = one(error, ContextKind::InvalidValue);
    let listed = listed(arg);
    let (vi, en) = if !listed.is_empty() {
        (
            format!(" Các giá trị: {listed}."),
            format!(" The values: {listed}."),
        )
    } else if let Some((least, most)) = range(error) {
        (
            format!(" Cần một số từ {least} đến {most}."),
            format!(" A number from {least} to {most} is needed."),
        )
    } else if error.source().is_some_and(|e| e.is::<ParseIntError>()) {
        (
            " Cần một số nguyên từ 0.".to_owned(),
            " A whole number from 0 is needed.".to_owned(),
        )
    } else if error.source().is_some_and(|e| e.is::<AddrParseError>()) {
        (
            " Cần địa chỉ và cổng, như 127.0.0.1:8080.".to_owned(),
            " An address with a port is needed, as in 127.0.0.1:8080.".to_owned(),
        )
    } else {
        (String::new(), String::new())
    };
    Text::new(
        format!("{arg}: giá trị \"{value}\" không hợp lệ.{vi}"),
        format!("{arg}: \"{value}\" is no valid value.{en}"),
    )
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
    let words = error.source()?.to_string();
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

#[cfg(test)]
mod tests {
    use clap::{Arg, value_parser};

    use super::*;

    fn told(args: &[&str]) -> Vec<String> {
        let rate = Arg::new("rate")
            .long("rate")
            .value_parser(value_parser!(u32));
        let command = Command::new("x")
            .arg(rate)
            .subcommand(Command::new("export"));
        let args = std::iter::once(&"x").chain(args);
        let error = command.try_get_matches_from(args).unwrap_err();
        Misuse::of(&error).map_or_else(Vec::new, |misuse| misuse.lines(Lang::Vi))
    }

    #[test]
    fn a_wrong_call_says_what_was_meant_and_how_it_is_called() {
        let first = |args: &[&str]| told(args).into_iter().next().unwrap_or_default();
        assert_eq!(
            told(&["--rat", "1"])[0],
            "không có tùy chọn \"--rat\". Có phải ý là \"--rate\"?"
        );
        assert!(told(&["--rat", "1"])[1].starts_with("Cách gọi: x"));
        assert!(first(&["exprt"]).ends_with("Có phải ý là \"export\"?"));
        assert!(first(&["--rate", "ba"]).ends_with("Cần một số nguyên từ 0."));
        assert!(first(&["--rate"]).contains("cần một giá trị"));
        // a command alone
        let command = Command::new("council")
            .subcommand(Command::new("tally").about("Tổng hợp phiếu · Tally"))
            .subcommand(Command::new("next"));
        let misuse = Misuse::without_command(&command, "ocop council").unwrap();
        assert_eq!(
            misuse.lines(Lang::Vi),
            [
                "thiếu lệnh con.",
                "Cách gọi: ocop council [OPTIONS] <COMMAND>",
                "  tally  Tổng hợp phiếu",
                "  next   ",
            ]
        );
        assert_eq!(misuse.lines(Lang::En)[2], "  tally  Tally");
        assert!(Misuse::without_command(&Command::new("x"), "x").is_none());
        // help is what was asked for
        assert!(told(&["--help"]).is_empty());
    }
}
