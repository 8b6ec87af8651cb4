//! Every link of the documentation goes somewhere: to a file that is there, and to a heading of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Markdown of the repository, what is built left out.
fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().and_then(|n| n.to_str());
        let name = name.unwrap_or_default();
        if path.is_dir() {
            let built = ["target", "node_modules", "vendor", ".git"];
            if !built.contains(&name) {
                pages(&path, found);
            }
        } else if path.extension().is_some_and(|e| e == "md") {
            found.push(path);
        }
    }
}

/// The lines of a page that are no code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    })
}

/// What links name, on the lines of a page.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text) {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once("](") {
            let (link, below) = after.split_once(')').unwrap_or((after, ""));
            let link = link.split_whitespace().next().unwrap_or_default();
            found.push(link.to_owned());
            rest = below;
        }
    }
    found
}

/// The names that headings of a page are reached by.
fn headings(text: &str) -> BTreeSet<String> {
    let headings = prose(text).filter(|line| line.starts_with('#'));
    let named = headings.map(|line| {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        let kept = words
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    });
    named.collect()
}

/// Why a link of a page leads nowhere.
fn broken(page: &Path, link: &str) -> Option<&'static str> {
    if ["http:", "https:", "mailto:"]
        .iter()
        .any(|scheme| link.starts_with(scheme))
    {
        return None;
    }
    let (path, heading) = link.split_once('#').unwrap_or((link, ""));
    let target = match path {
        "" => page.to_owned(),
        path => page.parent().unwrap_or(page).join(path),
    };
    if !target.exists() {
        return Some("no such file");
    }
    let Ok(text) = fs::read_to_string(&target) else {
        return None;
    };
    let missing = !heading.is_empty() && !headings(&text).contains(heading);
    missing.then_some("no such heading")
}

#[test]
fn every_link_of_the_documentation_goes_somewhere() {
    let mut all = Vec::new();
    pages(&root(), &mut all);
    let mut seen = 0;
    let mut nowhere = Vec::new();
    for page in all {
        let text = fs::read_to_string(&page).unwrap_or_default();
        for link in links(&text) {
            seen += 1;
            if let Some(why) = broken(&page, &link) {
                nowhere.push(format!("{}: {link}: {why}", page.display()));
            }
        }
    }
    assert!(seen > 100, "{seen}");
    assert!(nowhere.is_empty(), "{nowhere:#?}");
}

#[test]
fn a_link_that_leads_nowhere_is_seen() {
    let page = root().join("README.md");
    let text = "See [a](docs/none.md), [b](docs/design.md#none) and\n```\n[c](none)\n```\n[d](docs/design.md).";
    let told: Vec<_> = links(text).iter().map(|l| broken(&page, l)).collect();
    assert_eq!(told, [Some("no such file"), Some("no such heading"), None]);
}
