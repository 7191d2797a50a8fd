//! Words that refer to conditions, rules or sanctions «above» where there are none.

use crate::check::framed::place_of;
use crate::check::reading::{Found, Piece};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::tree::{Block, Kind, children};
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::DanglingConditions, run };

/// What such words refer to, and other words for the same thing.
const THINGS: [(&str, &[&str]); 54] = [
    ("condizion", &[]),
    ("regol", &[]),
    ("divieti", &[]),
    ("comportament", &[]),
    ("obbligh", &["obblig", "dover"]),
    ("requisit", &[]),
    ("criter", &[]),
    ("princip", &[]),
    ("casi", &["caso", "quando", "se "]),
    ("ipotes", &["caso", "casi", "quando", "se "]),
    ("sanzion", &["blocc", "sospen", "diffid", "rimozion", "richiam"]),
    ("misur", &["blocc", "sospen", "rimozion", "tolt", "togli"]),
    ("prescrizion", &["obbligh", "regol", "divieti"]),
    ("limitazion", &["limit", "divieti"]),
    ("modalita", &["modalità", "modo", "come "]),
    ("canali", &["account", "canal", "pagin", "profil"]),
    ("procedur", &[]),
    ("finalit", &["scop"]),
    ("diritt", &[]),
    ("recapit", &["e-mail", "telefon", "indirizz", "pec"]),
    ("indirizz", &["e-mail", "pec", "sito", "@", "http"]),
    ("document", &["modul", "atti"]),
    ("modul", &[]),
    ("elenc", &["lista"]),
    ("tabell", &[]),
    ("scadenz", &["termin", "giorn", "mes"]),
    ("termin", &["giorn", "mes", "ann", "scadenz"]),
    ("eccezion", &["tranne", "salvo"]),
    ("orari", &["ore ", "dalle"]),
    ("soggett", &["person", "uffic", "chi "]),
    ("numer", &["telefon", "tel"]),
    ("presuppost", &["condizion", "caso", "casi"]),
    ("circostanz", &["caso", "casi", "quando", "se "]),
    ("motivi", &["perché", "ragion"]),
    ("ragioni", &["perché", "motiv"]),
    ("limiti", &["limit", "non più", "al massimo"]),
    ("disposizion", &["regol", "articol"]),
    ("norme", &["regol", "legge", "articol"]),
    ("previsioni", &["regol", "articol"]),
    ("violazion", &["viol", "vietat"]),
    ("fattispecie", &["caso", "casi", "quando", "se "]),
    ("tipologi", &["tipi", "tipo"]),
    ("categori", &["dati", "tipi"]),
    ("attivit", &[]),
    ("adempiment", &["obbligh", "dover"]),
    ("istruzion", &["come "]),
    ("indicazion", &["regol", "come "]),
    ("garanzi", &[]),
    ("cautel", &["misur"]),
    ("esigenz", &["scop", "serv"]),
    ("responsabil", &[]),
    ("figure", &["person", "uffic"]),
    ("deroghe", &["tranne", "salvo", "eccezion"]),
    ("strument", &["account", "canal", "pagin", "social"]),
];
/// How many of the things are ones that a list, or a sentence that forbids, says without naming them.
const SAID_BY_A_LIST: usize = 10;
/// How sentences begin that are conditions, without the word.
const CONDITIONS: [&str; 8] = [
    "è vietat",
    "sono vietat",
    "non è ammess",
    "non sono ammess",
    "non si può",
    "non si possono",
    "non pubblicare",
    "niente",
];
/// What a platform's conditions are called, which are not the page's.
const OF_OTHERS: [&str; 7] =
    ["generali", "d'uso", "di utilizzo", "del servizio", "di servizio", "di contratto", "contrattuali"];
/// How many words before or after the pointer its thing stands.
const NEAR: usize = 3;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let reading = context.reading();
    let there_are_rules = !context.site.moderation.rules.is_empty();
    for found in reading.found(RULE.key).iter().filter(|found| found.ready.is_noted()) {
        let piece = &reading.pieces[found.piece];
        inspection.at(piece);
        let Some((thing, words)) = thing_of(piece, found) else { continue };
        let (name, others) = THINGS[thing];
        let is_of_moderation = piece.path == "moderazione" || piece.path.starts_with("moderation.");
        if is_of_moderation && there_are_rules {
            continue;
        }
        let before = before(context, found.piece, words.start);
        let is_said = |text: &str| {
            speaks_of(text, name)
                || others.iter().any(|other| speaks_of(text, other))
                || thing < SAID_BY_A_LIST && CONDITIONS.iter().any(|words| text.contains(words))
        };
        let is_listed = || thing < SAID_BY_A_LIST && has_list_before(context, piece);
        let is_there = before.iter().any(|text| is_said(text)) || is_listed();
        if !is_there {
            inspection.push_once(finding(context, piece, &words));
        }
    }
}

/// What was said before a place, piece by piece, in small letters: of a page, or of one file of fields.
fn before(context: &Context<'_>, number: usize, end: usize) -> Vec<String> {
    let pieces = &context.reading().pieces;
    let piece = &pieces[number];
    let same = pieces[..number].iter().rev().take_while(|other| other.span.source == piece.span.source);
    let same = same.filter(|other| other.lang == piece.lang).map(|other| other.text.to_lowercase());
    std::iter::once(piece.text[..end].to_lowercase()).chain(same).collect()
}

/// The thing that a pointer is about, by its number, and where both stand in the piece.
fn thing_of(piece: &Piece<'_>, found: &Found<'_>) -> Option<(usize, Range<usize>)> {
    let words: Vec<Range<usize>> = piece.sentences[found.sentence].words().collect();
    let first = words.iter().position(|word| word.start >= found.range.start)?;
    let last = words.iter().rposition(|word| word.end <= found.range.end)?;
    let near = first.saturating_sub(NEAR)..(last + 1 + NEAR).min(words.len());
    near.filter_map(|at| {
        let word = piece.text[words[at].clone()].to_lowercase();
        let thing = THINGS.iter().position(|(name, _)| word.replace('à', "a").starts_with(name))?;
        let both = words[at].start.min(found.range.start)..words[at].end.max(found.range.end);
        Some((at.abs_diff(first).min(at.abs_diff(last)), thing, both))
    })
    .min_by_key(|(distance, ..)| *distance)
    .map(|(_, thing, both)| (thing, both))
}

/// Whether a text speaks of a thing; a platform's general conditions are not the page's.
fn speaks_of(text: &str, thing: &str) -> bool {
    text.match_indices(thing).any(|(at, found)| {
        let after = text[at + found.len()..].trim_start_matches(char::is_alphabetic).trim_start();
        !text[..at].ends_with(char::is_alphanumeric) && !OF_OTHERS.iter().any(|word| after.starts_with(word))
    })
}

/// Whether the page has a list before a piece.
fn has_list_before(context: &Context<'_>, piece: &Piece<'_>) -> bool {
    let page = context.site.documents.iter().find(|page| page.source == piece.span.source);
    page.is_some_and(|page| has_list(&page.body.blocks, piece))
}

fn has_list(blocks: &[Block], piece: &Piece<'_>) -> bool {
    let is_before = |block: &&Block| block.span < piece.span;
    blocks.iter().filter(is_before).any(|block| {
        matches!(block.kind, Kind::List(_) | Kind::Lettered { .. } | Kind::Table(_))
            || children(block).into_iter().any(|inner| has_list(inner, piece))
    })
}

fn finding(context: &Context<'_>, piece: &Piece<'_>, words: &Range<usize>) -> Diagnostic {
    Diagnostic::new(
        RULE.key,
        place_of(context, piece, words),
        say!(
            "qui si rimanda a qualcosa di scritto sopra, ma sopra non c'è",
            "this refers to something written above, and it is not there"
        ),
    )
    .hint(say!(
        "di' la cosa con le sue parole, o fai un collegamento a dove sta: per le regole «[regole](moderazione.md)»",
        "say it in so many words, or make a link to its place: for the rules “[rules](moderazione.md)”"
    ))
}
