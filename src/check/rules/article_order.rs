//! A text in articles of which one is missing, or there twice.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::Span;
use crate::tree::{Block, each_words, plain_text};

pub(super) const RULE: Rule = Rule { key: Key::ArticleOrder, run };

/// Fewest articles of which somebody could say that one is missing.
const FEWEST: usize = 3;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for page in context.site.documents.iter().filter(|page| page.lang == "it") {
        let mut articles = Vec::new();
        page.body.blocks.iter().for_each(|block| collect(block, &mut articles));
        if articles.len() < FEWEST {
            continue;
        }
        inspection.at(&articles);
        for pair in articles.windows(2) {
            let ((before, first), (number, place)) = (pair[0], pair[1]);
            let message = if number == before {
                say!("l'articolo {number} c'è due volte", "article {number} is there twice")
            } else if number == before + 1 {
                continue;
            } else {
                say!("dopo l'articolo {before} viene il {number}", "after article {before} comes {number}")
            };
            let found = Diagnostic::new(RULE.key, place, message)
                .see(first, say!("l'articolo prima è questo", "the article before is this"))
                .hint(say!(
                    "numera gli articoli di seguito, e controlla i rinvii",
                    "number the articles one after the other, and check the references"
                ));
            inspection.push(found);
        }
    }
}

/// The articles that begin in a block, with their places: «Art. 3 - Account».
fn collect(block: &Block, articles: &mut Vec<(u32, Span)>) {
    each_words(block, &mut |words| articles.extend(number(&plain_text(words)).map(|number| (number, block.span))));
    crate::tree::children(block).into_iter().flatten().for_each(|inner| collect(inner, articles));
}

/// The number of the article that a text begins; «Art. 3-bis» and «L'articolo 3 dice» begin none.
fn number(text: &str) -> Option<u32> {
    let rest = ["Art. ", "Art.", "Articolo ", "ART. ", "ARTICOLO "].iter().find_map(|word| text.strip_prefix(word))?;
    let end = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
    let after = rest[end..].trim_start();
    let begins_one = after.is_empty()
        || after.starts_with(['-', '–', '—', '.', ':', '(', ')'])
            && !["-bis", "-ter", "-qu"].iter().any(|suffix| rest[end..].starts_with(suffix));
    rest[..end].parse().ok().filter(|_| begins_one)
}
