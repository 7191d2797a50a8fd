//! A small valid site in memory, changed by the test, taken through the whole pipeline.

use limpido::diagnostic::{Diagnostic, HumanStyle, Locale, Report, human};
use limpido::pipeline::{Built, Pipeline};
use limpido::record::Date;
use limpido::render::Options;
use limpido::source::{Files, Sources};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new().unwrap_or_else(|fault| panic!("{fault}")));

/// The day on which tests look at a site: what is due does not change under them.
pub const TODAY: Date = Date::new(2026, 11, 22).unwrap();

/// The project's folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A site's files, to be changed before it is run.
#[derive(Clone)]
pub struct Folder {
    files: BTreeMap<String, Vec<u8>>,
}

impl From<BTreeMap<String, Vec<u8>>> for Folder {
    fn from(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { files }
    }
}

impl Folder {
    /// The files of a folder of the project.
    pub fn of(path: &str) -> Self {
        let mut files = BTreeMap::new();
        let root = project().join(path);
        collect(&root, &root, &mut files);
        Self { files }
    }

    /// The smallest site that can be published.
    pub fn minimal() -> Self {
        Self::of("tests/minimal")
    }

    /// The demo.
    pub fn demo() -> Self {
        Self::of("content")
    }

    /// Writes a file, or another in its place.
    pub fn file(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), text.into());
        self
    }

    /// Replaces a part of a file; the part must be there.
    pub fn replace(mut self, path: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.files.remove(path).unwrap_or_else(|| panic!("no {path}"))).unwrap();
        assert!(text.contains(from), "{path} does not hold {from}");
        self.files.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
        self
    }

    /// Removes a file, which must be there.
    pub fn without(mut self, path: &str) -> Self {
        assert!(self.files.remove(path).is_some(), "no {path}");
        self
    }

    /// Lays other files over these.
    pub fn over(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self
    }

    /// The same files with other texts.
    pub fn with_texts(self, other: impl Fn(&str) -> String) -> Self {
        let changed = |bytes: Vec<u8>| String::from_utf8(bytes).map(|text| other(&text).into_bytes()).unwrap();
        Self { files: self.files.into_iter().map(|(path, bytes)| (path, changed(bytes))).collect() }
    }

    /// The files whose paths begin in one way, under paths that begin in another.
    pub fn moved(self, from: &str, to: &str) -> Self {
        let moved = |path: String| path.strip_prefix(from).map(|rest| format!("{to}{rest}")).unwrap_or(path);
        Self { files: self.files.into_iter().map(|(path, bytes)| (moved(path), bytes)).collect() }
    }

    /// The same files in a folder below.
    pub fn under(self, folder: &str) -> Self {
        Self { files: self.files.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)).collect() }
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).unwrap()
    }

    pub fn files(&self) -> Files {
        Files::memory("", self.files.clone())
    }

    /// Writes the folder to the disk.
    pub fn write_to(&self, root: &Path) {
        for (path, bytes) in &self.files {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }

    /// Takes the site through the pipeline.
    pub fn run(&self) -> Run {
        Run { built: PIPELINE.run(&self.files(), TODAY, Options::default()).unwrap() }
    }
}

/// Whether a page holds a script that is not ours. Data for search engines (JSON-LD) are none, and browsers never run them; the
/// page of accounts has one file of its own.
pub fn has_script(html: &str) -> bool {
    let data = html.matches("<script type=\"application/ld+json\">").count();
    let own = html.matches("<script src=\"").filter(|_| html.contains("assets/verifica-")).count();
    html.matches("<script").count() > data + own || data > 1 || own > 1
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// Every finding as `rule path:line:column`, sorted by place.
pub fn findings(report: &Report, sources: &Sources) -> Vec<String> {
    let shown = |finding: &&Diagnostic| {
        let (path, place) = finding.locate(sources);
        match place {
            Some(place) => format!("{} {path}:{}:{}", finding.key.name(), place.line, place.column),
            None => format!("{} {path}", finding.key.name()),
        }
    };
    report.sorted(sources).iter().map(shown).collect()
}

/// What came out.
pub struct Run {
    pub built: Built,
}

impl Run {
    /// The report as an author sees it, in Italian.
    pub fn report(&self) -> String {
        human(
            &self.built.findings().report,
            &self.built.findings().sources,
            HumanStyle { colour: false, locale: Locale::It },
        )
        .to_string()
    }

    /// Every finding as `rule path:line:column`, sorted by place.
    pub fn findings(&self) -> Vec<String> {
        findings(&self.built.findings().report, &self.built.findings().sources)
    }

    pub fn raw(&self) -> &Report {
        &self.built.findings().report
    }

    /// The text of a finished file.
    pub fn page(&self, path: &str) -> &str {
        self.built
            .rendered()
            .unwrap_or_else(|| panic!("nothing rendered:\n{}", self.report()))
            .text(path)
            .unwrap_or_else(|| panic!("no {path}"))
    }

    /// Nothing was found.
    #[track_caller]
    pub fn clean(self) -> Self {
        assert!(self.built.findings().report.is_empty(), "{}", self.report());
        self
    }
}

/// Runs the program in a folder, with something typed; there is no terminal.
pub fn run_with(room: &std::path::Path, arguments: &[&str], typed: &str) -> std::process::Output {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_limpido"))
        .args(arguments)
        .current_dir(room)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses at once reads nothing.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
}

/// What the program said of its work.
pub fn err(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What the program gave out.
pub fn out(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
