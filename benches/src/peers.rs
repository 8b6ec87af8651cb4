//! What people would pick instead (GoRules ZEN, a Python script, a Node script), and the package for
//! JavaScript, whose border costs something. Each is a process
//! that holds the same dossiers in memory, rates them all when told to, and times itself; the
//! engine takes its turn in the same rounds. All on one core: none of the peers uses more.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use ocop::{AssessOptions, Detail, Library};
use serde_json::Value;

use crate::inprocess::rated;
use crate::measure::{Samples, count, nanoseconds};
use crate::process::{Files, command};
use crate::table::{Table, Target, time};
use crate::{Effort, Result};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");
const CRITERIA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../criteria/qd-26-2026");

/// A peer that may be measured.
struct Peer {
    name: &'static str,
    /// How its time is to stand to the engine's.
    target: Target,
    /// Whether it writes all that the engine writes but notices; otherwise stars and points at least.
    whole: bool,
    program: fn() -> std::result::Result<Command, String>,
}

const PEERS: [Peer; 4] = [
    Peer {
        name: "GoRules ZEN",
        target: Target::AtLeast(10.0),
        whole: false,
        program: zen,
    },
    Peer {
        name: "Python script",
        target: Target::AtLeast(10.0),
        whole: true,
        program: || script("python3", "rate.py"),
    },
    Peer {
        name: "Node script",
        target: Target::AtLeast(4.0),
        whole: true,
        program: || script("node", "rate.js"),
    },
    Peer {
        name: "package `ocop` in Node, text to object",
        target: Target::AtMost(4.0),
        whole: true,
        program: package,
    },
];

/// The engine beside each peer that is there.
pub fn measure(
    library: &Library,
    dossiers: &[String],
    effort: &Effort,
    table: &mut Table,
) -> Result<()> {
    let files = Files::new()?;
    let file = files.batch("peers.ndjson", dossiers, dossiers.len())?;
    let expected = ratings(library, dossiers)?;
    let mut running = Vec::new();
    for peer in &PEERS {
        match start(peer, &file) {
            Ok(mut process) => {
                agree(peer, &mut process, &expected)?;
                running.push((peer, process, Samples::default()));
            }
            Err(why) => table.not_measured(
                &format!("JSON in, brief rating out: {}", peer.name),
                &why,
                peer.target,
            ),
        }
    }
    let (options, mut out) = (AssessOptions::default(), Vec::with_capacity(1 << 16));
    let mut ours = Samples::default();
    // the first quarter warms up what compiles as it runs
    let (rounds, warm_up) = (effort.rounds / 2, effort.rounds / 8);
    for round in 0..rounds.saturating_add(warm_up) {
        if running.is_empty() {
            break;
        }
        let mut pass = || -> Result<f64> {
            let start = Instant::now();
            for dossier in dossiers {
                rated(library, dossier, &options, Detail::Brief, &mut out)?;
            }
            Ok(nanoseconds(start.elapsed()))
        };
        let time = second(&mut pass)?;
        if round >= warm_up {
            ours.push(time / count(dossiers.len()));
        }
        for (_, process, samples) in &mut running {
            let mut pass = || -> Result<f64> {
                process.tell("round")?;
                Ok(process.line()?.parse()?)
            };
            let time = second(&mut pass)?;
            if round >= warm_up {
                samples.push(time / count(dossiers.len()));
            }
        }
    }
    for (peer, process, samples) in running {
        process.end()?;
        table.ratio(
            &format!("JSON in, brief rating out: {}", peer.name),
            &time(samples.least()),
            &format!("ocop: {}", time(ours.least())),
            samples.ratio_to(&ours),
            peer.target,
        );
    }
    Ok(())
}

/// The time of the second of two passes. The first brings back into the cache what the others have
/// driven out of it: the shorter a turn, the more it would count.
fn second(pass: &mut dyn FnMut() -> Result<f64>) -> Result<f64> {
    pass()?;
    pass()
}

/// The engine's brief ratings.
fn ratings(library: &Library, dossiers: &[String]) -> Result<Vec<Value>> {
    let options = AssessOptions::default();
    let all = dossiers.iter().map(|dossier| {
        let mut out = Vec::new();
        rated(library, dossier, &options, Detail::Brief, &mut out)?;
        Ok(serde_json::from_slice(&out)?)
    });
    all.collect()
}

/// No time counts that was spent on other results.
fn agree(peer: &Peer, process: &mut Process, expected: &[Value]) -> Result<()> {
    process.tell("check")?;
    for ours in expected {
        let theirs: Value = serde_json::from_str(&process.line()?)?;
        // ZEN leaves out what is null
        let same = |field: &str| ours.get(field) == Some(theirs.get(field).unwrap_or(&Value::Null));
        let fields = ours.as_object().into_iter().flat_map(|o| o.keys());
        let agreed = if peer.whole {
            fields.filter(|f| *f != "notices").all(|f| same(f))
        } else {
            same("stars") && same("points") && same("points_stars")
        };
        if !agreed {
            return Err(format!("{} rates otherwise: {theirs} for {ours}", peer.name).into());
        }
    }
    Ok(())
}

/// A peer at work.
struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

fn start(peer: &Peer, dossiers: &Path) -> std::result::Result<Process, String> {
    if !cfg!(feature = "peers") {
        return Err("run with `--features peers`".to_owned());
    }
    let mut command = (peer.program)()?;
    command.arg(CRITERIA).arg(dossiers);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|e| e.to_string())?;
    match (child.stdin.take(), child.stdout.take()) {
        (Some(input), Some(output)) => Ok(Process {
            child,
            input,
            output: BufReader::new(output),
        }),
        _ => Err("no pipe".to_owned()),
    }
}

impl Process {
    fn tell(&mut self, command: &str) -> Result<()> {
        writeln!(self.input, "{command}")?;
        Ok(self.input.flush()?)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.output.read_line(&mut line)? == 0 {
            return Err(format!("a peer ended with {}", self.child.wait()?).into());
        }
        Ok(line.trim_end().to_owned())
    }

    fn end(mut self) -> Result<()> {
        drop(self.input);
        self.child.wait()?;
        Ok(())
    }
}

fn script(interpreter: &str, script: &str) -> std::result::Result<Command, String> {
    let there = Command::new(interpreter).arg("--version").output().is_ok();
    if !there {
        return Err(format!("{interpreter} is not installed"));
    }
    let mut command = command(interpreter);
    command.arg(format!("{FOLDER}/{script}"));
    Ok(command)
}

/// The package for JavaScript, where it was built.
fn package() -> std::result::Result<Command, String> {
    let program = std::env::current_exe().map_err(|e| e.to_string())?;
    let folder = program.with_file_name("../javascript");
    if !folder.join("node.cjs").exists() {
        return Err("build it first: `cargo xtask javascript`".to_owned());
    }
    let mut command = script("node", "package.cjs")?;
    command.env("OCOP_PACKAGE", folder);
    Ok(command)
}

/// ZEN is built where this program is, in a folder of its own.
fn zen() -> std::result::Result<Command, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let program = std::env::current_exe().map_err(|e| e.to_string())?;
    let target: PathBuf = program.with_file_name("../peers");
    let status = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--locked"])
        .args(["--manifest-path", &format!("{FOLDER}/zen/Cargo.toml")])
        .arg("--target-dir")
        .arg(&target)
        .status();
    match status {
        Ok(status) if status.success() => {
            let name = format!("ocop-bench-zen{}", std::env::consts::EXE_SUFFIX);
            Ok(command(target.join("release").join(name)))
        }
        _ => Err("its crate does not build here".to_owned()),
    }
}
