//! A page in Italian that is hard to read, by the Gulpease index of its prose; the law quoted in it does not count.

use crate::check::passages::Passage;
use crate::check::readability::{gulpease, hardest};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::Document;
use crate::say;
use crate::tree::{Block, Kind, children, each_words, plain_text};

pub(super) const RULE: Rule = Rule { key: Key::HardToRead, run };

/// Least index of a page, and of those that must speak of law.
const LEAST: f64 = 60.0;
const LEAST_OF_LAW: f64 = 50.0;
const OF_LAW: [&str; 2] = ["informativa", "note-legali"];
/// Fewest words of which an index says something.
const FEWEST_WORDS: u32 = 60;
/// How many sentences are shown.
const SHOWN: usize = 5;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if context.site.languages.first().is_none_or(|first| first != "it") {
        return;
    }
    for (page, passage) in context.pages().filter(|(page, _)| page.lang == "it") {
        let blocks = prose(&page.body.blocks);
        let least = if OF_LAW.contains(&page.key.as_str()) { LEAST_OF_LAW } else { LEAST };
        let (index, words) = gulpease(&blocks);
        if words < FEWEST_WORDS {
            continue;
        }
        inspection.at(page);
        if index >= least {
            continue;
        }
        inspection.push(finding(page, passage, (index, least), &hardest(&blocks, SHOWN)));
    }
}

fn finding(page: &Document, passage: &Passage<'_>, (index, least): (f64, f64), hard: &[&str]) -> Diagnostic {
    // Rounded down: 59.9 is not 60.
    let (index, least) = (index.floor(), least);
    let mut finding = Diagnostic::new(
        RULE.key,
        page.place(),
        say!(
            "la pagina è difficile da leggere: indice Gulpease {index}, serve almeno {least}",
            "the page is hard to read: Gulpease index {index}, at least {least} is needed"
        ),
    );
    for (at, sentence) in hard.iter().enumerate() {
        let number = at + 1;
        if let Some(place) = passage.place_of(sentence) {
            finding = finding.see(place, say!("frase difficile {number}", "hard sentence {number}"));
        }
    }
    finding.hint(say!(
        "accorcia le frasi segnate: una sola idea per frase, parole comuni",
        "shorten the marked sentences: one idea a sentence, common words"
    ))
}

/// The blocks that hold sentences, quotations and other languages left out; labels of one to four words say little of how hard a text is.
fn prose(blocks: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    collect(blocks, &mut found);
    found.retain(|text| text.split_whitespace().count() > 4);
    found
}

fn collect(blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        // A note says where something stands, as a quotation does.
        if matches!(block.kind, Kind::Quote(_) | Kind::Language(..) | Kind::Notes(_)) {
            continue;
        }
        each_words(block, &mut |words| found.push(plain_text(words)));
        children(block).into_iter().for_each(|inner| collect(inner, found));
    }
}
