//! What we wrote last time: path, size and SHA-256 of every file, in the target itself.

use crate::source::{Files, hex};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The manifest's name in the published site.
pub const MANIFEST: &str = "limpido-manifest.json";

/// The files of a published site, the manifest itself left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// By path, sorted.
    pub files: BTreeMap<String, Record>,
}

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits (FIPS 180-4).
    pub sha256: String,
}

impl Record {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }
}

impl Manifest {
    /// The manifest of a folder; `None` when there is none, or when it is not one of ours.
    pub(super) fn read(folder: &Files) -> Option<Self> {
        let bytes = folder.read(MANIFEST).ok()??;
        let manifest: Self = serde_json::from_slice(&bytes).ok()?;
        // A path that leads out of the folder cannot be ours.
        let inside = |path: &str| {
            !path.starts_with('/')
                && path.split('/').all(|step| !matches!(step, "" | "." | ".."))
                && !path.contains(['\\', '\0'])
        };
        manifest.files.keys().all(|path| inside(path)).then_some(manifest)
    }

    pub(super) fn to_text(&self) -> String {
        // Texts and numbers always have a JSON form.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}
