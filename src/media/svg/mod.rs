//! A picture (SVG) into a picture that may be published: it draws, and does nothing else.
//!
//! 1. `decode`: bytes into text, as a browser decodes them.
//! 2. `read`: text into elements with their namespaces, strictly.
//! 3. `clean`: what may stand (`allowed`, `css`, `address`) is written anew (`write`); the rest is left out, or found.
//!
//! A picture opened by itself is a document: it can run programs and call other sites. A list of what must not stand in it is never
//! complete, and a second reader of the author's bytes never reads quite like the browser. So there are lists of what may, and the
//! browser gets our bytes.

mod address;
mod allowed;
mod clean;
mod css;
mod decode;
mod findings;
mod problem;
mod read;
mod weight;
mod write;

pub(crate) use findings::told;
pub(crate) use problem::Problem;
pub(crate) use read::{Space, SvgAttribute, SvgElement, SvgReader, SvgStep};

use crate::diagnostic::{Level, Report};
use crate::source::Sources;

/// What is published of a picture's bytes; `None` where a finding stops it. `shown` is its path for people.
pub(super) fn look(bytes: &[u8], shown: &str, sources: &mut Sources, report: &mut Report) -> Option<Vec<u8>> {
    let (text, problems, clean) = match decode::decode(bytes) {
        Err((text, problem)) => (text, vec![problem], None),
        Ok(text) => {
            let cleaned = clean::clean(&text);
            (text, cleaned.problems, Some(cleaned.text))
        }
    };
    if problems.is_empty() {
        return clean.map(String::into_bytes);
    }
    let source = sources.add(shown.to_owned(), text);
    let found: Vec<_> = problems.into_iter().map(|problem| told(problem, source)).collect();
    let stops = found.iter().any(|finding| finding.level == Level::Error);
    found.into_iter().for_each(|finding| report.push(finding));
    clean.filter(|_| !stops).map(String::into_bytes)
}
