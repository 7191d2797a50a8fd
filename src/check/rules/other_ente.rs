//! Another ente's name, left behind in a text that was copied.

use crate::check::framed::place_of;
use crate::check::passages::Passage;
use crate::check::reading::{Found, Piece};
use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::yaml::{Node, NodeKind};
use memchr::memmem::Finder;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::OtherEnte, run };

/// How names of the same kind of ente begin; what follows is the place.
const BEGINNINGS: [(&str, &[&str]); 3] = [
    ("comune", &["Comune di ", "Comune del ", "Comune della ", "Municipality of "]),
    ("provincia", &["Provincia di ", "Provincia del ", "Provincia della ", "Province of "]),
    ("citta-metropolitana", &["Città metropolitana di ", "Metropolitan City of "]),
];
/// The frame of sentences that name another body on purpose: in a convention, in a decision, in what was.
const ON_PURPOSE: &str = "di-proposito";
/// Fields that name others by their nature.
const OTHERS: [&str; 7] = [
    "site.ente",
    "accounts.closed",
    "accounts.not_official",
    "acts.references",
    "informative.informative.",
    "acts.acts.organ",
    "site.waivers",
];
/// Small words inside a name: "Reggio nell'Emilia", "San Giovanni in Fiore".
const LINKS: [&str; 16] = [
    "di", "del", "della", "dei", "degli", "delle", "in", "sul", "sulla", "al", "alla", "con", "nell", "dell", "d", "a",
];

/// How names of frames end that say what such a body says of itself; what stands before is its kind.
const SAID_OF: [&str; 3] = ["-personale", "-di-se", "-organi"];

/// Longest name of a place, in bytes.
const LONGEST_NAME: usize = 120;

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it", "en"]) {
        return;
    }
    // Names of some kinds follow no pattern.
    let beginnings = beginnings_of(context).unwrap_or_default();
    let beginnings: Vec<_> = beginnings.iter().map(Finder::new).collect();
    let mut known = OwnNames::of(context);
    for passage in context.passages().iter().filter(|_| !beginnings.is_empty()) {
        if OTHERS.iter().any(|path| passage.path.starts_with(path)) {
            continue;
        }
        inspection.at(passage);
        for (range, place) in named(passage, &beginnings) {
            let is_on_purpose = || {
                context.is_told(RULE.key, ON_PURPOSE, passage.span.part(range.clone()), &passage.text[range.clone()])
            };
            if !known.has(&place) && !passage.is_in_address(&range) && !is_on_purpose() {
                inspection.push_once(finding(context, passage, range));
            }
        }
    }
    of_another_kind(context, &known, inspection);
    addresses(context, &known, inspection);
}

/// Sentences in which a body of another kind speaks of itself: «il personale del Consorzio». The frames are named for the kinds.
fn of_another_kind(context: &Context<'_>, known: &OwnNames, inspection: &mut Inspection) {
    let reading = context.reading();
    let ente = &context.site.settings.ente;
    let is_of_a_kind = |found: &&Found<'_>| found.ready.is_noted() && found.ready.name != ON_PURPOSE;
    for found in reading.found(RULE.key).iter().filter(is_of_a_kind) {
        let piece = &reading.pieces[found.piece];
        let name = found.ready.name.as_str();
        let word = SAID_OF.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        let kind = context.catalog.ente_kinds.0.iter().find(|(known, _)| known.value == word);
        let is_own = word == ente.kind.value.word()
            // Kinds that the catalogue does not know: a ministry, a chamber of commerce.
            || kind.is_none() && known.begins(&word.replace('-', " "))
            // «Noi della Regione» is the Region's own voice, even where the site names one.
            || name != word && kind.is_some_and(|(_, kind)| kind.beginnings.iter().any(|name| known.begins(&name.value)));
        if !is_own && !OTHERS.iter().any(|path| piece.path.starts_with(path)) {
            inspection.at(piece);
            let words = &piece.text[found.range.clone()];
            let own = ente.name.as_written();
            let message = say!(
                "qui parla un ente di un altro tipo: «{words}», non «{own}»",
                "here a body of another kind speaks: “{words}”, not “{own}”"
            );
            inspection.push_once(hinted(Diagnostic::new(RULE.key, place_of(context, piece, &found.range), message)));
        }
    }
}

/// E-mail addresses of another body of the same kind: «dpo@comune.altrove.it».
fn addresses(context: &Context<'_>, known: &OwnNames, inspection: &mut Inspection) {
    let kind = context.site.settings.ente.kind.value.word();
    let mark = format!("@{kind}.");
    let reading = context.reading();
    let is_looked_at = |piece: &Piece<'_>| !piece.is_quoted && !OTHERS.iter().any(|path| piece.path.starts_with(path));
    for (number, piece) in reading.pieces.iter().enumerate().filter(|(_, piece)| is_looked_at(piece)) {
        for (at, _) in piece.text.match_indices(&mark) {
            let ends = |sign: char| sign.is_whitespace() || "(<:«“\"".contains(sign);
            let start = piece.text[..at].rfind(ends).map_or(0, |end| piece.text.ceil_char_boundary(end + 1));
            let end = piece.text[at..].find(|sign: char| sign.is_whitespace() || ",;:)>»”\"?".contains(sign));
            let end = end.map_or(piece.text.len(), |end| at + end);
            let address = piece.text[start..end].trim_end_matches('.');
            let host = address[at - start + 1..].to_lowercase();
            // «comune.it» names no place, and «comune.example.it» is nobody's (RFC 2606).
            let labels: Vec<&str> = host.split('.').collect();
            let is_nobodys = labels.len() < 3 || labels[1] == "example";
            let sentence = piece.sentences.iter().position(|sentence| sentence.range().contains(&start));
            let is_on_purpose =
                || sentence.is_some_and(|sentence| reading.meets(RULE.key, ON_PURPOSE, (number, sentence)));
            // «comune.borgochiaro.it» is Borgo Chiaro's.
            let is_named_so = |own: &String| {
                own.chars().filter(|sign| sign.is_alphanumeric()).eq(labels.get(1).copied().unwrap_or_default().chars())
            };
            if is_nobodys || known.texts.contains(&host) || known.own.iter().any(is_named_so) || is_on_purpose() {
                continue;
            }
            let range = start..start + address.len();
            let message =
                say!("l'indirizzo è di un altro ente: «{address}»", "the address is another body's: “{address}”");
            inspection.push_once(hinted(Diagnostic::new(RULE.key, place_of(context, piece, &range), message)));
        }
    }
}

fn hinted(finding: Diagnostic) -> Diagnostic {
    finding.hint(say!(
        "se è rimasto da un altro documento, riscrivilo; se parli proprio di quell'ente, scrivilo tra i «members:» o fai una deroga",
        "if it was left from another document, rewrite it; if you mean that body, write it among the “members:” or make a waiver"
    ))
}

/// How names of enti of the site's kind begin; `None` for kinds whose names follow no pattern.
fn beginnings_of(context: &Context<'_>) -> Option<&'static [&'static str]> {
    let kind = context.site.settings.ente.kind.value.word();
    BEGINNINGS.iter().find(|(word, _)| *word == kind).map(|(_, beginnings)| *beginnings)
}

fn finding(context: &Context<'_>, passage: &Passage<'_>, range: Range<usize>) -> Diagnostic {
    let written = passage.text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let own = context.site.settings.ente.name.as_written();
    Diagnostic::new(
        RULE.key,
        passage.span.part(range),
        say!("qui c'è il nome di un altro ente: «{written}», non «{own}»", "another body's name stands here: “{written}”, not “{own}”"),
    )
    .hint(say!(
        "se è rimasto da un altro documento, scrivi {{{{ ente.name }}}}; se parli proprio di quell'ente, scrivilo tra i «members:» o fai una deroga",
        "if it was left from another document, write {{{{ ente.name }}}}; if you mean that body, write it among the “members:” or make a waiver"
    ))
}

/// Everything that the site itself calls by name: the ente, its parent, its members, accounts of others.
struct OwnNames {
    /// All texts in small letters, a line each.
    texts: String,
    /// What each text says of the place alone.
    own: HashSet<String>,
    /// What was asked for before: a text may name one place thousands of times.
    asked: HashMap<String, bool>,
}

impl OwnNames {
    fn of(context: &Context<'_>) -> Self {
        let names = names(context);
        let own = names.iter().map(|name| name.split(" di ").nth(1).unwrap_or(name)).filter(|own| own.len() > 2);
        Self { own: own.map(str::to_owned).collect(), texts: names.join("\n"), asked: HashMap::new() }
    }

    /// Whether a known name begins with a word for a kind of body.
    fn begins(&self, word: &str) -> bool {
        self.texts.lines().any(|name| name.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\''])))
    }

    /// Whether a known text names a place, or the place goes on with words of the sentence: "Borgo Chiaro Informa".
    fn has(&mut self, place: &str) -> bool {
        let Self { texts, own, asked } = self;
        let place = place.to_lowercase();
        if let Some(known) = asked.get(&place) {
            return *known;
        }
        let begins = |(at, sign): (usize, char)| own.contains(&place[..at + sign.len_utf8()]);
        let is_known = texts.contains(&place) || place.char_indices().any(begins);
        asked.insert(place, is_known);
        is_known
    }
}

fn names(context: &Context<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let (site, accounts) = (context.site.trees.get("site"), context.site.trees.get("accounts"));
    let nodes = [
        site.and_then(|tree| tree.get("ente")),
        accounts.and_then(|tree| tree.get("not_official")),
        accounts.and_then(|tree| tree.get("closed")),
    ];
    nodes.into_iter().flatten().for_each(|node| collect(node, &mut names));
    names
}

fn collect(node: &Node, names: &mut Vec<String>) {
    match &node.kind {
        NodeKind::List(items) => items.iter().for_each(|item| collect(item, names)),
        NodeKind::Map(entries) => entries.iter().for_each(|(_, value)| collect(value, names)),
        NodeKind::Scalar { text, .. } => names.push(text.to_lowercase()),
        NodeKind::Empty => {}
    }
}

/// The names of enti in a text: the beginning and the capitalised words after it.
fn named(passage: &Passage<'_>, beginnings: &[Finder<'_>]) -> Vec<(Range<usize>, String)> {
    let text = passage.text;
    let mut found = Vec::new();
    let begun = |beginning: &'_ Finder<'_>| -> Vec<_> {
        beginning.find_iter(text.as_bytes()).map(|at| (at, at + beginning.needle().len())).collect()
    };
    for (at, start) in beginnings.iter().flat_map(begun) {
        let end = start + place_length(&text[start..]);
        if end > start {
            found.push((at..end, text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
    found
}

/// How long the name of a place at the beginning of a text is, in bytes; 0 where there is none.
fn place_length(text: &str) -> usize {
    let text = &text[..text.floor_char_boundary(LONGEST_NAME.min(text.len()))];
    let (mut end, mut at) = (0, 0);
    let is_joint = |c: char| c.is_whitespace() || ['\'', '’', '-'].contains(&c);
    for word in text.split_inclusive(is_joint) {
        let bare = word.trim_end_matches(is_joint);
        let name = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_name = name.chars().next().is_some_and(char::is_uppercase) && name.chars().all(char::is_alphanumeric);
        if is_name {
            end = at + name.len();
        } else if !LINKS.contains(&bare) || at == 0 {
            break;
        }
        if name.len() < bare.len() {
            break;
        }
        at += word.len();
    }
    end
}
