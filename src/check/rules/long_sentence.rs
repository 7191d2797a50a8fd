//! A sentence in Italian that is so long that readers lose its beginning.

use crate::check::framed::place_of;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::LongSentence, run };

/// Most words of a sentence. Guides to plain administrative Italian ask for 20 to 25; this is where nobody follows any more.
const MOST: usize = 45;

/// Titles of acts are as long as their authors made them.
const OF_OTHERS: &str = "acts";

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let read = context.reading().pieces.iter().filter(|piece| piece.lang == "it" && !piece.is_quoted);
    for piece in read.filter(|piece| !piece.path.starts_with(OF_OTHERS)) {
        for sentence in &piece.sentences {
            inspection.at(sentence);
            let words = sentence.len();
            if words <= MOST {
                continue;
            }
            let found = Diagnostic::new(
                RULE.key,
                place_of(context, piece, &sentence.range()),
                say!("la frase è lunga: {words} parole", "the sentence is long: {words} words"),
            )
            .hint(say!(
                "dividila: una sola idea per frase, al più 25 parole",
                "divide the sentence: one idea each, 25 words at most"
            ));
            inspection.push(found);
        }
    }
}
