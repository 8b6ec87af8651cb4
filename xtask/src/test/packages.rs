//! The packages for PHP and Ruby, which call the library for C.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Outcome;
use super::tools::{self, has};
use super::{c, faces};
use crate::workspace::{root, target};

/// The step of PHP: its tests, and the Laravel example with Laravel's own validator.
pub fn php() -> Outcome {
    if !has("php") {
        return Outcome::NotRun("php is not installed".to_owned());
    }
    if !answers("php", &["-r", "exit(class_exists('FFI') ? 0 : 1);"]) {
        return Outcome::NotRun("php has no FFI".to_owned());
    }
    if !Path::new("/usr/share/php/Illuminate/Validation/autoload.php").is_file() {
        return Outcome::NotRun("php-illuminate-validation is not installed".to_owned());
    }
    tested("PHP", Command::new("php").arg("packages/php/tests/run.php"))
}

/// The step of Ruby: its tests, and the Rails example with Rails' own models.
pub fn ruby() -> Outcome {
    if !has("ruby") {
        return Outcome::NotRun("ruby is not installed".to_owned());
    }
    if !answers(
        "ruby",
        &["-e", "require 'active_model'; require 'minitest'"],
    ) {
        return Outcome::NotRun("ruby-activemodel is not installed".to_owned());
    }
    tested(
        "Ruby",
        Command::new("ruby").arg("packages/ruby/test/run.rb"),
    )
}

/// Whether a program ends well, in silence.
fn answers(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn tested(face: &str, command: &mut Command) -> Outcome {
    let made = c::build().and_then(|()| {
        command.current_dir(root());
        command.env("OCOP_LIBRARY", library());
        command.env("OCOP_VECTORS_REPORT", faces::report(face)?);
        tools::run(command)
    });
    match made {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

fn library() -> PathBuf {
    let name = format!(
        "{}ocop_c{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    );
    target().join("embedded").join(name)
}
