//! `confirm.yaml`: what the program has written in the ente's name and nobody has confirmed, as data that no editor drops.
//!
//! An entry names a place, and the prints of the values that the program wrote there (a print is a short digest, see `value`). A value that
//! still has its print is unconfirmed. A value with another print was written by somebody since, and needs no confirmation. An entry whose
//! place is not there any more is of no use. Whoever removes an entry confirms the value. An entry speaks of the values of its own folder
//! only: an entry in an ente's folder speaks of the ente's values, one in a base's folder of the base's. A value that a folder above has
//! written over is that folder's.

mod value;

pub use value::{ValuePart, parts, print};

use value::sections;

use super::document::{Document, page_parts};
use crate::diagnostic::{Message, Report};
use crate::layers::{Inputs, LayerFile};
use crate::record::{OneOrMany, Reader, Text, read_text};
use crate::source::yaml::{self, Node};
use crate::source::{Files, SourceId, Sources, Span, Spanned, Unreadable};
use crate::{choice, record, say};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The name of the file.
pub const CONFIRM: &str = "confirm.yaml";

/// What stands after the path of a page where its prose is meant.
pub const BODY: &str = "body";

record! {
    /// The file `confirm.yaml`.
    pub struct ConfirmFile {
        /// What nobody has confirmed yet.
        pub unconfirmed: Vec<Unconfirmed>,
    }
}

choice! {
    /// What an unconfirmed value is to the ente.
    pub enum Claim {
        /// Who decided what.
        Act = "act",
        /// A day.
        Date = "date",
        /// What others may do with the ente's content.
        Licence = "licence",
        /// When somebody is there.
        Hours = "hours",
        /// By when something is done, or for how long it lasts.
        Term = "term",
        /// What the ente will do, or says that it does.
        Promise = "promise",
        /// How somebody is reached.
        Contact = "contact",
        /// Anything else that was chosen.
        Choice = "choice",
    }
}

record! {
    /// A value that the program wrote and nobody has confirmed.
    pub struct Unconfirmed {
        /// Where it stands: the file and the field, `moderation.yaml#appeal`, or a page's prose, `it/atti.md#body`.
        pub field: Text,
        /// What it is to the ente.
        pub kind: Spanned<Claim>,
        /// Its print, or the prints of its parts.
        pub value: OneOrMany<Text>,
        /// Who wrote it: the starter of a version, the index of public bodies.
        pub from: Text,
    }
}

impl Claim {
    /// Its name for people.
    #[must_use]
    pub fn name(self) -> Message {
        match self {
            Self::Act => say!("atto", "act"),
            Self::Date => say!("data", "date"),
            Self::Licence => say!("licenza", "licence"),
            Self::Hours => say!("orario", "hours"),
            Self::Term => say!("termine", "term"),
            Self::Promise => say!("promessa", "promise"),
            Self::Contact => say!("recapito", "contact"),
            Self::Choice => say!("scelta", "choice"),
        }
    }

    /// The claim of an Italian name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        use Claim as C;
        let all = [C::Act, C::Date, C::Licence, C::Hours, C::Term, C::Promise, C::Contact, C::Choice];
        all.into_iter().find(|claim| claim.name().it == name)
    }

    /// Whether the ente is bound by it: such a thing is never published before somebody has confirmed it.
    #[must_use]
    pub fn binds(self) -> bool {
        !matches!(self, Self::Contact | Self::Choice)
    }
}

/// What has become of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// What was written stands there still: the place of its first part, and the names of the parts where it has several.
    Open(Span, Vec<String>),
    /// Somebody has written something else there, here or in a folder above.
    Settled,
    /// Nothing stands there.
    Gone,
}

/// An entry with what has become of it.
pub struct Awaiting {
    /// The entry.
    pub entry: Unconfirmed,
    /// What has become of it.
    pub state: State,
    /// The folder that wrote it, as people would type it.
    pub folder: String,
}

impl Awaiting {
    /// What it is called on the command line and in findings: `licence`, `moderation.appeal`, `it/atti.md`.
    #[must_use]
    pub fn name(&self) -> String {
        name_of(&self.entry.field)
    }
}

/// The name of a place for people: `licence` for `site.yaml#licence`.
#[must_use]
pub fn name_of(field: &str) -> String {
    let (file, path) = place_of(field);
    match file.strip_suffix(".yaml") {
        Some("site") => path.to_owned(),
        Some(file) => format!("{file}.{path}"),
        None if path == BODY => file,
        None => format!("{file}#{path}"),
    }
}

/// The file and the path in it of a field as people write it: `ente.rpd.email`, `moderation.appeal`, `it/contatti.md#title`; a page
/// alone is its prose.
#[must_use]
pub fn place_of(field: &str) -> (String, &str) {
    if let Some((file, path)) = field.split_once('#') {
        return (file.to_owned(), path);
    }
    if field.ends_with(".md") {
        return (field.to_owned(), BODY);
    }
    match field.split_once('.') {
        Some((file @ ("site" | "accounts" | "moderation" | "informative" | "acts"), path)) => {
            (format!("{file}.yaml"), path)
        }
        _ => ("site.yaml".to_owned(), field),
    }
}

/// The `confirm.yaml` of one folder.
pub(super) struct OfLayer {
    layer: usize,
    files: Files,
    file: ConfirmFile,
}

/// Reads the `confirm.yaml` of each folder that has one.
pub(super) fn read(inputs: &Inputs, sources: &mut Sources, report: &mut Report) -> Result<Vec<OfLayer>, Unreadable> {
    let mut read = Vec::new();
    for (layer, files, entry) in inputs.folders.having(CONFIRM) {
        let (source, readable) = read_text(files, entry, sources, report)?;
        let Some(text) = sources.get(source).filter(|_| readable) else { continue };
        let (file, found) = Reader::read_root::<ConfirmFile>(yaml::parse(&text.text, source));
        report.merge(found);
        read.extend(file.map(|file| OfLayer { layer, files: files.clone(), file }));
    }
    Ok(read)
}

/// What has become of every entry of every folder, in a site that is joined from them.
pub(super) fn awaiting(
    read: Vec<OfLayer>,
    inputs: &Inputs,
    trees: &BTreeMap<String, Node>,
    documents: &[Document],
    sources: &Sources,
) -> Vec<Awaiting> {
    let pages = documents.iter().map(|document| (document.path.clone(), document.source)).collect();
    let texts = SiteTexts { trees, pages, sources };
    let top = inputs.folders.count().saturating_sub(1);
    let of_layer = |OfLayer { layer, files, file }: OfLayer| {
        let texts = &texts;
        file.unconfirmed.into_iter().map(move |entry| {
            let state = match texts.state(&entry, &files) {
                // A folder above may have taken the value away, and then nothing is left to confirm.
                State::Gone if layer < top => State::Settled,
                state => state,
            };
            Awaiting { entry, state, folder: files.shown("") }
        })
    };
    read.into_iter().flat_map(of_layer).collect()
}

/// What has become of the entries of one folder, without the folders below it; `None` when the folder has no such file, or one of the files
/// that it speaks of cannot be read.
///
/// # Errors
/// When the disk does not give what it lists.
pub fn of_folder(
    folder: &Files,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<Option<Vec<Awaiting>>, Unreadable> {
    let inputs = Inputs::alone(folder)?;
    let Some(read) = read(&inputs, sources, report)?.pop() else { return Ok(None) };
    let (mut trees, mut pages) = (BTreeMap::new(), BTreeMap::new());
    let files: BTreeSet<String> = read.file.unconfirmed.iter().map(|entry| place_of(&entry.field).0).collect();
    for file in files {
        if let Some(name) = file.strip_suffix(".yaml") {
            let Some(LayerFile { tree, troubles, .. }) = inputs.joined(&file, sources, report)? else { continue };
            report.merge(Reader::troubles(troubles));
            let Some(tree) = tree else { return Ok(None) };
            trees.insert(name.to_owned(), tree);
        } else if let Some((source, _)) = inputs.texts(&file, sources)?.pop() {
            pages.insert(file, source);
        }
    }
    let texts = SiteTexts { trees: &trees, pages, sources };
    let awaiting = read.file.unconfirmed.into_iter().map(|entry| {
        let state = texts.state(&entry, folder);
        Awaiting { entry, state, folder: folder.shown("") }
    });
    Ok(Some(awaiting.collect()))
}

/// What stands in a site: the YAML files as trees, by name without `.yaml`, and the texts of the pages.
struct SiteTexts<'a> {
    trees: &'a BTreeMap<String, Node>,
    pages: BTreeMap<String, SourceId>,
    sources: &'a Sources,
}

impl SiteTexts<'_> {
    /// What has become of an entry of a folder.
    fn state(&self, entry: &Unconfirmed, folder: &Files) -> State {
        // A mistake in the entry was reported.
        if entry.field.is_empty() {
            return State::Settled;
        }
        let (file, path) = place_of(&entry.field);
        let shown = folder.shown(&file);
        let is_own = |place: Span| self.sources.get(place.source).is_some_and(|source| source.path == shown);
        let found = match (file.strip_suffix(".yaml"), self.pages.get(&file)) {
            (Some(name), _) => self.trees.get(name).map(|tree| in_tree(tree, path)).unwrap_or_default(),
            (None, Some(source)) => self.in_page(*source, path),
            (None, None) => Vec::new(),
        };
        if found.is_empty() {
            return State::Gone;
        }
        let has_print = |part: &ValuePart| entry.value.0.iter().any(|print| print.value == part.print);
        let open: Vec<ValuePart> = found.into_iter().filter(|part| has_print(part) && is_own(part.place)).collect();
        match open.first() {
            Some(first) => State::Open(
                first.place,
                open.into_iter().map(|part| part.name).filter(|name| !name.is_empty()).collect(),
            ),
            None => State::Settled,
        }
    }

    /// The parts of a page's prose, or a value at its top.
    fn in_page(&self, source: SourceId, path: &str) -> Vec<ValuePart> {
        let text = self.sources.get(source).map_or("", |source| source.text.as_str());
        let Some((front, _)) = page_parts(text) else { return Vec::new() };
        if path == BODY {
            return of_page(text, source);
        }
        let top = text.get(front.clone()).unwrap_or_default();
        yaml::parse_at(top, source, front.start).0.map(|tree| in_tree(&tree, path)).unwrap_or_default()
    }
}

/// What a page says: the sentences at its top, and its prose section by section.
#[must_use]
pub fn of_page(text: &str, source: SourceId) -> Vec<ValuePart> {
    let Some((front, body)) = page_parts(text) else { return Vec::new() };
    let top = yaml::parse_at(text.get(front.clone()).unwrap_or_default(), source, front.start).0;
    let lead = top.iter().flat_map(parts).filter(|part| part.name == "lead");
    lead.chain(sections(text, body, source)).collect()
}

/// The values at a path, each with its parts.
fn in_tree(tree: &Node, path: &str) -> Vec<ValuePart> {
    let whole = |node: &Node| ValuePart { name: String::new(), print: print(node), place: node.span };
    tree.all_at(path).into_iter().flat_map(|node| [vec![whole(node)], parts(node)].concat()).collect()
}

/// An entry to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmEntry {
    /// Where the value stands.
    pub field: String,
    /// What it is to the ente.
    pub kind: Claim,
    /// Its print, or the prints of its parts.
    pub value: Vec<String>,
    /// Who wrote it.
    pub from: String,
}

impl From<&Unconfirmed> for ConfirmEntry {
    fn from(entry: &Unconfirmed) -> Self {
        let value = entry.value.0.iter().map(|print| print.value.clone()).collect();
        Self { field: entry.field.value.clone(), kind: entry.kind.value, value, from: entry.from.value.clone() }
    }
}

/// The file's text: the comments that it begins with, and the entries.
#[must_use]
pub fn text_of(head: &str, entries: &[ConfirmEntry]) -> String {
    let mut text = head.to_owned();
    if entries.is_empty() {
        text.push_str("unconfirmed: []\n");
        return text;
    }
    text.push_str("unconfirmed:\n");
    // JSON's strings are YAML's. Writing into a String cannot fail.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    for ConfirmEntry { field, kind, value, from } in entries {
        let value: Vec<String> = value.iter().map(|print| quoted(print)).collect();
        let value = if let [one] = &value[..] { one.clone() } else { format!("[{}]", value.join(", ")) };
        let _ = write!(
            text,
            "  - field: {}\n    kind: {}\n    value: {value}\n    from: {}\n",
            quoted(field),
            kind.word(),
            quoted(from)
        );
    }
    text
}

/// The comments that a text begins with.
#[must_use]
pub fn head_of(text: &str) -> &str {
    let is_comment = |line: &&str| line.starts_with('#') || line.trim().is_empty();
    let length = text.split_inclusive('\n').take_while(is_comment).map(str::len).sum();
    text.get(..length).unwrap_or_default()
}
