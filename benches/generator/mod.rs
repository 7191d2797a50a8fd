//! Invented enti for the benchmarks: the demo's folder with another ente's name, addresses and accounts, and longer texts.
//!
//! The same number gives the same bytes on every machine. Nothing of what is made up exists: domains end in `.example`, and
//! telephone numbers are the demo's. Pages are the twelve kinds that the demo has: nine would miss some that every site needs.

mod words;

use std::collections::BTreeMap;
use std::path::Path;
use words::Words;

/// The files of a site, by path.
pub type Folder = BTreeMap<String, String>;

/// Accounts of the demo that the others leave out, so that eight remain.
const LEFT_OUT: [&str; 2] = ["pariop.borgochiaro.example", "handle: borgochiaro-example\n    name: Fototeca"];

/// The fewest and the most words of a page.
const WORDS: std::ops::Range<u64> = 300..900;

/// A source of numbers that anyone can follow: `SplitMix64` (Steele, Lea, Flood 2014).
pub struct Numbers(u64);

impl Numbers {
    /// The numbers of a seed.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next one.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of some things.
    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        let place = self.next() % from.len() as u64;
        from[usize::try_from(place).expect("a place in a list")]
    }
}

/// The languages of enti, in the order in which they come; those that the demo does not speak have its English pages.
pub const LANGUAGES: [&str; 5] = ["it", "en", "de", "fr", "sl"];

/// Makes enti.
pub struct Generator {
    /// The languages of each ente.
    pub languages: &'static [&'static str],
    demo: Folder,
}

impl Generator {
    /// A generator of enti with pages in so many languages.
    pub fn new(languages: usize) -> Self {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"));
        let mut demo = Folder::new();
        collect(root, root, &mut demo);
        demo.remove("README.md");
        Self { demo, languages: &LANGUAGES[..languages] }
    }

    /// The name of an ente's folder, the same as in its addresses.
    pub fn slug(number: usize) -> String {
        name(number).to_lowercase().replace(' ', "")
    }

    /// An ente's folder.
    pub fn ente(&self, number: usize) -> Folder {
        let name = name(number);
        let slug = Self::slug(number);
        // A name on X has 15 letters at most.
        let short = format!("{}_ex\n", &slug[..slug.len().min(12)]);
        let letter = char::from(b'a' + u8::try_from(number / 1000 % 26).expect("a letter"));
        let code = format!("c_{letter}{:03}", number % 1000);
        let own = |text: &str| {
            text.replace("borgochiaro_ex\n", &short)
                .replace("Borgo Chiaro", &name)
                .replace("borgochiaro", &slug)
                .replace("c_z999", &code)
        };
        let mut folder = Folder::new();
        for (path, text) in &self.demo {
            match path.split_once('/').filter(|_| path.ends_with(".md")) {
                Some(("it", page)) => {
                    for lang in self.languages {
                        let source = if *lang == "it" { text } else { &self.demo[&format!("en/{page}")] };
                        folder.insert(format!("{lang}/{page}"), own(&longer(source, lang, number, page)));
                    }
                }
                Some(_) => {}
                None => {
                    let text = match path.as_str() {
                        "accounts.yaml" => own(&with_eight_accounts(text)),
                        "site.yaml" => {
                            let languages = format!("languages: [{}]", self.languages.join(", "));
                            own(text).replace("languages: [it, en]", &languages)
                        }
                        _ => own(text),
                    };
                    folder.insert(path.clone(), text);
                }
            }
        }
        folder
    }
}

/// A page with as many sections more as it needs to be as long as real ones are; the same sections in every language.
fn longer(text: &str, lang: &str, number: usize, page: &str) -> String {
    let page = page.bytes().fold(7, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let mut numbers = Numbers::of((number as u64) << 32 | page & 0xFFFF_FFFF);
    let wanted = WORDS.start + numbers.next() % (WORDS.end - WORDS.start);
    let more = usize::try_from(wanted).expect("few words").saturating_sub(text.split_whitespace().count());
    text.to_owned() + &Words::of(lang).sections(more, &mut numbers)
}

/// A comune's name; no two numbers below 8,000 share one.
fn name(number: usize) -> String {
    const FIRST: [&str; 20] = [
        "Borgo", "Castel", "Monte", "Rocca", "Villa", "Pieve", "Torre", "Colle", "Valle", "Campo", "Ponte", "Riva",
        "Serra", "Fonte", "Poggio", "Selva", "Isola", "Croce", "Corte", "Porto",
    ];
    const HEAD: [&str; 20] = [
        "Al", "Bel", "Cal", "Dor", "Fel", "Gal", "Lav", "Mar", "Nov", "Or", "Pal", "Ros", "San", "Tor", "Val", "Ver",
        "Lun", "Ser", "Mel", "Gri",
    ];
    const TAIL: [&str; 20] = [
        "ano", "ena", "ino", "ola", "one", "ara", "eto", "ise", "ore", "ura", "asco", "ello", "etta", "iglia", "onte",
        "ussa", "arda", "ermo", "isco", "olfo",
    ];
    format!("{} {}{}", FIRST[number % 20], HEAD[number / 20 % 20], TAIL[number / 400 % 20])
}

/// The list of accounts without those that are left out.
fn with_eight_accounts(text: &str) -> String {
    let (head, rest) = text.split_once("accounts:\n").expect("accounts");
    let (accounts, tail) = rest.split_once("closed:\n").expect("closed accounts");
    let kept = accounts.split_inclusive("\n\n").filter(|account| LEFT_OUT.iter().all(|mark| !account.contains(mark)));
    format!("{head}accounts:\n{}closed:\n{tail}", kept.collect::<String>())
}

#[allow(clippy::disallowed_methods, reason = "a benchmark reads the demo as it stands on the disk")]
fn collect(root: &Path, folder: &Path, files: &mut Folder) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("inside").to_str().expect("Unicode").replace('\\', "/");
            files.insert(name, std::fs::read_to_string(&path).expect("a text"));
        }
    }
}
