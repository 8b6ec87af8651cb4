//! The self-assessment as one HTML file: the page, its scripts, and the engine inside it, packed.

use std::fs;
use std::path::PathBuf;

use crate::module::Module;
use crate::scripts;
use crate::workspace::{root, target};

/// The scripts of the page, each after what it imports.
const SCRIPTS: &[&str] = &[
    "javascript/src/values.js",
    "javascript/src/engine.js",
    "javascript/src/unpack.js",
    "javascript/src/tables.js",
    "javascript/src/assemble.js",
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
const MOST: usize = 900_000;

/// Builds the file below `target/page`; gives its path.
pub fn run() -> Result<PathBuf, String> {
    let html = page(&Module::Page.kept()?.packed)?;
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
    Ok(path)
}

fn page(engine: &[u8]) -> Result<String, String> {
    let folder = root().join("packages");
    let read = |name: &str| {
        let path = folder.join("page").join(name);
        fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let script = scripts::bare(&scripts::joined(&folder, SCRIPTS)?)?;
    // a text that ends the element it stands in would end the page's script
    if script.contains("</script") {
        return Err("a script of the page holds \"</script\"".to_owned());
    }
    let html = read("page.html")?.replace("@STYLE@", &scripts::bare(&read("style.css")?)?);
    let html = html.replace("@SCRIPT@", &script);
    Ok(html.replace("@ENGINE@", &letters(engine)))
}

/// What no page may hold in its text, or what is lost where a page is kept or sent as text: `<` and `&`,
/// NUL, and control characters that programs take for something else.
const AVOIDED: [u8; 8] = [0x00, 0x09, 0x0a, 0x0d, 0x1a, b'&', b'<', 0x7f];

/// Bytes as text: seven bits a letter of ASCII, which is a byte in the file. Seven bits that are among
/// [`AVOIDED`] are told together with the next seven by a letter from U+0100 to U+04FF, which is two
/// bytes; by one from U+0500 on where nothing follows. Eight bytes are told by seven, then.
fn letters(bytes: &[u8]) -> String {
    let mut sevens = sevens(bytes).into_iter();
    let mut out = String::with_capacity(bytes.len());
    while let Some(seven) = sevens.next() {
        let avoided = (0_u32..).zip(AVOIDED).find(|(_, a)| *a == seven);
        out.push(match (avoided, avoided.and_then(|_| sevens.next())) {
            (None, _) => char::from(seven),
            (Some((which, _)), Some(next)) => letter(0x100, which << 7 | u32::from(next)),
            (Some((which, _)), None) => letter(0x500, which),
        });
    }
    out
}

fn letter(first: u32, further: u32) -> char {
    char::from_u32(first.saturating_add(further)).unwrap_or_default()
}

/// Bytes as numbers of seven bits, the highest bits first; what is missing of the last is zero.
fn sevens(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut held, mut bits) = (0_u16, 0_u16);
    for byte in bytes {
        held = held << 8 | u16::from(*byte);
        bits = bits.saturating_add(8);
        while bits >= 7 {
            bits = bits.saturating_sub(7);
            out.push(low_seven(held >> bits));
        }
    }
    if bits > 0 {
        out.push(low_seven(held << 7_u16.saturating_sub(bits)));
    }
    out
}

fn low_seven(number: u16) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{AVOIDED, letters, sevens};

    #[test]
    fn seven_bits_are_a_letter() {
        assert_eq!(letters(&[]), "");
        assert_eq!(sevens(&[0xff]), [0x7f, 0x40]);
        assert_eq!(
            sevens(&[1, 2, 3, 4, 5, 6, 7]),
            [0, 0x40, 0x40, 0x30, 0x20, 0x14, 0x0c, 7]
        );
        // 0x41 twice: "A", and 0x60 of the bits that are left over
        assert_eq!(letters(&[0b1000_0011, 0b0000_0111]), "AA`");
    }

    #[test]
    fn what_a_text_may_not_hold_is_told_with_what_follows() {
        // 0 with the 0x20 after it, and 0 with nothing after it
        assert_eq!(letters(&[0x00, 0x80]), "\u{120}\u{500}");
        assert_eq!(letters(&[0xfe]), "\u{480}");
        let all: Vec<u8> = (0..=u8::MAX).chain((0..=u8::MAX).rev()).collect();
        let text = letters(&all);
        assert!(AVOIDED.iter().all(|a| !text.contains(char::from(*a))));
    }

    #[test]
    fn eight_letters_are_at_most_eight_bytes_for_seven() {
        let nothing = vec![0; 7000];
        assert_eq!(letters(&nothing).len(), 8000);
    }
}
