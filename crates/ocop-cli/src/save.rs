//! Writing files: whole or not at all. What is there already stays as it is until the new one is
//! complete on the disk; what cannot be completed leaves nothing behind.

mod beside;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub use beside::Existing;
use beside::{Beside, folder};

/// How many links are followed to the file behind them, as operating systems do.
const MOST_LINKS: usize = 40;

/// Writes a file: beside its place, and then into it at once. A link stays a link, and the file
/// behind it is written; a mode stays a mode. A device or a pipe is written to as it is.
///
/// # Errors
///
/// [`io::ErrorKind::AlreadyExists`] where the file is to be kept; else what went wrong. The old file
/// is then as it was, and no new one is there.
pub fn save(path: &Path, content: &[u8], existing: Existing) -> io::Result<()> {
    save_with(
        path,
        existing,
        |mut file| file.write_all(content),
        |error| error,
    )
}

/// Writes a file as [`save`] does, piece by piece: `write` has it until it is complete.
///
/// # Errors
///
/// What `write` says; else, as `failed` words it, what [`save`] says.
pub fn save_with<E>(
    path: &Path,
    existing: Existing,
    write: impl FnOnce(&File) -> Result<(), E>,
    failed: impl Fn(io::Error) -> E,
) -> Result<(), E> {
    let target = behind_links(path).map_err(&failed)?;
    let before = match fs::metadata(&target) {
        Ok(found) if found.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
        Ok(found) if !found.is_file() => {
            // what is no ordinary file holds nothing that could be lost
            let mut device = File::options().write(true).open(target).map_err(&failed)?;
            write(&device)?;
            return device.flush().map_err(failed);
        }
        Ok(found) => Some(found),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    if let Some(found) = &before {
        if existing == Existing::Keep {
            return Err(failed(io::ErrorKind::AlreadyExists.into()));
        }
        if found.permissions().readonly() {
            return Err(failed(io::ErrorKind::PermissionDenied.into()));
        }
    }
    let beside = Beside::new(folder(&target), before.as_ref()).map_err(&failed)?;
    write(beside.file())?;
    beside.file().sync_all().map_err(&failed)?;
    beside.put(&target, existing).map_err(failed)
}

/// Files that belong together: none is put into its place before all are complete on the disk.
///
/// # Errors
///
/// As [`save`], with the file that it concerns.
pub fn save_all<C: AsRef<[u8]>>(
    files: &[(PathBuf, C)],
    existing: Existing,
) -> Result<(), (PathBuf, io::Error)> {
    let of = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    let mut ready = Vec::new();
    for (path, content) in files {
        let target = behind_links(path).map_err(of(path))?;
        let before = fs::metadata(&target).ok();
        if before.is_some() && existing == Existing::Keep {
            return Err((path.clone(), io::ErrorKind::AlreadyExists.into()));
        }
        let written = Beside::new(folder(&target), before.as_ref()).and_then(|beside| {
            complete(beside.file(), content.as_ref())?;
            Ok(beside)
        });
        ready.push((target, written.map_err(of(path))?));
    }
    for (target, beside) in ready {
        beside
            .put(&target, existing)
            .map_err(|error| (target.clone(), error))?;
    }
    Ok(())
}

/// The file that a path means: itself, or what stands behind its links, there or not.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let is_link = fs::symlink_metadata(&target).is_ok_and(|m| m.is_symlink());
        if !is_link {
            return Ok(target);
        }
        let behind = fs::read_link(&target)?;
        target = folder(&target).join(behind);
    }
    Err(io::Error::other("too many links"))
}

/// Writes all of a content and has it on the disk.
fn complete(mut file: &File, content: &[u8]) -> io::Result<()> {
    file.write_all(content)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_new_or_replaced_or_kept_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        save(&file, b"one", Existing::Keep).unwrap();
        let error = save(&file, b"two", Existing::Keep).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&file).unwrap(), b"one");
        save(&file, b"two", Existing::Replace).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        let error = save(folder.path(), b"two", Existing::Replace).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
        assert!(save(&folder.path().join("none/a.json"), b"x", Existing::Keep).is_err());
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_mode_a_mode() {
        use std::fs::Permissions;
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("real.json"), "one").unwrap();
        fs::set_permissions(path("real.json"), Permissions::from_mode(0o640)).unwrap();
        symlink("real.json", path("link.json")).unwrap();
        symlink("link.json", path("link-to-link.json")).unwrap();
        symlink("later.json", path("dangling.json")).unwrap();
        symlink("loop.json", path("loop.json")).unwrap();
        save(&path("link-to-link.json"), b"two", Existing::Replace).unwrap();
        save(&path("dangling.json"), b"new", Existing::Keep).unwrap();
        assert!(save(&path("loop.json"), b"x", Existing::Replace).is_err());
        assert_eq!(fs::read(path("real.json")).unwrap(), b"two");
        assert_eq!(fs::read(path("later.json")).unwrap(), b"new");
        assert_eq!(
            fs::read_link(path("link.json")).unwrap(),
            Path::new("real.json")
        );
        let mode = fs::metadata(path("real.json"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o640);
        fs::set_permissions(path("real.json"), Permissions::from_mode(0o440)).unwrap();
        let error = save(&path("real.json"), b"x", Existing::Replace).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(
            names(folder.path()).join(" "),
            "dangling.json later.json link-to-link.json link.json loop.json real.json"
        );
    }

    #[test]
    fn files_that_belong_together_are_all_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let files = |third: &str| -> Vec<(PathBuf, String)> {
            let each = ["a", "b", third].into_iter();
            each.map(|name| (path(name), name.to_owned())).collect()
        };
        let (failed, _) = save_all(&files("none/c"), Existing::Keep).unwrap_err();
        assert_eq!(failed, path("none/c"));
        assert!(names(folder.path()).is_empty());
        save_all(&files("c"), Existing::Keep).unwrap();
        let (failed, error) = save_all(&files("d"), Existing::Keep).unwrap_err();
        assert_eq!(
            (failed, error.kind()),
            (path("a"), io::ErrorKind::AlreadyExists)
        );
        assert_eq!(names(folder.path()), ["a", "b", "c"]);
    }
}
