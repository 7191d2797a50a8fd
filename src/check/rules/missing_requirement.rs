//! What a kind of page needs and the YAML does not have: the list is data, in the catalogue's document types.

use crate::catalog::Requirement;
use crate::check::lookup::{Lookup, Missing, look_up};
use crate::check::rule::{Context, Inspection, Rule, message};
use crate::diagnostic::{Asked, Diagnostic, Key, Level};
use crate::source::Span;

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
    let site = context.site;
    let found = look_up(site, &requirement.field);
    let others: Vec<Lookup> = requirement.or_fields.iter().map(|field| look_up(site, field)).collect();
    let does = |other: &Lookup| other.is_given() && other.missing.is_empty() && !other.is_wrong;
    let is_met = !found.missing.is_empty() && others.iter().any(does);
    // Of what could not be read nobody knows whether it is what is asked for.
    let is_unsure = found.is_wrong || !found.missing.is_empty() && !is_met && others.iter().any(|other| other.is_wrong);
    // Of what has no entry nothing can be missing: that the entries themselves are missing is asked for elsewhere.
    let parent = requirement.field.rsplit_once('.').map(|(parent, _)| parent).filter(|parent| parent.contains('.'));
    let applies = parent.is_none_or(|parent| look_up(site, parent.trim_end_matches(['.', '*', '+'])).is_given());
    if is_unsure {
        inspection.cannot_tell();
    } else if applies {
        inspection.at(requirement);
        let met = std::iter::once(&found).chain(others.iter().filter(|other| does(other)));
        met.flat_map(|met| &met.given).for_each(|place| inspection.shows(*place));
    }
    if is_met || is_unsure {
        return;
    }
    for Missing { place, cause } in found.missing {
        inspection.push(finding(context, requirement, place).because_of(cause));
    }
}

fn finding(context: &Context<'_>, requirement: &Requirement, place: Span) -> Diagnostic {
    let level = requirement.level.as_ref().map_or(Level::Error, |level| level.value.level());
    let diagnostic = Diagnostic::new(RULE.key, place, message(&requirement.missing))
        .weighing(level)
        .hint(message(&requirement.hint));
    match &requirement.norma {
        Some(key) => context.citing(diagnostic, key),
        None => diagnostic,
    }
}
