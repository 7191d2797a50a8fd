//! Short plain sentences, made up from lists: easy to read by the same measure as an author's.

use super::Numbers;
use std::fmt::Write as _;

/// What sentences of a language are made of.
pub struct Words {
    who: &'static [&'static str],
    does: &'static [&'static str],
    what: &'static [&'static str],
    when: &'static [&'static str],
    headings: &'static [&'static str],
}

const ITALIAN: Words = Words {
    who: &[
        "La biblioteca",
        "Il museo",
        "La scuola",
        "Il mercato",
        "La piscina",
        "Il teatro",
        "La ludoteca",
        "Il parco",
        "La banda",
        "Il coro",
        "La palestra",
        "Il vivaio",
    ],
    does: &["apre", "mostra", "prepara", "offre", "presenta", "racconta", "cura", "ospita"],
    what: &[
        "una festa",
        "la sala nuova",
        "un corso di musica",
        "i libri per bambini",
        "una mostra di foto",
        "la gara di corsa",
        "un piccolo orto",
        "le visite al castello",
        "il concerto in piazza",
        "una cena con i vicini",
    ],
    when: &[
        "a maggio",
        "ogni sabato",
        "di mattina",
        "dopo cena",
        "in estate",
        "la domenica",
        "per tre giorni",
        "con i nonni",
        "vicino al ponte",
        "sotto i portici",
    ],
    headings: &[
        "La festa in piazza",
        "Il coro dei bambini",
        "Gli orti del fiume",
        "La corsa del sabato",
        "Le sere d’estate",
        "Il museo aperto",
        "La banda in strada",
        "I libri in prestito",
        "Il mercato nuovo",
        "Le gite in collina",
    ],
};

const ENGLISH: Words = Words {
    who: &[
        "The library",
        "The museum",
        "The school",
        "The market",
        "The pool",
        "The theatre",
        "The playroom",
        "The park",
        "The band",
        "The choir",
        "The gym",
        "The garden",
    ],
    does: &["opens", "shows", "plans", "offers", "hosts", "holds", "runs", "brings"],
    what: &[
        "a feast",
        "the new hall",
        "a music class",
        "the books for children",
        "a show of pictures",
        "the long race",
        "a small garden",
        "the walks to the castle",
        "the concert in the square",
        "a meal for the street",
    ],
    when: &[
        "in May",
        "every Saturday",
        "in the morning",
        "after dinner",
        "in summer",
        "on Sunday",
        "for three days",
        "with the old",
        "near the bridge",
        "by the river",
    ],
    headings: &[
        "The feast in the square",
        "The children’s choir",
        "The gardens by the river",
        "The Saturday race",
        "Summer evenings",
        "The open museum",
        "The band in the street",
        "Books to borrow",
        "The new market",
        "Walks in the hills",
    ],
};

impl Words {
    /// The words of a language.
    pub fn of(lang: &str) -> &'static Self {
        if lang == "en" { &ENGLISH } else { &ITALIAN }
    }

    /// Sections with at least so many words: headings with anchors, paragraphs, lists.
    pub fn sections(&self, words: usize, numbers: &mut Numbers) -> String {
        let mut text = String::new();
        let mut place = usize::try_from(numbers.next() % 10).expect("a place in a list");
        let mut count = 0;
        let mut section = 0;
        while count < words {
            section += 1;
            let begin = text.len();
            let _ =
                write!(text, "\n## {} {section} {{#parte-{section}}}\n\n", self.headings[place % self.headings.len()]);
            place += 1;
            for paragraph in 0..3 {
                if paragraph == 1 && section % 2 == 0 {
                    for _ in 0..4 {
                        let _ = writeln!(text, "- {}", self.sentence(numbers));
                    }
                } else {
                    for _ in 0..2 + numbers.next() % 3 {
                        text.push_str(&self.sentence(numbers));
                        text.push(' ');
                    }
                    text.truncate(text.trim_end().len());
                    text.push('\n');
                }
                text.push('\n');
            }
            text.truncate(text.trim_end().len());
            text.push('\n');
            count += text[begin..].split_whitespace().count();
        }
        text
    }

    fn sentence(&self, numbers: &mut Numbers) -> String {
        let (who, does) = (numbers.pick(self.who), numbers.pick(self.does));
        let (what, when) = (numbers.pick(self.what), numbers.pick(self.when));
        format!("{who} {does} {what} {when}.")
    }
}
