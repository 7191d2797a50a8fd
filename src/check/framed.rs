//! What the frames of a key were looked for in and what they found, as findings.

use super::passages::Passage;
use super::reading::{Found, Piece};
use super::rule::{Context, Inspection, message};
use crate::catalog::phrases::Ready;
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::say;
use crate::source::Span;
use std::ops::Range;

/// The longest source, in bytes, in which words are looked for that it writes in another way: nobody writes longer paragraphs, and the
/// search would be made again for each finding of such a one.
const MOST_SEARCHED: usize = 16 * 1024;

/// Notes what the frames of a key were looked for in, and what they found.
pub(super) fn inspect(context: &Context<'_>, key: Key, inspection: &mut Inspection) {
    let reading = context.reading();
    let lexicons =
        context.catalog.phrases.languages().filter_map(|lang| Some((lang, context.catalog.phrases.of(lang)?)));
    for (lang, lexicon) in lexicons {
        // What is only noted a rule looks at itself, and says so.
        let frames: Vec<&Ready> =
            lexicon.frames().iter().filter(|ready| ready.key == key && !ready.is_noted()).collect();
        if frames.is_empty() {
            continue;
        }
        if frames.iter().any(|ready| ready.looks_everywhere()) {
            inspection.read(reading.sentences_in(lang));
            continue;
        }
        let is_read = |piece: &&Piece<'_>| {
            piece.lang == lang && !piece.is_quoted && frames.iter().any(|ready| ready.looks_at(&piece.path))
        };
        inspection.read(reading.pieces.iter().filter(is_read).map(|piece| piece.sentences.len()).sum());
    }
    for found in reading.found(key).iter().filter(|found| !found.ready.is_noted()) {
        inspection.push_once(finding(context, key, found));
    }
}

/// What a frame says of a sentence that meets it.
pub fn finding(context: &Context<'_>, key: Key, found: &Found<'_>) -> Diagnostic {
    let piece = &context.reading().pieces[found.piece];
    let frame = &found.ready.frame;
    let words = &piece.text[found.range.clone()];
    let requirement = || key.requirement();
    let Message { it, en } = frame.message.as_ref().map_or_else(requirement, message);
    let place = place_of(context, piece, &found.range);
    let mut finding = Diagnostic::new(key, place, say!("{it}: «{words}»", "{en}: “{words}”"));
    if let Some(level) = &frame.level {
        finding = finding.weighing(level.value.level());
    }
    if let Some(hint) = &frame.hint {
        finding = finding.hint(message(hint));
    }
    match &frame.norma {
        Some(norma) => context.citing(finding, &norma.value),
        None => finding,
    }
}

/// Where words of a piece stand in its source: the words themselves, or the piece where its source writes them in another way.
pub fn place_of(context: &Context<'_>, piece: &Piece<'_>, range: &Range<usize>) -> Span {
    let written = context.sources.slice(piece.span);
    let words = &piece.text[range.clone()];
    // A source writes at least what it says, so the words stand at their place or after, but for values that variables bring.
    let from = written.floor_char_boundary(range.start.min(written.len()));
    let found = written[from..].find(words).map(|at| from + at).or_else(|| written.find(words));
    let as_written = found.map(|at| piece.span.part(at..at + words.len()));
    let is_short = written.len() <= MOST_SEARCHED;
    let plainly = || is_short.then(|| Passage::new(String::new(), written, piece.span).place_of(words)).flatten();
    as_written.or_else(plainly).unwrap_or(piece.span)
}
