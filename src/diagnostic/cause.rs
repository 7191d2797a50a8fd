//! One cause, one finding. A thing that is missing or was refused is missed in many places, by many stages. Each stage reports what it
//! missed; here the findings that follow from one cause become one finding, at the cause, with the other places beside it.

use super::{Diagnostic, Hint, Key, Level, Message, Place, Report};
use crate::say;
use crate::source::Span;

/// The name of a thing that may be missing: its steps from the largest part, such as `site`, `ente`, `offices`, `urp`. What misses a
/// larger part misses everything in it.
pub type Thing = Vec<String>;

/// What a finding follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The finding itself says that one of these things is missing or was refused: findings that miss the things follow from it.
    Itself(Vec<Thing>),
    /// The finding misses a field together with the larger part that should hold the field. What misses that part follows from it; several
    /// such findings are told as one, each with its words.
    Part(Thing),
    /// A thing that is not there. Where several places miss it, the finding belongs where the thing should stand, if that is known.
    Absent(Thing, Option<Span>),
    /// The value that is written in this place. Where the value was refused, nothing more is to be said.
    Refused(Span),
}

/// A requirement of the catalogue of document types: the kind of page that asks, by its key, and the field that it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The kind of page.
    pub document: String,
    /// File and field.
    pub field: String,
}

/// A finding that another one tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its key.
    pub key: Key,
    /// The requirement that it was about.
    pub asked: Option<Box<Asked>>,
}

impl Diagnostic {
    /// Says what the finding follows from.
    #[must_use]
    pub fn because_of(mut self, cause: impl Into<Option<Cause>>) -> Self {
        self.cause = cause.into().map(Box::new);
        self
    }

    /// Whether this is a finding of a key, and of a requirement where one is given, or tells such a finding.
    #[must_use]
    pub fn tells(&self, key: Key, asked: Option<&Asked>) -> bool {
        let is_it = |of: Key, by: Option<&Asked>| of == key && (asked.is_none() || by == asked);
        is_it(self.key, self.asked.as_deref()) || self.told.iter().any(|told| is_it(told.key, told.asked.as_deref()))
    }

    /// Takes up a finding that follows from this one, so that only this one is shown.
    fn take_up(&mut self, other: Self) {
        let is_elsewhere = self.place != other.place;
        match other.place {
            Place::Span(span) if is_elsewhere => self.related.push((span, say!("qui serve", "it is needed here"))),
            // One missing part should hold several things: the words of each finding are kept.
            _ if !is_elsewhere && matches!(self.cause.as_deref(), Some(Cause::Part(_))) => {
                let remedy = other.hints.first().map(|hint| hint.message.clone());
                let Message { it, en } = &other.message;
                let message = remedy.map_or_else(
                    || other.message.clone(),
                    |remedy| {
                        let (do_it, do_en) = (remedy.it, remedy.en);
                        say!("{it}: {do_it}", "{en}: {do_en}")
                    },
                );
                self.hints.push(Hint { message, fix: None });
            }
            _ => {}
        }
        self.level = self.level.min(other.level);
        self.told.push(Told { key: other.key, asked: other.asked });
        self.told.extend(other.told);
    }
}

impl Report {
    /// Makes one finding of all that follow from one cause.
    pub fn tell_causes_once(&mut self) {
        let refused: Vec<Span> = self.diagnostics.iter().filter_map(place_of_refusal).collect();
        let is_told = |found: &Diagnostic| match found.cause.as_deref() {
            Some(&Cause::Refused(value)) => refused.iter().any(|span| holds(value, *span)),
            _ => false,
        };
        let (causes, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.diagnostics)
            .into_iter()
            .filter(|found| !is_told(found))
            .partition(|found| matches!(found.cause.as_deref(), Some(Cause::Itself(_) | Cause::Part(_))));
        let mut kept: Vec<Diagnostic> = Vec::with_capacity(causes.len() + rest.len());
        // A thing that holds others comes before them.
        let mut causes = causes;
        let is_part = |found: &Diagnostic| matches!(found.cause.as_deref(), Some(Cause::Part(_)));
        causes.sort_by_key(|found| (things(found).iter().map(Vec::len).min(), is_part(found)));
        for found in causes.into_iter().chain(rest) {
            let follows_from = things(&found).first().and_then(|thing| {
                kept.iter_mut().find(|other| things(other).iter().any(|whole| thing.starts_with(whole)))
            });
            match follows_from {
                Some(other) => other.take_up(found),
                None => kept.push(found),
            }
        }
        kept.iter_mut().for_each(move_home);
        self.diagnostics = kept;
    }
}

/// The things that a finding misses.
fn things(found: &Diagnostic) -> &[Thing] {
    match found.cause.as_deref() {
        Some(Cause::Itself(things)) => things,
        Some(Cause::Part(thing) | Cause::Absent(thing, _)) => std::slice::from_ref(thing),
        _ => &[],
    }
}

/// Where an error refuses what is written, unless the error itself follows from another.
fn place_of_refusal(found: &Diagnostic) -> Option<Span> {
    match found.place {
        Place::Span(span) if found.level == Level::Error && found.cause.is_none() => Some(span),
        _ => None,
    }
}

fn holds(value: Span, place: Span) -> bool {
    value.source == place.source && value.start <= place.start && place.end <= value.end
}

/// A finding that stands for several places stands where the thing should be.
fn move_home(found: &mut Diagnostic) {
    let Some(Cause::Absent(thing, Some(home))) = found.cause.as_deref() else { return };
    let (Some(name), Place::Span(first), false) = (thing.last(), &found.place, found.told.is_empty()) else { return };
    found.related.insert(0, (*first, say!("qui serve", "it is needed here")));
    let count = found.told.len() + 1;
    found.message =
        say!("qui manca «{name}», e serve in {count} punti", "“{name}” is missing here, and {count} places need it");
    found.told.push(Told { key: found.key, asked: found.asked.take() });
    // One name for one cause, whichever stage was the first to miss the thing.
    found.key = found.told.iter().map(|told| told.key).min().unwrap_or(found.key);
    found.place = Place::Span(*home);
    // A text for one of the places mends none of the others.
    found.hints.iter_mut().for_each(|hint| hint.fix = None);
    let hint =
        say!("aggiungilo qui, oppure correggi i punti in cui serve", "add it here, or mend the places that need it");
    found.hints.insert(0, Hint { message: hint, fix: None });
}
