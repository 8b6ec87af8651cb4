//! What the figures were measured on: no names, only what makes them comparable.

use std::fs;
use std::process::Command;
use std::thread;

/// One line: cores, processor, system, compiler, and how busy the machine was.
pub fn describe() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let rustc = Command::new("rustc").arg("-V").output().ok();
    let rustc = rustc.and_then(|o| String::from_utf8(o.stdout).ok());
    let load = fs::read_to_string("/proc/loadavg").ok();
    let load = load.as_deref().and_then(|l| l.split(' ').next());
    let parts = [
        Some(format!("{cores} cores")),
        field("/proc/cpuinfo", "model name", ':').map(|model| {
            let family = field("/proc/cpuinfo", "cpu family", ':').unwrap_or_default();
            format!("{model} (family {family})")
        }),
        field("/etc/os-release", "PRETTY_NAME", '='),
        rustc.map(|r| r.trim().to_owned()),
        load.map(|l| format!("load average at the end {l}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// The first value of a key in a file of keys and values.
fn field(file: &str, key: &str, sign: char) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let value = text.lines().find_map(|line| {
        let (found, value) = line.split_once(sign)?;
        (found.trim() == key).then_some(value)
    })?;
    Some(value.trim().trim_matches('"').to_owned())
}
