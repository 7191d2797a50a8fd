//! Every text that an author wrote, made plain once: words are found whatever their case, accents, apostrophes and line ends,
//! each with the way back to its place.
//!
//! What is looked for is plain too: `critic` begins «critiche», never «autocritica»; `e vietato` is «È vietato» and «E' vietato».

use crate::model::Site;
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Sources, Span};
use rayon::prelude::*;
use std::ops::Range;

/// How far from a place the address around it is looked for, in bytes. Nobody should write longer ones, and a text without any blank would
/// be read once for each place in it.
const LONGEST: usize = 600;

/// How many words of a text are looked for in the source. A page whose words are not there is searched once for each few of them.
const MOST_LOOKED_FOR: usize = 16;

/// A value of a YAML file, or a page from its title on.
pub struct Passage<'a> {
    /// The YAML file and the fields, `accounts.accounts.url`; a page's path, `it/premessa.md`.
    pub path: String,
    /// The text as written: quotes, line ends and Markdown included.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// Small letters without accents, quotes and stars; a space for each blank, a line feed where a paragraph or item begins.
    pub plain: String,
    /// Where `plain` goes on elsewhere in `text`: bytes of both. From there on both go on alike.
    from: Vec<(u32, u32)>,
}

/// Every value of the YAML files and every page, in the order of their places.
pub(super) fn all<'a>(site: &'a Site, sources: &'a Sources) -> Vec<Passage<'a>> {
    let of_yaml = || {
        let trees = site.trees.par_iter().flat_map_iter(|(file, tree)| {
            let mut found = Vec::new();
            collect(tree, file, sources, &mut found);
            found
        });
        trees.collect::<Vec<_>>()
    };
    let of_pages = || {
        let pages = site.documents.par_iter().map(|document| {
            let text = sources.get(document.source).map_or("", |source| source.text.as_str());
            Passage::new(document.path.clone(), text, Span::new(document.source, 0..text.len()))
        });
        pages.collect::<Vec<_>>()
    };
    let (mut passages, of_pages) = rayon::join(of_yaml, of_pages);
    passages.extend(of_pages);
    passages.sort_by_key(|passage| passage.span);
    passages
}

fn collect<'a>(node: &Node, path: &str, sources: &'a Sources, passages: &mut Vec<Passage<'a>>) {
    match &node.kind {
        NodeKind::List(items) => items.iter().for_each(|item| collect(item, path, sources, passages)),
        NodeKind::Map(entries) => {
            for (key, value) in entries {
                collect(value, &format!("{path}.{}", key.value), sources, passages);
            }
        }
        NodeKind::Scalar { .. } => {
            passages.push(Passage::new(path.to_owned(), sources.slice(node.span), node.span));
        }
        NodeKind::Empty => {}
    }
}

impl<'a> Passage<'a> {
    pub(super) fn new(path: String, text: &'a str, span: Span) -> Self {
        let mut from = vec![(0, 0)];
        // A source is shorter than 4 GiB, as its spans say.
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let plain = flatten(text, |plain, text| from.push((short(plain), short(text))));
        Self { path, text, span, plain, from }
    }

    /// The sign of the text as written that a byte of the plain one came from.
    fn origin(&self, at: usize) -> usize {
        let next = self.from.partition_point(|(plain, _)| *plain as usize <= at);
        let origin = self.from[..next].last().map_or(at, |(plain, text)| *text as usize + (at - *plain as usize));
        self.text.floor_char_boundary(origin)
    }

    /// Every place where a stem begins a word, in bytes of the plain text.
    pub fn find<'s>(&'s self, stem: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
        find(&self.plain, stem)
    }

    /// Every place of whole words, in bytes of the plain text.
    pub fn find_words<'s>(&'s self, words: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
        self.find(words).filter(|found| self.is_whole(found))
    }

    /// Whether no word goes on after a stretch of the plain text.
    #[must_use]
    pub fn is_whole(&self, found: &Range<usize>) -> bool {
        let ends_in_word = self.plain[found.clone()].ends_with(char::is_alphanumeric);
        !(ends_in_word && self.plain[found.end..].starts_with(char::is_alphanumeric))
    }

    /// Whether any of some stems is there.
    #[must_use]
    pub fn says(&self, stems: &[&str]) -> bool {
        says(&self.plain, stems)
    }

    /// A stretch of the plain text in bytes of the text as written, to the end of its last word.
    #[must_use]
    pub fn written(&self, range: &Range<usize>) -> Range<usize> {
        let rest = &self.plain[range.end..];
        let word = rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len());
        // The last sign's own end: a closing quote after it belongs to nobody.
        let last = self.origin((range.end + word).saturating_sub(1));
        let end = last + self.text[last..].chars().next().map_or(0, char::len_utf8);
        self.origin(range.start)..end
    }

    /// Where a stretch of the plain text stands, to the end of its last word.
    #[must_use]
    pub fn place(&self, range: &Range<usize>) -> Span {
        self.span.part(self.written(range))
    }

    /// Where words of the page's prose stand in its source: the longest run of the first ones that the source has as they are.
    #[must_use]
    pub fn place_of(&self, words: &str) -> Option<Span> {
        let words = plain(words);
        let words: Vec<&str> = words.split_whitespace().take(MOST_LOOKED_FOR).collect();
        (3..=8.min(words.len())).rev().find_map(|length| {
            words.windows(length).find_map(|run| self.find_words(&run.join(" ")).next().map(|found| self.place(&found)))
        })
    }

    /// Whether a stretch of the text as written is inside a web or e-mail address, a handle or a file name.
    #[must_use]
    pub fn is_in_address(&self, range: &Range<usize>) -> bool {
        let blank = |at: usize| at + self.text[at..].chars().next().map_or(1, char::len_utf8);
        let from = self.text.floor_char_boundary(range.start.saturating_sub(LONGEST));
        let to = self.text.floor_char_boundary((range.end + LONGEST).min(self.text.len()));
        let start = self.text[from..range.start].rfind(char::is_whitespace).map_or(from, |at| blank(from + at));
        let end = self.text[range.end..to].find(char::is_whitespace).map_or(to, |at| range.end + at);
        let token = &self.text[start..end];
        ["://", "www.", "@", ".com", ".it/", ".md", ".pdf"].iter().any(|sign| token.contains(sign))
    }
}

/// Every place where a stem begins a word of a plain text.
pub fn find<'t>(plain: &'t str, stem: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    // A stem may begin with a sign: `[at]`.
    let in_word = stem.starts_with(char::is_alphanumeric);
    let begins = move |at: usize| !(in_word && plain[..at].ends_with(char::is_alphanumeric));
    let found = memchr::memmem::find_iter(plain.as_bytes(), stem.as_bytes());
    found.filter(move |at| begins(*at)).map(move |at| at..at + stem.len())
}

/// Whether a plain text says any of some stems.
#[must_use]
pub fn says(plain: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| find(plain, stem).next().is_some())
}

/// Whether the plain words before a name tell of the past: «ex Twitter», «già Twitter».
#[must_use]
pub fn tells_of_the_past(before: &str) -> bool {
    let before = before.trim_end();
    // "ex" may hang on the name: "ex-Twitter".
    let words = ["ex", "ex-", "gia", "allora", "prima", "formerly", "former", "once", "vecchio", "si chiamava"];
    let last = |word: &str| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    words.iter().any(|word| last(word))
}

/// A text that is no passage, made plain.
#[must_use]
pub fn plain(text: &str) -> String {
    flatten(text, |_, _| {})
}

/// A text made plain; calls `moved` where it goes on elsewhere than right after what came before: bytes of the plain text and of
/// the text.
fn flatten(text: &str, mut moved: impl FnMut(usize, usize)) -> String {
    let mut plain = String::with_capacity(text.len());
    // Where the text would go on, were it as plain as the plain one.
    let (mut at, mut expected) = (0, 0);
    while at < text.len() {
        let run = plain_run(&text.as_bytes()[at..]);
        let is_joined =
            |rest: &str, plain: &str| rest.starts_with(char::is_alphabetic) && plain.ends_with(char::is_alphabetic);
        let before = plain.len();
        let mut next = at + run;
        if run > 0 {
            plain.push_str(&text[at..next]);
        } else if let Some(sign) = text[at..].chars().next() {
            next += sign.len_utf8();
            let rest = &text[next..];
            match sign {
                _ if sign.is_whitespace() => {
                    let after = rest.trim_start();
                    next = text.len() - after.len();
                    let lines = text[at..next].matches('\n').count();
                    let parts = lines > 1 || lines == 1 && after.starts_with(['-', '*', '+', '>', '#', '|']);
                    plain.push(if parts { '\n' } else { ' ' });
                }
                // Between letters an apostrophe joins two words; anywhere else it quotes, or stands for an accent.
                '\'' | '’' if is_joined(rest, &plain) => plain.push('\''),
                '\'' | '’' | '‘' | '«' | '»' | '"' | '“' | '”' | '*' | '_' => {}
                _ => sign.to_lowercase().for_each(|small| plain.push(without_accent(small))),
            }
        } else {
            break;
        }
        if plain.len() > before {
            if at != expected {
                moved(before, at);
            }
            expected = at + plain.len() - before;
        }
        at = next;
    }
    plain.make_ascii_lowercase();
    plain
}

/// How many bytes a text begins with that are plain as they are but for capital letters.
fn plain_run(text: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += text[at..].iter().take_while(|byte| IS_PLAIN[usize::from(**byte)]).count();
        match text.get(at..at + 2) {
            Some([b' ', next]) if next.is_ascii_alphanumeric() => at += 2,
            _ => return at,
        }
    }
}

/// The bytes that are plain wherever they stand.
const IS_PLAIN: [bool; 256] = {
    let mut is_plain = [false; 256];
    let mut byte = b'!';
    while byte.is_ascii_graphic() {
        is_plain[byte as usize] = !matches!(byte, b'\'' | b'"' | b'*' | b'_');
        byte += 1;
    }
    is_plain
};

fn without_accent(sign: char) -> char {
    match sign {
        'à' | 'á' => 'a',
        'è' | 'é' => 'e',
        'ì' | 'í' => 'i',
        'ò' | 'ó' => 'o',
        'ù' | 'ú' => 'u',
        _ => sign,
    }
}
