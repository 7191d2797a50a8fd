//! A place that somebody meant to fill in and did not.

use crate::check::rule::{Context, Inspection, Rule};
use crate::content::shape_of;
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::record::{PLACEHOLDER, Shape, is_placeholder};
use crate::say;
use crate::source::yaml::{Node, NodeKind as Kind};
use crate::source::{Sources, Span};
use memchr::{memchr3, memmem::Finder};
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::PlaceholderLeft, run };

/// What people write to come back later: words in capitals as they are, then what is meant in any case.
const EXACT: [&str; 5] = ["TODO", "FIXME", "XXX", "TBD", PLACEHOLDER];
const LOREM: &str = "lorem ipsum";
const BRACKETED: [&str; 6] = ["[inserire", "[nome", "[indirizzo", "<nome", "da compilare]", "nome dell'ente]"];
/// What stands in the demo: a host that nobody can have (RFC 2606), a declaration that is none.
const OF_THE_DEMO: [&str; 2] = [".example", "00000000-0000-0000-0000-000000000000"];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let marks = Marks {
        exact: EXACT.map(Finder::new),
        of_the_demo: OF_THE_DEMO.map(Finder::new),
        lorem: Finder::new(LOREM),
        bracketed: BRACKETED.map(Finder::new),
        is_demo: is_demo(context),
        sources: context.sources,
    };
    for (file, tree) in &context.site.trees {
        inspection.at(tree);
        marks.look(tree, "", &mut vec![file.as_str()], inspection);
    }
    for document in &context.site.documents {
        inspection.at(document);
        let text = context.sources.get(document.source).map_or("", |source| source.text.as_str());
        for range in marks.found_in(text) {
            let span = Span::new(document.source, range);
            let written = context.sources.slice(span);
            let message = say!("«{written}» è rimasto da compilare", "“{written}” was left to be filled in");
            inspection.push(
                Diagnostic::new(RULE.key, span, message).hint(say!(
                    "scrivi il testo vero, o togli la frase",
                    "write the real text, or remove the sentence"
                )),
            );
        }
    }
}

/// What is looked for, and where.
struct Marks<'a> {
    exact: [Finder<'static>; 5],
    of_the_demo: [Finder<'static>; 2],
    lorem: Finder<'static>,
    bracketed: [Finder<'static>; 6],
    is_demo: bool,
    sources: &'a Sources,
}

impl Marks<'_> {
    /// Looks at a value; `name` is what people call it, `steps` lead to it: the file, then keys, nothing for an item of a list.
    fn look<'n>(&self, node: &'n Node, name: &str, steps: &mut Vec<&'n str>, inspection: &mut Inspection) {
        match &node.kind {
            Kind::List(items) => {
                steps.push("");
                for item in items {
                    // An item is called by what tells it apart.
                    let apart =
                        ["id", "platform"].into_iter().find_map(|key| match item.get(key).map(|node| &node.kind) {
                            Some(Kind::Scalar { text, .. }) if !is_placeholder(text) => Some(format!("{name}[{text}]")),
                            _ => None,
                        });
                    self.look(item, apart.as_deref().unwrap_or(name), steps, inspection);
                }
                steps.pop();
            }
            Kind::Map(entries) => {
                for (key, value) in entries {
                    let name = if name.is_empty() { key.value.clone() } else { format!("{name}.{}", key.value) };
                    steps.push(&key.value);
                    self.look(value, &name, steps, inspection);
                    steps.pop();
                }
            }
            Kind::Scalar { .. } => {
                for range in self.found_in(self.sources.slice(node.span)) {
                    inspection.push(in_yaml(node.span.part(range), name, steps));
                }
            }
            Kind::Empty => {}
        }
    }

    fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        let places = |finder: &Finder<'_>, text: &str| -> Vec<Range<usize>> {
            finder.find_iter(text.as_bytes()).map(|at| at..at + finder.needle().len()).collect()
        };
        let begins = |range: &Range<usize>| !text[..range.start].ends_with(char::is_alphanumeric);
        let ends = |range: &Range<usize>| !text[range.end..].starts_with(char::is_alphanumeric);
        let mut found: Vec<_> = self.exact.iter().flat_map(|words| places(words, text)).filter(begins).collect();
        if !self.is_demo {
            found.extend(self.of_the_demo.iter().flat_map(|value| places(value, text)));
        }
        found.retain(ends);
        let lower = text.to_ascii_lowercase();
        found.extend(places(&self.lorem, &lower));
        // Most texts have no bracket.
        if memchr3(b'[', b']', b'<', text.as_bytes()).is_some() {
            found.extend(self.bracketed.iter().flat_map(|words| places(words, &lower)));
        }
        found
    }
}

/// A field to fill in: its name, and the steps to it, which say what may stand there.
fn in_yaml(span: Span, name: &str, steps: &[&str]) -> Diagnostic {
    let message = say!("«{name}» è da compilare", "“{name}” is to be filled in");
    let diagnostic = Diagnostic::new(RULE.key, span, message);
    if name.ends_with(".handle") {
        return diagnostic.hint(say!(
            "scrivi il nome che sta nell'indirizzo dell'account, o al suo posto «url:» con l'indirizzo intero",
            "write the name in the account's address, or in its place “url:” with the whole address"
        ));
    }
    let shape = steps
        .split_first()
        .and_then(|(file, steps)| steps.iter().try_fold(shape_of(file)?, |shape, step| shape.under(step)));
    match shape.as_ref().map(Shape::expected) {
        Some(Message { it, en }) => diagnostic.hint(say!("scrivi {it}", "write {en}")),
        None => diagnostic.hint(say!("scrivi il testo vero", "write the real text")),
    }
}

/// Whether the ente itself is an invented one.
fn is_demo(context: &Context<'_>) -> bool {
    let site = &context.site.settings.ente.site.value.0;
    site.is_empty() || site.split('/').nth(2).is_some_and(|host| host.ends_with(".example"))
}
