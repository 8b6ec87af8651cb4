//! Licences of all dependencies, tests and tools included: each must allow free use.

use std::process::Command;

use spdx::{Expression, LicenseReq};

/// Licences that let anyone use, change and pass on the work.
const ALLOWED: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "MPL-2.0",
    "CC0-1.0",
    "Unlicense",
];

/// Checks the licence of every package in the lock file, with all features.
pub fn run() -> Result<(), String> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--all-features",
        ])
        .current_dir(crate::root())
        .output()
        .map_err(|e| format!("cargo metadata: {e}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata: Metadata = serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())?;
    let wrong: Vec<String> = metadata
        .packages
        .iter()
        .filter_map(Package::problem)
        .collect();
    if wrong.is_empty() {
        println!(
            "{} packages, all under allowed licences",
            metadata.packages.len()
        );
        Ok(())
    } else {
        Err(wrong.join("\n"))
    }
}

#[derive(serde::Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(serde::Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
}

impl Package {
    /// What is wrong with its licence, if anything.
    fn problem(&self) -> Option<String> {
        let name = format!("{} {}", self.name, self.version);
        let Some(licence) = &self.license else {
            return Some(format!("{name}: no licence is named"));
        };
        // older manifests write "MIT/Apache-2.0"
        match Expression::parse_mode(licence, spdx::ParseMode::LAX) {
            Ok(expression) if expression.evaluate(allowed) => None,
            Ok(_) => Some(format!("{name}: {licence} is not allowed")),
            Err(error) => Some(format!("{name}: {licence:?}: {error}")),
        }
    }
}

fn allowed(licence: &LicenseReq) -> bool {
    licence
        .license
        .id()
        .is_some_and(|id| ALLOWED.contains(&id.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(licence: Option<&str>) -> Option<String> {
        let text = |s: &str| s.to_owned();
        Package {
            name: text("some"),
            version: text("1.0.0"),
            license: licence.map(text),
        }
        .problem()
    }

    #[test]
    fn free_licences_pass_and_others_do_not() {
        for free in [
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "(MIT AND BSD-3-Clause)",
        ] {
            assert_eq!(problem(Some(free)), None, "{free}");
        }
        for other in [
            Some("GPL-3.0-only"),
            Some("MIT AND AGPL-3.0-only"),
            Some("nonsense"),
            None,
        ] {
            assert!(problem(other).is_some(), "{other:?}");
        }
    }
}
