//! Every published crate is packed with what a stranger looks for first.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The manifests of the crates that are published.
fn published() -> Vec<String> {
    let crates = fs::read_dir(root().join("crates")).unwrap();
    let folders = crates.map(|entry| entry.unwrap().path());
    let manifests = folders.chain([root().join("criteria")]);
    let texts = manifests.map(|f| fs::read_to_string(f.join("Cargo.toml")).unwrap());
    texts
        .filter(|text| !text.contains("publish = false"))
        .collect()
}

#[test]
fn every_published_crate_has_its_page_its_licences_and_what_it_is_found_by() {
    let manifests = published();
    assert!(manifests.len() > 10);
    for manifest in manifests {
        let name = manifest
            .lines()
            .find_map(|line| line.strip_prefix("name = "));
        let name = name.unwrap().trim_matches('"');
        for field in ["description", "license", "readme", "keywords", "categories"] {
            assert!(manifest.contains(&format!("\n{field}")), "{name}: {field}");
        }
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([
            "package",
            "--list",
            "--allow-dirty",
            "--offline",
            "-p",
            name,
        ]);
        let listed = cargo.current_dir(root()).output().unwrap();
        let told = String::from_utf8_lossy(&listed.stderr);
        assert!(listed.status.success(), "{name}: {told}");
        let files = String::from_utf8_lossy(&listed.stdout);
        for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
            assert!(files.lines().any(|line| line == file), "{name}: {file}");
        }
        // tests that read the repository would not even build elsewhere
        let beside = files.lines().find(|line| line.starts_with(".."));
        assert_eq!(beside, None, "{name}");
    }
}
