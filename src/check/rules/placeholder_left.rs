//! A place that somebody meant to fill in and did not.

use crate::catalog::{Placeholder, Placeholders};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::model::shape_of;
use crate::record::{Shape, is_placeholder};
use crate::say;
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Sources, Span};
use memchr::memchr2;
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::PlaceholderLeft, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let Some(placeholders) = &context.catalog.placeholders else { return };
    let marks = Marks { placeholders, is_demo: is_demo(context), sources: context.sources };
    for (file, tree) in &context.site.trees {
        inspection.at(tree);
        marks.look(tree, &mut vec![YamlStep::Key(file)], inspection);
    }
    for document in &context.site.documents {
        inspection.at(document);
        let text = context.sources.get(document.source).map_or("", |source| source.text.as_str());
        for range in marks.found_in(text) {
            let span = Span::new(document.source, range);
            let written = context.sources.slice(span);
            let message = say!("«{written}» è rimasto da compilare", "“{written}” was left to be filled in");
            inspection.push(
                Diagnostic::new(RULE.key, span, message).hint(say!(
                    "scrivi il testo vero, o togli la frase",
                    "write the real text, or remove the sentence"
                )),
            );
        }
    }
}

/// What is looked for, and where.
struct Marks<'a> {
    placeholders: &'a Placeholders,
    is_demo: bool,
    sources: &'a Sources,
}

/// A step to a value of a YAML file.
#[derive(Clone, Copy)]
enum YamlStep<'n> {
    /// The file, or a key.
    Key(&'n str),
    /// An item of a list.
    Item(&'n Node),
}

impl Marks<'_> {
    /// Looks at a value, to which some steps lead.
    fn look<'n>(&self, node: &'n Node, steps: &mut Vec<YamlStep<'n>>, inspection: &mut Inspection) {
        match &node.kind {
            NodeKind::List(items) => {
                for item in items {
                    steps.push(YamlStep::Item(item));
                    self.look(item, steps, inspection);
                    steps.pop();
                }
            }
            NodeKind::Map(entries) => {
                for (key, value) in entries {
                    steps.push(YamlStep::Key(&key.value));
                    self.look(value, steps, inspection);
                    steps.pop();
                }
            }
            NodeKind::Scalar { .. } => {
                for range in self.found_in(self.sources.slice(node.span)) {
                    inspection.push(in_yaml(node.span.part(range), steps));
                }
            }
            NodeKind::Empty => {}
        }
    }

    fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        let marks = self.placeholders.find(text);
        let mut found: Vec<_> =
            marks.filter(|(kind, range)| self.counts(*kind, text, range)).map(|(_, range)| range).collect();
        if self.placeholders.has_row(text) {
            found.extend(self.blanks(text));
            found.extend(in_place_of_others(text, self.is_demo));
            found.extend(self.dots_for_words(text));
        }
        found
    }

    /// Whether a mark says at its place that something is to be written.
    fn counts(&self, kind: Placeholder, text: &str, range: &Range<usize>) -> bool {
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let ends = || !after.starts_with(char::is_alphanumeric);
        let words = self.placeholders.words();
        match kind {
            Placeholder::Word => {
                ends()
                    && !before.ends_with(char::is_alphanumeric)
                    && !(text[range.clone()] == *"XXX" && self.is_counted(text, range))
            }
            Placeholder::OfTheDemo => !self.is_demo && ends(),
            Placeholder::Filler => !is_quoted(text, range.start),
            // «[da compilare]» asks for words where no address follows: «[Da chi dipende](pagina.md)» is a link.
            Placeholder::Asked => {
                let rest = &text[range.start..];
                !rest.find(']').is_some_and(|end| rest[end..].starts_with("]("))
            }
            Placeholder::Day => {
                let near = last(before, 40).to_lowercase();
                !words.days_explained.listed().any(|word| near.contains(word))
            }
            Placeholder::Address => {
                let from = before.rfind(char::is_whitespace).unwrap_or_default();
                let to = after.find(char::is_whitespace).unwrap_or(after.len());
                let around = text[from..range.end + to].to_lowercase();
                let is_in_address = ["@", "www.", ".it", "://"].iter().any(|sign| around.contains(sign));
                let begins = !before.ends_with(|sign: char| sign.is_alphanumeric() || sign == '.');
                is_in_address && (begins || text[range.clone()].starts_with('@'))
            }
            // «Firma (nome e cognome)» asks a reader; «referente: (nome e cognome)» was meant to say who.
            Placeholder::Awaited => {
                let before = before.trim_end_matches([' ', '*', '_']);
                before.is_empty()
                    || before.ends_with([':', '\n', '='])
                    || ends_with_word(before, words.awaited_after.listed())
            }
        }
    }

    /// Whether «XXX» is a number, of what comes after or of what stands before; or whether the sentence tells a reader to write the sign:
    /// «al posto delle cifre scrivi XXX».
    fn is_counted(&self, text: &str, range: &Range<usize>) -> bool {
        let words = self.placeholders.words();
        let after = text[range.end..].trim_start();
        let begins = |word: &str| after.get(..word.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(word));
        let near = last(&text[..range.start], 80).to_lowercase();
        let sentence = near.rsplit(['\n', '.']).next().unwrap_or_default();
        words.counted.listed().any(begins)
            || ends_with_word(text[..range.start].trim_end(), words.counted_after.listed())
            || words.in_place_of.listed().any(|word| sentence.contains(word))
    }

    /// A number or a name that dots stand for: «delibera n. … del …».
    fn dots_for_words(&self, text: &str) -> Vec<Range<usize>> {
        let dots = text.match_indices('…').chain(text.match_indices("...")).map(|(at, dots)| at..at + dots.len());
        dots.filter(|range| {
            let before = text[..range.start].trim_end_matches(' ');
            let is_blank_between = before.len() < range.start;
            is_blank_between
                && (before.ends_with(':') || ends_with_word(before, self.placeholders.words().before_dots.listed()))
        })
        .collect()
    }

    /// Lines to write on: «________», «.........».
    fn blanks(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (sign, least) in [('_', 3), ('.', 5), ('…', 2)] {
            let mut from = 0;
            while let Some(at) = text[from..].find(sign).map(|at| from + at) {
                let end = text[at..].find(|other| other != sign).map_or(text.len(), |length| at + length);
                from = end;
                if text[at..end].chars().count() >= least && !self.is_no_blank(text, &(at..end), least) {
                    found.push(at..end);
                }
            }
        }
        found
    }

    /// Whether a row of signs is no line to write on: a line of them alone is a break between parts; beside letters they may make words
    /// strong; a form to print has a line to sign on.
    fn is_no_blank(&self, text: &str, range: &Range<usize>, least: usize) -> bool {
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let line = &text
            [before.rfind('\n').map_or(0, |start| start + 1)..after.find('\n').map_or(text.len(), |to| range.end + to)];
        let is_sign = |sign: char| text[range.clone()].starts_with(sign);
        let is_alone = line.trim_matches(|other: char| is_sign(other) || other.is_whitespace()).is_empty();
        // «Firma ____», «Firma del genitore ____»: the last words of the line before the row.
        let label = last(before, 80).trim_end_matches([' ', ':']);
        let label = label.rsplit(['\n', '_', '.', ',', ';']).next().unwrap_or_default().to_lowercase();
        let is_to_sign = self
            .placeholders
            .words()
            .signed
            .listed()
            .any(|word| label.trim_start().starts_with(word) || ends_with_word(&label, std::iter::once(word)));
        let is_emphasis = is_sign('_')
            && range.len() == least
            && (after.starts_with(char::is_alphanumeric) || before.ends_with(char::is_alphanumeric));
        is_alone || is_to_sign || is_emphasis
    }
}

/// The last bytes of a text, or one or two more.
fn last(text: &str, bytes: usize) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(bytes))..]
}

/// Whether a text ends with one of some words or phrases, in any case.
fn ends_with_word<'w>(text: &str, mut words: impl Iterator<Item = &'w str>) -> bool {
    words.any(|word| {
        let Some(start) = text.len().checked_sub(word.len()) else { return false };
        let is_there = text.get(start..).is_some_and(|end| end.to_lowercase() == word);
        is_there && !text[..start].ends_with(char::is_alphanumeric)
    })
}

/// Letters and digits in the place of others: «Xxxxx», «tel. 000000», «???».
fn in_place_of_others(text: &str, is_demo: bool) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut runs = |sign: u8, least: usize, is_word: bool| {
        let mut from = 0;
        while let Some(at) = memchr2(sign, sign.to_ascii_uppercase(), &bytes[from..]).map(|at| from + at) {
            let length = bytes[at..].iter().take_while(|other| other.eq_ignore_ascii_case(&sign)).count();
            let end = at + length;
            from = end;
            let stands_alone = || {
                let joins = |other: char| other.is_alphanumeric() || "#-_/.".contains(other);
                !text[..at].ends_with(joins)
                    && !text[end..].starts_with(|other: char| other.is_alphanumeric() || other == '-')
            };
            if length >= least && (!is_word || stands_alone()) {
                found.push(at..end);
            }
        }
    };
    runs(b'x', 4, true);
    if !is_demo {
        runs(b'0', 6, true);
    }
    runs(b'?', 3, false);
    found
}

/// Whether a place stands between quotation marks that its line opens.
fn is_quoted(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let opened = |sign: char| text[line..at].matches(sign).count();
    opened('«') > opened('»') || opened('“') > opened('”')
}

/// What people call a value to which some steps lead: `accounts[facebook].handle`. An item of a list is called by what tells it apart.
fn name(steps: &[YamlStep<'_>]) -> String {
    let mut name = String::new();
    for step in steps.iter().skip(1) {
        match step {
            YamlStep::Key(key) if name.is_empty() => name.push_str(key),
            YamlStep::Key(key) => name.extend([".", key]),
            YamlStep::Item(item) => {
                let apart = ["id", "platform"].into_iter().find_map(|key| match item.get(key).map(|node| &node.kind) {
                    Some(NodeKind::Scalar { text, .. }) if !is_placeholder(text) => Some(text.as_str()),
                    _ => None,
                });
                apart.into_iter().for_each(|apart| name.extend(["[", apart, "]"]));
            }
        }
    }
    name
}

/// A field to fill in; the steps to it say what may stand there.
fn in_yaml(span: Span, steps: &[YamlStep<'_>]) -> Diagnostic {
    let name = name(steps);
    let message = say!("«{name}» è da compilare", "“{name}” is to be filled in");
    let diagnostic = Diagnostic::new(RULE.key, span, message);
    if name.ends_with(".handle") {
        return diagnostic.hint(say!(
            "scrivi il nome che sta nell'indirizzo dell'account, o al suo posto «url:» con l'indirizzo intero",
            "write the name in the account's address, or in its place “url:” with the whole address"
        ));
    }
    let shape_under = |shape: Shape, step: &YamlStep<'_>| match step {
        YamlStep::Key(key) => shape.under(key),
        YamlStep::Item(_) => shape.under(""),
    };
    let shape = match steps.split_first() {
        Some((YamlStep::Key(file), steps)) => {
            shape_of(file).and_then(|shape| steps.iter().try_fold(shape, shape_under))
        }
        _ => None,
    };
    match shape.as_ref().map(Shape::expected) {
        Some(Message { it, en }) => diagnostic.hint(say!("scrivi {it}", "write {en}")),
        None => diagnostic.hint(say!("scrivi il testo vero", "write the real text")),
    }
}

/// Whether the ente itself is an invented one.
fn is_demo(context: &Context<'_>) -> bool {
    let site = &context.site.settings.ente.site.value.0;
    site.is_empty() || site.split('/').nth(2).is_some_and(|host| host.ends_with(".example"))
}
