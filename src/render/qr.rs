//! QR codes of accounts (ISO/IEC 18004), drawn as one path each; the same in every language.

use crate::catalog::Structure;
use crate::plan::{Directory, Pages};
use fast_qr::{ECL, QRBuilder};
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// How many light modules stand around a code, so that readers find it (ISO/IEC 18004 §6.3.8).
const MARGIN: usize = 4;

/// A code for each account in use that has an address: `{anchor: {size, path}}`, `path` in modules. Without `is_drawn` they are blank;
/// nothing is drawn where no page shows it.
pub(super) fn qr_codes(pages: &Pages, directory: &Directory<'_>, is_drawn: bool) -> Value {
    if !pages.pages.iter().any(|page| page.structure == Structure::Qr) {
        return Value::Null;
    }
    let codes = directory.active.par_iter().filter_map(|listed| {
        let url = listed.url()?;
        let code = if is_drawn { drawn(url)? } else { json!({ "size": 0, "path": "" }) };
        Some((listed.anchor.to_owned(), code))
    });
    Value::Object(codes.collect::<Vec<_>>().into_iter().collect::<Map<_, _>>())
}

/// The code of an address; `None` for one that is too long for any code.
fn drawn(address: &str) -> Option<Value> {
    let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
    let width = code.size;
    let mut path = String::new();
    for row in 0..width {
        let mut at = 0;
        // Dark modules side by side are one rectangle.
        for run in code[row].get(..width)?.chunk_by(|one, other| one.value() == other.value()) {
            if run.first().is_some_and(|module| module.value()) {
                let _ = write!(path, "M{} {}h{}v1h-{}z", at + MARGIN, row + MARGIN, run.len(), run.len());
            }
            at += run.len();
        }
    }
    Some(json!({ "size": width + 2 * MARGIN, "path": path }))
}
