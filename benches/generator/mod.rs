//! Invented enti for the benchmarks: the demo's folder with another ente's name, addresses and accounts, and longer texts.
//!
//! The same number gives the same bytes on every machine. Nothing of what is made up exists: domains end in `.example`, and
//! telephone numbers are the demo's.

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

/// A source of numbers that anyone can follow: SplitMix64 (Steele, Lea, Flood 2014).
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

/// Makes enti.
pub struct Generator {
    demo: Folder,
    languages: usize,
}

impl Generator {
    /// A generator of enti with pages in one language or in both that the demo speaks.
    pub fn new(languages: usize) -> Self {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"));
        let mut demo = Folder::new();
        collect(root, root, &mut demo);
        demo.remove("README.md");
        Self { demo, languages }
    }

    /// The name of an ente's folder, the same as in its addresses.
    pub fn slug(number: usize) -> String {
        name(number).to_lowercase().replace(' ', "")
    }

    /// An ente's folder.
    pub fn ente(&self, number: usize) -> Folder {
        let name = name(number);
        let slug = Self::slug(number);
        let letter = char::from(b'a' + u8::try_from(number / 1000 % 26).expect("a letter"));
        let code = format!("c_{letter}{:03}", number % 1000);
        let own = |text: &str| {
            text.replace("Borgo Chiaro", &name).replace("borgochiaro", &slug).replace("c_z999", &code)
        };
        let mut numbers = Numbers::of(number as u64);
        let mut folder = Folder::new();
        for (path, text) in &self.demo {
            let text = match path.as_str() {
                "accounts.yaml" => own(&with_eight_accounts(text)),
                "site.yaml" if self.languages == 1 => own(text).replace("languages: [it, en]", "languages: [it]"),
                _ => match path.split_once('/') {
                    Some(("en", _)) if self.languages == 1 => continue,
                    Some((lang, page)) if page.ends_with(".md") => {
                        let wanted = WORDS.start + numbers.next() % (WORDS.end - WORDS.start);
                        // Both languages of a page have the same sections.
                        let seed = (number as u64) << 32 | page.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte)) & 0xFFFF_FFFF;
                        let have = text.split_whitespace().count();
                        let more = usize::try_from(wanted).expect("few words").saturating_sub(have);
                        own(text) + &Words::of(lang).sections(more, &mut Numbers::of(seed))
                    }
                    _ => own(text),
                },
            };
            folder.insert(path.clone(), text);
        }
        folder
    }

    /// Writes an ente's folder under its name.
    pub fn write(&self, number: usize, into: &Path) -> std::io::Result<()> {
        let root = into.join(Self::slug(number));
        for folder in ["it", "en", "files"] {
            std::fs::create_dir_all(root.join(folder))?;
        }
        self.ente(number).iter().try_for_each(|(path, text)| std::fs::write(root.join(path), text))
    }
}

/// A comune's name; no two numbers below 8,000 share one.
fn name(number: usize) -> String {
    const FIRST: [&str; 20] = [
        "Borgo", "Castel", "Monte", "Rocca", "Villa", "Pieve", "Torre", "Colle", "Valle", "Campo", "Ponte", "Riva", "Serra",
        "Fonte", "Poggio", "Selva", "Isola", "Croce", "Corte", "Porto",
    ];
    const HEAD: [&str; 20] = [
        "Al", "Bel", "Cal", "Dor", "Fel", "Gal", "Lav", "Mar", "Nov", "Or", "Pal", "Ros", "San", "Tor", "Val", "Ver", "Lun",
        "Ser", "Mel", "Gri",
    ];
    const TAIL: [&str; 20] = [
        "ano", "ena", "ino", "ola", "one", "ara", "eto", "ise", "ore", "ura", "asco", "ello", "etta", "iglia", "onte", "ussa",
        "arda", "ermo", "isco", "olfo",
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
