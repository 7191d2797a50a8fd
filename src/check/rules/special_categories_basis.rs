//! Special categories of data that rest on no letter of GDPR article 9, paragraph 2, on letters that do not cover all that an account
//! receives, or on the public interest without the law that says which. What texts say are frames.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::model::SpecialCategories;
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::SpecialCategoriesBasis, run };

/// The letters of paragraph 2.
const LETTERS: std::ops::RangeInclusive<char> = 'a'..='j';
/// Letters of a part of what an account receives: what somebody consents to, what people publish on themselves, what a dispute needs.
const OF_A_PART: [char; 3] = ['a', 'e', 'f'];
/// The letter of substantial public interest, which asks for a law.
const PUBLIC_INTEREST: char = 'g';
/// The frame of a text that gives the letters itself, and that of one which names a law.
const GIVES_LETTERS: &str = "dice-le-lettere";
const NAMES_A_LAW: &str = "dice-la-legge";

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.knows_words(RULE.key) {
        inspection.leave_open();
    }
    for (_, notice) in &context.site.informative.informative.0 {
        let Some(special) = &notice.special_categories else { continue };
        let fields = &special.fields;
        if inspection.is_unsure_of(&[notice.fields.special_categories, fields.letters, fields.norme, fields.text]) {
            continue;
        }
        inspection.at(special);
        if let Some((place, message)) = amiss(context, special) {
            inspection.push(Diagnostic::new(RULE.key, place, message).hint(say!(
                "scrivi «letters: [e, f, g]» e «norme: [codice-privacy-2-sexies]», e spiega nel testo quale lettera vale per che cosa",
                "write “letters: [e, f, g]” and “norme: [codice-privacy-2-sexies]”, and explain in the text which letter holds for what"
            )));
        }
    }
}

/// What is wrong with the letters, and where.
fn amiss(context: &Context<'_>, special: &SpecialCategories) -> Option<(Span, Message)> {
    let letters: Vec<(Option<char>, Span)> =
        special.letters.iter().map(|written| (letter(&written.value), written.span)).collect();
    let Some((_, first)) = letters.first() else {
        let none = say!(
            "non c'è nessuna lettera dell'articolo 9, paragrafo 2: l'articolo intero non è una base",
            "no letter of article 9, paragraph 2, is given: the article as a whole is no basis"
        );
        return (!meets(context, special, GIVES_LETTERS)).then_some((special.text.texts().next()?.1.span, none));
    };
    if let Some((_, unknown)) = letters.iter().find(|(letter, _)| letter.is_none()) {
        let message = say!(
            "l'articolo 9, paragrafo 2, ha le lettere da a fino a j",
            "article 9, paragraph 2, has the letters from a to j"
        );
        return Some((*unknown, message));
    }
    if letters.iter().flat_map(|(letter, _)| letter).all(|letter| OF_A_PART.contains(letter)) {
        let message = say!(
            "queste lettere non bastano per i messaggi privati, per ciò che altri scrivono di qualcuno e per le copie",
            "these letters do not cover private messages, what others write of somebody, and copies"
        );
        return Some((*first, message));
    }
    let (_, interest) = letters.iter().find(|(letter, _)| *letter == Some(PUBLIC_INTEREST))?;
    let message = say!(
        "la lettera g vale con la legge che dice qual è l'interesse pubblico rilevante, e qui non c'è",
        "letter g holds with the law that says which public interest is substantial, and none is given here"
    );
    let is_given = !special.norme.is_empty() || meets(context, special, NAMES_A_LAW);
    (!is_given).then_some((*interest, message))
}

/// The letter that somebody has written: «e», «E», «e)», «lett. e»; `None` for what is no letter of the paragraph.
fn letter(written: &str) -> Option<char> {
    let written = written.trim().trim_end_matches(')').to_lowercase();
    let mut signs = written.rsplit([' ', '.']).next()?.chars();
    signs.next().filter(|letter| LETTERS.contains(letter) && signs.next().is_none())
}

/// Whether the text meets a frame.
fn meets(context: &Context<'_>, special: &SpecialCategories, frame: &str) -> bool {
    let reading = context.reading();
    let of_text = |place: Span| special.text.texts().any(|(_, text)| text.span == place);
    let mut found = reading.found(RULE.key).iter().filter(|found| found.ready.name == frame);
    found.any(|found| of_text(reading.pieces[found.piece].span))
}
