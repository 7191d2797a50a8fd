//! The addresses that a picture names: a part of itself, data that it brings along, a program, or a place elsewhere.

/// Kinds of data that browsers only draw. SVG is not among them: an SVG within a picture would have to be looked at like the picture.
const DRAWN: [&str; 6] = ["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/avif"];
/// How the kinds of data begin that hold a font.
const FONTS: [&str; 4] = ["font/", "application/font-", "application/x-font-", "application/vnd.ms-fontobject"];

/// Where an address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// To a part of the same picture.
    Inside,
    /// To data that the address itself holds, and that are only drawn.
    Along,
    /// To a program, or to a document that may hold one.
    Program,
    /// To another file or another site.
    Out,
}

/// Reads an address.
pub(super) fn leads(written: &str) -> Leads {
    // Browsers leave out white space and control signs before they look at the scheme.
    let plain = written.trim_matches(|sign: char| sign <= ' ');
    if plain.starts_with('#') || plain.is_empty() {
        return Leads::Inside;
    }
    let scheme = plain.split(':').next().unwrap_or_default();
    let scheme: String =
        scheme.chars().filter(|sign| *sign > ' ').take(20).map(|sign| sign.to_ascii_lowercase()).collect();
    match scheme.as_str() {
        "data" if is_drawn(plain) => Leads::Along,
        "data" | "javascript" | "vbscript" | "livescript" | "blob" | "filesystem" => Leads::Program,
        _ => Leads::Out,
    }
}

/// Whether what `url(…)` holds fetches nothing: a part of the picture, or data that are drawn. The signs are few, so that nothing
/// else can hide between them.
pub(super) fn stays(inner: &str) -> bool {
    match inner.strip_prefix('#') {
        Some(name) => !name.contains(|sign: char| sign.is_whitespace() || "\"'()<>;{}@\\/".contains(sign)),
        None => leads(inner) == Leads::Along,
    }
}

/// `data:image/png;base64,…`: a kind that is only drawn, and the letters of base64 alone.
fn is_drawn(address: &str) -> bool {
    let Some((head, data)) = address.split_once(',') else { return false };
    let head = head.to_ascii_lowercase();
    let Some(kind) = head.strip_prefix("data:").and_then(|rest| rest.strip_suffix(";base64")) else { return false };
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/= \n\r\t".contains(byte);
    (DRAWN.contains(&kind) || FONTS.iter().any(|font| kind.starts_with(font))) && data.as_bytes().iter().all(is_base64)
}
