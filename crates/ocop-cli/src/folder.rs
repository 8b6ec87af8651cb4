//! Criteria and correspondences from a folder, in place of the embedded ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ocop::{
    Correspondence, CriteriaFiles, CriteriaVersion, Lang, Library, Problems, Text, VersionId,
};

use crate::io::{Failure, shown, unreadable};

/// Stands for a version whose instrument does not say its name.
const UNNAMED: &str = "qd-0-0000";

/// The embedded criteria, with those of a folder in their place; product codes are checked.
pub fn library(folder: Option<&Path>) -> Result<Library, Failure> {
    let mut library = ocop_operations::library();
    if let Some(folder) = folder {
        for criteria in versions(folder)? {
            // with a broken decision no law could be found for any dossier
            if let Err(problems) = criteria.instrument() {
                let lines = |lang| {
                    let lines = problems.iter().map(|p| p.line(lang));
                    format!(
                        "\"{}\": {}",
                        shown(folder),
                        lines.collect::<Vec<_>>().join(" ")
                    )
                };
                return Err(Failure::Usage(Text::new(lines(Lang::Vi), lines(Lang::En))));
            }
            library.insert(criteria);
        }
        for found in correspondences(folder)? {
            let found = found.map_err(|problems| crate::asked::usage(&shown(folder), &problems))?;
            library.insert_correspondence(found);
        }
    }
    Ok(library)
}

/// The correspondences beside the versions of a folder, each read or refused.
pub fn correspondences(folder: &Path) -> Result<Vec<Result<Correspondence, Problems>>, Failure> {
    let folder = folder.join("correspondence");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(&folder).map_err(|e| unreadable(&folder, &e))? {
        let entry = entry.map_err(|e| unreadable(&folder, &e))?;
        if entry.path().is_dir() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let mut files = CriteriaFiles::new();
            collect(&entry.path(), "", &mut files)?;
            found.insert(name.clone(), Correspondence::from_files(&name, files));
        }
    }
    Ok(found.into_values().collect())
}

/// The versions in a folder: the folder itself, or folders inside it that are named as versions.
pub fn versions(folder: &Path) -> Result<Vec<CriteriaVersion>, Failure> {
    if folder.join("instrument.json").is_file() {
        return Ok(vec![version(folder)?]);
    }
    let entries = fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        if path.join("instrument.json").is_file() {
            found.push(version(&path)?);
        }
    }
    if found.is_empty() {
        let name = shown(folder);
        return Err(Failure::Usage(Text::new(
            format!("\"{name}\" không có instrument.json, cũng không có thư mục con nào có"),
            format!("\"{name}\" has no instrument.json, nor has any folder in it"),
        )));
    }
    found.sort_by(|a, b| a.id().cmp(b.id()));
    Ok(found)
}

fn version(folder: &Path) -> Result<CriteriaVersion, Failure> {
    let mut files = CriteriaFiles::new();
    collect(folder, "", &mut files)?;
    // the version's name is in its instrument; a folder may be called anything. Where the name
    // cannot be read, the checks of the instrument tell why.
    let named = files
        .get("instrument.json")
        .and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok())
        .and_then(|v| v.get("criteria")?.as_str()?.parse::<VersionId>().ok());
    let id = match named {
        Some(id) => id,
        None => UNNAMED
            .parse()
            .map_err(|e| unreadable(folder, &std::io::Error::other(e)))?,
    };
    Ok(CriteriaVersion::from_files(id, files))
}

fn collect(folder: &Path, inside: &str, files: &mut CriteriaFiles) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(|e| unreadable(folder, &e))? {
        let entry = entry.map_err(|e| unreadable(folder, &e))?;
        let path = entry.path();
        let name = format!("{inside}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            // criteria have one step of folders: sets/ and translations/
            if inside.is_empty() {
                collect(&path, &format!("{name}/"), files)?;
            }
        } else if path.extension().is_some_and(|e| e == "json") {
            let text = fs::read_to_string(&path).map_err(|e| unreadable(&path, &e))?;
            files.insert(name, text.into());
        }
    }
    Ok(())
}
