//! A paragraph in another language than its page's, without a mark: screen readers read it with the wrong voice.
//!
//! A language is told by its most common words (`languages.yaml` of the catalogue); short blocks and pages in a language that is
//! not there are left alone.

use crate::catalog::KnownLanguage;
use crate::check::passages::{Passage, plain};
use crate::check::rule::{Context, Rule, message};
use crate::content::{Block, plain_text};
use crate::diagnostic::{Diagnostic, Level, Message, Report};
use crate::record::Keyed;
use crate::say;
use crate::source::{Span, Spanned};

pub(super) const RULE: Rule = crate::rule!("unmarked-language", run);

/// Fewest words of a block whose language can be told.
const FEWEST_WORDS: usize = 12;
/// One word in so many is a common one, in any language.
const ONE_IN: usize = 4;

fn run(context: &Context<'_>, report: &mut Report) {
    let words = CommonWords::of(&context.catalog.languages);
    for (page, passage) in context.pages() {
        let mut see = |text: &str, tag: &str, language: &KnownLanguage| {
            report.push(finding(context, page.place(), (passage, text), tag, language));
        };
        look(&page.body.blocks, &page.lang, &words, &mut see);
    }
}

/// Which languages each common word belongs to, as places in the list of languages.
struct CommonWords<'c> {
    languages: &'c [(Spanned<String>, KnownLanguage)],
    /// By the first byte and the length: few are alike.
    alike: Vec<Vec<(&'c str, usize)>>,
}

/// The length of which all longer words are taken for.
const LONGEST: usize = 15;

fn likeness(word: &str) -> usize {
    word.bytes().next().map_or(0, |first| usize::from(first) * (LONGEST + 1) + word.len().min(LONGEST))
}

impl<'c> CommonWords<'c> {
    fn of(languages: &'c Keyed<KnownLanguage>) -> Self {
        let mut alike = vec![Vec::new(); 256 * (LONGEST + 1)];
        for (place, (_, language)) in languages.0.iter().enumerate() {
            language.words.split(' ').for_each(|word| alike[likeness(word)].push((word, place)));
        }
        Self { languages: &languages.0, alike }
    }

    /// The language of a text, where it is surely not `lang`.
    fn other_language(&self, text: &str, lang: &str) -> Option<(&'c str, &'c KnownLanguage)> {
        let own = self.languages.iter().position(|(tag, _)| tag.value == lang)?;
        let plain = plain(text);
        let (mut count, mut of_language) = (0, vec![0; self.languages.len()]);
        for word in plain.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty()) {
            count += 1;
            let same = self.alike[likeness(word)].iter().filter(|(known, _)| *known == word);
            same.for_each(|(_, place)| of_language[*place] += 1);
        }
        let (most, place) = of_language.iter().copied().zip(0..).max()?;
        let is_sure = count >= FEWEST_WORDS && most * ONE_IN >= count && most > 2 * of_language[own];
        is_sure.then(|| self.languages.get(place)).flatten().map(|(tag, language)| (tag.value.as_str(), language))
    }
}

/// Calls `see` with every block that is in another language than the one that holds there: its text, the tag and the language.
fn look(blocks: &[Block], lang: &str, words: &CommonWords<'_>, see: &mut impl FnMut(&str, &str, &KnownLanguage)) {
    for block in blocks {
        let mut texts = Vec::new();
        match block {
            Block::Heading(heading) => texts.push(heading.text.clone()),
            Block::Paragraph(inlines) => texts.push(plain_text(inlines)),
            Block::Table(head, rows) => {
                texts.extend(head.iter().chain(rows.iter().flatten()).map(|cell| plain_text(cell)));
            }
            Block::List { items, .. } => items.iter().for_each(|item| look(item, lang, words, see)),
            Block::Descriptions(items) => items.iter().for_each(|(_, details)| look(details, lang, words, see)),
            Block::Quote(inner) | Block::CallOut(_, inner) => look(inner, lang, words, see),
            Block::Language(inside, inner) => look(inner, inside, words, see),
            Block::Verbatim(_) | Block::Break => {}
        }
        for text in texts {
            if let Some((tag, language)) = words.other_language(&text, lang) {
                see(&text, tag, language);
            }
        }
    }
}

fn finding(
    context: &Context<'_>,
    page: Span,
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
