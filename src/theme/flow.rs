//! The ways that a template may go: which templates it takes in, which of its places never stand on one page, how often it prints a value.

use super::tags::{Tag, TagKind, tags};
use std::collections::{BTreeMap, BTreeSet};

/// The texts of templates by their paths.
pub(super) type TemplateTexts<'t> = BTreeMap<&'t str, &'t str>;

/// Every template that some templates take in, themselves included: `{% include "x.html" %}`, `{% extends "x.html" %}`.
pub(super) fn reached<'t>(from: impl IntoIterator<Item = &'t str>, texts: &TemplateTexts<'t>) -> BTreeSet<&'t str> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&str> = from.into_iter().collect();
    while let Some(path) = next.pop() {
        let Some((path, text)) = texts.get_key_value(path) else { continue };
        if found.insert(*path) {
            next.extend(tags(text).iter().filter_map(|tag| taken_in(text, tag)));
        }
    }
    found
}

/// The template that a tag takes in.
fn taken_in<'t>(template: &'t str, tag: &Tag) -> Option<&'t str> {
    if !matches!(tag.verb(template), "include" | "extends") {
        return None;
    }
    template[tag.words.clone()].split(['"', '\'', '`']).nth(1)
}

/// Whether two places of a template are in different branches of one `if`.
pub(super) fn is_either(template: &str, tags: &[Tag], one: usize, other: usize) -> bool {
    let (one, other) = (branches(template, tags, one), branches(template, tags, other));
    one.iter().zip(&other).any(|((tag, branch), (same, another))| tag == same && branch != another)
}

/// The `if`s and `for`s around a place, each with the number of its branch.
fn branches(template: &str, tags: &[Tag], place: usize) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (number, tag) in tags.iter().enumerate().take_while(|(_, tag)| tag.at.start < place) {
        match tag.verb(template) {
            "if" | "for" => open.push((number, 0)),
            "elif" | "else" => open.iter_mut().next_back().into_iter().for_each(|(_, branch)| *branch += 1),
            "endif" | "endfor" => drop(open.pop()),
            _ => {}
        }
    }
    open
}

/// How often something happens, whichever way a template goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// At least.
    pub least: usize,
    /// At most; a loop counts as two.
    pub most: usize,
}

impl Times {
    fn and(self, other: Self) -> Self {
        Self { least: self.least + other.least, most: (self.most + other.most).min(2) }
    }

    fn or(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

/// An `if` or a `for` that is being read.
#[derive(Default)]
struct OpenBlock {
    is_loop: bool,
    has_else: bool,
    /// What its branches before this one do.
    before: Option<Times>,
    /// What this branch does.
    now: Times,
}

impl OpenBlock {
    fn end_branch(&mut self) {
        let now = std::mem::take(&mut self.now);
        self.before = Some(self.before.map_or(now, |before| before.or(now)));
    }

    fn ended(mut self) -> Times {
        self.end_branch();
        let all = self.before.unwrap_or_default();
        match (self.is_loop, self.has_else) {
            (true, _) => Times { least: 0, most: if all.most > 0 { 2 } else { 0 } },
            (false, true) => all,
            (false, false) => all.or(Times::default()),
        }
    }
}

/// Deepest templates taken in by each other that are looked at; more are a circle.
const DEEPEST: usize = 20;

/// How often a template prints a value of its context, with all that it takes in.
pub(super) fn times_printed(value: &str, path: &str, texts: &TemplateTexts<'_>) -> Times {
    times(value, path, texts, DEEPEST)
}

fn times(value: &str, path: &str, texts: &TemplateTexts<'_>, deepest: usize) -> Times {
    let (Some(template), Some(deeper)) = (texts.get(path), deepest.checked_sub(1)) else { return Times::default() };
    let mut open = vec![OpenBlock::default()];
    for tag in tags(template) {
        let is_inside = open.len() > 1;
        let Some(inner) = open.last_mut() else { break };
        let once = Times { least: 1, most: 1 };
        match tag.verb(template) {
            "if" => open.push(OpenBlock::default()),
            "for" => open.push(OpenBlock { is_loop: true, ..OpenBlock::default() }),
            "elif" => inner.end_branch(),
            "else" => {
                inner.end_branch();
                inner.has_else = true;
            }
            "endif" | "endfor" if is_inside => {
                let done = open.pop().map(OpenBlock::ended).unwrap_or_default();
                open.iter_mut().next_back().into_iter().for_each(|outer| outer.now = outer.now.and(done));
            }
            "include" | "extends" => {
                let taken = taken_in(template, &tag).map(|path| times(value, path, texts, deeper));
                inner.now = inner.now.and(taken.unwrap_or_default());
            }
            _ if prints(value, template, &tag) => inner.now = inner.now.and(once),
            _ => {}
        }
    }
    open.into_iter().next().map(|all| all.now).unwrap_or_default()
}

/// Whether a tag prints a value: its name stands in the tag, outside quotes, and is neither a field of another value nor the name of an
/// argument.
pub(super) fn prints(value: &str, template: &str, tag: &Tag) -> bool {
    if tag.kind != TagKind::Print {
        return false;
    }
    let words = &template[tag.words.clone()];
    let is_of_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    words.match_indices(value).any(|(at, _)| {
        let (before, after) = (&words[..at], &words[at + value.len()..]);
        let is_whole = !before.ends_with(is_of_word) && !after.starts_with(is_of_word);
        let is_argument = after.trim_start().starts_with('=') && !after.trim_start().starts_with("==");
        let is_quoted = ['"', '\'', '`'].iter().any(|quote| before.matches(*quote).count() % 2 == 1);
        is_whole && !is_argument && !is_quoted && !before.trim_end().ends_with('.')
    })
}
