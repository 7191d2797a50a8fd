//! A colour of the ente's that white text cannot be read on.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::record::Colour;
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::LowContrast, run };

/// The least contrast of text (WCAG 2.2, criterion 1.4.3, level AA).
const LEAST: f64 = 4.5;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let Some(primary) = context.site.settings.look.as_ref().and_then(|look| look.primary.as_ref()) else { return };
    inspection.at(primary);
    let contrast = primary.value.contrast(Colour::WHITE);
    if contrast >= LEAST {
        return;
    }
    // Rounded down: 4.49 is not 4.5.
    let (it, en) = (format!("{:.1}", contrast - 0.05).replace('.', ","), format!("{:.1}", contrast - 0.05));
    let near = primary.value.readable_on(Colour::WHITE, LEAST);
    let mut diagnostic = Diagnostic::new(
        RULE.key,
        primary.span,
        say!(
            "il testo bianco su questo colore non si legge bene: il contrasto è {it} a 1, ne servono 4,5",
            "white text on this colour is hard to read: the contrast is {en} to 1, and 4.5 are needed"
        ),
    )
    .fix(
        say!("il colore più vicino che va bene è {near}", "the nearest colour that holds is {near}"),
        primary.span,
        format!("\"{near}\""),
    );
    if let Some(norma) = context.catalog.norme.get("l-4-2004") {
        let url = &norma.url.value.0;
        diagnostic = diagnostic.norma(say!(
            "Legge 9 gennaio 2004, n. 4, e WCAG 2.2, criterio 1.4.3 <{url}>",
            "Law no. 4 of 9 January 2004, and WCAG 2.2, criterion 1.4.3 <{url}>"
        ));
    }
    inspection.push(diagnostic);
}
