//! A place that somebody meant to fill in and did not.

use crate::check::rule::{Context, Rule};
use crate::content::shape_of;
use crate::diagnostic::{Diagnostic, Message, Report};
use crate::record::{PLACEHOLDER, Shape, is_placeholder};
use crate::say;
use crate::source::Span;
use crate::source::yaml::{Kind, Node};

pub(super) const RULE: Rule = crate::rule!("placeholder-left", run);

/// What people write to come back later. Words in capitals are looked for as they are, the others in any case.
const EXACT: [&str; 5] = ["TODO", "FIXME", "XXX", "TBD", PLACEHOLDER];
/// What stands in the demo: a host that nobody can have (RFC 2606), a declaration that is none.
const OF_THE_DEMO: [&str; 2] = [".example", "00000000-0000-0000-0000-000000000000"];
const ANY_CASE: [&str; 7] =
    ["lorem ipsum", "[inserire", "[nome", "[indirizzo", "<nome", "da compilare]", "nome dell'ente]"];

fn run(context: &Context<'_>, report: &mut Report) {
    for (file, tree) in &context.site.trees {
        look(tree, "", shape_of(file).as_ref(), context, report);
    }
    let is_demo = is_demo(context);
    for document in &context.site.documents {
        let text = context.sources.get(document.source).map_or("", |source| source.text.as_str());
        for (at, length) in found_in(text, is_demo) {
            let span = Span::new(document.source, at..at + length);
            let written = context.sources.slice(span);
            let message = say!("«{written}» è rimasto da compilare", "“{written}” was left to be filled in");
            report.push(
                Diagnostic::error(RULE.name, span, message).hint(say!(
                    "scrivi il testo vero, o togli la frase",
                    "write the real text, or remove the sentence"
                )),
            );
        }
    }
}

/// Looks at a value; `name` is what people call it, `shape` what may stand there.
fn look(node: &Node, name: &str, shape: Option<&Shape>, context: &Context<'_>, report: &mut Report) {
    match &node.kind {
        Kind::List(items) => {
            let inner = shape.and_then(|shape| shape.under(""));
            for item in items {
                // An item is called by what tells it apart.
                let apart = ["id", "platform"].into_iter().find_map(|key| match item.get(key).map(|node| &node.kind) {
                    Some(Kind::Scalar { text, .. }) if !is_placeholder(text) => Some(format!("{name}[{text}]")),
                    _ => None,
                });
                look(item, apart.as_deref().unwrap_or(name), inner.as_ref(), context, report);
            }
        }
        Kind::Map(entries) => {
            for (key, value) in entries {
                let inner = shape.and_then(|shape| shape.under(&key.value));
                let name = if name.is_empty() { key.value.clone() } else { format!("{name}.{}", key.value) };
                look(value, &name, inner.as_ref(), context, report);
            }
        }
        Kind::Scalar { .. } => {
            for (at, length) in found_in(context.sources.slice(node.span), is_demo(context)) {
                report.push(in_yaml(node.span.part(at..at + length), name, shape));
            }
        }
        Kind::Empty => {}
    }
}

/// A field to fill in: its name, and what may stand there.
fn in_yaml(span: Span, name: &str, shape: Option<&Shape>) -> Diagnostic {
    let message = say!("«{name}» è da compilare", "“{name}” is to be filled in");
    let diagnostic = Diagnostic::error(RULE.name, span, message);
    if name.ends_with(".handle") {
        return diagnostic.hint(say!(
            "scrivi il nome che sta nell'indirizzo dell'account, o al suo posto «url:» con l'indirizzo intero",
            "write the name in the account's address, or in its place “url:” with the whole address"
        ));
    }
    match shape.map(Shape::expected) {
        Some(Message { it, en }) => diagnostic.hint(say!("scrivi {it}", "write {en}")),
        None => diagnostic.hint(say!("scrivi il testo vero", "write the real text")),
    }
}

/// Whether the ente itself is an invented one.
fn is_demo(context: &Context<'_>) -> bool {
    let site = &context.site.settings.ente.site.value.0;
    site.is_empty() || site.split('/').nth(2).is_some_and(|host| host.ends_with(".example"))
}

fn found_in(text: &str, is_demo: bool) -> Vec<(usize, usize)> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |(at, found): &(usize, &str)| {
        !is_word(text[..*at].chars().next_back()) && !is_word(text[at + found.len()..].chars().next())
    };
    let exact =
        EXACT.iter().flat_map(|word| text.match_indices(word)).filter(whole).map(|(at, found)| (at, found.len()));
    let demo = OF_THE_DEMO.iter().filter(|_| !is_demo).flat_map(|value| text.match_indices(value));
    let demo = demo.filter(|(at, value)| !is_word(text[at + value.len()..].chars().next()));
    let exact = exact.chain(demo.map(|(at, found)| (at, found.len())));
    let lower = text.to_ascii_lowercase();
    let any_case: Vec<_> =
        ANY_CASE.iter().flat_map(|word| lower.match_indices(word)).map(|(at, found)| (at, found.len())).collect();
    exact.chain(any_case).collect()
}
