//! A program that holds the same dossiers in memory, rates them all when told to, and times itself.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use ocop::{AssessOptions, Detail, Library};
use serde_json::Value;

use crate::effort::Result;
use crate::inprocess::rated;
use crate::measure::{count, nanoseconds};
use crate::process::command;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");
const CRITERIA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../criteria/qd-26-2026");

/// How much of a brief rating a contestant writes.
#[derive(Debug, Clone, Copy)]
pub enum Writes {
    /// All that the engine writes.
    All,
    /// All but notices.
    NoNotices,
    /// Stars and points.
    Stars,
}

/// A program that may be there.
pub struct Program {
    pub name: &'static str,
    pub writes: Writes,
    /// How it is called; why not, where it cannot be.
    pub command: fn() -> std::result::Result<Command, String>,
}

impl Program {
    /// Starts it with the file of dossiers, and holds what it makes of them against the engine's
    /// ratings. Where it is not there, why not.
    ///
    /// # Errors
    ///
    /// It rates otherwise, or ends.
    pub fn start(
        &self,
        dossiers: &Path,
        expected: &[Value],
    ) -> Result<std::result::Result<Contestant, String>> {
        match (self.command)().and_then(|command| Contestant::start(command, dossiers)) {
            Ok(mut contestant) => {
                contestant.agree(self.name, self.writes, expected)?;
                Ok(Ok(contestant))
            }
            Err(why) => Ok(Err(why)),
        }
    }
}

/// A contestant at work.
pub struct Contestant {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Contestant {
    /// Starts a program with the folder of the criteria and the file of dossiers as its arguments.
    fn start(mut command: Command, dossiers: &Path) -> std::result::Result<Self, String> {
        command.arg(CRITERIA).arg(dossiers);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|e| e.to_string())?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self {
                child,
                input,
                output: BufReader::new(output),
            }),
            _ => Err("no pipe".to_owned()),
        }
    }

    fn tell(&mut self, command: &str) -> Result<()> {
        writeln!(self.input, "{command}")?;
        Ok(self.input.flush()?)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.output.read_line(&mut line)? == 0 {
            return Err(format!("a contestant ended with {}", self.child.wait()?).into());
        }
        Ok(line.trim_end().to_owned())
    }

    /// The nanoseconds of a pass over all dossiers, as the contestant itself takes the time.
    pub fn pass(&mut self, command: &str) -> Result<f64> {
        self.tell(command)?;
        Ok(self.line()?.parse()?)
    }

    /// No time counts that was spent on other results.
    fn agree(&mut self, name: &str, writes: Writes, expected: &[Value]) -> Result<()> {
        self.tell("check")?;
        for ours in expected {
            let theirs: Value = serde_json::from_str(&self.line()?)?;
            // ZEN leaves out what is null
            let same =
                |field: &str| ours.get(field) == Some(theirs.get(field).unwrap_or(&Value::Null));
            let mut fields = ours.as_object().into_iter().flat_map(|o| o.keys());
            let agreed = match writes {
                Writes::All => theirs == *ours,
                Writes::NoNotices => fields.all(|f| f == "notices" || same(f)),
                Writes::Stars => same("stars") && same("points") && same("points_stars"),
            };
            if !agreed {
                return Err(format!("{name} rates otherwise: {theirs} for {ours}").into());
            }
        }
        Ok(())
    }

    /// Lets it end.
    pub fn end(mut self) -> Result<()> {
        drop(self.input);
        self.child.wait()?;
        Ok(())
    }
}

/// The nanoseconds a dossier of the second of two passes. The first brings back into the cache what
/// the others have driven out of it: the shorter a turn, the more it would count.
pub fn second(dossiers: usize, pass: &mut dyn FnMut() -> Result<f64>) -> Result<f64> {
    pass()?;
    Ok(pass()? / count(dossiers))
}

/// The nanoseconds of the engine for a pass over all dossiers, from text to brief rating.
pub fn engine(library: &Library, dossiers: &[String], out: &mut Vec<u8>) -> Result<f64> {
    let options = AssessOptions::default();
    let start = Instant::now();
    for dossier in dossiers {
        rated(library, dossier, &options, Detail::Brief, out)?;
    }
    Ok(nanoseconds(start.elapsed()))
}

/// The engine's brief ratings.
pub fn ratings(library: &Library, dossiers: &[String]) -> Result<Vec<Value>> {
    let options = AssessOptions::default();
    let all = dossiers.iter().map(|dossier| {
        let mut out = Vec::new();
        rated(library, dossier, &options, Detail::Brief, &mut out)?;
        Ok(serde_json::from_slice(&out)?)
    });
    all.collect()
}

/// A script of the folder of peers, where its interpreter is installed.
pub fn script(
    interpreter: impl AsRef<std::ffi::OsStr>,
    script: &str,
) -> std::result::Result<Command, String> {
    let name = interpreter.as_ref().to_string_lossy();
    if Command::new(&interpreter)
        .arg("--version")
        .output()
        .is_err()
    {
        return Err(format!("{name} is not installed"));
    }
    let mut command = command(&interpreter);
    command.arg(format!("{FOLDER}/{script}"));
    Ok(command)
}

/// What was built beside this program: `path` from the folder of builds.
pub fn beside(path: &str) -> std::result::Result<PathBuf, String> {
    let program = std::env::current_exe().map_err(|e| e.to_string())?;
    let folder = program.parent().and_then(Path::parent);
    let folder = folder.ok_or("this program is in no folder")?;
    Ok(folder.join(path))
}
