//! A reference to an article, a point or a comma that the text does not have.

use crate::check::framed::place_of;
use crate::check::reading::{Found, Piece};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::SourceId;
use crate::tree::{Block, Kind, ListRole, children};
use std::collections::{HashMap, HashSet};

pub(super) const RULE: Rule = Rule { key: Key::DanglingReference, run };

/// Acts refer to themselves.
const OF_ACTS: &str = "acts";
/// The frame of references without a number.
const PRECEDING: &str = "precedente";
/// The frames of references by a letter, and to a table.
const LETTERED: &str = "lettera";
const TABLE: &str = "tabella";
/// The frame of references by a number or a letter.
const NUMBERED: &str = "numero";
/// The frames of references by a name («appendice», «sezione IV»), to what follows (their names begin so), and to what stands before.
const NAMED: &str = "per-nome";
const FOLLOWING: &str = "che-segue";
const ABOVE: &str = "di-sopra";
/// Most words before a reference to what stands before that a sentence can have without saying what is meant.
const FEW: usize = 6;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let reading = context.reading();
    let all = reading.found(RULE.key);
    // Where nothing refers to anything there is nothing to number.
    let mut numbered: HashMap<SourceId, HashSet<u32>> = HashMap::new();
    let number_of = |found: &Found<'_>| {
        let words = &reading.pieces[found.piece].text[found.range.clone()];
        words.split(|sign: char| !sign.is_ascii_digit()).find_map(|digits| digits.parse::<u32>().ok())
    };
    let of_laws: HashSet<(SourceId, u32)> = all
        .iter()
        .filter(|found| found.ready.name == "numero-di-legge")
        .filter_map(|found| Some((reading.pieces[found.piece].span.source, number_of(found)?)))
        .collect();
    for found in all.iter().filter(|found| found.ready.name != "numero-di-legge") {
        let piece = &reading.pieces[found.piece];
        if piece.path.starts_with(OF_ACTS) {
            continue;
        }
        inspection.at(piece);
        let source = piece.span.source;
        let numbers = numbered.entry(source).or_insert_with(|| numbers_of(context, source));
        let is_there = match number_of(found) {
            Some(number) => {
                let may_be_of_law = found.ready.name == "numero" && of_laws.contains(&(source, number));
                numbers.contains(&number) || may_be_of_law
            }
            // «L'allegato B» is there where something else names it.
            None if found.ready.name == LETTERED => is_lettered(context, found),
            None if found.ready.name == TABLE => has_table(context, source),
            None if found.ready.name == NUMBERED => is_named_elsewhere(context, found),
            None if found.ready.name == NAMED => is_said_elsewhere(context, found),
            None if found.ready.name.starts_with(FOLLOWING) => is_followed(context, found),
            None if found.ready.name == ABOVE => has_text_before(context, found),
            // «Il comma precedente» wants any.
            None => found.ready.name != PRECEDING || !numbers.is_empty(),
        };
        if !is_there {
            inspection.push_once(finding(context, piece, found));
        }
    }
}

/// Whether another block of the page or file says the same words; a number in words is no reference.
fn is_named_elsewhere(context: &Context<'_>, found: &Found<'_>) -> bool {
    let pieces = &context.reading().pieces;
    let piece = &pieces[found.piece];
    let words = piece.text[found.range.clone()].to_lowercase();
    let is_other = |(number, other): &(usize, &Piece<'_>)| {
        *number != found.piece && other.span.source == piece.span.source && other.text.to_lowercase().contains(&words)
    };
    !words.starts_with("allegato") || pieces.iter().enumerate().any(|other| is_other(&other))
}

/// Whether another block of the page or file says the name: «in appendice» wants an «Appendice».
fn is_said_elsewhere(context: &Context<'_>, found: &Found<'_>) -> bool {
    let pieces = &context.reading().pieces;
    let piece = &pieces[found.piece];
    let words = piece.text[found.range.clone()].to_lowercase();
    let words = words.rsplit(['\'', '’']).next().unwrap_or_default();
    let name = words.trim_start_matches("in ").trim_start_matches("nella ").trim_start_matches("alla ");
    let is_other = |(number, other): (usize, &Piece<'_>)| {
        number != found.piece && other.span.source == piece.span.source && other.text.to_lowercase().contains(name)
    };
    pieces.iter().enumerate().any(is_other)
}

/// Whether anything stands after a reference to what follows: in the same text, or further down on the page. A field is read by itself.
fn is_followed(context: &Context<'_>, found: &Found<'_>) -> bool {
    let pieces = &context.reading().pieces;
    let piece = &pieces[found.piece];
    let goes_on = found.sentence + 1 < piece.sentences.len() || piece.text[found.range.end..].contains(':');
    goes_on
        || is_page(context, piece.span.source)
            && pieces.get(found.piece + 1).is_some_and(|next| next.span.source == piece.span.source)
}

fn is_page(context: &Context<'_>, source: SourceId) -> bool {
    context.site.documents.iter().any(|page| page.source == source)
}

/// Whether anything stands before a reference to what was said: a field is read by itself.
fn has_text_before(context: &Context<'_>, found: &Found<'_>) -> bool {
    let piece = &context.reading().pieces[found.piece];
    let sentence = &piece.sentences[found.sentence];
    let before = sentence.words().take_while(|word| word.start < found.range.start).count();
    is_page(context, piece.span.source) || found.sentence > 0 || before > FEW
}

/// Whether the source writes the letter of a reference elsewhere too: «b) …».
fn is_lettered(context: &Context<'_>, found: &Found<'_>) -> bool {
    let piece = &context.reading().pieces[found.piece];
    let Some(letter) = piece.text[..found.range.end].chars().next_back() else { return true };
    let text = context.sources.get(piece.span.source).map_or("", |source| source.text.as_str());
    text.matches(&format!("{letter})")).count() > 1
}

fn has_table(context: &Context<'_>, source: SourceId) -> bool {
    fn is_in(blocks: &[Block]) -> bool {
        blocks.iter().any(|block| matches!(block.kind, Kind::Table(_)) || children(block).into_iter().any(is_in))
    }
    context.site.documents.iter().find(|page| page.source == source).is_none_or(|page| is_in(&page.body.blocks))
}

/// What is numbered in a page, or in a file of fields: headings, articles, paragraphs, items.
fn numbers_of(context: &Context<'_>, source: SourceId) -> HashSet<u32> {
    let mut numbers = HashSet::new();
    for piece in context.reading().pieces_of(source) {
        let sentences = piece.sentences.iter().map(|sentence| &piece.text[sentence.range()]);
        numbers.extend(sentences.filter_map(label));
    }
    if let Some(page) = context.site.documents.iter().find(|page| page.source == source) {
        items(&page.body.blocks, &mut numbers);
    }
    numbers
}

/// The number with which a sentence begins: «Art. 7», «7.», «Punto 7», «§ 7», «7)».
fn label(sentence: &str) -> Option<u32> {
    let word = sentence.find(|sign: char| !sign.is_alphabetic()).unwrap_or(sentence.len());
    let kinds = [
        "art",
        "articolo",
        "punto",
        "paragrafo",
        "sezione",
        "capo",
        "capitolo",
        "titolo",
        "comma",
        "allegato",
        "regola",
    ];
    let is_kind = kinds.contains(&sentence[..word].to_lowercase().as_str());
    let rest = if is_kind { sentence[word..].trim_start_matches(['.', ' ', 'n']) } else { sentence };
    let digits = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
    let is_label = is_kind
        || rest[digits..].starts_with(['.', ')', ' ', '°'])
            && !rest[digits..].trim_start().starts_with(char::is_lowercase);
    rest[..digits].parse().ok().filter(|_| is_label)
}

/// The numbers of the items of ordered lists.
fn items(blocks: &[Block], numbers: &mut HashSet<u32>) {
    for block in blocks {
        match &block.kind {
            Kind::List(list) => {
                if let ListRole::Numbers(first) = list.role {
                    numbers.extend((first..).take(list.items.len()).filter_map(|number| u32::try_from(number).ok()));
                }
            }
            Kind::Lettered { items, .. } => numbers.extend(items.iter().map(|(number, _)| *number)),
            Kind::Notes(notes) => numbers.extend((1..).take(notes.len())),
            _ => {}
        }
        children(block).into_iter().for_each(|inner| self::items(inner, numbers));
    }
}

fn finding(context: &Context<'_>, piece: &Piece<'_>, found: &Found<'_>) -> Diagnostic {
    let words = &piece.text[found.range.clone()];
    Diagnostic::new(
        RULE.key,
        place_of(context, piece, &found.range),
        say!("«{words}»: in questo testo non c'è", "“{words}”: this text has none"),
    )
    .hint(say!(
        "di' la cosa con le sue parole o con un collegamento; se è di una legge, scrivi quale",
        "say it in so many words or with a link; if it is a law's, write which"
    ))
}
