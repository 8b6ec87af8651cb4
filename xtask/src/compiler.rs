//! Compilers for other targets than this machine: rustup's where it has the target, else Debian's.

use std::fmt;
use std::path::Path;
use std::process::Command;

use crate::workspace::{root, target};

/// A target that programs are built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Browsers and Node.
    Wasm,
    /// 64-bit Windows, linked by MinGW.
    Windows,
}

impl Target {
    /// Its name for cargo.
    pub const fn triple(self) -> &'static str {
        match self {
            Self::Wasm => "wasm32-unknown-unknown",
            Self::Windows => "x86_64-pc-windows-gnu",
        }
    }

    /// What Debian's compiler links with: the program that must be there, and the variable that
    /// names it to cargo.
    const fn linker(self) -> (&'static str, &'static str) {
        match self {
            Self::Wasm => (
                "/usr/bin/wasm-ld-19",
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
            ),
            Self::Windows => (
                "/usr/bin/x86_64-w64-mingw32-gcc",
                "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER",
            ),
        }
    }

    /// Debian's packages that build for it.
    const fn packages(self) -> &'static str {
        match self {
            Self::Wasm => "rustc-web cargo-web rust-web-src lld-19",
            Self::Windows => "rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64",
        }
    }
}

/// What a module of WebAssembly is built to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Small: browsers download it.
    Size,
    /// Fast: it lies on the disk.
    Speed,
}

impl Aim {
    /// The profile of cargo.
    pub const fn profile(self) -> &'static str {
        match self {
            Self::Size => "wasm",
            Self::Speed => "wasm-fast",
        }
    }
}

impl fmt::Display for Aim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Size => "size",
            Self::Speed => "speed",
        })
    }
}

/// What makes a module smaller and is not in a stable compiler: a panic traps without a word, which
/// nobody would read, and the names that `Debug` writes are left out.
const SMALL: &str =
    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=shallow";

/// Texts are searched sixteen bytes at once: every Node that the package takes knows how.
const WIDE: &str = "-Ctarget-feature=+simd128";

/// A cargo that builds for a target.
pub struct Compiler {
    target: Target,
    /// Whether the standard library is built from source, by Debian's compiler.
    debian: bool,
}

impl Compiler {
    /// The compiler for a target.
    ///
    /// # Errors
    ///
    /// How to get one, where there is none.
    pub fn find(target: Target) -> Result<Self, String> {
        let listed = Command::new("rustup")
            .args(["target", "list", "--installed"])
            .output();
        let installed = listed.is_ok_and(|out| {
            let list = String::from_utf8_lossy(&out.stdout).into_owned();
            list.lines().any(|line| line == target.triple())
        });
        if installed {
            return Ok(Self {
                target,
                debian: false,
            });
        }
        let (linker, _) = target.linker();
        let needed = ["/usr/bin/rustc", "/usr/bin/cargo", linker];
        if needed.iter().all(|path| Path::new(path).exists()) {
            return Ok(Self {
                target,
                debian: true,
            });
        }
        Err(format!(
            "no compiler for {triple}: run `rustup target add {triple}`, or install Debian's {}",
            target.packages(),
            triple = target.triple()
        ))
    }

    /// What it links with, where that is Debian's.
    pub fn linker(&self) -> &'static str {
        self.target.linker().0
    }

    /// Which it is, in words.
    pub fn name(&self) -> String {
        let which = if self.debian { "Debian's" } else { "rustup's" };
        format!("{which} compiler for {}", self.target.triple())
    }

    /// `cargo SUBCOMMAND --target …` at the root of the repository; more arguments may follow.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut cargo = if self.debian {
            let mut cargo = Command::new("/usr/bin/cargo");
            let (linker, variable) = self.target.linker();
            cargo
                .env("RUSTC", "/usr/bin/rustc")
                .env("RUSTDOC", "/usr/bin/rustdoc")
                .env("RUSTC_BOOTSTRAP", "1")
                .env_remove("RUSTUP_TOOLCHAIN")
                .env(variable, linker);
            cargo
        } else {
            crate::workspace::cargo()
        };
        cargo
            .arg(subcommand)
            .args(["--locked", "--target", self.target.triple()])
            .current_dir(root());
        if self.debian {
            cargo.arg("-Zbuild-std=std,panic_abort");
        }
        cargo
    }

    /// The same for a module, with the profile of what it is to be.
    pub fn module(&self, subcommand: &str, aim: Aim) -> Command {
        let mut cargo = self.cargo(subcommand);
        cargo.args(["--profile", aim.profile()]);
        if self.debian && aim == Aim::Size {
            cargo.arg("-Zbuild-std-features=optimize_for_size");
        }
        let small = self.debian.then_some(SMALL);
        let wide = (aim == Aim::Speed).then_some(WIDE);
        let flags: Vec<&str> = small.into_iter().chain(wide).collect();
        if !flags.is_empty() {
            cargo.env("RUSTFLAGS", flags.join(" "));
        }
        cargo
    }

    /// Where cargo puts what it builds in release: below `target/`.
    pub fn output(&self) -> std::path::PathBuf {
        self.built("release")
    }

    /// Where cargo puts what it builds with a profile: below `target/`.
    pub fn built(&self, profile: &str) -> std::path::PathBuf {
        target().join(self.target.triple()).join(profile)
    }
}
