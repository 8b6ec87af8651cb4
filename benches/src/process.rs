//! The program `ocop`: two cores against one, memory of a long batch, cost of a single call.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::effort::{Effort, Result};
use crate::measure::{Samples, count, nanoseconds};
use crate::table::{Table, Target, time};

/// All that is measured of the program.
pub fn measure(dossiers: &[String], effort: &Effort, table: &mut Table) -> Result<()> {
    let program = built()?;
    let files = Files::new()?;
    single(&program, &files, dossiers, effort, table)?;
    let [few, middle, many] = effort.lines;
    let short = files.batch("short.ndjson", dossiers, few)?;
    let long = files.batch("long.ndjson", dossiers, many)?;
    memory(&program, [(&short, few), (&long, many)], table)?;
    fs::remove_file(&long)?;
    let batch = files.batch("jobs.ndjson", dossiers, middle)?;
    jobs(&program, &batch, middle, effort, table)
}

/// A command whose run does not depend on who asks for backtraces.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .env_remove("RUST_BACKTRACE")
        .env_remove("RUST_LIB_BACKTRACE");
    command
}

/// Builds the program as it is now, with the profile of this one, beside this one, and tells where
/// it is.
fn built() -> Result<PathBuf> {
    let folder = std::env::current_exe()?;
    let folder = folder.parent().ok_or("this program is in no folder")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let status = Command::new(cargo)
        .args(["build", "--release", "--quiet", "-p", "ocop-cli"])
        .args(["--manifest-path", manifest])
        // wherever that is: else a program of another day would be measured
        .arg("--target-dir")
        .arg(folder.join(".."))
        .status()?;
    if !status.success() {
        return Err("`ocop` does not build".into());
    }
    let name = format!("ocop{}", std::env::consts::EXE_SUFFIX);
    let program = folder.join(name);
    if program.is_file() {
        Ok(program)
    } else {
        Err(format!("{} is not there", program.display()).into())
    }
}

/// A folder for inputs, in memory where the system offers one, that goes away at the end.
pub struct Files(PathBuf);

impl Files {
    pub fn new() -> Result<Self> {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        };
        let folder = base.join(format!("ocop-benches-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    /// A batch of so many lines, the dossiers over and over.
    pub fn batch(&self, name: &str, dossiers: &[String], lines: usize) -> Result<PathBuf> {
        let path = self.0.join(name);
        let mut out = BufWriter::new(File::create(&path)?);
        for dossier in dossiers.iter().cycle().take(lines) {
            writeln!(out, "{dossier}")?;
        }
        out.flush()?;
        Ok(path)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        // what is left behind is in a folder that the system empties
        let _: std::io::Result<()> = fs::remove_dir_all(&self.0);
    }
}

fn rate(program: &Path, arguments: &[&str], file: &Path) -> Command {
    let mut command = command(program);
    command.arg("rate").args(arguments).arg(file);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn finished(mut child: Child) -> Result<()> {
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`ocop` ended with {status}").into())
    }
}

/// One core against two: the time that passes, and the processor time of both, which tells what the
/// second thread costs even where the machine had no second core to spare.
fn jobs(
    program: &Path,
    file: &Path,
    lines: usize,
    effort: &Effort,
    table: &mut Table,
) -> Result<()> {
    let what = format!("{lines} lines, `--jobs 2` against `--jobs 1`: lines a second");
    let target = Target::AtLeast(1.7);
    if thread::available_parallelism().map_or(1, usize::from) < 2 {
        table.not_measured(&what, "only one core", target);
        return Ok(());
    }
    let mut passed = [Samples::default(), Samples::default()];
    let mut spent = [Samples::default(), Samples::default()];
    let mut apart = Samples::default();
    let batch = |jobs| rate(program, &["--ndjson", "--brief", "--jobs", jobs], file);
    let each = |time: Duration| nanoseconds(time) / count(lines);
    for _ in 0..effort.long_rounds {
        for (jobs, (passed, spent)) in ["1", "2"].iter().zip(passed.iter_mut().zip(&mut spent)) {
            let before = children_time().unwrap_or_default();
            let start = Instant::now();
            finished(batch(*jobs).spawn()?)?;
            passed.push(each(start.elapsed()));
            spent.push(each(
                children_time().unwrap_or_default().saturating_sub(before),
            ));
        }
        // what the machine gives to two that share nothing is the most that two threads can have
        let start = Instant::now();
        for program in [batch("1").spawn()?, batch("1").spawn()?] {
            finished(program)?;
        }
        apart.push(each(start.elapsed()) / 2.0);
    }
    let a_line = |samples: &Samples| format!("{} a line", time(samples.least()));
    let [one, two] = &passed;
    table.ratio(&what, &a_line(two), &a_line(one), one.ratio_to(two), target);
    let [one, two] = spent;
    table.ratio(
        "… processor time",
        &a_line(&two),
        &a_line(&one),
        two.ratio_to(&one),
        Target::None,
    );
    let [one, _] = passed;
    table.ratio(
        "… two programs at once, `--jobs 1` each",
        &a_line(&apart),
        &a_line(&one),
        one.ratio_to(&apart),
        Target::None,
    );
    Ok(())
}

/// The most memory that a batch holds, and that it does not depend on the number of lines.
fn memory(program: &Path, batches: [(&Path, usize); 2], table: &mut Table) -> Result<()> {
    let mut peaks = [Samples::default(), Samples::default()];
    for _ in 0..3 {
        for ((file, _), peaks) in batches.iter().zip(&mut peaks) {
            match peak(rate(program, &["--ndjson", "--brief"], file).spawn()?)? {
                Some(bytes) => peaks.push(bytes / 1e6),
                None => {
                    let target = Target::Below(100.0, "MB");
                    table.not_measured("Memory of a batch", "no /proc here", target);
                    return Ok(());
                }
            }
        }
    }
    let [short, long] = peaks;
    let [(_, few), (_, many)] = batches;
    let most = long.greatest();
    table.figure(
        &format!("{many} lines: peak memory"),
        &format!("{most:.1} MB"),
        most,
        Target::Below(100.0, "MB"),
    );
    table.ratio(
        "… against fewer lines",
        &format!("{:.1} MB", long.least()),
        &format!("{few} lines: {:.1} MB", short.least()),
        long.ratio_to(&short),
        Target::AtMost(1.1),
    );
    Ok(())
}

/// Waits for a process and tells the most memory it held, in bytes, as the system keeps it; looked
/// up until the process is gone.
fn peak(mut child: Child) -> Result<Option<f64>> {
    let status = format!("/proc/{}/status", child.id());
    let mut most: Option<f64> = None;
    while child.try_wait()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let kib = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok());
        most = kib.map(|k| k * 1024.0).or(most);
        thread::sleep(Duration::from_millis(1));
    }
    finished(child)?;
    Ok(most)
}

/// Processor time of a call for one dossier, from start to end of the process.
fn single(
    program: &Path,
    files: &Files,
    dossiers: &[String],
    effort: &Effort,
    table: &mut Table,
) -> Result<()> {
    let what = "One `ocop rate` process, user + system time";
    let target = Target::Below(10.0, "ms");
    let file = files.batch("one.json", dossiers, 1)?;
    let call = || finished(rate(program, &[], &file).spawn()?);
    call()?;
    let Some(before) = children_time() else {
        table.not_measured(what, "no /proc here", target);
        return Ok(());
    };
    for _ in 0..effort.processes {
        call()?;
    }
    let spent = children_time().unwrap_or_default().saturating_sub(before);
    let milliseconds = spent.as_secs_f64() * 1e3 / count(effort.processes);
    table.figure(
        what,
        &format!("{milliseconds:.2} ms, mean of {}", effort.processes),
        milliseconds,
        target,
    );
    Ok(())
}

/// User and system time of all children that have ended (proc(5), fields 16 and 17, in hundredths
/// of a second).
fn children_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(") ")?;
    let mut fields = after_name.split(' ').skip(13);
    let mut hundredths = || fields.next()?.parse::<u64>().ok();
    let (user, system) = (hundredths()?, hundredths()?);
    Some(Duration::from_millis(
        user.saturating_add(system).saturating_mul(10),
    ))
}
