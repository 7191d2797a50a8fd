//! The bytes of a file into a text.

/// Longest text file that is read: real policies are below 100 KB, so this only stops accidents and attacks.
pub const MAX_TEXT_BYTES: u64 = 2 * 1024 * 1024;

/// Why the bytes of a file are not a text for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextTrouble {
    /// Larger than [`MAX_TEXT_BYTES`]; the size in bytes.
    TooLarge(u64),
    /// Not UTF-8: the text with a sign in the place of each wrong byte, and the byte offset of the first.
    NotUtf8 {
        /// The text as far as it can be shown.
        lossy: String,
        /// Where it stops being UTF-8.
        at: usize,
    },
}

/// The text of a file's bytes: UTF-8, at most [`MAX_TEXT_BYTES`], without a byte-order mark.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<String, TextTrouble> {
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        return Err(TextTrouble::TooLarge(bytes.len() as u64));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(TextTrouble::NotUtf8 { lossy: String::from_utf8_lossy(error.as_bytes()).into_owned(), at })
        }
    }
}
