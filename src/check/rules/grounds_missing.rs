//! A rule against discrimination that leaves out some of the usual grounds.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::Ground;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::GroundsMissing, run };

/// The grounds that policies name: any of the first words will do, then the name in Italian and in English.
const USUAL: [(&[Ground], &str, &str); 9] = [
    (&[Ground::Gender, Ground::Sex], "genere", "gender"),
    (&[Ground::SexualOrientation], "orientamento sessuale", "sexual orientation"),
    (&[Ground::Age], "età", "age"),
    (&[Ground::Disability], "disabilità", "disability"),
    (&[Ground::Religion], "religione", "religion"),
    (&[Ground::Beliefs], "convinzioni personali", "personal beliefs"),
    (&[Ground::Politics], "opinioni politiche", "political opinions"),
    (&[Ground::EthnicOrigin], "origine etnica", "ethnic origin"),
    (&[Ground::Language], "lingua", "language"),
];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for rule in &context.site.moderation.rules {
        if inspection.is_unsure_of(&[rule.fields.grounds]) {
            continue;
        }
        let Some(first) = rule.grounds.first() else { continue };
        inspection.at(first);
        let is_named = |grounds: &[Ground]| rule.grounds.iter().any(|named| grounds.contains(&named.value));
        let missing: Vec<_> = USUAL.iter().filter(|(grounds, ..)| !is_named(grounds)).collect();
        if missing.is_empty() {
            continue;
        }
        let it = missing.iter().map(|(_, it, _)| *it).collect::<Vec<_>>().join(", ");
        let en = missing.iter().map(|(.., en)| *en).collect::<Vec<_>>().join(", ");
        let words = missing.iter().filter_map(|(grounds, ..)| grounds.first()).map(|ground| ground.word());
        let words = words.collect::<Vec<_>>().join(", ");
        let found = Diagnostic::new(
            RULE.key,
            first.span,
            say!("tra i motivi di discriminazione mancano: {it}", "grounds of discrimination that are missing: {en}"),
        )
        .hint(say!("aggiungi a «grounds:»: {words}", "add to “grounds:”: {words}"));
        inspection.push(found);
    }
}
