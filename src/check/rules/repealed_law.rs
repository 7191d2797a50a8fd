//! A law, an article or a decision that no longer holds, cited as if it did: the catalogue's `laws.yaml` says which, and what holds
//! instead.

use crate::catalog::Law;
use crate::check::framed::place_of;
use crate::check::reading::{Found, Piece};
use crate::check::rule::{Context, Inspection, Rule, message};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::record::Localized;
use crate::say;
use crate::source::Span;
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::RepealedLaw, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let reading = context.reading();
    for found in reading.found(RULE.key).iter().filter(|found| found.ready.is_noted()) {
        // A law may have a frame for its name, and one for the short name that other words have to explain.
        let name = found.ready.name.strip_suffix("-breve").unwrap_or(&found.ready.name);
        let Some((_, law)) = context.catalog.laws.0.iter().find(|(key, _)| key.value == name) else {
            continue;
        };
        let piece = &reading.pieces[found.piece];
        let articles = cited_articles(piece, found);
        let gone = articles.numbers.iter().find_map(|article| Some((article.as_str(), law.instead_of(article)?)));
        if gone.is_none() && !law.repealed.is_empty() {
            continue;
        }
        let words = articles.range.start.min(found.range.start)..articles.range.end.max(found.range.end);
        inspection.push_once(finding(context, place_of(context, piece, &words), law, gone));
    }
}

fn finding(context: &Context<'_>, place: Span, law: &Law, article: Option<(&str, &Localized)>) -> Diagnostic {
    let Message { it, en } = message(&law.name);
    let Message { it: day, en: day_en } = context.day(law.since.value);
    let said = match article.filter(|_| !law.repealed.is_empty()) {
        Some((article, _)) => {
            say!(
                "{it}: l'articolo {article} non vale più dal {day}",
                "{en}: article {article} has not held since {day_en}"
            )
        }
        None => say!("non vale più dal {day}: {it}", "this has not held since {day_en}: {en}"),
    };
    let Message { it, en } = message(article.map_or(&law.instead, |(_, instead)| instead));
    Diagnostic::new(RULE.key, place, said).hint(say!(
        "cita ciò che vale oggi: {it}; se racconti com'era, dillo («fino al», «abrogato»)",
        "cite what holds today: {en}; if you tell how things were, say so (“until”, “repealed”)"
    ))
}

/// The articles of a law that a sentence cites beside its name.
struct Cited {
    numbers: Vec<String>,
    /// Where they stand in the text of the piece, in bytes.
    range: Range<usize>,
}

/// The articles right before the name, «artt. 7 e 13 del d.lgs. 196/2003», or right after: «d.lgs. 196/2003, art. 13».
fn cited_articles(piece: &Piece<'_>, found: &Found<'_>) -> Cited {
    let words: Vec<Range<usize>> = piece.sentences[found.sentence].words().collect();
    let plain = |range: &Range<usize>| piece.text[range.clone()].to_lowercase();
    let is_before = |word: &&Range<usize>| word.end <= found.range.start;
    let before = words.iter().take_while(is_before).count();
    // Backwards over «del d.lgs. n.» and over articles and their parts.
    let start = words[..before].iter().rposition(|word| !is_of_a_citation(&plain(word))).map_or(0, |at| at + 1);
    let first = words[start..before].iter().position(|word| is_article(&plain(word))).map(|at| start + at);
    if let Some(first) = first {
        return cited(&words[first..before], &plain);
    }
    let after = words.iter().take_while(|word| word.start < found.range.end).count();
    let rest = words.get(after..).unwrap_or_default();
    let is_named = rest.iter().take(2).any(|word| is_article(&plain(word)));
    let is_joined =
        rest.first().is_some_and(|word| !is_article(&plain(word)) && plain(word) != "all" && plain(word) != "agli");
    let end = rest.iter().position(|word| !is_of_a_citation(&plain(word))).unwrap_or(rest.len());
    // «Codice privacy e articolo 13 del GDPR»: the article is another law's.
    let is_of_another = rest[..end].last().is_some_and(|word| is_link(&plain(word)));
    if !is_named || is_joined || is_of_another {
        return Cited { numbers: Vec::new(), range: found.range.clone() };
    }
    cited(&rest[..end], &plain)
}

fn cited(words: &[Range<usize>], plain: &impl Fn(&Range<usize>) -> String) -> Cited {
    let mut numbers: Vec<String> = Vec::new();
    // A number after «comma» or «lettera» is of that, until the next article.
    let (mut is_of_article, mut is_range) = (false, false);
    for word in words.iter().map(plain) {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        match word.as_str() {
            _ if is_article(&word) => is_of_article = true,
            _ if SUFFIXES.contains(&word.as_str()) => {
                if let Some(last) = numbers.last_mut().filter(|_| is_of_article) {
                    *last = format!("{last}-{word}");
                }
            }
            _ if is_of_article && digits > 0 => {
                let (number, suffix) = word.split_at(digits);
                let number = if suffix.is_empty() { number.to_owned() } else { format!("{number}-{suffix}") };
                // «Da 33 a 36»: those between are meant too.
                let first = numbers.last().and_then(|first| first.parse::<u32>().ok()).filter(|_| is_range);
                if let (Some(first), Ok(last)) = (first, number.parse::<u32>()) {
                    numbers.extend((first + 1..last.min(first + 200)).map(|between| between.to_string()));
                }
                is_range = false;
                numbers.push(number);
            }
            "a" | "al" => is_range = is_of_article,
            "comma" | "commi" | "c" | "co" | "lettera" | "lettere" | "lett" | "paragrafo" | "par" | "punto" => {
                is_of_article = false;
            }
            _ => {}
        }
    }
    let start = words.first().map_or(0, |word| word.start);
    Cited { numbers, range: start..words.last().map_or(start, |word| word.end) }
}

const SUFFIXES: [&str; 13] = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "novies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
];

fn is_article(word: &str) -> bool {
    matches!(word, "art" | "artt" | "articolo" | "articoli" | "article" | "articles")
}

/// A small word that goes on to the law that is meant.
fn is_link(word: &str) -> bool {
    matches!(word, "del" | "dello" | "della" | "dell" | "dei" | "di" | "of" | "the")
}

/// Whether a word may stand between an article's number and the name of its law.
fn is_of_a_citation(word: &str) -> bool {
    let is_number = word.starts_with(|sign: char| sign.is_ascii_digit()) && word.len() < 12;
    let others = [
        "e",
        "ed",
        "o",
        "da",
        "a",
        "al",
        "ss",
        "seguenti",
        "seg",
        "comma",
        "commi",
        "c",
        "co",
        "lettera",
        "lettere",
        "lett",
        "paragrafo",
        "par",
        "punto",
        "n",
        "nr",
        "numero",
        "d",
        "lgs",
        "dlgs",
        "decreto",
        "legislativo",
        "legge",
        "l",
        "citato",
        "primo",
        "secondo",
        "terzo",
        "quarto",
        "dall",
        "dagli",
        "dell",
        "degli",
        "all",
        "agli",
        "l",
        "gli",
        "and",
        "to",
    ];
    is_number
        || is_article(word)
        || is_link(word)
        || SUFFIXES.contains(&word)
        || others.contains(&word)
        || word.len() == 1
}
