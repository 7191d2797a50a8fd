//! Rules and steps that promise to remove criticism: a public body may remove offences, never dissent.

use crate::check::passages::{Passage, find, says};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::{Localized, Text};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::CensorsCriticism, run };

/// What is criticism and no offence.
const CRITICISM: [&str; 14] = [
    "critica",
    "critiche",
    "commenti negativi",
    "commenti contrari",
    "commenti sgraditi",
    "giudizi negativi",
    "opinioni negative",
    "opinioni contrarie",
    "recensioni negative",
    "lesivi dell'immagine",
    "ledono l'immagine",
    "ledere l'immagine",
    "danneggiano l'immagine",
    "danneggino l'immagine",
];
/// Words that make it something else, or that allow it.
const OTHERWISE: [&str; 29] = [
    "offen",
    "offes",
    "ingiur",
    "insult",
    "diffam",
    "calunn",
    "volgar",
    "minacc",
    "oscen",
    "fals",
    "benvenut",
    "liber",
    "rispett",
    "diritto di critica",
    "puoi",
    "potete",
    "si puo",
    "si possono",
    "mai",
    "terzi",
    "altri",
    "persone",
    "utenti",
    "restano",
    "viol",
    "emergenz",
    "situazion",
    "fase critica",
    "fasi critiche",
];
/// Words that allow; after «non» they forbid.
const ALLOWS: [&str; 5] = ["ammess", "permess", "consentit", "accett", "tollerat"];
/// Words that remove; after «non» they keep.
const REMOVES: [&str; 15] = [
    "rimoss", "rimuov", "rimozion", "cancell", "elimin", "togli", "nascond", "nascost", "oscur", "blocc", "bann",
    "censur", "moderat", "vietat", "sanzion",
];
/// Words that forbid.
const FORBIDS: [&str; 3] = ["niente", "nessuna critica", "nessun commento"];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it"]) {
        return;
    }
    let moderation = &context.site.moderation;
    let rules = moderation.rules.iter().flat_map(|rule| texts(&rule.text)).map(|text| (text, true));
    let steps = moderation.steps.iter().flat_map(|step| texts(&step.text));
    let channel = moderation.channel_text.iter().flat_map(texts);
    for (text, is_rule) in rules.chain(steps.chain(channel).map(|text| (text, false))) {
        let Some(passage) = context.passage(text.span) else { continue };
        inspection.at(passage);
        if !censors(passage, is_rule) {
            continue;
        }
        let found = Diagnostic::new(
            RULE.key,
            text.span,
            say!("così si promette di togliere le critiche", "this promises to remove criticism"),
        )
        .hint(say!(
            "una critica, anche dura, resta: di' quali parole togli, come insulti, minacce o fatti falsi su una persona",
            "criticism stays, however harsh: say which words you remove, such as insults, threats or falsehoods about a person"
        ));
        inspection.push(found);
    }
}

fn texts(text: &Localized) -> impl Iterator<Item = &Text> {
    text.texts().map(|(_, text)| text)
}

/// Whether a sentence of a text forbids or removes criticism. A rule may be the mere name of what is not admitted.
fn censors(passage: &Passage<'_>, is_rule: bool) -> bool {
    let places = CRITICISM.iter().flat_map(|stem| passage.find(stem).take(10));
    places.into_iter().any(|place| {
        let sentence = passage.sentence(place.start);
        let words = &passage.plain[sentence.clone()];
        if says(words, &OTHERWISE) {
            return false;
        }
        let unless_not = |stems: &[&str]| {
            stems
                .iter()
                .flat_map(|stem| find(words, stem))
                .map(|found| !is_negated(&words[..found.start]))
                .collect::<Vec<_>>()
        };
        let allows = unless_not(&ALLOWS);
        if allows.contains(&true) {
            return false;
        }
        let begins = is_rule && passage.plain[sentence.start..place.start].trim().is_empty();
        let is_verdict = words.split(' ').any(|word| matches!(word, "non" | "sono" | "resta" | "va"));
        allows.contains(&false)
            || unless_not(&REMOVES).contains(&true)
            || says(words, &FORBIDS)
            || begins && !is_verdict
    })
}

/// Whether one of the three words before says «non».
fn is_negated(before: &str) -> bool {
    before
        .split(|sign: char| !sign.is_alphanumeric())
        .rev()
        .filter(|word| !word.is_empty())
        .take(3)
        .any(|word| word == "non")
}
