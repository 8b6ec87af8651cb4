//! Where a folder lies: on a disk of this machine, or where a database breaks, since locks and memory
//! that processes share do not work there.

use std::path::{Path, PathBuf};

/// File systems of other machines, by their names in the table of mounts.
const REMOTE: [&str; 12] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
];

/// What a folder lies on, where that is a network share or a synchronised folder. Where the system does
/// not tell, nothing is said: SQLite refuses what it notices by itself.
pub(crate) fn shared(folder: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    if is_unc(&folder) {
        return Some("UNC".to_owned());
    }
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    kind_of(&mounts, &folder).filter(|kind| is_shared(kind))
}

/// `fuseblk` is a disk (NTFS, say); other file systems of programs are mostly those of the network.
fn is_shared(kind: &str) -> bool {
    REMOTE.contains(&kind) || kind == "fuse" || kind.starts_with("fuse.")
}

/// Windows: `\\server\share`, a drive letter that stands for one included, once it is resolved.
fn is_unc(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    let Some(Component::Prefix(prefix)) = folder.components().next() else {
        return false;
    };
    matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
}

/// The kind of the file system that a path lies on, by a table as Linux has it in
/// `/proc/self/mountinfo`: of the deepest mount above it, and of those the latest.
fn kind_of(mounts: &str, path: &Path) -> Option<String> {
    let mut found: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((before, after)) = line.split_once(" - ") else {
            continue;
        };
        let (Some(point), Some(kind)) = (before.split(' ').nth(4), after.split(' ').next()) else {
            continue;
        };
        let point = unescaped(point);
        let depth = point.components().count();
        if path.starts_with(&point) && found.is_none_or(|(deepest, _)| depth >= deepest) {
            found = Some((depth, kind));
        }
    }
    found.map(|(_, kind)| kind.to_owned())
}

/// Spaces, tabs, line breaks and backslashes stand there as three octal digits.
fn unescaped(point: &str) -> PathBuf {
    let mut out = point.to_owned();
    for (written, meant) in [
        ("\\040", " "),
        ("\\011", "\t"),
        ("\\012", "\n"),
        ("\\134", "\\"),
    ] {
        out = out.replace(written, meant);
    }
    PathBuf::from(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /srv rw,relatime - nfs4 server:/export rw,vers=4.2
31 30 8:17 / /srv/disk rw,relatime - ext4 /dev/sdb1 rw
32 22 0:41 / /mnt/h\u{1ed9}i\\040\u{111}\u{1ed3}ng rw,relatime shared:2 master:1 - cifs //server/share rw
33 22 0:42 / /home/user/Drive rw,nosuid - fuse.rclone remote: rw
34 22 8:33 / /media/usb rw,nosuid - fuseblk /dev/sdc1 rw
35 22 8:49 / /over rw - nfs server:/a rw
36 22 8:65 / /over rw - ext4 /dev/sdd1 rw
no line of a mount";

    #[test]
    fn a_network_share_is_told_from_a_disk_by_the_deepest_mount() {
        for (path, kind, shared) in [
            ("/var/lib/ocop", "ext4", false),
            ("/srv/ocop", "nfs4", true),
            ("/srv/disk/ocop", "ext4", false),
            ("/srvother", "ext4", false),
            ("/mnt/hội đồng/ocop", "cifs", true),
            ("/home/user/Drive", "fuse.rclone", true),
            ("/media/usb/ocop", "fuseblk", false),
            ("/over/ocop", "ext4", false),
        ] {
            let found = kind_of(MOUNTS, Path::new(path)).unwrap();
            assert_eq!(
                (found.as_str(), is_shared(&found)),
                (kind, shared),
                "{path}"
            );
        }
    }

    #[test]
    fn where_nothing_is_known_nothing_is_said() {
        assert_eq!(kind_of("", Path::new("/srv")), None);
        assert_eq!(shared(Path::new("/there/is/no/such/folder")), None);
    }
}
