//! The spelling of texts that people read, Vietnamese and English: labels of the criteria, pages as they
//! are printed, messages, documents. Words of the field that no dictionary has stand in
//! `tests/spelling/`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::Outcome;
use super::tools::has;
use crate::workspace::root;

/// A language: its dictionary, and the list of the field's words.
struct Language {
    dictionary: &'static str,
    list: &'static str,
}

const VIETNAMESE: Language = Language {
    dictionary: "vi_VN",
    list: "tests/spelling/vi.txt",
};
const ENGLISH: Language = Language {
    dictionary: "en_GB",
    list: "tests/spelling/en.txt",
};

/// Documents in Vietnamese; the others are in English.
const VIETNAMESE_PAGES: [&str; 7] = [
    "huong-dan.md",
    "may-chu.md",
    "quan-tri.md",
    "so-giay-chung-nhan.md",
    "thanh-vien.md",
    "thu-ky.md",
    "tu-danh-gia.md",
];

/// Words by the first place where each stands.
type Words = BTreeMap<String, String>;

/// What is to be looked up where.
#[derive(Default)]
struct Texts {
    vi: Words,
    en: Words,
    /// Words of sentences that hold the other language too: names, titles, what is quoted.
    either: Words,
}

impl Texts {
    /// Vietnamese sentences, without the names of findings that stand in them (`forged-dossier`).
    fn vietnamese(&mut self, text: &str, place: &str) {
        let code = |word: &&str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.contains('-') && word.chars().all(|c| c == '-' || c.is_ascii_lowercase())
        };
        for word in text.split_whitespace().filter(|word| !code(word)) {
            add(&mut self.vi, word, place);
        }
    }

    /// English sentences; a line with Vietnamese letters has a name or a quotation in it.
    fn english(&mut self, text: &str, place: &str) {
        for line in text.lines() {
            let words = if has_vietnamese(line) {
                &mut self.either
            } else {
                &mut self.en
            };
            add(words, line, place);
        }
    }
}

fn add(to: &mut Words, text: &str, place: &str) {
    for word in words(text) {
        let first = || place.to_owned();
        to.entry(word.to_owned()).or_insert_with(first);
    }
}

fn has_vietnamese(text: &str) -> bool {
    text.contains(|c: char| c.is_alphabetic() && !c.is_ascii())
}

/// Runs of letters; what has digits or signs in it is a code, not a word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts =
        text.split(|c: char| c.is_whitespace() || "—–…/|·,;:!?()[]{}<>\"“”«»=+".contains(c));
    parts
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|part| !part.contains(|c: char| c.is_ascii_digit() || "._@#\\`*~^%&$".contains(c)))
        // names that programs use: product-declaration-missing
        .filter(|part| part.matches('-').count() < 2)
        .flat_map(|part| part.split(['-', '’', '\'']))
        .filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic))
        .filter(|word| !abbreviation(word))
}

/// Abbreviations, Roman numerals: a few capitals without marks.
fn abbreviation(word: &str) -> bool {
    word.chars().count() < 6 && word.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ')
}

pub fn run() -> Outcome {
    if !has("hunspell") {
        return Outcome::NotRun(
            "hunspell, hunspell-vi, hunspell-en-gb are not installed".to_owned(),
        );
    }
    match check() {
        Ok(wrong) if wrong.is_empty() => Outcome::Passed,
        Ok(wrong) => Outcome::Failed(format!(
            "{}\nA word of the field goes into tests/spelling/, anything else is a slip.",
            wrong.join("\n")
        )),
        Err(why) => Outcome::NotRun(why),
    }
}

fn check() -> Result<Vec<String>, String> {
    let mut texts = Texts::default();
    criteria(&mut texts)?;
    printed(&mut texts)?;
    documents(&mut texts)?;
    literals(&mut texts)?;
    let mut wrong = Vec::new();
    let mut told = |language: &str, words: &Words, unknown: BTreeSet<String>| {
        println!("{language}: {} words", words.len());
        wrong.extend(unknown.into_iter().map(|word| {
            let place = words.get(&word).map_or("", String::as_str);
            format!("{language}: {word}: {place}")
        }));
    };
    told("vi", &texts.vi, unknown(&VIETNAMESE, &texts.vi)?);
    told("en", &texts.en, unknown(&ENGLISH, &texts.en)?);
    let in_both = unknown(&VIETNAMESE, &texts.either)?;
    let in_both = &in_both & &unknown(&ENGLISH, &texts.either)?;
    told("vi or en", &texts.either, in_both);
    Ok(wrong)
}

/// The words of the field that the dictionary of a language has not.
fn known(list: &str) -> Result<BTreeSet<String>, String> {
    let text = text(&root().join(list))?;
    let lines = text.lines().map(str::trim);
    let words = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(words.map(str::to_lowercase).collect())
}

/// The words that neither the dictionary of a language nor the list of the field knows.
fn unknown(language: &Language, words: &Words) -> Result<BTreeSet<String>, String> {
    let known = known(language.list)?;
    let mut hunspell = Command::new("hunspell");
    hunspell.args(["-d", language.dictionary, "-i", "utf-8", "-l"]);
    hunspell.env("LC_ALL", "C.UTF-8");
    let piped = || Stdio::piped();
    let started = hunspell.stdin(piped()).stdout(piped()).spawn();
    let mut child = started.map_err(|e| format!("hunspell: {e}"))?;
    let mut all = String::new();
    for word in words.keys() {
        all.push_str(word);
        all.push('\n');
    }
    let mut pipe = child.stdin.take().ok_or("hunspell takes no input")?;
    let writer = std::thread::spawn(move || pipe.write_all(all.as_bytes()));
    let output = child
        .wait_with_output()
        .map_err(|e| format!("hunspell: {e}"))?;
    let written = writer.join().is_ok_and(|w| w.is_ok());
    if !written || !output.status.success() {
        return Err(format!(
            "hunspell has no dictionary {}",
            language.dictionary
        ));
    }
    let told = String::from_utf8(output.stdout).map_err(|e| e.to_string())?;
    let unknown = told
        .lines()
        .filter(|word| !known.contains(&word.to_lowercase()));
    Ok(unknown.map(str::to_owned).collect())
}

/// Labels, notes, names: Vietnamese in the sheets, English in the translations.
fn criteria(texts: &mut Texts) -> Result<(), String> {
    for file in files(&root().join("criteria"), "json")? {
        let place = shown(&file);
        let value: Value =
            serde_json::from_str(&text(&file)?).map_err(|e| format!("{place}: {e}"))?;
        let translation = place.ends_with("translations/en.json");
        // why something carries over or was corrected is kept in English
        let notes = place.contains("/correspondence/");
        strings(&value, &mut |key, text| match key {
            _ if translation => texts.english(text, &place),
            "en" | "reason" => texts.english(text, &place),
            "note" if notes => texts.english(text, &place),
            "label" | "name" | "note" | "title" | "vi" | "requirement" => {
                texts.vietnamese(text, &place);
            }
            _ => {}
        });
    }
    Ok(())
}

/// Every text of a value, with the nearest key above it.
fn strings(value: &Value, then: &mut impl FnMut(&str, &str)) {
    fn look(key: &str, value: &Value, then: &mut impl FnMut(&str, &str)) {
        match value {
            Value::String(text) => then(key, text),
            Value::Array(list) => list.iter().for_each(|v| look(key, v, then)),
            Value::Object(fields) => fields.iter().for_each(|(k, v)| look(k, v, then)),
            _ => {}
        }
    }
    look("", value, then);
}

/// Pages as they are printed, but for lists of names that programs use and of wrong spellings.
fn printed(texts: &mut Texts) -> Result<(), String> {
    for file in files(&root().join("crates/ocop-text/tests/pages"), "txt")? {
        let place = shown(&file);
        if ["/criteria.", "/problems."]
            .iter()
            .any(|name| place.contains(name))
        {
            continue;
        }
        if place.ends_with(".vi.txt") {
            texts.vietnamese(&text(&file)?, &place);
        } else {
            texts.english(&text(&file)?, &place);
        }
    }
    Ok(())
}

/// Documents, without what stands in code.
fn documents(texts: &mut Texts) -> Result<(), String> {
    let mut all = files(&root().join("docs"), "md")?;
    let own = [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
    ];
    all.extend(own.map(|name| root().join(name)));
    for file in all {
        let place = shown(&file);
        let vietnamese = VIETNAMESE_PAGES.iter().any(|name| place.ends_with(name));
        let text = prose(&text(&file)?);
        if vietnamese {
            // they name documents by their English titles
            add(&mut texts.either, &text, &place);
        } else {
            texts.english(&text, &place);
        }
    }
    Ok(())
}

/// A document's sentences: fenced and inline code, addresses and what is quoted are left out, as they
/// are in another language or none.
fn prose(markdown: &str) -> String {
    let mut fenced = false;
    let mut out = String::new();
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        for (i, part) in line.split('`').enumerate() {
            if i.is_multiple_of(2) {
                for (i, part) in part.split("](").enumerate() {
                    let rest = part.split_once(')').filter(|_| i > 0);
                    out.push_str(rest.map_or(part, |(_, rest)| rest));
                    out.push(' ');
                }
            } else {
                out.push(' ');
            }
        }
        out.push('\n');
    }
    out
}

/// Vietnamese texts in the programs' sources: literals with letters that English has not.
fn literals(texts: &mut Texts) -> Result<(), String> {
    for file in files(&root().join("crates"), "rs")? {
        let place = shown(&file);
        let names = ["ocop-vietnamese", "ocop-places", "spelling.rs"];
        if !place.contains("/src/") || names.iter().any(|name| place.contains(name)) {
            continue;
        }
        let source = text(&file)?;
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = source.lines().filter(|l| !l.trim_start().starts_with("//"));
        for line in lines {
            let line = line.replace("\\\"", " ").replace("\\n", " ");
            let literals = line.split('"').skip(1).step_by(2);
            for literal in literals.filter(|literal| has_vietnamese(literal)) {
                let vietnamese = literal.split(" · ").next().unwrap_or_default();
                // without what the program puts in
                let plain = vietnamese
                    .split('{')
                    .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
                let plain = plain.collect::<Vec<_>>().join(" ");
                // field names and commands stand in them as they are
                add(&mut texts.either, &plain, &place);
            }
        }
    }
    Ok(())
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn shown(path: &Path) -> String {
    let below = path.strip_prefix(root()).unwrap_or(path);
    below.display().to_string().replace('\\', "/")
}

/// All files of a kind in a folder and below, in order.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
