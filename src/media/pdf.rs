//! What a PDF does beside being read (programs, commands, attached files), and whether it can be read at all, as far as its names tell.
//!
//! Names (`/JavaScript`) stand in the file as they are, or in object streams, which are inflated. Names that are encrypted, or packed in
//! another way, are not seen; then the result says that a part was not looked at.

use memchr::memmem;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

/// Most bytes that are inflated of one file, and most that are read for it: small streams can hold gigabytes.
const MAX_INFLATED: usize = 64 * 1024 * 1024;
/// How far after its kind an object stream begins.
const STREAM_WITHIN: usize = 4096;
/// Longest name that is looked for, each sign written as `#4a`.
const NAME_BYTES: usize = 3 * 16;

/// What was seen in a PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "things that a file may hold, each alone or with others")]
pub(super) struct PdfContents {
    /// JavaScript.
    pub(super) programs: bool,
    /// Commands that start other programs.
    pub(super) commands: bool,
    /// Files in the file.
    pub(super) attachments: bool,
    /// A part could not be looked at.
    pub(super) unread: bool,
    /// A font: there is no text without one (ISO 32000-1 §9.2).
    pub(super) fonts: bool,
    /// A picture.
    pub(super) pictures: bool,
}

/// Looks through a whole PDF.
pub(super) fn look(bytes: &[u8]) -> PdfContents {
    let mut seen = PdfContents::default();
    let mut budget = Budget { read: MAX_INFLATED, made: MAX_INFLATED };
    for start in object_streams(bytes, &mut seen) {
        let (inflated, is_whole) = budget.inflated(&bytes[start..]);
        seen.unread |= !is_whole;
        object_streams(&inflated, &mut seen);
    }
    seen
}

/// Looks at all names, and gives the places where object streams begin.
fn object_streams(bytes: &[u8], seen: &mut PdfContents) -> Vec<usize> {
    let mut streams = Vec::new();
    for at in memchr::memchr_iter(b'/', bytes) {
        match name(&bytes[at + 1..]).as_slice() {
            b"JavaScript" => seen.programs = true,
            b"Launch" => seen.commands = true,
            b"EmbeddedFile" | b"EmbeddedFiles" | b"FileAttachment" => seen.attachments = true,
            b"Encrypt" => seen.unread = true,
            b"Font" => seen.fonts = true,
            b"Image" => seen.pictures = true,
            b"ObjStm" => {
                let near = &bytes[at..bytes.len().min(at + STREAM_WITHIN)];
                streams.extend(memmem::find(near, b"stream").map(|found| {
                    let start = at + found + b"stream".len();
                    let line_end = bytes[start..].iter().take(2).take_while(|byte| b"\r\n".contains(byte)).count();
                    start + line_end
                }));
            }
            _ => {}
        }
    }
    streams
}

/// A name up to its end, `#4a` read as the sign that it means.
fn name(bytes: &[u8]) -> Vec<u8> {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0 || b"()<>[]{}/%".contains(byte);
    let bytes = &bytes[..bytes.len().min(NAME_BYTES + 1)];
    let written = &bytes[..bytes.iter().position(is_end).unwrap_or(bytes.len())];
    let mut name = Vec::new();
    let mut rest = written;
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'#').then(|| after.get(..2)).flatten();
        let code = code.and_then(|two| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok());
        name.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    name
}

/// How many bytes may still be read from the streams of one file, and how many may still be made of them.
struct Budget {
    read: usize,
    made: usize,
}

impl Budget {
    /// What a stream inflates to, and whether that is all of it.
    fn inflated(&mut self, bytes: &[u8]) -> (Vec<u8>, bool) {
        let mut state = InflateState::new_boxed(DataFormat::Zlib);
        let mut buffer = vec![0; 64 * 1024];
        let (mut made, mut rest) = (Vec::new(), bytes);
        while self.read > 0 && self.made > 0 {
            let result = inflate(&mut state, &rest[..rest.len().min(self.read)], &mut buffer, MZFlush::None);
            self.read -= result.bytes_consumed.min(self.read);
            self.made -= result.bytes_written.min(self.made);
            made.extend_from_slice(&buffer[..result.bytes_written]);
            rest = &rest[result.bytes_consumed..];
            match result.status {
                Ok(MZStatus::StreamEnd) => return (made, true),
                Ok(_) if result.bytes_consumed + result.bytes_written > 0 => {}
                _ => return (made, false),
            }
        }
        (made, false)
    }
}
