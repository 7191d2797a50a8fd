//! The marks of the starter: comments on a line of their own that say what becomes of the entry below them.
//!
//! - `# solo nella demo`: it falls away.
//! - `# solo con whatsapp, telegram channel`: it stays when one of these platforms, or of these kinds of account, is in use.
//! - `# solo con commenti`: it stays when people may comment on an account.
//! - `# da compilare`: its value is the ente's to fill in.
//!
//! An entry is a line and the deeper ones below it. Everything else, comments too, stays as it is written; what becomes of the marks
//! `# da confermare` is told in `unconfirmed`.

use crate::record::PLACEHOLDER;

enum Exchange {
    Drop,
    Keep,
    FillIn,
}

/// Obeys the marks of a text, and removes them.
pub(super) fn apply(text: &str, in_use: &[String]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let Some(mark) = mark_of(line, in_use) else {
            out.push_str(line);
            continue;
        };
        if matches!(mark, Exchange::Keep) {
            continue;
        }
        // An entry that falls away need not be confirmed, so its mark falls away too.
        while lines.next_if(|line| line.trim().starts_with(super::unconfirmed::MARK)).is_some() {}
        let depth = lines.peek().map_or(0, |entry| indent(entry));
        if let (Exchange::FillIn, Some(entry)) = (&mark, lines.peek())
            && let Some((key, _)) = entry.split_once(':')
        {
            out.push_str(&format!("{key}: {PLACEHOLDER}\n"));
        }
        let _entry = lines.next();
        // Empty lines belong to the entry only where it goes on after them.
        let mut empty = String::new();
        while let Some(line) = lines.next_if(|line| line.trim().is_empty() || indent(line) > depth) {
            if line.trim().is_empty() { empty.push_str(line) } else { empty.clear() }
        }
        out.push_str(&empty);
    }
    out
}

fn mark_of(line: &str, in_use: &[String]) -> Option<Exchange> {
    let comment = line.trim().strip_prefix("# ")?;
    match comment {
        "solo nella demo" => Some(Exchange::Drop),
        "da compilare" => Some(Exchange::FillIn),
        _ => {
            let platforms = comment.strip_prefix("solo con ")?;
            let used = platforms.split(", ").any(|platform| in_use.iter().any(|used| used == platform));
            Some(if used { Exchange::Keep } else { Exchange::Drop })
        }
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A file with other text in the place of some of its top-level keys: where the first of them stood. A comment that stands right above
/// a key goes the way of the key.
pub(super) fn with_top_level(text: &str, keys: &[&str], new: &str) -> String {
    let mut out = String::with_capacity(text.len() + new.len());
    let (mut put, mut skipping) = (false, false);
    let mut held = String::new();
    for line in text.split_inclusive('\n') {
        let key = line.split(':').next().filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()));
        if let Some(key) = key {
            let was_skipping = std::mem::replace(&mut skipping, keys.contains(&key));
            if skipping && !put {
                out.push_str(new);
                out.push('\n');
                put = true;
            } else if was_skipping && !skipping {
                out.push_str(&held);
            }
            held.clear();
        }
        if !skipping {
            out.push_str(line);
        } else if line.starts_with('#') {
            held.push_str(line);
        } else {
            held.clear();
        }
    }
    out
}
