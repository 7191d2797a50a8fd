//! Shapes of addresses: `/@{handle}`, `/p/*-{id}`, `/watch?v=*`, `//youtu.be/*`, and whether an address has one.
//!
//! `{handle}` stands for a name or a code, `{id}` for digits; `*` for one step of a path, `**` at the end for one or more,
//! `{number}` for a step of digits. The script of the page of accounts reads the same shapes.

use super::parsed::Parsed;

/// A shape, taken apart.
pub(super) struct Pattern<'p> {
    /// The host that it is bound to.
    pub host: Option<&'p str>,
    steps: Vec<&'p str>,
    query: Option<(&'p str, &'p str)>,
    fragment: &'p str,
}

impl<'p> Pattern<'p> {
    pub(super) fn new(written: &'p str) -> Self {
        let (host, path) = match written.strip_prefix("//") {
            Some(rest) => rest.split_once('/').map_or((Some(rest), ""), |(host, path)| (Some(host), path)),
            None => (None, written),
        };
        let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let steps = path.split('/').filter(|step| !step.is_empty()).collect();
        Self { host, steps, query: query.split_once('='), fragment }
    }

    /// What an address with these steps has in the handle's place: nothing, when the shape names no account; `None` for another shape.
    pub(super) fn matches(&self, steps: &[String], parsed: &Parsed) -> Option<String> {
        let mut handle = String::new();
        let whole = match self.steps.split_last() {
            Some((&"**", before)) => (steps.len() > before.len()).then_some(before)?,
            _ => (steps.len() == self.steps.len()).then_some(&self.steps[..])?,
        };
        for (expected, found) in whole.iter().zip(steps) {
            match step(expected, found)? {
                held if held.is_empty() => {}
                held => handle = held,
            }
        }
        if let Some((name, expected)) = self.query {
            let (_, value) = parsed.query.iter().find(|(key, value)| key == name && !value.is_empty())?;
            match step(expected, value)? {
                held if held.is_empty() => {}
                held => handle = held,
            }
        }
        if !self.fragment.is_empty() {
            handle = step(self.fragment, &parsed.fragment)?;
        }
        Some(handle)
    }

    /// How many steps it has; `None` for one or more.
    pub(super) fn count(&self) -> Option<usize> {
        (self.steps.last() != Some(&"**")).then_some(self.steps.len())
    }
}

/// What a step holds in the handle's place; empty when none is asked for, `None` when the step is another.
fn step(expected: &str, found: &str) -> Option<String> {
    match expected {
        "*" => return Some(String::new()),
        "{number}" => return is_number(found).then(String::new),
        _ => {}
    }
    between(expected, found)
}

/// What stands in the place of `{handle}` or `{id}`; empty for a shape without one that is just the text.
pub(super) fn between(expected: &str, found: &str) -> Option<String> {
    let (before, after, is_id) = match (expected.split_once("{handle}"), expected.split_once("{id}")) {
        (Some((before, after)), _) => (before, after, false),
        (None, Some((before, after))) => (before, after, true),
        (None, None) => return expected.eq_ignore_ascii_case(found).then(String::new),
    };
    let rest = match before.strip_prefix('*') {
        Some(sign) => found.rfind(sign).map(|at| &found[at + sign.len()..])?,
        None => found.strip_prefix(before)?,
    };
    let inner = rest.strip_suffix(after)?;
    (!inner.is_empty() && (!is_id || is_number(inner))).then(|| inner.to_owned())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
