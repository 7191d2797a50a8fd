//! The same authors' pages as a project for Hugo, with a small theme of the same parts: base template, navigation, breadcrumb,
//! table of contents, language switch, accounts, sitemap.

use super::generator::{Folder, Generator};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// More enti than these need more memory than a usual machine has: 3.6 GiB for 27,000 pages.
const MOST: usize = 1000;

const CONFIGURATION: &str = r#"baseURL = "https://social.example/"
title = "Social media policy"
defaultContentLanguage = "it"
uglyURLs = true
disableKinds = ["taxonomy", "term", "rss", "home", "404"]
"#;

const LAYOUTS: [(&str, &str); 3] = [
    ("_default/baseof.html", include_str!("baseof.html")),
    ("_default/single.html", include_str!("single.html")),
    ("_default/list.html", include_str!("list.html")),
];

/// Whether Hugo can be run and can build so many enti.
pub fn is_there(count: usize) -> bool {
    let asked = hugo().arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    count <= MOST && asked.is_ok_and(|status| status.success())
}

/// The program; `HUGO` names it where the one on the PATH is only a script that begins it.
fn hugo() -> Command {
    Command::new(std::env::var_os("HUGO").unwrap_or_else(|| "hugo".into()))
}

/// Writes the project; the folder that Hugo publishes into.
pub fn project(generator: &Generator, count: usize, root: &Path) -> PathBuf {
    let section = |lang| format!("[languages.{lang}]\ncontentDir = \"content/{lang}\"\n");
    let languages: String = generator.languages.iter().map(section).collect();
    write(root, "hugo.toml", &format!("{CONFIGURATION}{languages}"));
    for (path, text) in LAYOUTS {
        write(root, &format!("layouts/{path}"), text);
    }
    for number in 0..count {
        let slug = Generator::slug(number);
        let folder = generator.ente(number);
        write(root, &format!("data/accounts/{slug}.yaml"), &accounts(&folder));
        for (path, text) in &folder {
            if let Some((lang, page)) = path.split_once('/').filter(|_| path.ends_with(".md")) {
                // Hugo has no variables in prose, and leaves them as they are.
                let page = if page == "premessa.md" { "_index.md" } else { page };
                write(root, &format!("content/{lang}/{slug}/{page}"), text);
            }
        }
    }
    root.join("public")
}

/// The command that builds a project.
pub fn build(root: &Path) -> Command {
    let mut command = hugo();
    command.args(["build", "--minify", "--quiet", "--noBuildLock", "--source"]).arg(root);
    command
}

/// The eight accounts with what a visitor needs first.
fn accounts(folder: &Folder) -> String {
    let text = folder.get("accounts.yaml").map(String::as_str).unwrap_or_default();
    let (_, accounts) = text.split_once("\naccounts:\n").expect("accounts");
    let (accounts, _) = accounts.split_once("\nclosed:\n").expect("closed accounts");
    accounts.to_owned()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a written file");
}
