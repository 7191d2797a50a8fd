//! Fields looked up by the names that the catalogue and rules give them: `informative.informative.*.retention`. The records answer, so
//! that a value that could not be read is never taken for one that is missing.

use crate::diagnostic::{Cause, Thing};
use crate::model::Site;
use crate::record::{Parts, TakeApart};
use crate::source::{Span, Spanned};

/// What stands at a path.
#[derive(Debug, Default)]
pub struct Lookup {
    /// Where what is given stands, by the places of the fields' names.
    pub given: Vec<Span>,
    /// Whether something on the way, or at the end of it, could not be read: that has its finding.
    pub is_wrong: bool,
    /// The places in which the path ends before something is given there.
    pub missing: Vec<Missing>,
}

/// A place where something is missing.
#[derive(Debug)]
pub struct Missing {
    /// The name of the part that should hold it.
    pub place: Span,
    /// The field itself, by each of its names; or a larger part, in which the field would stand.
    pub cause: Cause,
}

/// What stands at a path of a site: file and fields. `*` is every entry, `+` at least one of the entries; of names with `|` between them one is enough.
#[must_use]
pub fn look_up(site: &Site, path: &str) -> Lookup {
    let (file, fields) = path.split_once('.').unwrap_or((path, ""));
    let (root, place): (&dyn TakeApart, Span) = match file {
        "site" => (&site.settings, site.settings.span),
        "accounts" => (&site.accounts, site.accounts.span),
        "moderation" => (&site.moderation, site.moderation.span),
        "informative" => (&site.informative, site.informative.span),
        "acts" => (&site.acts, site.acts.span),
        _ => return Lookup::default(),
    };
    let steps: Vec<&str> = fields.split('.').filter(|step| !step.is_empty()).collect();
    let mut found = Lookup::default();
    found.follow(root, &steps, first_name(root).unwrap_or(place), &[file.to_owned()]);
    found
}

impl Lookup {
    /// Whether something is given in one of the places that the path leads to.
    #[must_use]
    pub fn is_given(&self) -> bool {
        !self.given.is_empty()
    }

    /// Goes on from a value: `place` is where its name stands, `way` leads to it.
    fn follow(&mut self, value: &dyn TakeApart, steps: &[&str], place: Span, way: &[String]) {
        let with = |step: &str| way.iter().cloned().chain([step.to_owned()]).collect::<Thing>();
        let parts = value.parts();
        let Some((step, rest)) = steps.split_first() else {
            let is_empty = match &parts {
                Parts::Items(items) => items.is_empty(),
                Parts::Named(entries) => entries.is_empty(),
                Parts::Value | Parts::Fields(_) => false,
            };
            if is_empty {
                self.missing.push(Missing { place, cause: Cause::Itself(vec![way.to_vec()]) });
            }
            if !is_empty {
                self.given.push(place);
            }
            return;
        };
        match parts {
            Parts::Items(items) => {
                for (number, item) in items.into_iter().enumerate() {
                    self.follow(item, rest, first_name(item).unwrap_or(place), &with(&number.to_string()));
                }
            }
            // One of the entries is enough; where none has it, nobody knows which one should.
            Parts::Named(entries) if *step == "+" => {
                self.follow_one_of(entries, rest, place, way);
            }
            Parts::Named(entries) => {
                for (key, value) in entries.into_iter().filter(|(key, _)| *step == "*" || key.value == *step) {
                    self.follow(value, rest, key.span, &with(&key.value));
                }
            }
            Parts::Fields(fields) => {
                let names: Vec<&str> = step.split('|').collect();
                let written =
                    fields.into_iter().filter(|(name, written, _)| names.contains(name) && !written.is_absent());
                let mut alternatives = Vec::new();
                for (name, written, value) in written {
                    let mut found = Self { is_wrong: written.is_wrong(), ..Self::default() };
                    // Of what could not be read only the entries that could be count.
                    if !found.is_wrong || matches!(value.parts(), Parts::Items(_) | Parts::Named(_)) {
                        found.follow(value, rest, written.place().unwrap_or(place), &with(name));
                    }
                    alternatives.push(found);
                }
                self.choose(alternatives, || Missing {
                    place,
                    cause: cause(names.into_iter().map(with), rest.is_empty()),
                });
            }
            Parts::Value => self.missing.push(Missing { place, cause: Cause::Part(way.to_vec()) }),
        }
    }

    /// Goes on from each of some entries, of which one is enough.
    fn follow_one_of(
        &mut self,
        entries: Vec<(&Spanned<String>, &dyn TakeApart)>,
        rest: &[&str],
        place: Span,
        way: &[String],
    ) {
        let with = |step: &str| way.iter().cloned().chain([step.to_owned()]).collect::<Thing>();
        let (mut is_met, mut is_wrong, mut things) = (false, false, Vec::new());
        for (key, value) in entries {
            let thing = with(&key.value).into_iter().chain(rest.iter().map(|step| (*step).to_owned()));
            things.push(thing.collect());
            let mut found = Self::default();
            found.follow(value, rest, key.span, &with(&key.value));
            is_met |= found.missing.is_empty() && !found.is_wrong;
            is_wrong |= found.is_wrong;
            self.given.extend(found.given);
        }
        self.is_wrong |= is_wrong && !is_met;
        if !is_met && !is_wrong {
            self.missing.push(Missing { place, cause: Cause::Itself(things) });
        }
    }

    /// Takes up what stands under each of some names, of which one is enough.
    fn choose(&mut self, alternatives: Vec<Self>, nothing: impl FnOnce() -> Missing) {
        if alternatives.is_empty() {
            self.missing.push(nothing());
        }
        self.given.extend(alternatives.iter().flat_map(|found| &found.given));
        let is_whole = |found: &Self| found.missing.is_empty() && !found.is_wrong;
        if alternatives.iter().any(is_whole) {
            return;
        }
        self.is_wrong |= alternatives.iter().any(|found| found.is_wrong);
        if !self.is_wrong {
            self.missing.extend(alternatives.into_iter().flat_map(|found| found.missing));
        }
    }
}

/// What a finding that misses something follows from.
fn cause(mut things: impl Iterator<Item = Thing>, is_last: bool) -> Cause {
    match things.next() {
        Some(part) if !is_last => Cause::Part(part),
        first => Cause::Itself(first.into_iter().chain(things).collect()),
    }
}

/// Where the first name of a record stands.
fn first_name(value: &dyn TakeApart) -> Option<Span> {
    match value.parts() {
        Parts::Fields(fields) => fields.into_iter().filter_map(|(_, written, _)| written.place()).min(),
        _ => None,
    }
}
