//! Signs that nobody sees: which ones do harm, where they may stand, and how a text that holds some is shown to people.
//!
//! Control signs move a terminal's cursor or write into its clipboard; signs of direction show a text in another order than its
//! own; tags are letters that only programs read. [`found`] looks for them in a text; [`visible`] writes them as `<U+202E>`, for a
//! terminal or a page; [`in_json`] escapes them so that a program reads back the same text.

use std::borrow::Cow;
use std::fmt::Write as _;

/// What a sign does that nobody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Harm {
    /// The sign commands a terminal or a printer: NUL, ESC, U+0085 and the like.
    Control,
    /// The sign makes what follows appear in another order than it is written in.
    Direction,
    /// The sign is a letter that only programs read.
    Tag,
    /// The sign ends a line for some programs only.
    LineEnd,
    /// The sign tells a neighbour without a direction of its own which way to run; only right-to-left scripts need it.
    Mark,
    /// The sign has no width, so two texts look the same and are not.
    NoWidth,
}

/// A sign found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundSign {
    /// Where it begins, in bytes.
    pub at: usize,
    /// The sign.
    pub sign: char,
    /// What it does.
    pub harm: Harm,
}

/// What a sign does wherever it stands; `None` for one that people see, and for blanks, line feeds and tabs.
#[must_use]
pub const fn harm(sign: char) -> Option<Harm> {
    Some(match sign {
        '\t' | '\n' => return None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Harm::Control,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Harm::Direction,
        '\u{e0000}'..='\u{e007f}' => Harm::Tag,
        '\u{2028}' | '\u{2029}' => Harm::LineEnd,
        '\u{200e}' | '\u{200f}' | '\u{61c}' => Harm::Mark,
        '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{180e}'
        | '\u{3164}'
        | '\u{ffa0}' => Harm::NoWidth,
        _ => return None,
    })
}

/// The bytes that a harmful sign can begin with in UTF-8: the others are passed over at once.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        suspect[byte] = byte != b'\t' as usize && byte != b'\n' as usize;
        byte += 1;
    }
    let first_bytes = [0x7f, 0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef, 0xf3];
    let mut at = 0;
    while at < first_bytes.len() {
        suspect[first_bytes[at]] = true;
        at += 1;
    }
    suspect
};

/// Every harmful sign of a text, whatever stands around it.
fn all(text: &str) -> impl Iterator<Item = FoundSign> + '_ {
    let suspects = text.bytes().enumerate().filter(|(_, byte)| SUSPECT[usize::from(*byte)]);
    suspects.filter_map(|(at, _)| {
        let sign = text[at..].chars().next()?;
        harm(sign).map(|harm| FoundSign { at, sign, harm })
    })
}

/// The harmful signs of an author's text, in order, but for those that do what they are for: the end of a Windows line, joiners in
/// pictograms and in scripts that need them, marks on a line that runs from right to left, the tags of a flag.
pub fn found(text: &str) -> impl Iterator<Item = FoundSign> + '_ {
    all(text).filter(|found| !is_at_work(text, found))
}

/// How many characters around a mark are looked at: a line may be as long as its author likes.
const NEAR: usize = 200;

fn is_at_work(text: &str, found: &FoundSign) -> bool {
    let (before, after) = (&text[..found.at], &text[found.at + found.sign.len_utf8()..]);
    match found.sign {
        '\r' => after.starts_with('\n'),
        // A joiner may stand between letters of a script that joins them, or between pictograms: never beside a letter that Italian is
        // written with.
        '\u{200c}' | '\u{200d}' => {
            let joins = |sign: Option<char>| sign.is_some_and(|sign| sign > '\u{2ff}' && harm(sign).is_none());
            joins(before.chars().next_back()) && joins(after.chars().next())
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            let line = |sign: &char| *sign != '\n';
            before.chars().rev().take(NEAR).take_while(line).any(runs_from_right)
                || after.chars().take(NEAR).take_while(line).any(runs_from_right)
        }
        // Tags may spell the flag of a part of a country: a black flag, at most six letters, an end.
        '\u{e0020}'..='\u{e007f}' => {
            let is_letter = |sign: &char| matches!(sign, '\u{e0020}'..='\u{e007e}');
            let begins = before.chars().rev().take(8).find(|sign| !is_letter(sign)) == Some('\u{1f3f4}');
            let ends =
                found.sign == '\u{e007f}' || after.chars().take(8).find(|sign| !is_letter(sign)) == Some('\u{e007f}');
            begins && ends
        }
        _ => false,
    }
}

/// Whether a letter belongs to Hebrew, Arabic or another script that runs from right to left.
const fn runs_from_right(sign: char) -> bool {
    matches!(sign, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A text for people: harmful signs are written as `<U+202E>`. Line feeds and tabs stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |sign, shown| {
        let _ = write!(shown, "{}", Named(sign));
    })
}

/// A text for people on one line: harmful signs are visible, and a blank stands for each line feed and tab.
#[must_use]
pub fn on_a_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\t', '\r']) {
        let line = text.trim_end().replace("\r\n", " ").replace(['\n', '\t', '\r'], " ");
        return Cow::Owned(visible(&line).into_owned());
    }
    visible(text)
}

/// A JSON document with escapes (RFC 8259 §7) in the place of harmful signs: a program reads the same, a terminal is told nothing.
#[must_use]
pub fn in_json(document: &str) -> Cow<'_, str> {
    replaced(document, |sign, shown| {
        for unit in sign.encode_utf16(&mut [0; 2]) {
            let _ = write!(shown, "\\u{unit:04x}");
        }
    })
}

/// The name of a sign that nobody sees: `<U+202E>`.
#[derive(Clone, Copy, Debug)]
pub struct Named(
    /// The sign.
    pub char,
);

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<U+{:04X}>", u32::from(self.0))
    }
}

fn replaced(text: &str, mut write: impl FnMut(char, &mut String)) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut done = 0;
    for FoundSign { at, sign, .. } in all(text) {
        shown.push_str(&text[done..at]);
        write(sign, &mut shown);
        done = at + sign.len_utf8();
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(&text[done..]);
    Cow::Owned(shown)
}

/// A text made visible, which also tells where each place of the original text stands in the shown one.
#[derive(Debug)]
pub struct VisibleText<'t> {
    /// The text as people see it.
    pub text: Cow<'t, str>,
    /// Where each sign ended in the text, and by how many bytes the shown text is longer from there on.
    longer: Vec<(usize, usize)>,
}

impl<'t> VisibleText<'t> {
    /// Makes a text visible. The end of a Windows line stays: it is no part of the line.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut longer = Vec::new();
        let mut sum = 0;
        let mut shown = String::new();
        let mut done = 0;
        for FoundSign { at, sign, .. } in all(text).filter(|found| found.sign != '\r' || !is_at_work(text, found)) {
            shown.push_str(&text[done..at]);
            let before = shown.len();
            let _ = write!(shown, "{}", Named(sign));
            done = at + sign.len_utf8();
            sum += shown.len() - before - sign.len_utf8();
            longer.push((done, sum));
        }
        if longer.is_empty() {
            return Self { text: Cow::Borrowed(text), longer };
        }
        shown.push_str(&text[done..]);
        Self { text: Cow::Owned(shown), longer }
    }

    /// Where a place of the text stands in what is shown.
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let next = self.longer.partition_point(|(end, _)| *end <= at);
        at + next.checked_sub(1).map_or(0, |last| self.longer[last].1)
    }
}
