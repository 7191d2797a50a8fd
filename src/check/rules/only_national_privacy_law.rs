//! A site that cites the Italian privacy code and nowhere the GDPR.

use crate::check::rule::{Context, Rule};
use crate::check::words::{Plain, says};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = crate::rule!("only-national-privacy-law", run);

const NATIONAL: [&str; 4] = ["196/2003", "196 del 2003", "codice privacy", "codice della privacy"];
const EUROPEAN: [&str; 9] = [
    "gdpr",
    "rgpd",
    "dsgvo",
    "2016/679",
    "679/2016",
    "regolamento generale sulla protezione",
    "regolamento europeo",
    "regolamento ue",
    "regolamento dell'unione europea",
];

fn run(context: &Context<'_>, report: &mut Report) {
    let site = context.site;
    let yaml = || site.trees.keys().flat_map(|file| context.texts(file));
    let european = |text: &str| says(text, &EUROPEAN);
    if yaml().any(|(text, _)| european(text)) || context.pages().any(|(_, text)| european(text)) {
        return;
    }
    let in_yaml = yaml().find(|(text, _)| says(text, &NATIONAL)).map(|(_, place)| place);
    let in_pages = || {
        context.pages().find_map(|(document, text)| {
            let plain = Plain::of(text);
            let found = NATIONAL.iter().find_map(|name| plain.find(name).next())?;
            Some(Span::new(document.source, plain.written(&found)))
        })
    };
    if let Some(place) = in_yaml.or_else(in_pages) {
        let found = Diagnostic::new(
            Level::Warning,
            RULE.name,
            place,
            say!(
                "si cita solo la legge italiana sulla privacy: dal 2018 conta prima di tutto il GDPR",
                "only the Italian privacy law is cited: since 2018 the GDPR comes first"
            ),
        )
        .hint(say!(
            "cita anche il regolamento (UE) 2016/679 (GDPR), con l'articolo",
            "cite Regulation (EU) 2016/679 (GDPR) too, with the article"
        ));
        report.push(context.citing(found, "gdpr"));
    }
}
