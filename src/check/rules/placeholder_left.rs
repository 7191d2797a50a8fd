//! A place that somebody meant to fill in and did not.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::model::shape_of;
use crate::record::{PLACEHOLDER, Shape, is_placeholder};
use crate::say;
use crate::source::yaml::{Node, NodeKind};
use crate::source::{Sources, Span};
use memchr::{memchr3, memmem::Finder};
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::PlaceholderLeft, run };

/// What people write to come back later: words in capitals as they are, then what is meant in any case.
const EXACT: [&str; 5] = ["TODO", "FIXME", "XXX", "TBD", PLACEHOLDER];
const LOREM: &str = "lorem ipsum";
const BRACKETED: [&str; 6] = ["[inserire", "[nome", "[indirizzo", "<nome", "da compilare]", "nome dell'ente]"];
/// Shapes of a day or a number that nobody has filled in, in small letters.
const SHAPES: [&str; 10] =
    ["__/__", "gg/mm/aa", "gg.mm.aa", "gg-mm-aa", "dd/mm/yy", "xx/xx/", "xx.xx.20", "../../20", "../../....", "n. ___"];
/// Words before such a shape that explain how days are written.
const EXPLAINED: [&str; 4] = ["formato", "si scriv", "scrivi ", "così"];
/// What people write in an address in the place of their own name.
const NO_NAMES: [&str; 17] = [
    "esempio@",
    "@esempio",
    "www.esempio",
    "@example.com",
    "www.example.com",
    "nome@",
    "nome.cognome@",
    "comune@comune",
    "nomeente",
    "nome.ente",
    "nome-ente",
    "nomecomune",
    "nome-comune",
    "nomedelcomune",
    "nomedominio",
    "nomesito",
    "nomeufficio",
];
/// What stands in round brackets where something is to be written, in small letters; whole ones, and how others begin.
const IN_BRACKETS: [&str; 17] = [
    "(nome)",
    "(cognome)",
    "(nome e cognome)",
    "(numero)",
    "(telefono)",
    "(data)",
    "(luogo)",
    "(indirizzo)",
    "(email)",
    "(e-mail)",
    "(pec)",
    "(ufficio)",
    "(orario)",
    "(orari)",
    "(link)",
    "(url)",
    "(importo)",
];
const BRACKETS_BEGIN: [&str; 26] = [
    "(cognome e nome",
    "(nota:",
    "(ndr",
    "(n.d.r",
    "(nome ufficio",
    "(nome dell",
    "(nome del ",
    "(nome ente",
    "(nome comune",
    "(inserire",
    "(inserisci",
    "(da inserire",
    "(da definire",
    "(da completare",
    "(da compilare",
    "(da verificare",
    "(da decidere",
    "(da aggiornare",
    "(da aggiungere",
    "(da rivedere",
    "(da controllare",
    "(verificare",
    "(decidere",
    "(completare",
    "(aggiungere qui",
    "(chiedere a",
];
/// What may follow «XXX» where this is the Roman numeral thirty, in small letters: how words begin.
const COUNTED: [&str; 30] = [
    "edizion",
    "anniversari",
    "secol",
    "legislatur",
    "giornat",
    "festiv",
    "sagr",
    "pali",
    "congress",
    "convegn",
    "rassegn",
    "mostr",
    "premi",
    "trofe",
    "fier",
    "fest",
    "settiman",
    "torne",
    "maraton",
    "concors",
    "gioch",
    "olimpiad",
    "cicl",
    "stagion",
    "memorial",
    "radun",
    "incontr",
    "campionat",
    "assemble",
    "brigat",
];
/// And before it.
const BEFORE_A_NUMBER: [&str; 6] = ["canto ", "capitolo ", "secolo ", "via ", "piazza ", "largo "];

/// What stands in the demo: a host that nobody can have (RFC 2606), a declaration that is none.
const OF_THE_DEMO: [&str; 2] = [".example", "00000000-0000-0000-0000-000000000000"];

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let marks = Marks {
        exact: EXACT.map(Finder::new),
        of_the_demo: OF_THE_DEMO.map(Finder::new),
        lorem: Finder::new(LOREM),
        bracketed: BRACKETED.map(Finder::new),
        is_demo: is_demo(context),
        sources: context.sources,
    };
    for (file, tree) in &context.site.trees {
        inspection.at(tree);
        marks.look(tree, "", &mut vec![file.as_str()], inspection);
    }
    for document in &context.site.documents {
        inspection.at(document);
        let text = context.sources.get(document.source).map_or("", |source| source.text.as_str());
        for range in marks.found_in(text) {
            let span = Span::new(document.source, range);
            let written = context.sources.slice(span);
            let message = say!("«{written}» è rimasto da compilare", "“{written}” was left to be filled in");
            inspection.push(
                Diagnostic::new(RULE.key, span, message).hint(say!(
                    "scrivi il testo vero, o togli la frase",
                    "write the real text, or remove the sentence"
                )),
            );
        }
    }
}

/// What is looked for, and where.
struct Marks<'a> {
    exact: [Finder<'static>; 5],
    of_the_demo: [Finder<'static>; 2],
    lorem: Finder<'static>,
    bracketed: [Finder<'static>; 6],
    is_demo: bool,
    sources: &'a Sources,
}

impl Marks<'_> {
    /// Looks at a value; `name` is what people call it, `steps` lead to it: the file, then keys, nothing for an item of a list.
    fn look<'n>(&self, node: &'n Node, name: &str, steps: &mut Vec<&'n str>, inspection: &mut Inspection) {
        match &node.kind {
            NodeKind::List(items) => {
                steps.push("");
                for item in items {
                    // An item is called by what tells it apart.
                    let apart =
                        ["id", "platform"].into_iter().find_map(|key| match item.get(key).map(|node| &node.kind) {
                            Some(NodeKind::Scalar { text, .. }) if !is_placeholder(text) => {
                                Some(format!("{name}[{text}]"))
                            }
                            _ => None,
                        });
                    self.look(item, apart.as_deref().unwrap_or(name), steps, inspection);
                }
                steps.pop();
            }
            NodeKind::Map(entries) => {
                for (key, value) in entries {
                    let name = if name.is_empty() { key.value.clone() } else { format!("{name}.{}", key.value) };
                    steps.push(&key.value);
                    self.look(value, &name, steps, inspection);
                    steps.pop();
                }
            }
            NodeKind::Scalar { .. } => {
                for range in self.found_in(self.sources.slice(node.span)) {
                    inspection.push(in_yaml(node.span.part(range), name, steps));
                }
            }
            NodeKind::Empty => {}
        }
    }

    fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        let places = |finder: &Finder<'_>, text: &str| -> Vec<Range<usize>> {
            finder.find_iter(text.as_bytes()).map(|at| at..at + finder.needle().len()).collect()
        };
        let begins = |range: &Range<usize>| !text[..range.start].ends_with(char::is_alphanumeric);
        let ends = |range: &Range<usize>| !text[range.end..].starts_with(char::is_alphanumeric);
        let is_numeral = |range: &Range<usize>| &text[range.clone()] == "XXX" && is_counted(text, range);
        let mut found: Vec<_> = self.exact.iter().flat_map(|words| places(words, text)).filter(begins).collect();
        found.retain(|range| !is_numeral(range));
        if !self.is_demo {
            found.extend(self.of_the_demo.iter().flat_map(|value| places(value, text)));
        }
        found.retain(ends);
        let lower = text.to_ascii_lowercase();
        found.extend(places(&self.lorem, &lower).into_iter().filter(|range| !is_quoted(text, range.start)));
        found.extend(blanks(text));
        found.extend(in_place_of_others(text, self.is_demo));
        if text.contains('…') || text.contains("...") {
            found.extend(dots_for_words(text));
        }
        found.extend(shapes(&lower));
        // Most texts have no bracket.
        if memchr3(b'[', b']', b'<', text.as_bytes()).is_some() {
            found.extend(self.bracketed.iter().flat_map(|words| places(words, &lower)));
        }
        found
    }
}

/// Letters and digits in the place of others: «Xxxxx», «tel. 000000», «???».
fn in_place_of_others(text: &str, is_demo: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run = |sign: char, least: usize, is_word: bool| {
        let is_it = |other: char| other.eq_ignore_ascii_case(&sign);
        let mut from = 0;
        while let Some(at) = text[from..].find(is_it).map(|at| from + at) {
            let end = text[at..].find(|other| !is_it(other)).map_or(text.len(), |length| at + length);
            from = end;
            let joins = |other: char| other.is_alphanumeric() || "#-_/.".contains(other);
            let stands_alone = !text[..at].ends_with(joins)
                && !text[end..].starts_with(|other: char| other.is_alphanumeric() || other == '-');
            if end - at >= least && (!is_word || stands_alone) {
                found.push(at..end);
            }
        }
    };
    run('x', 4, true);
    if !is_demo {
        run('0', 6, true);
    }
    run('?', 3, false);
    found
}

/// A number or a name that dots stand for: «delibera n. … del …».
fn dots_for_words(text: &str) -> Vec<Range<usize>> {
    const BEFORE: [&str; 22] = [
        " n.",
        " n°",
        " del",
        " di",
        " al",
        " numero",
        " tel.",
        " telefono",
        " in data",
        " via",
        " piazza",
        " pec",
        " e-mail",
        " email",
        " giorno",
        " mese",
        " anno",
        " ore",
        " dal",
        " dalle",
        " alle",
        ":",
    ];
    let dots = text.match_indices('…').chain(text.match_indices("...")).map(|(at, dots)| at..at + dots.len());
    dots.filter(|range| {
        let before = text[..range.start].trim_end_matches(' ');
        let is_blank_between = before.len() < range.start;
        is_blank_between && BEFORE.iter().any(|word| before.to_lowercase().ends_with(word))
    })
    .collect()
}

/// Whether «XXX» is a number: of what comes after, or of what stands before.
fn is_counted(text: &str, range: &Range<usize>) -> bool {
    let after = text[range.end..].trim_start().to_lowercase();
    let from = text.floor_char_boundary(range.start.saturating_sub(12));
    let before = text[from..range.start].to_lowercase();
    COUNTED.iter().any(|word| after.starts_with(word)) || BEFORE_A_NUMBER.iter().any(|word| before.ends_with(word))
}

/// Whether a place stands between quotation marks that its line opens.
fn is_quoted(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let opened = |sign: char| text[line..at].matches(sign).count();
    opened('«') > opened('»') || opened('“') > opened('”')
}

/// Lines to write on: «________», «.........».
fn blanks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (sign, least) in [('_', 3), ('.', 5), ('…', 2)] {
        if !text.contains(sign) {
            continue;
        }
        let mut from = 0;
        while let Some(at) = text[from..].find(sign).map(|at| from + at) {
            let end = text[at..].find(|other| other != sign).map_or(text.len(), |length| at + length);
            from = end;
            // A line of them alone is a break between parts; beside letters they may make words strong.
            let line = text[..at].rfind('\n').map_or(0, |start| start + 1)
                ..text[end..].find('\n').map_or(text.len(), |to| end + to);
            let is_alone = text[line].trim_matches(|other: char| other == sign || other.is_whitespace()).is_empty();
            // A form to print has a line to sign on.
            let is_to_sign = text[..at].trim_end_matches([' ', ':']).to_lowercase().ends_with("firma");
            let is_emphasis = sign == '_'
                && end - at == least
                && (text[end..].starts_with(char::is_alphanumeric) || text[..at].ends_with(char::is_alphanumeric));
            if text[at..end].chars().count() >= least && !is_alone && !is_emphasis && !is_to_sign {
                found.push(at..end);
            }
        }
    }
    found
}

/// Days, names and brackets that are still to be written, in a text in small letters.
fn shapes(lower: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let places = |word: &'static str| lower.match_indices(word).map(|(at, word)| at..at + word.len());
    if lower.contains(['/', '.', '-']) {
        let is_explained = |range: &Range<usize>| {
            let from = lower.floor_char_boundary(range.start.saturating_sub(40));
            EXPLAINED.iter().any(|word| lower[from..range.start].contains(word))
        };
        found.extend(SHAPES.into_iter().flat_map(places).filter(|range| !is_explained(range)));
    }
    if lower.contains(['@', '.']) {
        let is_in_address = |range: &Range<usize>| {
            let from = lower[..range.start].rfind(char::is_whitespace).map_or(0, |at| lower.ceil_char_boundary(at + 1));
            let to = lower[range.end..].find(char::is_whitespace).map_or(lower.len(), |at| range.end + at);
            ["@", "www.", ".it", "://"].iter().any(|sign| lower[from..to].contains(sign))
        };
        let begins =
            |range: &Range<usize>| !lower[..range.start].ends_with(|sign: char| sign.is_alphanumeric() || sign == '.');
        let names = NO_NAMES.into_iter().flat_map(places).filter(is_in_address);
        found.extend(names.filter(|range| begins(range) || lower[range.start..].starts_with('@')));
    }
    if lower.contains('(') {
        // «Firma (nome e cognome)» asks a reader; «referente: (nome e cognome)» was meant to say who.
        let is_awaited = |range: &Range<usize>| {
            let before = lower[..range.start].trim_end_matches([' ', '*', '_']);
            before.is_empty()
                || before.ends_with([':', '\n', '='])
                || [" è", " n.", " tel.", " al", " il", " del", " dal"].iter().any(|end| before.ends_with(end))
        };
        found.extend(IN_BRACKETS.into_iter().flat_map(places).filter(is_awaited));
        found.extend(BRACKETS_BEGIN.into_iter().flat_map(places));
    }
    found
}

/// A field to fill in: its name, and the steps to it, which say what may stand there.
fn in_yaml(span: Span, name: &str, steps: &[&str]) -> Diagnostic {
    let message = say!("«{name}» è da compilare", "“{name}” is to be filled in");
    let diagnostic = Diagnostic::new(RULE.key, span, message);
    if name.ends_with(".handle") {
        return diagnostic.hint(say!(
            "scrivi il nome che sta nell'indirizzo dell'account, o al suo posto «url:» con l'indirizzo intero",
            "write the name in the account's address, or in its place “url:” with the whole address"
        ));
    }
    let shape = steps
        .split_first()
        .and_then(|(file, steps)| steps.iter().try_fold(shape_of(file)?, |shape, step| shape.under(step)));
    match shape.as_ref().map(Shape::expected) {
        Some(Message { it, en }) => diagnostic.hint(say!("scrivi {it}", "write {en}")),
        None => diagnostic.hint(say!("scrivi il testo vero", "write the real text")),
    }
}

/// Whether the ente itself is an invented one.
fn is_demo(context: &Context<'_>) -> bool {
    let site = &context.site.settings.ente.site.value.0;
    site.is_empty() || site.split('/').nth(2).is_some_and(|host| host.ends_with(".example"))
}
