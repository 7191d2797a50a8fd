//! What a kind of page needs and the YAML does not have: the list is data, in the catalogue's document types.

use crate::catalog::{Requirement, Weight};
use crate::check::rule::{Context, Inspection, Rule, message};
use crate::diagnostic::{Asked, Cause, Diagnostic, Key, Level, Thing};
use crate::record::Text;
use crate::source::Span;
use crate::source::yaml::{Kind, Node};

pub(super) const RULE: Rule = Rule { key: Key::MissingRequirement, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for (key, document) in context.catalog.documents_in_order() {
        for requirement in &document.requires {
            inspection.ask(Asked { document: key.clone(), field: requirement.field.value.clone() });
            look(context, requirement, inspection);
        }
    }
}

fn look(context: &Context<'_>, requirement: &Requirement, inspection: &mut Inspection) {
    let Some(places) = missing_at(context, &requirement.field) else { return };
    // Of what has no entry nothing can be missing: that the entries themselves are missing is asked for elsewhere.
    let parent = requirement.field.rsplit_once('.').map(|(parent, _)| parent).filter(|parent| parent.contains('.'));
    if parent.is_none_or(|parent| context.has(parent.trim_end_matches(".*"))) {
        inspection.at(requirement);
    }
    if requirement
        .or_fields
        .iter()
        .any(|field| has_entries(context, field) && missing_at(context, field).is_some_and(|places| places.is_empty()))
    {
        return;
    }
    for Missing { place, cause } in places {
        inspection.push(finding(context, requirement, place).because_of(cause));
    }
}

/// Whether the entries whose field would do are there at all.
fn has_entries(context: &Context<'_>, field: &Text) -> bool {
    field.split_once(".*").is_none_or(|(entries, _)| context.has(entries))
}

/// A place where something is missing.
struct Missing {
    place: Span,
    /// The field itself, by each of its names; or a larger part, in which the field would stand.
    cause: Cause,
}

/// Where a field is missing; `None` when its file is missing or unreadable, which was reported already.
fn missing_at(context: &Context<'_>, field: &Text) -> Option<Vec<Missing>> {
    let (file, path) = field.split_once('.')?;
    let tree = context.site.trees.get(file)?;
    let steps: Vec<&str> = path.split('.').collect();
    Some(places_missing(tree, &steps, tree.span, &[file.to_owned()]))
}

fn finding(context: &Context<'_>, requirement: &Requirement, place: Span) -> Diagnostic {
    let level = match requirement.level.as_ref().map(|level| level.value) {
        None | Some(Weight::Error) => Level::Error,
        Some(Weight::Warning) => Level::Warning,
        Some(Weight::Advice) => Level::Advice,
    };
    let diagnostic = Diagnostic::new(RULE.key, place, message(&requirement.missing))
        .weighing(level)
        .hint(message(&requirement.hint));
    match &requirement.norma {
        Some(key) => context.citing(diagnostic, key),
        None => diagnostic,
    }
}

/// The places in which a path ends before something is written there; `way` leads to the node.
fn places_missing(node: &Node, steps: &[&str], place: Span, way: &[String]) -> Vec<Missing> {
    let with = |step: &str| way.iter().cloned().chain([step.to_owned()]).collect::<Thing>();
    let Some((step, rest)) = steps.split_first() else {
        let empty = match &node.kind {
            Kind::Empty => true,
            Kind::Scalar { text, .. } => text.trim().is_empty(),
            Kind::List(items) => items.is_empty(),
            Kind::Map(entries) => entries.is_empty(),
        };
        return if empty { vec![Missing { place, cause: Cause::Itself(vec![way.to_vec()]) }] } else { Vec::new() };
    };
    match &node.kind {
        Kind::Map(entries) if *step == "*" => {
            entries.iter().flat_map(|(key, value)| places_missing(value, rest, key.span, &with(&key.value))).collect()
        }
        Kind::List(items) if *step == "*" => {
            let numbered = items.iter().enumerate();
            numbered
                .flat_map(|(number, item)| places_missing(item, rest, first_key(item), &with(&number.to_string())))
                .collect()
        }
        Kind::Map(entries) => {
            let found: Vec<_> =
                step.split('|').filter_map(|name| entries.iter().find(|(key, _)| key.value == name)).collect();
            if found.is_empty() {
                let place = if place == node.span { first_key(node) } else { place };
                let mut things = step.split('|').map(with);
                let cause = match things.next() {
                    Some(part) if !rest.is_empty() => Cause::Part(part),
                    first => Cause::Itself(first.into_iter().chain(things).collect()),
                };
                return vec![Missing { place, cause }];
            }
            let missing: Vec<_> =
                found.iter().map(|(key, value)| places_missing(value, rest, key.span, &with(&key.value))).collect();
            if missing.iter().any(Vec::is_empty) { Vec::new() } else { missing.into_iter().flatten().collect() }
        }
        _ => vec![Missing { place, cause: Cause::Part(way.to_vec()) }],
    }
}

fn first_key(node: &Node) -> Span {
    match &node.kind {
        Kind::Map(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    }
}
