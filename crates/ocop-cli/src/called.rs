//! The command that a call is of, where the call itself cannot be understood: its help is named, and
//! what it does without being asked.

use std::ffi::OsString;

use clap::{Arg, Command, CommandFactory};
use ocop::Text;
use ocop_text::console::Misuse;

use crate::cli::Cli;

/// A command as it was called.
pub struct Called {
    /// Its name with those above it: `ocop council tally`.
    pub name: String,
    command: Command,
}

impl Called {
    /// The command that arguments name, as far as they name one.
    pub fn of(args: impl IntoIterator<Item = OsString>) -> Self {
        let mut command = Cli::command();
        let mut name = command.get_name().to_owned();
        let mut args = args.into_iter().skip(1);
        while let Some(arg) = args.next() {
            let Some(arg) = arg.to_str() else { break };
            if let Some(option) = arg.strip_prefix("--") {
                // the value of an option of every command is no command
                let known = command
                    .get_arguments()
                    .find(|a| a.get_long() == Some(option));
                if known.is_some_and(takes_a_value) {
                    args.next();
                }
                continue;
            }
            let Some(next) = command.find_subcommand(arg) else {
                break;
            };
            name = format!("{name} {}", next.get_name());
            command = next.clone();
        }
        Self { name, command }
    }

    /// What is to be said where it needs a command behind it, and has none.
    pub fn without_command(&self) -> Option<Misuse> {
        Misuse::without_command(&self.command, &self.name)
    }

    fn has(&self, option: &str) -> bool {
        self.option(option).is_some()
    }

    fn option(&self, option: &str) -> Option<&Arg> {
        let mut options = self.command.get_arguments();
        options.find(|a| a.get_long() == Some(option))
    }

    /// What is to be said where an option is asked for that the command does not have, since it does so
    /// without, or under another name.
    pub fn instead_of(&self, option: &str) -> Option<Text> {
        let asked = option.strip_prefix("--")?;
        let format = self.option("format");
        let is_a_format = format.is_some_and(|format| {
            let values = format.get_possible_values();
            values.iter().any(|value| value.get_name() == asked)
        });
        if is_a_format {
            return Some(Text::new(
                format!("Định dạng được chọn bằng --format {asked}."),
                format!("The form is chosen by --format {asked}."),
            ));
        }
        match asked {
            "text" if self.has("json") => Some(Text::new(
                "Lệnh này in văn bản cho người đọc sẵn; bỏ --text.",
                "This command prints text for people as it is; leave out --text.",
            )),
            "json" if self.has("text") => Some(Text::new(
                "Lệnh này in JSON sẵn; bỏ --json.",
                "This command prints JSON as it is; leave out --json.",
            )),
            _ => None,
        }
    }
}

fn takes_a_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(call: &str) -> Called {
        Called::of(call.split_whitespace().map(OsString::from))
    }

    #[test]
    fn the_command_is_found_behind_options() {
        assert_eq!(called("ocop plan --target x").name, "ocop plan");
        let name = called("ocop --lang en council tally --lang vi x").name;
        assert_eq!(name, "ocop council tally");
        // a value that reads like a command is none
        assert_eq!(called("ocop --criteria-dir rate plan").name, "ocop plan");
        assert_eq!(called("ocop rating").name, "ocop");
        assert_eq!(called("").name, "ocop");
    }

    #[test]
    fn what_a_command_does_as_it_is_is_said() {
        for call in [
            "ocop stats",
            "ocop code",
            "ocop practice",
            "ocop criteria list",
        ] {
            assert!(called(call).instead_of("--text").is_some(), "{call}");
        }
        assert!(called("ocop rate").instead_of("--json").is_some());
        let said = called("ocop sheet").instead_of("--docx").unwrap();
        assert!(said.en.ends_with("--format docx."));
        assert!(called("ocop explain").instead_of("--text").is_some());
        assert!(
            called("ocop criteria export")
                .instead_of("--text")
                .is_none()
        );
        assert!(called("ocop stats").instead_of("--near-by").is_none());
    }
}
