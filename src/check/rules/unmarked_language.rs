//! A paragraph in another language than its page's, without a mark: screen readers read it with the wrong voice.
//!
//! A language is told by its most common words (`languages.yaml` of the catalogue); short blocks and pages in a language that is
//! not there are left alone.

use crate::catalog::{CommonWords, KnownLanguage};
use crate::check::framed::place_of;
use crate::check::passages::plain;
use crate::check::reading::Piece;
use crate::check::rule::{Context, Inspection, Rule, message};
use crate::diagnostic::{Diagnostic, Key, Level, Message};
use crate::say;
use crate::source::Spanned;

pub(super) const RULE: Rule = Rule { key: Key::UnmarkedLanguage, run };

/// Fewest words of a block whose language can be told.
const FEWEST_WORDS: usize = 12;
/// One word in so many is a common one, in any language.
const ONE_IN: usize = 4;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let tongues = Tongues { languages: &context.catalog.languages.0, words: &context.catalog.common_words };
    let is_known = |lang: &str| tongues.languages.iter().any(|(tag, _)| tag.value == lang);
    for (page, _) in context.pages().filter(|(page, _)| is_known(&page.lang)) {
        inspection.at(page);
        for piece in context.reading().pieces_of(page.source) {
            if let Some((tag, language)) = tongues.other_language(&piece.text, piece.lang) {
                inspection.push_with(Level::Warning, || finding(context, piece, tag, language));
            }
        }
    }
}

/// The languages that can be told.
struct Tongues<'c> {
    languages: &'c [(Spanned<String>, KnownLanguage)],
    words: &'c CommonWords,
}

impl<'c> Tongues<'c> {
    /// The language of a text, where it is surely not `lang`.
    fn other_language(&self, text: &str, lang: &str) -> Option<(&'c str, &'c KnownLanguage)> {
        // A word has a letter and a blank.
        if text.len() < 2 * FEWEST_WORDS - 1 {
            return None;
        }
        let own = self.languages.iter().position(|(tag, _)| tag.value == lang)?;
        let plain = plain(text);
        let (mut count, mut of_language) = (0, vec![0; self.languages.len()]);
        for word in plain.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty()) {
            count += 1;
            self.words.languages_of(word).for_each(|place| of_language[place] += 1);
        }
        let (most, place) = of_language.iter().copied().zip(0..).max()?;
        let is_sure = count >= FEWEST_WORDS && most * ONE_IN >= count && most > 2 * of_language[own];
        is_sure.then(|| self.languages.get(place)).flatten().map(|(tag, language)| (tag.value.as_str(), language))
    }
}

fn finding(context: &Context<'_>, piece: &Piece<'_>, tag: &str, language: &KnownLanguage) -> Diagnostic {
    let Message { it, en } = message(&language.name);
    Diagnostic::new(
        RULE.key,
        place_of(context, piece, &(0..piece.text.len())),
        say!("questo testo è in {it}, ma nella pagina non è segnato", "this text is in {en}, but the page does not mark it"),
    )
    .hint(say!(
        "scrivi una riga «::: {tag}» prima e una riga «:::» dopo: chi ascolta la pagina sente la voce giusta",
        "write a line “::: {tag}” before it and a line “:::” after it: those who listen to the page hear the right voice"
    ))
}
