//! What we wrote last time: path, size and SHA-256 of every file, in the target itself.

use super::disk::Folder;
use crate::diagnostic::Fault;
use crate::record::PublicPath;
use crate::source::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The manifest's name in the published site.
pub const MANIFEST: &str = "limpido-manifest.json";

/// The files of a published site, the manifest itself left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Manifest {
    /// The files by path.
    pub files: BTreeMap<PublicPath, PublishedFile>,
}

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PublishedFile {
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits (FIPS 180-4).
    pub sha256: String,
}

impl PublishedFile {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }
}

/// The path of the manifest.
pub(super) fn manifest_path() -> PublicPath {
    PublicPath::literal(MANIFEST)
}

impl Manifest {
    /// The manifest of a folder; `None` when there is none, or when it is not one of ours.
    ///
    /// # Errors
    /// When the manifest is there and cannot be read: then nobody knows what in the folder is ours.
    pub(super) fn read(folder: &Folder) -> Result<Option<Self>, Fault> {
        Ok(folder.read(&manifest_path())?.and_then(|bytes| Self::parse(&bytes)))
    }

    /// Reads a manifest's text. A manifest with a path that could not be published is none of ours.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct ManifestText {
            files: BTreeMap<String, PublishedFile>,
        }
        let ManifestText { files } = serde_json::from_slice(bytes).ok()?;
        let checked = files.into_iter().map(|(path, record)| Some((PublicPath::of_program(&path).ok()?, record)));
        Some(Self { files: checked.collect::<Option<_>>()? })
    }

    pub(super) fn to_text(&self) -> String {
        // Texts and numbers always have a JSON form.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}
