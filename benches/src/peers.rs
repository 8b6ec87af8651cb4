//! What people would pick instead: GoRules ZEN, a Python script, a Node script. Each is a process
//! that holds the same dossiers in memory, rates them all when told to, and times itself; the
//! engine takes its turn in the same rounds. All on one core: none of the peers uses more.

use std::path::PathBuf;
use std::process::Command;

use ocop::Library;

use crate::contestant::{Program, Writes, engine, ratings, script, second};
use crate::effort::{Effort, Result};
use crate::measure::Samples;
use crate::process::{Files, command};
use crate::table::{Table, Target, time};

const ZEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/zen/Cargo.toml");

/// A peer that may be measured.
struct Peer {
    program: Program,
    /// How its time is to stand to the engine's.
    target: Target,
}

const PEERS: [Peer; 3] = [
    Peer {
        program: Program {
            name: "GoRules ZEN",
            writes: Writes::Stars,
            command: zen,
        },
        target: Target::AtLeast(10.0),
    },
    Peer {
        program: Program {
            name: "Python script",
            writes: Writes::NoNotices,
            command: || script("python3", "rate.py"),
        },
        target: Target::AtLeast(10.0),
    },
    Peer {
        program: Program {
            name: "Node script",
            writes: Writes::NoNotices,
            command: || script("node", "rate.js"),
        },
        target: Target::AtLeast(4.0),
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
        let started = if cfg!(feature = "peers") {
            peer.program.start(&file, &expected)?
        } else {
            Err("run with `--features peers`".to_owned())
        };
        match started {
            Ok(process) => running.push((peer, process, Samples::default())),
            Err(why) => table.not_measured(
                &format!("JSON in, brief rating out: {}", peer.program.name),
                &why,
                peer.target,
            ),
        }
    }
    let mut out = Vec::with_capacity(1 << 16);
    let mut ours = Samples::default();
    // the first quarter warms up what compiles as it runs
    let (rounds, warm_up) = (effort.rounds / 2, effort.rounds / 8);
    for round in 0..rounds.saturating_add(warm_up) {
        if running.is_empty() {
            break;
        }
        let time = second(dossiers.len(), &mut || engine(library, dossiers, &mut out))?;
        if round >= warm_up {
            ours.push(time);
        }
        for (_, process, samples) in &mut running {
            let time = second(dossiers.len(), &mut || process.pass("round"))?;
            if round >= warm_up {
                samples.push(time);
            }
        }
    }
    for (peer, process, samples) in running {
        process.end()?;
        table.ratio(
            &format!("JSON in, brief rating out: {}", peer.program.name),
            &time(samples.least()),
            &format!("ocop: {}", time(ours.least())),
            samples.ratio_to(&ours),
            peer.target,
        );
    }
    Ok(())
}

/// ZEN is built where this program is, in a folder of its own.
fn zen() -> std::result::Result<Command, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let program = std::env::current_exe().map_err(|e| e.to_string())?;
    let target: PathBuf = program.with_file_name("../peers");
    let status = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--locked"])
        .args(["--manifest-path", ZEN])
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
