//! Everything that a site says, read once: blocks of pages and texts of fields alike, cut into sentences, with the frames that each
//! sentence meets.

use crate::catalog::phrases::{Lexicons, Ready, Sentence, met, sentences};
use crate::diagnostic::Key;
use crate::model::{Document, Site};
use crate::source::Span;
use crate::source::yaml::{Node, NodeKind};
use crate::tree::{Block, Kind, children, each_words, plain_text};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Fields in which nobody tells visitors anything.
const UNTOLD: [&str; 2] = ["site.waivers", "confirm"];

/// Ends of the fields in which one word alone says something: «Illimitato», «Sindaco».
const OF_WORDS: [&str; 2] = [".retention.criterion", ".titolare.name"];

/// What one block or one field says.
pub struct Piece<'a> {
    /// The page's key, `informativa`, or the file and the fields, `accounts.accounts.purpose`.
    pub path: Cow<'a, str>,
    /// Its language.
    pub lang: &'a str,
    /// What it says, without any markup.
    pub text: Cow<'a, str>,
    /// Where it stands.
    pub span: Span,
    /// Whether somebody else is quoted.
    pub is_quoted: bool,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// A sentence that meets a frame.
pub struct Found<'a> {
    /// The piece, by its number.
    pub piece: usize,
    /// The sentence in the piece, by its number.
    pub sentence: usize,
    /// The frame.
    pub ready: &'a Ready,
    /// Where the words that meet it stand in the piece's text, in bytes.
    pub range: Range<usize>,
}

/// What a site says.
#[derive(Default)]
pub struct Reading<'a> {
    /// The pieces, in the order of their places.
    pub pieces: Vec<Piece<'a>>,
    /// What was found, by key and place, at most once for a key and a sentence.
    found: Vec<Found<'a>>,
    /// How many sentences there are in each language, but for those in which somebody else is quoted.
    sentences: BTreeMap<&'a str, usize>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(site: &'a Site, phrases: &'a Lexicons) -> Self {
        let (mut of_fields, of_pages) = rayon::join(|| of_fields(site), || of_pages(site));
        of_fields.extend(of_pages);
        let mut pieces = of_fields;
        pieces.sort_by_key(|piece| piece.span);
        let found: Vec<Vec<Found<'a>>> = pieces
            .par_iter_mut()
            .enumerate()
            .map(|(number, piece)| {
                let Some(lexicon) = phrases.of(piece.lang) else { return Vec::new() };
                piece.sentences = sentences(lexicon, &piece.text);
                if piece.is_quoted {
                    return Vec::new();
                }
                let all = met(lexicon, &piece.sentences, |ready| ready.looks_at(&piece.path));
                all.into_iter()
                    .map(|(sentence, met)| Found { piece: number, sentence, ready: met.ready, range: met.range })
                    .collect()
            })
            .collect();
        let mut found: Vec<Found<'a>> = found.into_iter().flatten().collect();
        found.sort_by_key(|found| (found.ready.key, found.piece, found.sentence, found.ready.is_noted()));
        // What is only noted hides nothing, and nothing hides it.
        found.dedup_by(|found, before| {
            let alike = |found: &Found<'_>| (found.ready.key, found.piece, found.sentence);
            alike(found) == alike(before) && !found.ready.is_noted() && !before.ready.is_noted()
        });
        let mut sentences = BTreeMap::new();
        for piece in pieces.iter().filter(|piece| !piece.is_quoted) {
            *sentences.entry(piece.lang).or_default() += piece.sentences.len();
        }
        Self { pieces, found, sentences }
    }

    /// How many sentences of a language there are, but for those in which somebody else is quoted.
    pub fn sentences_in(&self, lang: &str) -> usize {
        self.sentences.get(lang).copied().unwrap_or_default()
    }

    /// The sentences that meet a frame of a key.
    pub fn found(&self, key: Key) -> &[Found<'a>] {
        let start = self.found.partition_point(|found| found.ready.key < key);
        let end = self.found.partition_point(|found| found.ready.key <= key);
        &self.found[start..end]
    }
}

fn of_fields(site: &Site) -> Vec<Piece<'_>> {
    let Some(first) = site.languages.first() else { return Vec::new() };
    let mut pieces = Vec::new();
    for (file, tree) in &site.trees {
        fields(tree, file, first, &site.languages, &mut pieces);
    }
    pieces.retain(|piece| !UNTOLD.iter().any(|untold| piece.path.starts_with(untold)));
    pieces
}

fn fields<'a>(node: &'a Node, path: &str, lang: &'a str, languages: &'a [String], pieces: &mut Vec<Piece<'a>>) {
    match &node.kind {
        NodeKind::List(items) => items.iter().for_each(|item| fields(item, path, lang, languages, pieces)),
        NodeKind::Map(entries) => {
            for (key, value) in entries {
                // A text for each language: the key is the language, and no field.
                match languages.iter().find(|lang| **lang == key.value) {
                    Some(lang) => fields(value, path, lang, languages, pieces),
                    None => fields(value, &format!("{path}.{}", key.value), lang, languages, pieces),
                }
            }
        }
        // One word alone is a name, a date, an address, but in fields that are meant for words.
        NodeKind::Scalar { text, .. }
            if text.contains(char::is_whitespace) || OF_WORDS.iter().any(|end| path.ends_with(end)) =>
        {
            for paragraph in text.split("\n\n").filter(|text| !text.trim().is_empty()) {
                pieces.push(Piece {
                    path: path.to_owned().into(),
                    lang,
                    text: paragraph.into(),
                    span: node.span,
                    is_quoted: false,
                    sentences: Vec::new(),
                });
            }
        }
        NodeKind::Scalar { .. } | NodeKind::Empty => {}
    }
}

fn of_pages(site: &Site) -> Vec<Piece<'_>> {
    let pages = site.documents.par_iter().map(|page| {
        let mut pieces = Vec::new();
        for text in std::iter::once(&page.front.title).chain(&page.front.lead) {
            pieces.push(piece(page, &page.lang, (&text.value).into(), text.span, false));
        }
        blocks(page, &page.body.blocks, &page.lang, false, &mut pieces);
        pieces
    });
    pages.flatten_iter().collect()
}

fn blocks<'a>(page: &'a Document, all: &'a [Block], lang: &'a str, is_quoted: bool, pieces: &mut Vec<Piece<'a>>) {
    for block in all {
        let (lang, is_quoted) = match &block.kind {
            Kind::Language(lang, _) => (lang.as_str(), is_quoted),
            Kind::Quote(_) => (lang, true),
            _ => (lang, is_quoted),
        };
        each_words(block, &mut |words| {
            let text = plain_text(words);
            if !text.is_empty() {
                pieces.push(piece(page, lang, text.into(), block.span, is_quoted));
            }
        });
        children(block).into_iter().for_each(|inner| blocks(page, inner, lang, is_quoted, pieces));
    }
}

fn piece<'a>(page: &'a Document, lang: &'a str, text: Cow<'a, str>, span: Span, is_quoted: bool) -> Piece<'a> {
    Piece { path: page.key.as_str().into(), lang, text, span, is_quoted, sentences: Vec::new() }
}
