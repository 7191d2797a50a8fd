//! A paragraph in another language than its page's, without a mark: screen readers read it with the wrong voice.
//!
//! A language is told by its most common words (`languages.yaml` of the catalogue); short blocks and pages in a language that is
//! not there are left alone.

use crate::catalog::KnownLanguage;
use crate::check::passages::{Passage, plain};
use crate::check::rule::{Context, Rule, message};
use crate::content::{Block, plain_text};
use crate::diagnostic::{Diagnostic, Level, Message, Report};
use crate::say;

pub(super) const RULE: Rule = crate::rule!("unmarked-language", run);

/// Fewest words of a block whose language can be told.
const FEWEST_WORDS: usize = 12;
/// One word in so many is a common one, in any language.
const ONE_IN: usize = 4;

fn run(context: &Context<'_>, report: &mut Report) {
    for (page, passage) in context.pages() {
        let mut found = Vec::new();
        look(&page.body.blocks, &page.lang, context, &mut |text, tag, language| {
            found.push(finding(context, page.place(), (passage, text), tag, language));
        });
        found.into_iter().for_each(|found| report.push(found));
    }
}

/// Calls `see` with every block that is in another language than the one that holds there: its text, the tag and the language.
fn look<'c>(
    blocks: &[Block],
    lang: &str,
    context: &Context<'c>,
    see: &mut impl FnMut(&str, &'c str, &'c KnownLanguage),
) {
    for block in blocks {
        let text = |text: &str, see: &mut dyn FnMut(&str, &'c str, &'c KnownLanguage)| {
            if let Some((tag, language)) = other_language(text, lang, context) {
                see(text, tag, language);
            }
        };
        match block {
            Block::Heading(heading) => text(&heading.text, see),
            Block::Paragraph(words) => text(&plain_text(words), see),
            Block::List { items, .. } => items.iter().for_each(|item| look(item, lang, context, see)),
            Block::Descriptions(items) => items.iter().for_each(|(_, details)| look(details, lang, context, see)),
            Block::Table(head, rows) => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| text(&plain_text(cell), see));
            }
            Block::Quote(inner) | Block::CallOut(_, inner) => look(inner, lang, context, see),
            Block::Language(inside, inner) => look(inner, inside, context, see),
            Block::Verbatim(_) | Block::Break => {}
        }
    }
}

/// The language of a text, where it is surely not `lang`.
fn other_language<'c>(text: &str, lang: &str, context: &Context<'c>) -> Option<(&'c str, &'c KnownLanguage)> {
    let languages = &context.catalog.languages;
    let own = languages.get(lang)?;
    let plain = plain(text);
    let words: Vec<&str> = plain.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let own = own.count(&words);
    let counted = languages.0.iter().map(|(tag, language)| (language.count(&words), tag.value.as_str(), language));
    let (most, tag, language) = counted.max_by_key(|(count, ..)| *count)?;
    (most * ONE_IN >= words.len() && most > 2 * own).then_some((tag, language))
}

fn finding(
    context: &Context<'_>,
    page: crate::source::Span,
    (passage, text): (&Passage<'_>, &str),
    tag: &str,
    language: &KnownLanguage,
) -> Diagnostic {
    let Message { it, en } = message(&language.name);
    let found = Diagnostic::new(
        Level::Warning,
        RULE.name,
        passage.place_of(text).unwrap_or(page),
        say!("questo testo è in {it}, ma nella pagina non è segnato", "this text is in {en}, but the page does not mark it"),
    )
    .hint(say!(
        "scrivi una riga «::: {tag}» prima e una riga «:::» dopo: chi ascolta la pagina sente la voce giusta",
        "write a line “::: {tag}” before it and a line “:::” after it: those who listen to the page hear the right voice"
    ));
    context.citing(found, "l-4-2004")
}
