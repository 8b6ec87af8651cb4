//! The package for JavaScript: the engine as WebAssembly, twice (all laws; the current one alone), and
//! the scripts around it, for Node and for browsers.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::compiler::{Compiler, Target};
use crate::workspace::{root, target};
use crate::{scripts, typescript};

/// The entries of the package: the prefix of their files, their module, the features it is built with.
const ENTRIES: &[(&str, Module)] = &[("", Module::All), ("current-", Module::Current)];

/// A module of WebAssembly.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Module {
    /// All decisions, English, places of before July 2025.
    All,
    /// The decision in force alone, in Vietnamese and English.
    Current,
}

impl Module {
    const fn file(self) -> &'static str {
        match self {
            Self::All => "ocop.wasm",
            Self::Current => "current.wasm",
        }
    }

    /// The same for browsers.
    const fn packed(self) -> &'static str {
        match self {
            Self::All => "ocop.lzma",
            Self::Current => "current.lzma",
        }
    }

    const fn features(self) -> &'static str {
        match self {
            Self::All => "qd-1048-2019,qd-148-2023,qd-26-2026,english,former-places",
            Self::Current => "qd-26-2026,english",
        }
    }
}

/// Packed for browsers, smaller by a third than gzip; the same bytes at any time. `unpack.js` reads it.
fn pack(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let size = u32::try_from(bytes.len()).map_err(|e| format!("packing the engine: {e}"))?;
    let mut options = LzmaOptions::with_preset(9);
    options.dict_size = size.next_power_of_two();
    // code and texts begin at any byte
    options.pb = 0;
    LzmaWriter::new_use_header(Vec::new(), &options, Some(size.into()))
        .and_then(|mut writer| {
            writer.write_all(bytes)?;
            writer.finish()
        })
        .map_err(|e| format!("packing the engine: {e}"))
}

/// A module, packed for browsers; as it stands in the package, where that was made of the same module.
pub fn packed(module: Module) -> Result<Vec<u8>, String> {
    let bytes = wasm(module)?;
    let folder = target().join("javascript");
    let known = fs::read(folder.join(module.file())).is_ok_and(|made| made == bytes);
    match fs::read(folder.join(module.packed())) {
        Ok(packed) if known => Ok(packed),
        _ => pack(&bytes),
    }
}

/// What is copied into the package as it stands.
const ALONG: &[&str] = &[
    "packages/javascript/package.json",
    "packages/javascript/README.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// Builds the package below `target/javascript`; gives its folder.
pub fn run() -> Result<PathBuf, String> {
    let folder = target().join("javascript");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for file in ALONG {
        let from = root().join(file);
        let name = Path::new(file).file_name().unwrap_or_default();
        fs::copy(&from, folder.join(name)).map_err(|e| format!("{file}: {e}"))?;
    }
    let own = fs::read_to_string(root().join("packages/javascript/package.json"));
    let own = own.map_err(|e| format!("package.json: {e}"))?;
    let version = concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\"");
    if !own.contains(version) {
        return Err(format!(
            "packages/javascript/package.json does not say {version}"
        ));
    }
    let declared = typescript::declarations()?;
    write(&folder, "index.d.mts", &declared)?;
    write(&folder, "index.d.cts", &declared)?;
    for (prefix, module) in ENTRIES {
        let bytes = wasm(*module)?;
        for (file, content) in [(module.packed(), pack(&bytes)?), (module.file(), bytes)] {
            let path = folder.join(file);
            fs::write(&path, content).map_err(|e| format!("{}: {e}", path.display()))?;
        }
        let node = script("node.cjs.in", module.file())?;
        let names = exported().join(", ");
        write(
            &folder,
            &format!("{prefix}node.cjs"),
            &format!("\"use strict\";\n{node}\nmodule.exports = {{ {names} }};\n"),
        )?;
        write(
            &folder,
            &format!("{prefix}node.mjs"),
            &format!("export {{ {names} }} from \"./{prefix}node.cjs\";\n"),
        )?;
        let browser = script("browser.mjs.in", module.packed())?;
        write(
            &folder,
            &format!("{prefix}browser.mjs"),
            &format!("{browser}\nexport {{ {names} }};\n"),
        )?;
    }
    println!("wrote {}", folder.display());
    Ok(folder)
}

/// The scripts that the package and the page are made of, in order.
pub const SCRIPTS: &[&str] = &["values.js", "engine.js", "unpack.js", "compile.js"];

/// What the package exports.
fn exported() -> Vec<String> {
    let own = ["init", "call", "answer", "version", "Refused"];
    own.iter()
        .map(|name| (*name).to_owned())
        .chain(typescript::names())
        .collect()
}

/// The whole script of an entry but for its exports.
fn script(template: &str, module: &str) -> Result<String, String> {
    let folder = root().join("packages/javascript/src");
    let path = folder.join(template);
    let held = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut out = scripts::joined(&folder, SCRIPTS)?;
    out.push_str(&held.replace("@MODULE@", module));
    out.push_str(
        "\nconst call = (name, input, options) => heldEngine().call(name, input, options);\n\
         const answer = (name, input, options) => heldEngine().answer(name, input, options);\n\
         const version = () => heldEngine().version();\n",
    );
    out.push_str(&typescript::functions().replace("export const", "const"));
    Ok(out)
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let path = folder.join(name);
    fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// Builds a module; gives its bytes.
fn wasm(module: Module) -> Result<Vec<u8>, String> {
    let compiler = Compiler::find(Target::Wasm)?;
    println!("{}: with {}", module.file(), compiler.name());
    let mut cargo = compiler.cargo("build");
    cargo.args([
        "--profile",
        PROFILE,
        "-p",
        "ocop-wasm",
        "--no-default-features",
    ]);
    cargo.args(["--features", module.features()]);
    succeed(&mut cargo)?;
    let built = compiler.built(PROFILE).join("ocop_wasm.wasm");
    fs::read(&built).map_err(|e| format!("{}: {e}", built.display()))
}

/// The profile of cargo that modules are built with.
const PROFILE: &str = "wasm";

fn succeed(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}
