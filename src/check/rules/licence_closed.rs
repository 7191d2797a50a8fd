//! A licence that closes what the law wants open, or that says one thing in its name and another in `commercial_use`. What texts say are
//! frames.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = Rule { key: Key::LicenceClosed, run };

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let Some(licence) = &context.site.settings.licence else { return };
    inspection.at(licence);
    let name = licence.name.as_ref();
    let forbids = |word: &str| {
        name.filter(|name| name.split(|c: char| !c.is_alphanumeric()).any(|part| part.eq_ignore_ascii_case(word)))
    };
    let commercial = licence.commercial_use.as_ref();
    let finding = match (forbids("NC").or_else(|| forbids("ND")), commercial) {
        (Some(name), Some(commercial)) if commercial.value && forbids("NC").is_some() => {
            contradiction(name.span, &name.value, commercial.span)
        }
        (Some(name), _) => closed(name.span),
        (None, Some(commercial)) if !commercial.value => match name.filter(|name| allows_money(name, context)) {
            Some(name) => contradiction(name.span, &name.value, commercial.span),
            None => closed(commercial.span),
        },
        (None, _) => return,
    };
    inspection.push(finding);
}

/// The licences of the catalogue are open ones.
fn allows_money(name: &str, context: &Context<'_>) -> bool {
    context.catalog.licences.0.iter().any(|(_, known)| known.is_called(name))
}

fn closed(span: Span) -> Diagnostic {
    Diagnostic::new(
        RULE.key,
        span,
        say!(
            "la legge vuole i contenuti degli enti aperti a ogni uso, anche commerciale",
            "the law wants public bodies' contents open to any use, commercial ones included"
        ),
    )
    .hint(say!(
        "scegli una licenza aperta (CC BY 4.0), e metti ciò che non puoi aprire in «exceptions:»",
        "choose an open licence (CC BY 4.0), and put what you cannot open into “exceptions:”"
    ))
}

fn contradiction(span: Span, name: &str, commercial: Span) -> Diagnostic {
    Diagnostic::new(
        RULE.key,
        commercial,
        say!(
            "la licenza «{name}» e «commercial_use» dicono due cose diverse",
            "the licence “{name}” and “commercial_use” say two different things"
        ),
    )
    .see(span, say!("la licenza è qui", "the licence is here"))
    .hint(say!(
        "scrivi «commercial_use: true» con una licenza aperta come CC BY 4.0",
        "write “commercial_use: true” with an open licence such as CC BY 4.0"
    ))
}
