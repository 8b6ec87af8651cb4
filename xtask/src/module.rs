//! The engine as a module of WebAssembly: built, and packed for browsers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::compiler::{Aim, Compiler, Target};
use crate::pack::pack;
use crate::workspace::{run, target};

/// A module of WebAssembly.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Module {
    /// All decisions, English, places of before July 2025.
    All,
    /// The decision in force alone, in Vietnamese and English.
    Current,
    /// What the page of self-assessment asks for: without councils, registers and the schemas of formats.
    Page,
}

/// The bytes of a module.
pub struct Made {
    /// As it runs.
    pub plain: Vec<u8>,
    /// The same for browsers.
    pub packed: Vec<u8>,
}

impl Module {
    const fn name(self) -> &'static str {
        match self {
            Self::All => "ocop",
            Self::Current => "current",
            Self::Page => "page",
        }
    }

    /// Its file in the package.
    pub fn file(self) -> String {
        format!("{}.wasm", self.name())
    }

    /// The same for browsers.
    pub fn packed_file(self) -> String {
        format!("{}.packed", self.name())
    }

    const fn features(self) -> &'static str {
        match self {
            Self::All => {
                "qd-1048-2019,qd-148-2023,qd-26-2026,english,former-places,all-operations,format-schemas"
            }
            Self::Current => "qd-26-2026,english",
            Self::Page => {
                "qd-1048-2019,qd-148-2023,qd-26-2026,english,former-places,self-assessment"
            }
        }
    }

    /// Builds it to be small, and packs it.
    pub fn made(self) -> Result<Made, String> {
        self.made_of(&self.built(Aim::Size)?)
    }

    /// Builds it to be fast: for programs that have it on disk.
    pub fn fast(self) -> Result<Vec<u8>, String> {
        read(&self.built(Aim::Speed)?)
    }

    /// The same, out of what was packed last where the compiler gives the same again.
    pub fn kept(self) -> Result<Made, String> {
        let built = self.built(Aim::Size)?;
        let plain = read(&built)?;
        if fs::read(self.kept_at("wasm")).is_ok_and(|before| before == plain) {
            let packed = read(&self.kept_at("packed"))?;
            return Ok(Made { plain, packed });
        }
        self.made_of(&built)
    }

    fn made_of(self, built: &Path) -> Result<Made, String> {
        let folder = folder();
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let plain = read(built)?;
        let packed = pack(&plain)?;
        write(&self.kept_at("packed"), &packed)?;
        // what stands in this file is known to be packed: it comes last
        write(&self.kept_at("wasm"), &plain)?;
        Ok(Made { plain, packed })
    }

    fn kept_at(self, end: &str) -> PathBuf {
        folder().join(self.name()).with_extension(end)
    }

    /// Builds it; gives the file that the compiler wrote.
    fn built(self, aim: Aim) -> Result<PathBuf, String> {
        let compiler = Compiler::find(Target::Wasm)?;
        println!("{} for {aim}: with {}", self.file(), compiler.name());
        let mut cargo = compiler.module("build", aim);
        cargo.args(["-p", "ocop-wasm", "--no-default-features"]);
        cargo.args(["--features", self.features()]);
        run(&mut cargo)?;
        Ok(compiler.built(aim.profile()).join("ocop_wasm.wasm"))
    }
}

/// Where what is packed is kept, and what it was packed from.
pub fn folder() -> PathBuf {
    target().join("modules")
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}
