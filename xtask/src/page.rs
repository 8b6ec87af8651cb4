//! The self-assessment as one HTML file: the page, its scripts, and the engine inside it, packed.

use std::fs;
use std::path::PathBuf;

use crate::javascript::{Module, packed};
use crate::scripts;
use crate::workspace::{root, target};

/// The scripts of the page, each after what it imports.
const SCRIPTS: &[&str] = &[
    "javascript/src/values.js",
    "javascript/src/engine.js",
    "javascript/src/unpack.js",
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
const MOST: usize = 1_250_000;

/// The bytes that it is meant to have at most; until then it is told how far it is from that.
const GOAL: usize = 900_000;

/// Builds the file below `target/page`; gives its path.
pub fn run() -> Result<PathBuf, String> {
    let html = page(&packed(Module::All)?)?;
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

fn page(engine: &[u8]) -> Result<String, String> {
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
    Ok(html.replace("@ENGINE@", &letters(engine)))
}

/// Bytes as letters of ASCII, five for four bytes (base 85, from `!` on). No letter is `<`, with which a
/// tag could begin: `v` stands for it. What is missing of the last four bytes is zero.
fn letters(bytes: &[u8]) -> String {
    let mut out = String::new();
    for four in bytes.chunks(4) {
        let mut whole = [0; 4];
        whole
            .iter_mut()
            .zip(four)
            .for_each(|(to, from)| *to = *from);
        let mut number = u32::from_be_bytes(whole);
        let mut five = ['!'; 5];
        for letter in five.iter_mut().rev() {
            let digit = u8::try_from(number % 85).unwrap_or_default();
            number /= 85;
            *letter = match b'!'.saturating_add(digit) {
                b'<' => 'v',
                code => char::from(code),
            };
        }
        out.extend(five);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn four_bytes_are_five_letters_and_none_begins_a_tag() {
        assert_eq!(letters(&[]), "");
        assert_eq!(letters(&[0, 0, 0, 0]), "!!!!!");
        assert_eq!(letters(&[0xff, 0xff, 0xff, 0xff]), "s8W-!");
        assert_eq!(letters(b"Man "), "9jqo^");
        assert_eq!(letters(&[0, 0, 0, 27]), "!!!!v");
        assert_eq!(letters(&[1]), letters(&[1, 0, 0, 0]));
        let all: Vec<u8> = (0..=u8::MAX).collect();
        assert!(!letters(&all).contains('<'));
    }
}
