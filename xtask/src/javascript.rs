//! The package for JavaScript: the engine as WebAssembly, twice (all laws; the current one alone), and
//! the scripts around it, for Node and for browsers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::compiler::Aim;
use crate::module::Module;
use crate::workspace::{root, target};
use crate::{scripts, typescript};

/// The entries of the package: the prefix of their files, their module, what it is to be in Node. The smaller entry is
/// there for pages: one more build, so that it is fast where nobody needs it small, would serve nobody.
const ENTRIES: &[(&str, Module, Aim)] = &[
    ("", Module::All, Aim::Speed),
    ("current-", Module::Current, Aim::Size),
];

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
    for (prefix, module, aim) in ENTRIES {
        let made = module.made()?;
        let plain = match aim {
            Aim::Size => made.plain,
            Aim::Speed => module.fast()?,
        };
        for (file, content) in [(module.file(), plain), (module.packed_file(), made.packed)] {
            let path = folder.join(file);
            fs::write(&path, content).map_err(|e| format!("{}: {e}", path.display()))?;
        }
        let node = script("node.cjs.in", &module.file())?;
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
        let browser = script("browser.mjs.in", &module.packed_file())?;
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
pub const SCRIPTS: &[&str] = &[
    "values.js",
    "engine.js",
    "unpack.js",
    "tables.js",
    "assemble.js",
    "compile.js",
];

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
