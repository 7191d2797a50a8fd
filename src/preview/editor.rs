//! How the panel opens an author's editor.

use crate::plan::url;
use std::path::Path;

/// How an editor is opened at a place: an address with `{path}`, `{line}` and `{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    template: String,
}

impl Editor {
    /// An editor by its name (`vscode`, `vscodium`, `zed`), or an address of its own kind with `{path}` in it.
    #[must_use]
    pub fn new(written: &str) -> Option<Self> {
        let template = match written {
            "vscode" => "vscode://file/{path}:{line}:{column}",
            "vscodium" => "vscodium://file/{path}:{line}:{column}",
            "zed" => "zed://file/{path}:{line}:{column}",
            other => other,
        };
        let (scheme, rest) = template.split_once("://")?;
        let is_scheme = scheme.starts_with(|sign: char| sign.is_ascii_lowercase())
            && scheme.bytes().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || b"+-.".contains(&sign));
        // An address that a browser itself would run or fetch opens no editor.
        let is_browsers = ["http", "https", "javascript", "data", "file", "blob"].contains(&scheme);
        (is_scheme && !is_browsers && rest.contains("{path}")).then(|| Self { template: template.to_owned() })
    }

    /// The address that opens a file at a line and a column.
    pub(super) fn link(&self, path: &Path, (line, column): (usize, usize)) -> String {
        let path = url::encode_path(&path.to_string_lossy().replace('\\', "/"));
        self.template
            .replace("{path}", &path)
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
    }
}
