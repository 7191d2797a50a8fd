//! What was looked for, found or not: every rule, and every requirement of every kind of page. The evidence is made of it.

use super::rule::{Context, message};
use crate::catalog::Requirement;
use crate::content::Awaiting;
use crate::content::confirm::{State, place_of};
use crate::diagnostic::{Asked, Key, Message};
use crate::source::Span;

/// One thing that was looked for.
pub struct Look {
    /// What is found where the thing does not hold.
    pub key: Key,
    /// The requirement that asks for it; `None` for a rule that thinks.
    pub asked: Option<Asked>,
    /// Whether the site has anything to look at.
    pub applies: bool,
    /// Where something that it asks for is there and nobody has confirmed it.
    pub unconfirmed: Vec<Span>,
    words: Words,
}

/// Where the words of a look come from: most sites ask for none.
enum Words {
    /// What is missing, and the norma with its address.
    Requirement(Message, Option<(Message, String)>),
    /// The page of the key.
    Page,
}

impl Look {
    /// The kind of page that asks for it, by its key; `None` for a rule that thinks.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        self.asked.as_ref().map(|asked| asked.document.as_str())
    }

    /// What holds when nothing is found, as the rule's page says it; what is missing, for a requirement.
    #[must_use]
    pub fn what(&self) -> Message {
        match &self.words {
            Words::Requirement(missing, _) => missing.clone(),
            Words::Page => self.key.requirement(),
        }
    }

    /// The norma, as the rule's page or the catalogue cites it, and its address where the catalogue has one.
    #[must_use]
    pub fn norma(&self) -> Option<(Message, Option<String>)> {
        match &self.words {
            Words::Requirement(_, norma) => norma.clone().map(|(title, url)| (title, Some(url))),
            Words::Page => self.key.norma_in_words().map(|norma| (norma, None)),
        }
    }
}

/// Everything that was looked for on a site: the requirements that a rule asked, else the rule.
pub(super) fn looks(context: &Context<'_>, rule: Key, applies: bool, asked: Vec<(Asked, bool)>) -> Vec<Look> {
    if asked.is_empty() {
        return vec![Look { key: rule, asked: None, applies, unconfirmed: Vec::new(), words: Words::Page }];
    }
    let required = |(asked, applies): (Asked, bool)| {
        let document = context.catalog.documents.get(&asked.document)?;
        let requirement = document.requires.iter().find(|requirement| requirement.field.value == asked.field)?;
        let norma = requirement.norma.as_ref().and_then(|key| context.catalog.norme.get(key));
        let norma = norma.map(|norma| (message(&norma.title), norma.url.value.0.clone()));
        let unconfirmed = unconfirmed(context, requirement);
        let words = Words::Requirement(message(&requirement.missing), norma);
        Some(Look { key: rule, asked: Some(asked), applies, unconfirmed, words })
    };
    asked.into_iter().filter_map(required).collect()
}

/// Where a field that a requirement asks for, or a part of it, is unconfirmed.
fn unconfirmed(context: &Context<'_>, requirement: &Requirement) -> Vec<Span> {
    let asked: Vec<&str> =
        [&requirement.field].into_iter().chain(&requirement.or_fields).map(|field| field.value.as_str()).collect();
    let open = context.site.awaiting.iter().flatten().filter_map(|awaiting| match &awaiting.state {
        State::Open(place, parts) => Some((awaiting, parts, *place)),
        _ => None,
    });
    let is_asked = |awaiting: &Awaiting, parts: &[String]| {
        let (file, path) = place_of(&awaiting.entry.field);
        let steps: Vec<&str> = file.strip_suffix(".yaml").into_iter().chain(path.split('.')).collect();
        asked.iter().any(|field| meet(field, &steps, parts))
    };
    open.filter(|(awaiting, parts, _)| is_asked(awaiting, parts)).map(|(.., place)| place).collect()
}

/// Whether one of two paths leads through the other, and goes on to one of some parts, when there are any: `*` is any step, and of words
/// with `|` between them one is enough.
fn meet(asked: &str, steps: &[&str], parts: &[String]) -> bool {
    let is_it = |asked: &str, step: &str| asked == "*" || asked.split('|').any(|word| word == step);
    let mut asked = asked.split('.');
    let is_on_the_way = asked.by_ref().zip(steps).all(|(asked, step)| is_it(asked, step));
    is_on_the_way && asked.next().is_none_or(|next| parts.is_empty() || parts.iter().any(|part| is_it(next, part)))
}
