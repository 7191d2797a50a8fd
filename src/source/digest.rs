//! Digests of what was read, as people compare them.

use std::fmt::Write;

/// A digest in hexadecimal digits, as `sha256sum` prints it.
#[must_use]
pub fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(2 * digest.len()), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
