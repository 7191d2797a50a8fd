//! What was looked for, found or not: every rule, and every requirement of every kind of page. The evidence is made of it.

use super::rule::{Context, message};
use super::rules::ALL;
use crate::catalog::Requirement;
use crate::content::Awaiting;
use crate::content::confirm::{State, place_of};
use crate::diagnostic::{Key, Message};
use crate::source::Span;

/// One thing that was looked for.
pub struct Look {
    /// What is found where the thing does not hold.
    pub key: Key,
    /// The kind of page that asks for it, by its key; `None` for a rule that thinks.
    pub document: Option<String>,
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

/// Everything that is looked for on a site: requirements by kind of page, then rules by name.
pub(super) fn looks(context: &Context<'_>) -> Vec<Look> {
    let documents = context.catalog.documents_in_order();
    let requirements = documents.flat_map(|(key, document)| {
        document.requires.iter().map(move |requirement| required(context, key, requirement))
    });
    let rules = ALL.iter().filter(|rule| rule.key != Key::MissingRequirement).map(|rule| Look {
        key: rule.key,
        document: None,
        applies: (rule.applies)(context),
        unconfirmed: Vec::new(),
        words: Words::Page,
    });
    requirements.chain(rules).collect()
}

fn required(context: &Context<'_>, document: &str, requirement: &Requirement) -> Look {
    let norma = requirement.norma.as_ref().and_then(|key| context.catalog.norme.get(key));
    let norma = norma.map(|norma| (message(&norma.title), norma.url.value.0.clone()));
    // Where the file could not be read, or has no entry, nothing can be missing in it.
    let is_read = |field: &str| field.split_once('.').is_some_and(|(file, _)| context.site.trees.contains_key(file));
    let parent = requirement.field.rsplit_once('.').map(|(parent, _)| parent).filter(|parent| parent.contains('.'));
    let parent = parent.map(|parent| parent.trim_end_matches(".*"));
    Look {
        key: Key::MissingRequirement,
        document: Some(document.to_owned()),
        applies: is_read(&requirement.field) && parent.is_none_or(|parent| context.has(parent)),
        unconfirmed: unconfirmed(context, requirement),
        words: Words::Requirement(message(&requirement.missing), norma),
    }
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
