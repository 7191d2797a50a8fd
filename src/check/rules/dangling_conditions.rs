//! Words that refer to conditions or rules «above» where there are none.

use crate::check::passages::{LONGEST, Passage};
use crate::check::phrases::Phrases;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::Localized;
use crate::say;
use crate::source::Span;
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::DanglingConditions, run };

/// Words that refer to something said before.
const POINTERS: [&str; 16] = [
    "predett",
    "suddett",
    "sopraddett",
    "sopracitat",
    "sopraindicat",
    "sopraelencat",
    "suindicat",
    "suesposte",
    "succitat",
    "anzidett",
    "di cui sopra",
    "dette sopra",
    "sopra indicat",
    "sopra elencat",
    "sopra riportat",
    "indicate sopra",
];
/// What they refer to.
const THINGS: [&str; 3] = ["condizioni", "regole", "divieti"];

/// Sentences that are conditions, without the word.
const CONDITIONS: [&str; 8] = [
    "e vietat",
    "sono vietat",
    "non e ammess",
    "non sono ammess",
    "non si puo",
    "non si possono",
    "non pubblicare",
    "niente",
];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it"]) {
        return;
    }
    let pointers = Phrases::new(POINTERS);
    let moderation = &context.site.moderation;
    let there_are_rules = !moderation.rules.is_empty();
    if !there_are_rules {
        let steps = moderation.steps.iter().flat_map(|step| step.text.texts());
        let channel = moderation.channel_text.iter().flat_map(Localized::texts);
        for passage in context.passages_of(steps.chain(channel).map(|(_, text)| text)) {
            inspection.at(passage);
            if !references(passage, &pointers).is_empty() {
                inspection.push(finding(passage.span));
            }
        }
    }
    for (document, page) in context.pages() {
        // The page of moderation shows the rules by itself.
        if document.key == "moderazione" && there_are_rules {
            continue;
        }
        inspection.at(page);
        // A list above, or words above that already spoke of the same thing, are what is referred to.
        let Some((found, thing)) = references(page, &pointers).into_iter().min_by_key(|(found, _)| found.start) else {
            continue;
        };
        let place = page.written(&found);
        let before = &page.plain[..found.start];
        let speaks = speaks_of(before, thing) || CONDITIONS.iter().any(|words| before.contains(words));
        if !speaks && !page.text[..place.start].lines().any(is_item) {
            inspection.push(finding(page.span.part(place)));
        }
    }
}

/// Whether a text speaks of a thing; a platform's general conditions are not the page's.
fn speaks_of(text: &str, thing: &str) -> bool {
    let others = ["generali", "d'uso", "di utilizzo", "del servizio", "di servizio", "di contratto", "contrattuali"];
    text.match_indices(thing).any(|(at, found)| {
        let after = text[at + found.len()..].trim_start();
        !others.iter().any(|word| after.starts_with(word))
    })
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let numbered = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let numbered = numbered.len() < line.len() && numbered.starts_with(['.', ')']);
    numbered || ["- ", "* ", "+ ", "|"].iter().any(|mark| line.starts_with(mark))
}

/// Every «condizioni di cui sopra»: the pointer and its thing in the same few words.
fn references(passage: &Passage<'_>, pointers: &Phrases<'_>) -> Vec<(Range<usize>, &'static str)> {
    let plain = &passage.plain;
    let found = pointers.find(passage).into_iter().map(|place| place.range).filter_map(|place| {
        let start = words_back(plain, place.start, 2);
        let end = words_ahead(plain, place.end, 3);
        THINGS.into_iter().find_map(|thing| {
            let at = start + plain[start..end].find(thing)?;
            Some((at.min(place.start)..(at + thing.len()).max(place.end), thing))
        })
    });
    found.collect()
}

fn words_back(text: &str, from: usize, count: usize) -> usize {
    let first = text.floor_char_boundary(from.saturating_sub(LONGEST));
    let ends = text[first..from].trim_end().rmatch_indices([' ', '\n', '.']).nth(count - 1);
    ends.map_or(first, |(at, _)| first + at + 1)
}

fn words_ahead(text: &str, from: usize, count: usize) -> usize {
    let last = text.floor_char_boundary((from + LONGEST).min(text.len()));
    text[from..last].match_indices([' ', '\n', '.']).nth(count - 1).map_or(last, |(at, _)| from + at)
}

fn finding(place: Span) -> Diagnostic {
    Diagnostic::new(
        RULE.key,
        place,
        say!(
            "qui si rimanda a condizioni scritte sopra, ma sopra non ce ne sono",
            "this refers to conditions written above, but there are none above"
        ),
    )
    .hint(say!(
        "elenca le regole in moderation.yaml, sotto «rules:», e nominale con un collegamento a moderazione.md",
        "list the rules in moderation.yaml, under “rules:”, and name them with a link to moderazione.md"
    ))
}
