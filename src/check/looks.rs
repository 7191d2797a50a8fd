//! What was looked for, found or not: every rule, and every requirement of every kind of page. The evidence is made of it.

use super::rule::{Context, Rule, message};
use super::rules::{ALL, MISSING_REQUIREMENT};
use crate::catalog::Requirement;
use crate::diagnostic::Message;

/// One thing that was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The rule that looks.
    pub rule: &'static str,
    /// The kind of page that asks for it, by its key; `None` for a rule that thinks.
    pub document: Option<String>,
    /// What holds when nothing is found, as the rule's page says it; what is missing, for a requirement.
    pub what: Message,
    /// The norma, as the rule's page or the catalogue cites it, and its address where the catalogue has one.
    pub norma: Option<(Message, Option<String>)>,
    /// Whether the site has anything to look at.
    pub applies: bool,
}

/// Everything that is looked for on a site: requirements by kind of page, then rules by name.
pub(super) fn looks(context: &Context<'_>) -> Vec<Look> {
    let documents = context.catalog.documents_in_order();
    let requirements = documents.flat_map(|(key, document)| {
        document.requires.iter().map(move |requirement| required(context, key, requirement))
    });
    let rules = ALL.iter().filter(|rule| rule.name != MISSING_REQUIREMENT).map(|rule| by_rule(context, rule));
    requirements.chain(rules).collect()
}

fn required(context: &Context<'_>, document: &str, requirement: &Requirement) -> Look {
    let norma = requirement.norma.as_ref().and_then(|key| context.catalog.norme.get(key));
    // Where there is no entry, nothing can be missing in it.
    let entries = requirement.field.rsplit_once(".*").map(|(entries, _)| entries);
    Look {
        rule: MISSING_REQUIREMENT,
        document: Some(document.to_owned()),
        what: message(&requirement.missing),
        norma: norma.map(|norma| (message(&norma.title), Some(norma.url.value.0.clone()))),
        applies: entries.is_none_or(|entries| context.has(entries)),
    }
}

fn by_rule(context: &Context<'_>, rule: &Rule) -> Look {
    let both = |it: &str, en: &str| Message { it: paragraph(rule.page, it), en: paragraph(rule.page_en, en) };
    let norma = both("Norma", "Norma");
    let is_none = norma.it.starts_with("Nessuna.");
    Look {
        rule: rule.name,
        document: None,
        what: both("Cosa controlla", "What it checks"),
        norma: (!is_none).then_some((norma, None)),
        applies: (rule.applies)(context),
    }
}

/// The first paragraph of a section, on one line.
fn paragraph(page: &str, title: &str) -> String {
    let paragraph = super::rule::section(page, title).split("\n\n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}
