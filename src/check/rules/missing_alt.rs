//! A picture in a page without an alternative text. Pages have no decoration: a picture there says something.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;

pub(super) const RULE: Rule = Rule { key: Key::MissingAlt, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    for picture in context.pictures() {
        inspection.at(picture);
        if !picture.text.trim().is_empty() {
            continue;
        }
        let finding = Diagnostic::new(
            RULE.key,
            picture.span,
            say!(
                "questa immagine non ha un testo alternativo: chi non la vede non sa che c'è",
                "this picture has no alternative text: who does not see it does not know that it is there"
            ),
        )
        .hint(say!(
            "scrivi tra le parentesi quadre che cosa mostra; se non dice nulla, toglila",
            "write in the square brackets what it shows; if it says nothing, remove it"
        ));
        inspection.push(finding);
    }
}
