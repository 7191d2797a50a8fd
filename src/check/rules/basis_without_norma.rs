//! A purpose that rests on a public task or on a duty, and does not say which law or act gives it.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::model::{LegalBasis, Purpose};
use crate::record::Localized;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::BasisWithoutNorma, run };

/// Whether a basis is given by a law or an act.
fn needs(basis: LegalBasis) -> bool {
    matches!(basis, LegalBasis::PublicTask | LegalBasis::LegalObligation)
}

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for purpose in context.site.informative.informative.0.iter().flat_map(|(_, notice)| &notice.purposes) {
        let fields = &purpose.fields;
        if inspection.is_unsure_of(&[fields.basis, fields.norme, fields.acts, fields.grounds, fields.text]) {
            continue;
        }
        let Some(basis) = purpose.basis.0.iter().find(|basis| needs(basis.value)) else { continue };
        inspection.at(basis);
        if !fields.norme.is_absent() || !fields.acts.is_absent() || is_named(context, purpose) {
            continue;
        }
        let found = Diagnostic::new(
            RULE.key,
            basis.span,
            say!(
                "di questo scopo non è scritto quale legge o atto affida il compito",
                "which law or act gives the task of this purpose is not written"
            ),
        )
        .hint(say!(
            "aggiungi «norme:» con una norma del catalogo, «acts:» con un atto di acts.yaml, o scrivi la legge in «grounds:»",
            "add “norme:” with a norma of the catalogue, “acts:” with an act of acts.yaml, or write the law in “grounds:”"
        ));
        inspection.push(found);
    }
}

/// Whether the words of a purpose name a law or an act. Of a language whose words nobody has written, a number is enough.
fn is_named(context: &Context<'_>, purpose: &Purpose) -> bool {
    let reading = context.reading();
    let spans = purpose.grounds.iter().chain([&purpose.text]).flat_map(Localized::texts).map(|(_, text)| text.span);
    let spans: Vec<_> = spans.collect();
    let is_source = |number: usize| spans.contains(&reading.pieces[number].span);
    reading.found(RULE.key).iter().any(|found| is_source(found.piece)) || {
        let unknown = reading.pieces.iter().filter(|piece| spans.contains(&piece.span));
        let mut unknown = unknown.filter(|piece| context.catalog.phrases.of(piece.lang).is_none());
        unknown.any(|piece| names_a_number(&piece.text))
    }
}

fn names_a_number(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        // The letter of article 6 is the kind of basis, no source.
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits > 1 && !word.contains("2016/679") && !word.contains("679/2016")
    })
}
