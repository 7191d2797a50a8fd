//! What was looked for, found or not: every rule, and every requirement of every kind of page. The evidence is made of it.

use super::rule::{Context, Seen, message};
use crate::catalog::Requirement;
use crate::diagnostic::{Asked, Key, Message};
use crate::model::Awaiting;
use crate::model::confirm::{State, place_of};
use crate::source::Span;
use crate::source::yaml::{Node, NodeKind};

/// One thing that was looked for.
pub struct Look {
    /// What is found where the thing does not hold.
    pub key: Key,
    /// The requirement that asks for it; `None` for a rule that thinks.
    pub asked: Option<Asked>,
    /// How many things were looked at: where there were none, nobody may say that it holds.
    pub things: usize,
    /// How many of those are sentences.
    pub sentences: usize,
    /// Whether something that it looks at could not be read.
    pub is_unsure: bool,
    /// What the site says that makes it hold.
    pub shown: Vec<Shown>,
    /// Where something that it asks for is there and nobody has confirmed it.
    pub unconfirmed: Vec<Span>,
    words: WordSource,
}

/// Words of the site that make something hold.
pub struct Shown {
    /// Where they stand.
    pub place: Span,
    /// The words, in the site's first language where there are several.
    pub words: String,
}

/// Where the words of a look come from: most sites ask for none.
enum WordSource {
    /// What the site says where it holds, and the norma with its address.
    Requirement(Message, Option<(Message, String)>),
    /// The page of the key.
    Page,
}

impl Look {
    /// Whether the site has anything to look at, and all of it could be read.
    #[must_use]
    pub const fn applies(&self) -> bool {
        self.things > 0 && !self.is_unsure
    }

    /// The kind of page that asks for it, by its key; `None` for a rule that thinks.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        self.asked.as_ref().map(|asked| asked.document.as_str())
    }

    /// What holds when nothing is found, as the requirement or the rule's page says it.
    #[must_use]
    pub fn what(&self) -> Message {
        match &self.words {
            WordSource::Requirement(holds, _) => holds.clone(),
            WordSource::Page => self.key.requirement(),
        }
    }

    /// The norma, as the rule's page or the catalogue cites it, and its address where the catalogue has one.
    #[must_use]
    pub fn norma(&self) -> Option<(Message, Option<String>)> {
        match &self.words {
            WordSource::Requirement(_, norma) => norma.clone().map(|(title, url)| (title, Some(url))),
            WordSource::Page => self.key.norma_in_words().map(|norma| (norma, None)),
        }
    }
}

/// Everything that was looked for on a site: the requirements that a rule asked, else the rule.
pub(super) fn looks(context: &Context<'_>, rule: Key, seen: Seen, asked: Vec<(Asked, Seen)>) -> Vec<Look> {
    let look = |seen: Seen, words: WordSource| {
        let Seen { things, sentences, is_unsure, shown } = seen;
        let shown = shown.into_iter().filter_map(|place| shown_at(context, place)).collect();
        Look { key: rule, asked: None, things, sentences, is_unsure, shown, unconfirmed: Vec::new(), words }
    };
    if asked.is_empty() {
        return vec![look(seen, WordSource::Page)];
    }
    let required = |(asked, seen): (Asked, Seen)| {
        let document = context.catalog.documents.get(&asked.document)?;
        let requirement = document.requires.iter().find(|requirement| requirement.field.value == asked.field)?;
        let norma = requirement.norma.as_ref().and_then(|key| context.catalog.norme.get(key));
        let norma = norma.map(|norma| (message(&norma.title), norma.url.value.0.clone()));
        let unconfirmed = unconfirmed(context, requirement);
        let words = WordSource::Requirement(message(&requirement.holds), norma);
        Some(Look { asked: Some(asked), unconfirmed, ..look(seen, words) })
    };
    asked.into_iter().filter_map(required).collect()
}

/// The words at a place: what a field says whose name stands there, or the words themselves.
fn shown_at(context: &Context<'_>, place: Span) -> Option<Shown> {
    let mut trees = context.site.trees.values().filter(|tree| tree.span.source == place.source);
    let words = match trees.find_map(|tree| value_named_at(tree, place)) {
        Some((name, value)) => {
            let mut all = Vec::new();
            collect(value, name, context.site.languages.first()?, &mut all);
            // Beside sentences, single words are names for the program: a platform, a kind, an office.
            let is_sentence = |(_, text): &(&str, &str)| text.contains(char::is_whitespace);
            let says_something = all.iter().any(is_sentence);
            all.retain(|said| !says_something || is_sentence(said));
            let said =
                |(name, text): (&str, &str)| if says_something { text.to_owned() } else { format!("{name}: {text}") };
            all.into_iter().map(said).collect::<Vec<_>>().join(" · ")
        }
        None => context.sources.slice(place).to_owned(),
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(Shown { place, words })
}

/// The field whose name stands at a place: the name and its value.
fn value_named_at(node: &Node, place: Span) -> Option<(&str, &Node)> {
    match &node.kind {
        NodeKind::Map(entries) => {
            let own = entries.iter().find(|(key, _)| key.span == place).map(|(key, value)| (key.value.as_str(), value));
            own.or_else(|| entries.iter().find_map(|(_, value)| value_named_at(value, place)))
        }
        NodeKind::List(items) => items.iter().find_map(|item| value_named_at(item, place)),
        NodeKind::Scalar { .. } | NodeKind::Empty => None,
    }
}

/// What a value says: its texts one after the other, each with the name of its field; of several languages one.
fn collect<'n>(node: &'n Node, name: &'n str, lang: &str, all: &mut Vec<(&'n str, &'n str)>) {
    match &node.kind {
        NodeKind::Map(entries) => match entries.iter().find(|(key, _)| key.value == lang) {
            Some((_, text)) => collect(text, name, lang, all),
            None => entries.iter().for_each(|(key, value)| collect(value, &key.value, lang, all)),
        },
        NodeKind::List(items) => items.iter().for_each(|item| collect(item, name, lang, all)),
        NodeKind::Scalar { text, .. } => all.push((name, text)),
        NodeKind::Empty => {}
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
    let is_it = |asked: &str, step: &str| ["*", "+"].contains(&asked) || asked.split('|').any(|word| word == step);
    let mut asked = asked.split('.');
    let is_on_the_way = asked.by_ref().zip(steps).all(|(asked, step)| is_it(asked, step));
    is_on_the_way && asked.next().is_none_or(|next| parts.is_empty() || parts.iter().any(|part| is_it(next, part)))
}
