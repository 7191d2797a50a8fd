//! The names of files and folders that systems, programs and hosts leave in folders: nobody put them there for us.
//!
//! What systems leave is passed over wherever it lies: it is neither read nor published, and it stays. What hosts need in a published
//! folder stays there too. A name is a pattern: `*` stands for any letters.

/// Files and folders that systems and programs leave in any folder, as small letters.
const OF_SYSTEMS: [&str; 21] = [
    // macOS: Finder, Spotlight, its trash, files of other systems' disks, archives.
    ".ds_store",
    "._*",
    ".spotlight-v100",
    ".trashes",
    ".fseventsd",
    ".temporaryitems",
    "icon\r",
    "__macosx",
    // Windows: thumbnails, looks of folders, its trash, restore points.
    "thumbs.db",
    "ehthumbs*.db",
    "desktop.ini",
    "$recycle.bin",
    "system volume information",
    // Linux: KDE, trash of mounted disks, what a repaired disk has found, files that a network disk keeps open.
    ".directory",
    ".trash-*",
    "lost+found",
    ".nfs*",
    // Open documents: Microsoft Office and LibreOffice keep the name of who has one open.
    "~$*",
    ".~lock.*#",
    // Programs that keep folders in step.
    ".stfolder",
    ".dropbox",
];

/// Files and folders that a host, or a tool that puts a site online, needs in the published folder, as small letters; with `/`, a path.
const OF_HOSTS: [&str; 20] = [
    // Apache, IIS, PHP, control panels of shared hosts.
    ".htaccess",
    ".htpasswd",
    "web.config",
    ".user.ini",
    ".ftpquota",
    "cgi-bin",
    // GitHub and GitLab Pages; the folder can be a checkout of its own.
    ".nojekyll",
    "cname",
    ".git",
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    // Netlify, Vercel, Surge, Cloudflare.
    ".netlify",
    ".vercel",
    ".surgeignore",
    "_redirects",
    // Proofs for certificates (RFC 8555).
    ".well-known/acme-challenge",
    ".well-known/pki-validation",
    // Settings of programs that copy the folder online, and of those that keep files from being copied.
    ".rsync-filter",
    ".nobackup",
];

/// Whether a file or folder of this name was left by a system or a program.
#[must_use]
pub fn is_of_system(name: &str) -> bool {
    let name = name.to_lowercase();
    OF_SYSTEMS.iter().any(|pattern| fast_glob::glob_match(pattern, &name))
}

/// Whether a path of a published folder, or a folder that holds it, was left by a system or is needed by a host.
#[must_use]
pub fn is_of_others(path: &str) -> bool {
    let path = path.to_lowercase();
    let is_hosts = |name: &str| path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    path.split('/').any(is_of_system) || OF_HOSTS.iter().any(|name| is_hosts(name))
}
