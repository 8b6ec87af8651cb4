//! The program for Windows, tried under Wine: it rates an example to the same bytes as the one for this
//! machine.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::workspace::{root, run, target};

const EXAMPLE: &str = "examples/01-che-dinh-5-stars.json";

/// Where Debian and others put it.
const WINE: &[&str] = &["wine64", "/usr/lib/wine/wine64", "wine"];

/// How Wine ends where a library is missing.
const LIBRARY_MISSING: i32 = 53;

/// Windows has had this library since version 7, Wine only of late: randomness, which maps of the standard
/// library begin with.
const RANDOMNESS: &str = "
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG count);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) {
    return SystemFunction036(bytes, (ULONG)count);
}
";

/// Runs the program that was built, and says what was not tried and why.
pub fn try_out(program: &Path, mut native: Command, linker: &str) -> Result<(), String> {
    let Some(wine) = WINE
        .iter()
        .find(|wine| Command::new(wine).arg("--version").output().is_ok())
    else {
        println!("not tried: there is no Wine (Debian: wine64)");
        return Ok(());
    };
    let folder = target().join("dist-trial");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let copy = folder.join("ocop.exe");
    fs::copy(program, &copy).map_err(|e| format!("{}: {e}", program.display()))?;
    let mut done = rate(wine, &copy)?;
    if done.status.code() == Some(LIBRARY_MISSING) {
        randomness(&folder, linker)?;
        println!("tried with a library for randomness that this Wine lacks");
        done = rate(wine, &copy)?;
    }
    let expected = native.arg("rate").arg(root().join(EXAMPLE)).output();
    let expected = expected.map_err(|e| format!("ocop: {e}"))?;
    if !done.status.success() || done.stdout != expected.stdout {
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        return Err(format!(
            "{} under {wine}: {}\n{said}",
            copy.display(),
            done.status
        ));
    }
    println!("tried under {wine}: rates as the program for this machine");
    Ok(())
}

fn rate(wine: &str, program: &Path) -> Result<Output, String> {
    let mut ocop = Command::new(wine);
    ocop.arg(program).arg("rate").arg(root().join(EXAMPLE));
    ocop.env("WINEPREFIX", target().join("tools/wine"));
    ocop.env("WINEDEBUG", "-all");
    ocop.output().map_err(|e| format!("{wine}: {e}"))
}

/// Builds the library beside the program.
fn randomness(folder: &Path, linker: &str) -> Result<(), String> {
    let source = folder.join("randomness.c");
    fs::write(&source, RANDOMNESS).map_err(|e| format!("{}: {e}", source.display()))?;
    let library = folder.join("bcryptprimitives.dll");
    let mut compile = Command::new(linker);
    compile.arg("-shared").arg("-o").arg(&library).arg(&source);
    run(compile.arg("-ladvapi32"))
}
