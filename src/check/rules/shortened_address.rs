//! A shortened web address: nobody can see where it leads.

use crate::check::passages::Passage;
use crate::check::rule::{Context, Rule};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::say;
use crate::source::Span;

pub(super) const RULE: Rule = crate::rule!("shortened-address", run);

/// Services that shorten addresses.
const HOSTS: [&str; 22] = [
    "bit.ly",
    "goo.gl",
    "t.co",
    "tinyurl.com",
    "ow.ly",
    "is.gd",
    "buff.ly",
    "cutt.ly",
    "rebrand.ly",
    "lnkd.in",
    "fb.me",
    "tiny.cc",
    "t.ly",
    "shorturl.at",
    "qrco.de",
    "amzn.to",
    "dlvr.it",
    "wp.me",
    "rb.gy",
    "v.gd",
    "bl.ink",
    "shorte.st",
];

fn run(context: &Context<'_>, report: &mut Report) {
    // An account's own address is refused already where it is no address of the platform.
    for passage in context.passages().iter().filter(|passage| passage.path != "accounts.accounts.url") {
        for (span, host) in shortened(passage) {
            report.push_once(
                Diagnostic::new(
                    Level::Warning,
                    RULE.name,
                    span,
                    say!(
                        "indirizzo abbreviato ({host}): non si vede dove porta",
                        "shortened address ({host}): where it leads cannot be seen"
                    ),
                )
                .hint(say!(
                    "aprilo e scrivi l'indirizzo intero della pagina a cui arriva",
                    "open it and write the whole address of the page that it leads to"
                )),
            );
        }
    }
}

/// The shortened addresses of a text, without signs that follow them.
fn shortened<'a>(passage: &Passage<'a>) -> Vec<(Span, &'a str)> {
    let found = passage.text.match_indices("https://").filter_map(|(at, scheme)| {
        let rest = &passage.text[at..];
        let end = rest.find(|c: char| c.is_whitespace() || "\"'<>()[]{},;".contains(c)).unwrap_or(rest.len());
        let host = rest[scheme.len()..end].split(['/', '?', '#']).next().unwrap_or_default();
        let bare = host.trim_start_matches("www.");
        let is_short = HOSTS.contains(&bare) || bare.ends_with(".goo.gl");
        is_short.then(|| (passage.span.part(at..at + rest[..end].trim_end_matches('.').len()), host))
    });
    found.collect()
}
