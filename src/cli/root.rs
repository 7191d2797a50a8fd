//! The folder that code hosts count paths from: the root of the repository, wherever in it the program was started.

use super::process;
use limpido::source::Files;
use std::path::{Component, Path, PathBuf};

/// Where hosts that run a program say that the repository is.
const VARIABLES: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The way to files from the repository's root.
pub struct Root {
    /// Where the program was started; `None` where the system does not say.
    here: Option<PathBuf>,
    /// The roots that hosts name.
    named: Vec<PathBuf>,
    /// The nearest folder above `here` that holds a repository.
    nearest: Option<PathBuf>,
}

impl Root {
    /// What the environment and the folders above say.
    pub fn find() -> Self {
        let here = std::env::current_dir().ok();
        let named = VARIABLES.into_iter().filter_map(process::variable).map(PathBuf::from);
        let named = named.filter(|path| path.is_absolute()).map(|path| plain(&path)).collect();
        let nearest = here.as_deref().and_then(nearest);
        Self { here, named, nearest }
    }

    /// A path as a host counts it; as it was typed where it leads out of every repository that is known.
    pub fn way_to(&self, typed: &str) -> String {
        let Some(here) = &self.here else { return typed.to_owned() };
        let whole = plain(&here.join(typed));
        let under = |root: &Path| {
            let way = whole.strip_prefix(root).ok()?;
            Some(way.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
        };
        let named = self.named.iter().find_map(|root| under(root));
        let near = || self.nearest.as_deref().and_then(under);
        // A folder elsewhere may be in a repository of its own.
        let far = || whole.parent().and_then(nearest).and_then(|root| under(&root));
        named.or_else(near).or_else(far).unwrap_or_else(|| typed.to_owned())
    }
}

/// The nearest folder, from `from` upwards, that holds a repository. In a linked working tree `.git` is a file, not a folder.
fn nearest(from: &Path) -> Option<PathBuf> {
    let holds = |folder: &&Path| Files::disk(folder).size(".git").is_ok_and(|size| size.is_some());
    from.ancestors().find(holds).map(Path::to_owned)
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for step in path.components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            step => plain.push(step),
        }
    }
    plain
}
