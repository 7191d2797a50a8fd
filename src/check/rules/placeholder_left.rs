//! A place that somebody meant to fill in and did not.

use crate::check::rule::{Context, Rule};
use crate::content::shape_of;
use crate::diagnostic::{Diagnostic, Message, Report};
use crate::record::{PLACEHOLDER, Shape};
use crate::say;
use crate::source::Span;
use crate::source::yaml::{Kind, Node};

pub(super) const RULE: Rule = crate::rule!("placeholder-left", run);

/// What people write to come back later. Words in capitals are looked for as they are, the others in any case.
const EXACT: [&str; 5] = ["TODO", "FIXME", "XXX", "TBD", PLACEHOLDER];
const ANY_CASE: [&str; 7] =
    ["lorem ipsum", "[inserire", "[nome", "[indirizzo", "<nome", "da compilare]", "nome dell'ente]"];

fn run(context: &Context<'_>, report: &mut Report) {
    for (file, tree) in &context.site.trees {
        look(tree, &mut Vec::new(), &Where { shape: shape_of(file), context }, report);
    }
    for document in &context.site.documents {
        let text = context.sources.get(document.source).map_or("", |source| source.text.as_str());
        for (at, length) in found_in(text) {
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

struct Where<'a> {
    shape: Option<Shape>,
    context: &'a Context<'a>,
}

fn look<'n>(node: &'n Node, path: &mut Vec<&'n str>, place: &Where<'_>, report: &mut Report) {
    match &node.kind {
        Kind::List(items) => {
            for item in items {
                path.push("");
                look(item, path, place, report);
                path.pop();
            }
        }
        Kind::Map(entries) => {
            for (key, value) in entries {
                path.push(&key.value);
                look(value, path, place, report);
                path.pop();
            }
        }
        Kind::Scalar { .. } => {
            for (at, length) in found_in(place.context.sources.slice(node.span)) {
                report.push(in_yaml(node.span.part(at..at + length), path, place));
            }
        }
        Kind::Empty => {}
    }
}

/// A field to fill in: its name, and what may stand there.
fn in_yaml(span: Span, path: &[&str], place: &Where<'_>) -> Diagnostic {
    let field = path.iter().filter(|step| !step.is_empty()).copied().collect::<Vec<_>>().join(".");
    let message = say!("«{field}» è da compilare", "“{field}” is to be filled in");
    let start = place.shape.clone();
    let shape = path.iter().try_fold(start, |shape, step| shape.map(|shape| shape.under(step))).flatten();
    let diagnostic = Diagnostic::error(RULE.name, span, message);
    match shape.map(|shape| shape.expected()) {
        Some(Message { it, en }) => diagnostic.hint(say!("scrivi {it}", "write {en}")),
        None => diagnostic.hint(say!("scrivi il testo vero", "write the real text")),
    }
}

fn found_in(text: &str) -> Vec<(usize, usize)> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |(at, found): &(usize, &str)| {
        !is_word(text[..*at].chars().next_back()) && !is_word(text[at + found.len()..].chars().next())
    };
    let exact =
        EXACT.iter().flat_map(|word| text.match_indices(word)).filter(whole).map(|(at, found)| (at, found.len()));
    let lower = text.to_ascii_lowercase();
    let any_case: Vec<_> =
        ANY_CASE.iter().flat_map(|word| lower.match_indices(word)).map(|(at, found)| (at, found.len())).collect();
    exact.chain(any_case).collect()
}
