//! QR codes of accounts (ISO/IEC 18004), drawn as one path each; the same in every language.

use crate::plan::Pages;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// How many light modules stand around a code, so that readers find it (ISO/IEC 18004 §6.3.8).
const MARGIN: usize = 4;

/// A code for each account that has an address: `{anchor: {size, path}}`, `path` in modules.
pub(super) fn qr_codes(pages: &Pages) -> Value {
    let site = &pages.site;
    let accounts = site.accounts.accounts.iter().zip(&site.identities);
    let codes = accounts.filter_map(|(account, identity)| {
        let identity = identity.as_ref()?;
        Some((account.anchor(Some(identity)), drawn(&identity.url)?))
    });
    Value::Object(codes.collect::<Map<_, _>>())
}

/// The code of an address; `None` for one that is too long for any code.
fn drawn(address: &str) -> Option<Value> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let colours = code.to_colors();
    let mut path = String::new();
    for (row, line) in colours.chunks(width).enumerate() {
        let mut at = 0;
        // Dark modules side by side are one rectangle.
        for run in line.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{} {}h{}v1h-{}z", at + MARGIN, row + MARGIN, run.len(), run.len());
            }
            at += run.len();
        }
    }
    Some(json!({ "size": width + 2 * MARGIN, "path": path }))
}
