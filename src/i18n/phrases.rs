//! The interface's phrases by their paths. A phrase that counts something is written in each form that its language has for numbers; the
//! number is always called `{n}`.

use super::number::{Form, Forms};
use super::wording::Wording;
use super::{Unsaid, mistakes};
use crate::diagnostic::Report;
use crate::record::{Eye, Field, Homes, Reader, Scalar as _, Shape, Text};
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Span, Spanned};
use serde::Serializer;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The placeholder of the number that decides the form.
pub const NUMBER: &str = "n";

/// A phrase.
#[derive(Clone, Debug)]
pub enum Phrase {
    /// The phrase has no forms.
    Plain(Spanned<Wording>),
    /// One wording for each form that the number may ask for.
    Counting(Vec<(Spanned<Form>, Spanned<Wording>)>),
}

impl Phrase {
    /// The wording for a form; where the phrase has no wording of its own for it, the one for all other numbers.
    fn wording(&self, form: Form) -> Option<&Spanned<Wording>> {
        match self {
            Self::Plain(wording) => Some(wording),
            Self::Counting(forms) => {
                let of = |wanted: Form| forms.iter().find(|(form, _)| form.value == wanted).map(|(_, wording)| wording);
                of(form).or_else(|| of(Form::Other))
            }
        }
    }

    /// The text as it was written; of several forms, that for most numbers.
    #[must_use]
    pub fn as_written(&self) -> &str {
        self.wording(Form::Other).map_or("", |wording| wording.as_written())
    }

    /// Its forms; empty when it counts nothing.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        match self {
            Self::Plain(_) => Vec::new(),
            Self::Counting(forms) => forms.iter().map(|(form, _)| form.value).collect(),
        }
    }

    /// The names of its placeholders; of several forms, those of all.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        let (plain, counting) = match self {
            Self::Plain(wording) => (Some(wording), None),
            Self::Counting(forms) => (None, Some(forms.iter().map(|(_, wording)| wording))),
        };
        plain.into_iter().chain(counting.into_iter().flatten()).flat_map(|wording| wording.placeholders())
    }
}

/// Phrases by their paths (`account.follow`).
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    by_path: BTreeMap<String, Phrase>,
    forms: Forms,
}

impl Phrases {
    /// A phrase by its path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Phrase> {
        self.by_path.get(path)
    }

    /// Every phrase with its path, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Phrase)> {
        self.by_path.iter().map(|(path, phrase)| (path.as_str(), phrase))
    }

    /// A phrase with its values; one that counts takes the form that `n` asks for.
    ///
    /// # Errors
    /// When there is no such phrase, or no value for one of its placeholders.
    pub fn say<'v>(&self, path: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> Result<Cow<'_, str>, Unsaid> {
        let phrase = self.by_path.get(path).ok_or(Unsaid::NoPhrase)?;
        let form = match phrase {
            Phrase::Plain(_) => Form::Other,
            Phrase::Counting(_) => {
                let number = value(NUMBER).ok_or_else(|| Unsaid::NoValue(NUMBER.to_owned()))?;
                number.parse().map_or(Form::Other, |number| self.forms.of_number(number))
            }
        };
        phrase.wording(form).ok_or(Unsaid::NoPhrase)?.fill(value)
    }

    /// Sets the forms of the phrases' language, and reports forms that are missing, forms that no number asks for, and forms that lack the
    /// number.
    pub(super) fn speak(&mut self, forms: Forms, report: &mut Report) {
        self.forms = forms;
        let known = self.forms.all();
        for phrase in self.by_path.values() {
            let Phrase::Counting(forms) = phrase else { continue };
            let missing = known.iter().filter(|(form, _)| !forms.iter().any(|(given, _)| given.value == *form));
            let missing: Vec<_> = missing.map(|(form, _)| form.word()).collect();
            if let Some((first, _)) = forms.first().filter(|_| !missing.is_empty()) {
                report.push(mistakes::missing_forms(first.span, &missing));
            }
            for (form, wording) in forms {
                match known.iter().find(|(known, _)| *known == form.value) {
                    None => report.push(mistakes::unknown_form(form, &known)),
                    Some((_, is_single)) => {
                        let has = |name: &str| wording.placeholders().any(|own| own == name);
                        let needed = phrase.placeholders().filter(|name| *name != NUMBER);
                        let needed = needed.chain((!is_single).then_some(NUMBER));
                        for name in needed.filter(|name| !has(name)) {
                            report.push_once(mistakes::missing_placeholder(wording.span, name, phrase.as_written()));
                        }
                    }
                }
            }
        }
    }

    /// Puts phrases of a site's own in the place of the program's: the tree of a file that has only `phrases:`, and of those only the
    /// ones that change.
    pub(super) fn change(&mut self, tree: &Node, report: &mut Report) {
        let mut own = Vec::new();
        collect_own(tree, "", &mut own);
        for (path, key, node) in own {
            let name = Spanned::new(path, key);
            let NodeKind::Scalar { text, .. } = &node.kind else {
                report.push(self.unknown(&name));
                continue;
            };
            match self.replaceable_at(&name.value) {
                Replaceable::Wording(known, wording) => {
                    let new = Wording::new(text.clone());
                    for missing in wording.placeholders().filter(|name| !new.placeholders().any(|own| own == *name)) {
                        report.push(mistakes::missing_placeholder(node.span, missing, wording.as_written()));
                    }
                    for unknown in new.placeholders().filter(|name| !known.iter().any(|known| known == name)) {
                        report.push(mistakes::unknown_placeholder(node.span, unknown, wording.as_written()));
                    }
                    *wording = Spanned::new(new, node.span);
                }
                Replaceable::Forms(forms) => report.push(mistakes::missing_forms(node.span, &forms)),
                Replaceable::None => report.push(self.unknown(&name)),
            }
        }
    }

    /// What a path in a site's own file of phrases may change.
    fn replaceable_at(&mut self, path: &str) -> Replaceable<'_> {
        let Some(path) = path.strip_prefix("phrases.") else { return Replaceable::None };
        let (phrase, form) = match path.rsplit_once('.') {
            Some((above, form)) if !self.by_path.contains_key(path) => (above, Some(form)),
            _ => (path, None),
        };
        let Some(phrase) = self.by_path.get_mut(phrase) else { return Replaceable::None };
        let known: Vec<String> = phrase.placeholders().map(str::to_owned).collect();
        match (phrase, form) {
            (Phrase::Plain(wording), None) => Replaceable::Wording(known, wording),
            (Phrase::Plain(_), Some(_)) => Replaceable::None,
            (Phrase::Counting(forms), None) => Replaceable::Forms(forms.iter().map(|(form, _)| form.word()).collect()),
            (Phrase::Counting(forms), Some(word)) => match forms.iter_mut().find(|(form, _)| form.word() == word) {
                Some((_, wording)) => Replaceable::Wording(known, wording),
                None => Replaceable::None,
            },
        }
    }

    fn unknown(&self, name: &Spanned<String>) -> crate::diagnostic::Diagnostic {
        let known = self.by_path.iter().flat_map(|(path, phrase)| match phrase {
            Phrase::Plain(_) => vec![format!("phrases.{path}")],
            Phrase::Counting(forms) => {
                forms.iter().map(|(form, _)| format!("phrases.{path}.{}", form.word())).collect()
            }
        });
        mistakes::unknown_phrase(name, &known.collect::<Vec<_>>())
    }
}

/// What a site's own phrase may change.
enum Replaceable<'a> {
    /// A wording, with the names of the placeholders that the whole phrase has.
    Wording(Vec<String>, &'a mut Spanned<Wording>),
    /// A phrase that is written in these forms, and not in one text.
    Forms(Vec<&'static str>),
    None,
}

impl Field for Phrases {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let mut by_path = BTreeMap::new();
        collect(node, "", &mut by_path, reader);
        Some(Self { by_path, forms: Forms::default() })
    }

    fn stand_in(_span: Span) -> Option<Self> {
        Some(Self::default())
    }

    fn shape() -> Shape {
        Shape::Keyed(Box::new(Text::shape()))
    }

    fn resolve(&mut self, _homes: &mut dyn Homes) -> bool {
        true
    }

    fn show<S: Serializer>(&self, _eye: Eye<'_>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(path, phrase)| (path, phrase.as_written())))
    }
}

/// Reads the phrases below a node. A map whose keys are all forms is one phrase.
fn collect(node: &Node, path: &str, phrases: &mut BTreeMap<String, Phrase>, reader: &mut Reader) {
    let NodeKind::Map(entries) = &node.kind else {
        if let Some(wording) = Spanned::<Wording>::read(node, reader) {
            phrases.insert(path.to_owned(), Phrase::Plain(wording));
        }
        return;
    };
    let form = |key: &Spanned<String>| Some(Spanned::new(Form::parse(&key.value, false).ok()?, key.span));
    let forms: Option<Vec<_>> = entries.iter().map(|(key, _)| form(key)).collect();
    if let Some(forms) = forms.filter(|forms| !forms.is_empty()) {
        let wordings = forms.into_iter().zip(entries);
        let read = |(form, (_, node)): (_, &(_, Node))| Some((form, Spanned::<Wording>::read(node, reader)?));
        phrases.insert(path.to_owned(), Phrase::Counting(wordings.filter_map(read).collect()));
        return;
    }
    for (key, node) in entries {
        let path = if path.is_empty() { key.value.clone() } else { format!("{path}.{}", key.value) };
        collect(node, &path, phrases, reader);
    }
}

/// Every value of a tree with its path and its key's place.
fn collect_own<'n>(node: &'n Node, path: &str, found: &mut Vec<(String, Span, &'n Node)>) {
    let NodeKind::Map(entries) = &node.kind else { return };
    for (key, node) in entries {
        let path = if path.is_empty() { key.value.clone() } else { format!("{path}.{}", key.value) };
        match &node.kind {
            NodeKind::Map(_) => collect_own(node, &path, found),
            _ => found.push((path, key.span, node)),
        }
    }
}
