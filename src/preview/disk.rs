//! A folder into whether the system knows of every change in it.
//!
//! On a disk that another computer, or the host of a container, writes to, the system knows only what is written from here. A disk of which
//! nothing is known for sure is taken for such a disk: polling costs little.

use std::path::Path;

/// Kinds of disks that only this system writes to, by the numbers of `statfs(2)`.
#[cfg(target_os = "linux")]
const OWN: [u64; 17] = [
    0xef53,      // ext2, ext3, ext4
    0x5846_5342, // XFS
    0x9123_683e, // Btrfs
    0x2fc1_2fc1, // ZFS
    0xf2f5_2010, // F2FS
    0xca45_1a4e, // bcachefs
    0x3153_464a, // JFS
    0x5265_4973, // ReiserFS
    0x0102_1994, // tmpfs
    0x8584_58f6, // ramfs
    0x794c_7630, // the layers of a container
    0xf15f,      // eCryptfs
    0x4d44,      // FAT
    0x2011_bab0, // exFAT
    0x7366_746e, // NTFS
    0x482b,      // HFS+
    0x7371_7368, // SquashFS
];

/// Whether the system knows of every change in a folder.
#[cfg(target_os = "linux")]
pub(super) fn tells_all(folder: &Path) -> bool {
    let kind = rustix::fs::statfs(folder).ok().and_then(|disk| u64::try_from(disk.f_type).ok());
    kind.is_some_and(|kind| OWN.contains(&kind))
}

/// Whether the system knows of every change in a folder.
#[cfg(windows)]
pub(super) fn tells_all(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    // A drive that stands for a folder of another computer has that computer's name here too.
    folder.components().next().is_some_and(|first| match first {
        Component::Prefix(prefix) => matches!(prefix.kind(), Prefix::Disk(_) | Prefix::VerbatimDisk(_)),
        _ => false,
    })
}

/// Whether the system knows of every change in a folder.
#[cfg(not(any(target_os = "linux", windows)))]
pub(super) fn tells_all(_folder: &Path) -> bool {
    false
}
