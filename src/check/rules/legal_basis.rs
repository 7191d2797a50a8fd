//! A legal basis that a public body cannot use, or one that the words beside it contradict.

use crate::check::passages::Passage;
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Level, Message};
use crate::model::{LegalBasis, Purpose};
use crate::record::{Localized, Text};
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::LegalBasis, run };

/// The frames that say which basis words name, without what follows the name of the basis.
const NAMES: &str = "dice-";
/// The frame of what a public body does outside its tasks.
const OUTSIDE: &str = "fuori-dai-compiti";

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.knows_words(RULE.key) {
        inspection.leave_open();
    }
    for (_, notice) in &context.site.informative.informative.0 {
        for purpose in &notice.purposes {
            inspection.at(purpose);
            for basis in &purpose.basis.0 {
                if basis.value == LegalBasis::LegitimateInterests {
                    let found = Diagnostic::new(
                        RULE.key,
                        basis.span,
                        say!(
                            "un ente pubblico non può usare il legittimo interesse nei suoi compiti",
                            "a public body cannot rely on legitimate interests in its tasks"
                        ),
                    )
                    .hint(say!(
                        "di solito la base è «public-task», con la norma o l'atto che affida il compito",
                        "usually the basis is “public-task”, with the law or act that gives the task"
                    ));
                    let is_outside = words(purpose).any(|text| named(context, text.span).any(|name| name == OUTSIDE));
                    inspection.push(if is_outside { found.weighing(Level::Warning) } else { found });
                }
            }
            let found = words(purpose).find_map(|text| disagreement(context, purpose, context.passage(text.span)?));
            if let Some(found) = found {
                inspection.push(found);
            }
        }
    }
}

/// What a purpose says, and what it says of its basis.
fn words(purpose: &Purpose) -> impl Iterator<Item = &Text> {
    [&purpose.text].into_iter().chain(&purpose.grounds).flat_map(Localized::texts).map(|(_, text)| text)
}

/// The frames that a text meets.
fn named<'c>(context: &'c Context<'_>, text: Span) -> impl Iterator<Item = &'c str> {
    let reading = context.reading();
    let of_text = reading.found(RULE.key).iter().filter(move |found| reading.pieces[found.piece].span == text);
    of_text.map(|found| found.ready.name.as_str())
}

/// The first words of a text that name a basis other than the written ones.
fn disagreement(context: &Context<'_>, purpose: &Purpose, passage: &Passage<'_>) -> Option<Diagnostic> {
    let first = purpose.basis.0.first()?;
    let is_written = |basis: LegalBasis| purpose.basis.0.iter().any(|written| written.value == basis);
    let by_words = named(context, passage.span).find_map(|name| {
        let name = name.strip_prefix(NAMES)?;
        BASES.into_iter().find(|basis| name.starts_with(basis.word()) && !is_written(*basis))
    });
    let by_letter = || cited_letter(&passage.plain).filter(|basis| !is_written(*basis));
    let named = by_words.or_else(by_letter)?;
    let written: Vec<&str> = purpose.basis.0.iter().map(|basis| basis.value.word()).collect();
    let (written, word) = (written.join(", "), named.word());
    let Message { it, en } = in_words(named);
    Some(
        Diagnostic::new(
            RULE.key,
            passage.span,
            say!(
                "qui la base giuridica è {it}, ma in «basis:» c'è {written}",
                "here the legal basis is {en}, but “basis:” holds {written}"
            ),
        )
        .weighing(Level::Warning)
        .see(first.span, say!("la base scritta è questa", "this is the basis that is written"))
        .hint(say!(
            "scrivi «basis: {word}», oppure cambia le parole: devono dire la stessa cosa",
            "write “basis: {word}”, or change the words: they must say the same"
        )),
    )
}

const BASES: [LegalBasis; 5] = [
    LegalBasis::PublicTask,
    LegalBasis::LegalObligation,
    LegalBasis::Consent,
    LegalBasis::Contract,
    LegalBasis::LegitimateInterests,
];

fn in_words(basis: LegalBasis) -> Message {
    match basis {
        LegalBasis::Consent => say!("il consenso (lettera a)", "consent (letter a)"),
        LegalBasis::Contract => say!("il contratto (lettera b)", "a contract (letter b)"),
        LegalBasis::LegalObligation => say!("l'obbligo di legge (lettera c)", "a legal obligation (letter c)"),
        LegalBasis::VitalInterests => say!("l'interesse vitale (lettera d)", "vital interests (letter d)"),
        LegalBasis::PublicTask => say!("il compito di interesse pubblico (lettera e)", "a public task (letter e)"),
        LegalBasis::LegitimateInterests => {
            say!("il legittimo interesse (lettera f)", "legitimate interests (letter f)")
        }
    }
}

/// The letter of GDPR article 6, paragraph 1, that a plain text cites: «art. 6, par. 1, lett. e) del GDPR».
fn cited_letter(text: &str) -> Option<LegalBasis> {
    if !["gdpr", "2016/679", "regolamento"].iter().any(|name| text.contains(name)) {
        return None;
    }
    let (_, rest) = ["art. 6", "art.6", "articolo 6"].iter().find_map(|article| text.split_once(article))?;
    let (between, rest) = rest.split_once("lett")?;
    // Another paragraph, another law or another article: not the letter of a basis.
    if between.chars().any(|sign| sign.is_ascii_digit() && sign != '1')
        || between.len() > 30
        || between.contains("legge")
    {
        return None;
    }
    let rest = rest.strip_prefix("era").unwrap_or(rest).trim_start_matches(['.', ' ', '(']);
    let mut signs = rest.chars();
    let letter = signs.next()?;
    if signs.next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    Some(match letter {
        'a' => LegalBasis::Consent,
        'b' => LegalBasis::Contract,
        'c' => LegalBasis::LegalObligation,
        'd' => LegalBasis::VitalInterests,
        'e' => LegalBasis::PublicTask,
        'f' => LegalBasis::LegitimateInterests,
        _ => return None,
    })
}
