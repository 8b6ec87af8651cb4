//! A call that cannot be understood, told in the language that was asked for: what is wrong, what was
//! meant perhaps, and how the command is called.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::Error;
use clap::error::ErrorKind;
use ocop::Lang;
use ocop_text::clean;
use ocop_text::console::Misuse;

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
    // a command that stands alone would be answered with its help, which is in English in part
    let misuse = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            called.without_command()
        }
        _ => Misuse::of(error),
    };
    let Some(misuse) = misuse else {
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
    let unknown = misuse.unknown_option.as_deref();
    let misuse = match unknown.and_then(|option| called.instead_of(option)) {
        Some(more) => misuse.meant(&more),
        None => misuse,
    };
    let mut text = "ocop: ".to_owned();
    for line in misuse.lines(lang) {
        text.push_str(&clean(&line));
        text.push('\n');
    }
    text.push_str(&match lang {
        Lang::Vi => format!("Xem thêm: {} --help\n", called.name),
        Lang::En => format!("For more: {} --help\n", called.name),
    });
    // a message that cannot be written has nowhere else to go
    _ = io::stderr().write_all(text.as_bytes());
    Exit::Usage
}
