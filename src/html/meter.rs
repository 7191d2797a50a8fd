//! The work of a site's own templates, counted: Tera has no bounds of its own.
//!
//! 1. Before a template is compiled, what each `for` goes over and what each `set` keeps is passed through a filter of ours.
//! 2. The filters count entries and look at lengths; a writer counts what is written. Past a bound the template fails at that place.
//!
//! Work that no tag shows is not counted: list comprehensions, and what a component or a filter makes of its arguments.

use crate::theme::{Tag, tags};
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Most entries that the loops of all templates of a site go over; the largest comune needs some ten thousand.
pub(super) const MOST_ENTRIES: usize = 2_000_000;
/// Most bytes of a text, or entries of a list, that a variable keeps.
pub(super) const MOST_KEPT: usize = 1_000_000;
/// Most megabytes that the templates of a site write.
pub(super) const MOST_MEGABYTES: usize = 64;

const COUNTED: &str = "limpido_counted";
const KEPT: &str = "limpido_kept";

/// What went past its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// The entries of loops.
    Entries,
    /// The length of a variable.
    Length,
    /// What is written.
    Output,
}

/// What the templates of one site have used.
#[derive(Default)]
pub(super) struct Meter {
    entries: AtomicUsize,
    bytes: AtomicUsize,
    excess: OnceLock<Excess>,
}

impl Meter {
    /// The first bound that was passed; after it nothing more is rendered.
    pub(super) fn excess(&self) -> Option<Excess> {
        self.excess.get().copied()
    }

    fn count(&self, used: &AtomicUsize, more: usize, most: usize, excess: Excess) -> Result<(), Excess> {
        if used.fetch_add(more, Ordering::Relaxed).saturating_add(more) <= most {
            return Ok(());
        }
        Err(*self.excess.get_or_init(|| excess))
    }

    /// Gives a template's filters to Tera.
    pub(super) fn register(self: &Arc<Self>, tera: &mut Tera) {
        let meter = Arc::clone(self);
        tera.register_filter(COUNTED, move |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            let more = value.len().unwrap_or_default();
            meter.count(&meter.entries, more, MOST_ENTRIES, Excess::Entries).map_err(error)?;
            Ok(value)
        });
        let meter = Arc::clone(self);
        tera.register_filter(KEPT, move |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            let length = value.as_str().map(str::len).or_else(|| value.len()).unwrap_or_default();
            if length > MOST_KEPT {
                return Err(error(*meter.excess.get_or_init(|| Excess::Length)));
            }
            Ok(value)
        });
    }
}

fn error(excess: Excess) -> Error {
    Error::message(format!("{excess:?}"))
}

/// A text that takes no more than the meter allows.
pub(super) struct MeteredText<'m> {
    pub text: Vec<u8>,
    pub meter: &'m Meter,
}

impl Write for MeteredText<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Meter { bytes: used, .. } = self.meter;
        let most = MOST_MEGABYTES * 1024 * 1024;
        let counted = self.meter.count(used, bytes.len(), most, Excess::Output);
        counted.map_err(|excess| io::Error::other(format!("{excess:?}")))?;
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template with our filters in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Metered {
    pub text: String,
    /// Where something was put into the template, in bytes of it, and how much.
    inserted: Vec<(usize, usize)>,
}

impl Metered {
    /// Puts our filters into a template's `for` and `set`.
    pub(super) fn new(template: &str) -> Self {
        let mut metered = Self::default();
        let mut copied = 0;
        for (at, text) in insertions(template) {
            metered.text.push_str(&template[copied..at]);
            metered.text.push_str(&text);
            metered.inserted.push((at, text.len()));
            copied = at;
        }
        metered.text.push_str(&template[copied..]);
        metered
    }

    /// The byte of the template that a byte of the text came from.
    pub(super) fn origin(&self, at: usize) -> usize {
        let mut added = 0;
        for (place, length) in &self.inserted {
            if at < place + added {
                break;
            }
            added += (*length).min(at - place - added);
        }
        at - added
    }
}

/// The filters to put into a template, and where, in bytes.
fn insertions(template: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for tag in tags(template) {
        in_tag(template, &tag, &mut found);
    }
    found
}

/// Finds what to put into one tag.
fn in_tag(template: &str, tag: &Tag, found: &mut Vec<(usize, String)>) {
    let verb = tag.verb(template);
    let (start, end) = (tag.words.start, tag.words.end);
    let tag = &template[tag.words.clone()];
    let (filter, value) = match verb {
        "for" => (COUNTED, tag.match_indices("in").find(|(at, _)| is_word(tag, *at, 2)).map(|(at, _)| at + 2)),
        "set" | "set_global" => (KEPT, tag.find(['=', '|']).filter(|at| tag[*at..].starts_with('=')).map(|at| at + 1)),
        _ => return,
    };
    match value {
        Some(value) => {
            found.push((start + value, " (".to_owned()));
            found.push((end, format!(") | {filter}")));
        }
        // A `set` that goes on to `endset` keeps the text between the two: the filter stands at the tag's end.
        None if filter == KEPT => found.push((end, format!(" | {filter}"))),
        None => {}
    }
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

fn is_word(tag: &str, at: usize, length: usize) -> bool {
    !tag[..at].ends_with(is_of_word) && !tag[at + length..].starts_with(is_of_word)
}
