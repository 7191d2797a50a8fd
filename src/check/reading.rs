//! Everything that a site says, read once: blocks of pages and texts of fields alike, cut into sentences, with the frames that each
//! sentence meets.

use crate::catalog::phrases::{Lexicons, Met, Ready, Sentence, TextReader};
use crate::diagnostic::Key;
use crate::model::{Document, Site};
use crate::source::yaml::{Node, NodeKind};
use crate::source::{SourceId, Span};
use crate::tree::{Block, Kind, children, each_words, plain_text};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Fields in which nobody tells visitors anything.
const UNTOLD: [&str; 2] = ["site.waivers", "confirm"];

/// Ends of the fields in which one word alone says something: «Illimitato», «Sindaco».
const OF_WORDS: [&str; 2] = [".retention.criterion", ".titolare.name"];

/// The longest introduction of a list, in bytes, that is read with each of its items.
const LONGEST_INTRODUCTION: usize = 140;

/// How many pieces before a place are looked at for the one that holds it: a place may stand in an item of a list of a quotation.
const MOST_AROUND: usize = 32;

/// A sentence by the number of its piece and its own number in the piece.
pub type SentencePlace = (usize, usize);

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
    /// The words that introduce it where it is an item of a list: «Togliamo i commenti che:».
    pub introduction: Option<Arc<str>>,
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
            .map_init(BTreeMap::new, |readers: &mut BTreeMap<&str, TextReader<'a>>, (number, piece)| {
                let Some(lexicon) = phrases.of(piece.lang) else { return Vec::new() };
                let reader = readers.entry(piece.lang).or_insert_with(|| TextReader::new(lexicon));
                piece.sentences = reader.sentences(&piece.text);
                if piece.is_quoted {
                    return Vec::new();
                }
                let mut all = reader.met(&piece.sentences, |ready| ready.looks_at(&piece.path));
                if let Some(introduction) = &piece.introduction {
                    // With the words that introduce it the beginning of an item says what it means.
                    all.retain(|(sentence, met)| *sentence > 0 || met.ready.is_noted());
                    all.extend(met_with(introduction, piece, reader));
                }
                all.into_iter()
                    .map(|(sentence, met)| Found { piece: number, sentence, ready: met.ready, range: met.range })
                    .collect()
            })
            .collect();
        let mut found: Vec<Found<'a>> = found.into_iter().flatten().collect();
        found.sort_by_key(|found| (found.ready.key, found.piece, found.sentence, found.ready.is_noted()));
        // What is only noted hides nothing, and nothing hides it.
        found.dedup_by(|found, before| {
            let sentence = |found: &Found<'_>| (!found.ready.once).then_some(found.sentence);
            let alike = |found: &Found<'_>| (found.ready.key, found.piece, sentence(found));
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

    /// The pieces of a page, or of a file of fields.
    pub fn pieces_of(&self, source: SourceId) -> &[Piece<'a>] {
        let start = self.pieces.partition_point(|piece| piece.span.source < source);
        let end = self.pieces.partition_point(|piece| piece.span.source <= source);
        &self.pieces[start..end]
    }

    /// The sentence in which words stand that were found at a place of a source; `None` where no piece says them.
    pub fn sentence_at(&self, place: Span, words: &str) -> Option<SentencePlace> {
        let until =
            self.pieces.partition_point(|piece| (piece.span.source, piece.span.start) <= (place.source, place.start));
        let around = (until.saturating_sub(MOST_AROUND)..until).rev();
        let holds = |number: &usize| {
            let piece = &self.pieces[*number];
            piece.span.source == place.source && place.end <= piece.span.end && piece.text.contains(words)
        };
        let number = around.into_iter().find(holds)?;
        let piece = &self.pieces[number];
        let ranges = || piece.sentences.iter().map(Sentence::range).enumerate();
        let saying =
            || ranges().filter(|(_, range)| piece.text.get(range.clone()).is_some_and(|text| text.contains(words)));
        // A source writes at least what it says, so the words stand at their place of the text or before.
        let offset = (place.start - piece.span.start) as usize;
        let last = saying().rfind(|(_, range)| range.start <= offset);
        last.or_else(|| saying().next()).map(|(sentence, _)| (number, sentence))
    }

    /// Whether a sentence meets a frame of a key, by the frame's name.
    pub fn meets(&self, key: Key, frame: &str, (piece, sentence): SentencePlace) -> bool {
        let found = self.found(key);
        let start = found.partition_point(|found| (found.piece, found.sentence) < (piece, sentence));
        let here = found[start..].iter().take_while(|found| (found.piece, found.sentence) == (piece, sentence));
        here.into_iter().any(|found| found.ready.name == frame)
    }

    /// The sentences that meet a frame of a key.
    pub fn found(&self, key: Key) -> &[Found<'a>] {
        let start = self.found.partition_point(|found| found.ready.key < key);
        let end = self.found.partition_point(|found| found.ready.key <= key);
        &self.found[start..end]
    }
}

/// What the first sentence of an item meets together with the words that introduce it, by places in the item.
fn met_with<'l>(introduction: &str, piece: &Piece<'_>, reader: &mut TextReader<'l>) -> Vec<(usize, Met<'l>)> {
    let own = introduction.len() + 1;
    let joined = reader.sentences(&format!("{introduction} {}", piece.text));
    let Some(first) = joined.iter().position(|sentence| sentence.range().end > own) else { return Vec::new() };
    let all = reader.met(&joined, |ready| !ready.is_noted() && ready.looks_at(&piece.path));
    all.into_iter()
        .filter(|(sentence, met)| *sentence == first && met.range.end > own)
        .map(|(_, Met { ready, range })| (0, Met { ready, range: range.start.saturating_sub(own)..range.end - own }))
        .collect()
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
                    introduction: None,
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
            pieces.push(Piece {
                path: page.key.as_str().into(),
                lang: &page.lang,
                text: (&text.value).into(),
                span: text.span,
                is_quoted: false,
                introduction: None,
                sentences: Vec::new(),
            });
        }
        let mut of_page = PagePieces { page, pieces };
        of_page.blocks(&page.body.blocks, &AroundBlock { lang: &page.lang, is_quoted: false, introduction: None });
        of_page.pieces
    });
    pages.flatten_iter().collect()
}

/// What holds for a block of a page because of the blocks around it.
#[derive(Clone)]
struct AroundBlock<'a> {
    lang: &'a str,
    is_quoted: bool,
    introduction: Option<Arc<str>>,
}

/// The pieces of a page.
struct PagePieces<'a> {
    page: &'a Document,
    pieces: Vec<Piece<'a>>,
}

impl<'a> PagePieces<'a> {
    fn blocks(&mut self, all: &'a [Block], around: &AroundBlock<'a>) {
        for (at, block) in all.iter().enumerate() {
            let mut here = around.clone();
            match &block.kind {
                Kind::Language(lang, _) => here.lang = lang,
                Kind::Quote(_) => here.is_quoted = true,
                Kind::List(_) | Kind::Lettered { .. } => {
                    here.introduction = at.checked_sub(1).and_then(|before| introduction(&all[before]));
                }
                _ => {}
            }
            // What introduces an item introduces its first block.
            if at > 0 && !matches!(block.kind, Kind::List(_) | Kind::Lettered { .. }) {
                here.introduction = None;
            }
            each_words(block, &mut |words| {
                let text = plain_text(words);
                if !text.is_empty() {
                    self.pieces.push(Piece {
                        path: self.page.key.as_str().into(),
                        lang: here.lang,
                        text: text.into(),
                        span: block.span,
                        is_quoted: here.is_quoted,
                        introduction: here.introduction.clone(),
                        sentences: Vec::new(),
                    });
                }
            });
            children(block).into_iter().for_each(|inner| self.blocks(inner, &here));
        }
    }
}

/// The words by which a paragraph introduces the list after it: those of its last sentence, before the colon at its end.
fn introduction(block: &Block) -> Option<Arc<str>> {
    let Kind::Paragraph(words) = &block.kind else { return None };
    let text = plain_text(words);
    let text = text.trim_end().strip_suffix(':')?;
    let last = text.rsplit_once(". ").map_or(text, |(_, last)| last).trim();
    (last.len() <= LONGEST_INTRODUCTION && !last.is_empty()).then(|| last.into())
}
