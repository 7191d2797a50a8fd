//! What differs between operating systems: permissions, what two names of one file have in common, and when a disk has written.

use cap_std::fs::{Dir, File, Metadata};
use std::io;
use std::path::Path;
use std::rc::Rc;

/// The permissions of what is made in a folder, as Unix writes them; `None` leaves them to the system: the umask, or the list of
/// access that the folder hands down.
#[derive(Clone, Copy, Default)]
pub(super) struct Access {
    file: Option<u32>,
    folder: Option<u32>,
}

#[cfg(unix)]
mod unix {
    use super::{Access, Dir, File, Metadata, io};
    use cap_fs_ext::MetadataExt;
    use cap_std::fs::{Permissions, PermissionsExt};

    /// Read, write and search by all, and set-group-id, which hands down a folder's group.
    const FOLDER_BITS: u32 = 0o2777;
    const SET_GROUP: u32 = 0o2000;

    impl Access {
        /// What a folder that is there asks for: its own permissions, for what others made in it must be able to go on being read.
        pub(in crate::publish) fn of(folder: &Dir) -> io::Result<Self> {
            if hands_down_access(folder) {
                return Ok(Self::default());
            }
            let mode = folder.dir_metadata()?.permissions().mode();
            Ok(Self { file: Some(mode & 0o666), folder: Some(mode & FOLDER_BITS) })
        }

        pub(in crate::publish) fn give_file(self, file: &File) -> io::Result<()> {
            match self.file {
                Some(mode) if file.metadata()?.permissions().mode() & 0o777 != mode => {
                    file.set_permissions(Permissions::from_mode(mode))
                }
                _ => Ok(()),
            }
        }

        pub(in crate::publish) fn give_folder(self, parent: &Dir, name: &str) -> io::Result<()> {
            match self.folder {
                Some(mode) if parent.metadata(name)?.permissions().mode() & FOLDER_BITS != mode => {
                    parent.set_permissions(name, Permissions::from_mode(mode))
                }
                _ => Ok(()),
            }
        }
    }

    /// Takes the permission to look into a folder from everybody but its owner.
    pub(in crate::publish) fn close(parent: &Dir, name: &str) -> io::Result<()> {
        let mode = 0o700 | parent.metadata(name)?.permissions().mode() & SET_GROUP;
        parent.set_permissions(name, Permissions::from_mode(mode))
    }

    /// Whether a folder hands down a list of access of its own (POSIX.1e's default ACL).
    #[cfg(target_os = "linux")]
    fn hands_down_access(folder: &Dir) -> bool {
        let Ok(folder) = super::readable(folder) else { return false };
        // No bytes are asked for, only how many there would be.
        let nothing: &mut [u8] = &mut [];
        rustix::fs::fgetxattr(folder, c"system.posix_acl_default", nothing).is_ok_and(|length| length > 0)
    }

    #[cfg(not(target_os = "linux"))]
    fn hands_down_access(_folder: &Dir) -> bool {
        false
    }

    /// Gives a folder the permissions, the group and the list of access of another one. A group that we may not give is left: then the
    /// folder keeps ours.
    pub(in crate::publish) fn copy_access(from: &Dir, to: &Dir) -> io::Result<()> {
        let data = from.dir_metadata()?;
        let group = rustix::fs::Gid::from_raw(cap_std::fs::MetadataExt::gid(&data));
        let _ = rustix::fs::fchown(super::readable(to)?, None, Some(group));
        to.set_permissions(".", Permissions::from_mode(data.permissions().mode() & 0o7777))?;
        copy_lists(from, to)
    }

    #[cfg(target_os = "linux")]
    fn copy_lists(from: &Dir, to: &Dir) -> io::Result<()> {
        use rustix::fs::{XattrFlags, fgetxattr, fsetxattr};
        let (from, to) = (super::readable(from)?, super::readable(to)?);
        for name in [c"system.posix_acl_access", c"system.posix_acl_default"] {
            let mut list = vec![0; 64 * 1024];
            // Most folders have no list, and some disks know none.
            if let Ok(length) = fgetxattr(&from, name, &mut list[..]) {
                fsetxattr(&to, name, &list[..length], XattrFlags::empty())?;
            }
        }
        Ok(())
    }

    #[cfg(not(target_os = "linux"))]
    fn copy_lists(_from: &Dir, _to: &Dir) -> io::Result<()> {
        Ok(())
    }

    /// Whether both are one file or folder.
    pub(in crate::publish) fn is_same(one: &Metadata, other: &Metadata) -> bool {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }

    /// The number of the disk.
    pub(in crate::publish) fn disk_of(data: &Metadata) -> u64 {
        data.dev()
    }

    /// Whether others than the owner and the group may list a folder and open what is in it.
    pub(in crate::publish) fn is_read_by_others(data: &Metadata) -> bool {
        data.permissions().mode() & 0o005 == 0o005
    }
}

#[cfg(not(unix))]
mod other {
    use super::{Access, Dir, File, Metadata, io};

    impl Access {
        pub(in crate::publish) fn of(_folder: &Dir) -> io::Result<Self> {
            Ok(Self::default())
        }

        pub(in crate::publish) fn give_file(self, _file: &File) -> io::Result<()> {
            Ok(())
        }

        pub(in crate::publish) fn give_folder(self, _parent: &Dir, _name: &str) -> io::Result<()> {
            Ok(())
        }
    }

    pub(in crate::publish) fn close(_parent: &Dir, _name: &str) -> io::Result<()> {
        Ok(())
    }

    pub(in crate::publish) fn copy_access(_from: &Dir, _to: &Dir) -> io::Result<()> {
        Ok(())
    }

    // On this system nobody can rename or remove a file that is open, so that the two are the same.
    pub(in crate::publish) fn is_same(_one: &Metadata, _other: &Metadata) -> bool {
        true
    }

    pub(in crate::publish) fn disk_of(_data: &Metadata) -> u64 {
        0
    }

    pub(in crate::publish) fn is_read_by_others(_data: &Metadata) -> bool {
        true
    }
}

#[cfg(not(unix))]
pub(super) use other::{close, copy_access, disk_of, is_read_by_others, is_same};
#[cfg(unix)]
pub(super) use unix::{close, copy_access, disk_of, is_read_by_others, is_same};

/// Waits until a file's bytes are on the disk, on systems where [`sync`] does not wait for files.
#[cfg(target_os = "linux")]
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
pub(super) fn sync_file(_file: &File, _is_wanted: bool) -> io::Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(super) fn sync_file(file: &File, is_wanted: bool) -> io::Result<()> {
    if is_wanted { file.sync_all() } else { Ok(()) }
}

/// The same folder, opened for more than finding names in it: a handle that only finds names can be asked for nothing else.
#[cfg(unix)]
fn readable(folder: &Dir) -> io::Result<rustix::fd::OwnedFd> {
    use rustix::fs::{Mode, OFlags, openat};
    Ok(openat(folder, ".", OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?)
}

/// Waits until the disk of a folder has kept everything that was written to it. Linux has one call for that (`syncfs`), in which hundreds
/// of files cost as much as one; on other systems each file was waited for when it was written, and each changed folder is waited for here.
#[cfg(target_os = "linux")]
pub(super) fn sync(folder: &Dir, _path: &Path, _changed: impl FnOnce() -> Vec<Rc<Dir>>) -> io::Result<()> {
    rustix::fs::syncfs(readable(folder)?).map_err(Into::into)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn sync(_folder: &Dir, path: &Path, changed: impl FnOnce() -> Vec<Rc<Dir>>) -> io::Result<()> {
    #[cfg(unix)]
    {
        // The name of a folder is kept by the folder that holds it, which is waited for too.
        let above = Dir::open_ambient_dir(path.parent().unwrap_or(path), cap_std::ambient_authority())?;
        for folder in changed().into_iter().chain([Rc::new(above)]) {
            rustix::fs::fsync(readable(&folder)?)?;
        }
    }
    Ok(())
}

/// Swaps two folders in one step, where the system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(Into::into)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
