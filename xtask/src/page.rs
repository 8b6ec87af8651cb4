//! The self-assessment as one HTML file: the page, its scripts, and the engine inside it, packed.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};

use crate::javascript::{Module, wasm};
use crate::{root, scripts, target};

/// The scripts of the page, each after what it imports.
const SCRIPTS: &[&str] = &[
    "javascript/src/values.js",
    "javascript/src/engine.js",
    "page/src/words.js",
    "page/src/dom.js",
    "page/src/start.js",
    "page/src/drafts.js",
    "page/src/answers.js",
    "page/src/choose.js",
    "page/src/criterion.js",
    "page/src/sheet.js",
    "page/src/result.js",
    "page/src/files.js",
    "page/src/app.js",
];

/// The most bytes that the file may have.
const MOST: usize = 1_850_000;

/// The bytes that it is meant to have at most; until then it is told how far it is from that.
const GOAL: usize = 900_000;

/// Builds the file below `target/page`; gives its path.
pub fn run() -> Result<PathBuf, String> {
    let html = page(&wasm(Module::All)?)?;
    if html.len() > MOST {
        return Err(format!(
            "the page has {} bytes; at most {MOST} are allowed",
            html.len()
        ));
    }
    let folder = target().join("page");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let path = folder.join("ocop.html");
    fs::write(&path, &html).map_err(|e| format!("{}: {e}", path.display()))?;
    println!("wrote {} ({} bytes)", path.display(), html.len());
    if html.len() > GOAL {
        println!("GOAL of {GOAL} bytes NOT REACHED");
    }
    Ok(path)
}

fn page(module: &[u8]) -> Result<String, String> {
    let folder = root().join("packages");
    let read = |name: &str| {
        let path = folder.join("page").join(name);
        fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let script = scripts::joined(&folder, SCRIPTS)?;
    // a text that ends the element it stands in would end the page's script
    if script.contains("</script") {
        return Err("a script of the page holds \"</script\"".to_owned());
    }
    let html = read("page.html")?.replace("@STYLE@", &read("style.css")?);
    let html = html.replace("@SCRIPT@", &script);
    Ok(html.replace("@ENGINE@", &STANDARD.encode(packed(module)?)))
}

/// Compressed as browsers unpack it; the same bytes at any time.
fn packed(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut writer = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    writer
        .write_all(bytes)
        .and_then(|()| writer.finish())
        .map_err(|e| format!("packing the engine: {e}"))
}
