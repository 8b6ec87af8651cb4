//! A new file in the folder of another, that takes its place when it is complete.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// What to do with a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and nothing is written.
    Keep,
    /// It is replaced.
    Replace,
}

impl Existing {
    /// Replaced where whoever calls said so.
    pub const fn forced(force: bool) -> Self {
        if force { Self::Replace } else { Self::Keep }
    }
}

/// The folder of a file.
pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}

/// A new file without a place yet. It goes when it is dropped.
pub enum Beside {
    /// Without a name: even where the process is killed nothing of it stays.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    /// Of a name that nobody else has.
    Named(NamedTempFile),
}

impl Beside {
    /// A new file in a folder, with the rights that the one it is to replace has, or that new files
    /// get.
    pub fn new(folder: &Path, before: Option<&Metadata>) -> io::Result<Self> {
        let beside = Self::without_rights(folder)?;
        if let Some(before) = before {
            // the owner first: a change of owner may take rights away
            keep_owner(beside.file(), before);
            beside.file().set_permissions(before.permissions())?;
        }
        Ok(beside)
    }

    fn without_rights(folder: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Ok(file) = linux::unnamed(folder) {
            return Ok(Self::Unnamed(file));
        }
        Self::named(folder)
    }

    fn named(folder: &Path) -> io::Result<Self> {
        let mut builder = Builder::new();
        builder.prefix(".ocop-").suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        builder.tempfile_in(folder).map(Self::Named)
    }

    pub fn file(&self) -> &File {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => file,
            Self::Named(file) => file.as_file(),
        }
    }

    /// Puts the file into its place, at once.
    pub fn put(self, target: &Path, existing: Existing) -> io::Result<()> {
        match (self, existing) {
            #[cfg(target_os = "linux")]
            (Self::Unnamed(file), existing) => linux::put(&file, target, existing),
            (Self::Named(file), Existing::Keep) => file
                .persist_noclobber(target)
                .map(drop)
                .map_err(|failed| failed.error),
            (Self::Named(file), Existing::Replace) => file
                .persist(target)
                .map(drop)
                .map_err(|failed| failed.error),
        }
    }
}

/// The owner stays as it was, where we may give a file away.
#[cfg(unix)]
fn keep_owner(file: &File, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let ours = file.metadata();
    if ours.is_ok_and(|m| (m.uid(), m.gid()) != (before.uid(), before.gid())) {
        // whoever may not do so keeps a file of their own
        let _ = fchown(file, Some(before.uid()), Some(before.gid()));
    }
}

#[cfg(not(unix))]
const fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{self, File};
    use std::io;
    use std::os::fd::AsRawFd as _;
    use std::path::Path;
    use std::process;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, openat};

    use super::{Existing, folder};

    /// How many names are tried for the moment between two steps.
    const TRIES: u32 = 1_000;

    /// A file without a name. Not every file system has them.
    pub fn unnamed(folder: &Path) -> io::Result<File> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let file = File::from(openat(CWD, folder, flags, Mode::from_raw_mode(0o666))?);
        // without /proc it could never get a name
        fs::metadata(open_file(&file))?;
        Ok(file)
    }

    /// The name by which the system knows an open file.
    fn open_file(file: &File) -> String {
        format!("/proc/self/fd/{}", file.as_raw_fd())
    }

    /// Gives it its name; where another file bears it, by way of a name that nobody has.
    pub fn put(file: &File, target: &Path, existing: Existing) -> io::Result<()> {
        match name(file, target) {
            Err(error)
                if error.kind() == io::ErrorKind::AlreadyExists
                    && existing == Existing::Replace =>
            {
                replace(file, target)
            }
            done => done,
        }
    }

    fn replace(file: &File, target: &Path) -> io::Result<()> {
        let names = (0..TRIES).map(|n| format!(".ocop-{}-{n}.tmp", process::id()));
        for passing in names.map(|name| folder(target).join(name)) {
            match name(file, &passing) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(()) => {
                    return fs::rename(&passing, target).inspect_err(|_| {
                        // what could not be renamed must not stay
                        let _ = fs::remove_file(&passing);
                    });
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// A name is given only where no file bears it.
    fn name(file: &File, path: &Path) -> io::Result<()> {
        Ok(linkat(
            CWD,
            open_file(file),
            CWD,
            path,
            AtFlags::SYMLINK_FOLLOW,
        )?)
    }
}
