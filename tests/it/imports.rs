//! What the files of `src` import from each other, read from their tokens: so comments and texts say nothing, and a name inside a macro
//! counts like any other.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A path that a source names, such as `crate::plan::Page` or `super::url`.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// Its steps; the last one is `*` where everything is imported.
    pub steps: Vec<String>,
    /// The name under which the path is shown to others, where it stands in a `pub use`.
    pub shown_as: Option<String>,
}

/// Every path of more than one step that a source names.
pub fn named(text: &str) -> Vec<Named> {
    let mut all = Vec::new();
    let tokens: Vec<TokenTree> = text.parse::<TokenStream>().unwrap().into_iter().collect();
    look(&tokens, false, &mut all);
    all
}

fn is_sign(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

fn word(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        _ => None,
    }
}

/// Whether `::` stands there.
fn is_step(tokens: &[TokenTree], at: usize) -> bool {
    is_sign(tokens.get(at), ':') && is_sign(tokens.get(at + 1), ':')
}

fn look(tokens: &[TokenTree], is_shown: bool, all: &mut Vec<Named>) {
    let (mut at, mut is_shown) = (0, is_shown);
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => {
                look(&group.stream().into_iter().collect::<Vec<_>>(), false, all);
                at += 1;
            }
            TokenTree::Ident(ident) if ident == "use" => {
                let before = &tokens[..at];
                let is_limited = matches!(before.last(), Some(TokenTree::Group(_)));
                is_shown = word(before.iter().rev().nth(usize::from(is_limited))).is_some_and(|word| word == "pub");
                at += 1;
            }
            // `::url` is a crate, and what follows `>::` belongs to a type.
            TokenTree::Ident(_) if at >= 2 && is_step(tokens, at - 2) => at += 1,
            TokenTree::Ident(_) => at = path(tokens, at, &[], is_shown, all),
            _ => {
                is_shown &= !is_sign(tokens.get(at), ';');
                at += 1;
            }
        }
    }
}

/// Reads one path, with the braces that may end it, and gives the place after it.
fn path(tokens: &[TokenTree], at: usize, above: &[String], is_shown: bool, all: &mut Vec<Named>) -> usize {
    let mut steps = above.to_vec();
    let mut at = at;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => steps.push(ident.to_string()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let branches = inner.split(|token| is_sign(Some(token), ','));
                for branch in branches.filter(|branch| !branch.is_empty()) {
                    path(branch, 0, &steps, is_shown, all);
                }
                return at + 1;
            }
            Some(TokenTree::Punct(_)) if is_sign(tokens.get(at), '*') => steps.push("*".to_owned()),
            _ => return at,
        }
        at += 1;
        if !is_step(tokens, at) {
            break;
        }
        at += 2;
        // The arguments of a type: the path ends before them.
        if is_sign(tokens.get(at), '<') {
            break;
        }
    }
    if steps.last().is_some_and(|last| last == "self") {
        steps.pop();
    }
    let other = word(tokens.get(at)).filter(|word| word == "as").and_then(|_| word(tokens.get(at + 1)));
    at += 2 * usize::from(other.is_some());
    if steps.len() > 1 || !above.is_empty() {
        let shown_as = is_shown.then(|| other.or_else(|| steps.last().cloned())).flatten();
        all.push(Named { steps, shown_as });
    }
    at
}

/// The names that a source gives to its items, those in a macro's braces among them (`record! { pub struct Act { … } }`).
fn items(tokens: impl IntoIterator<Item = TokenTree>) -> BTreeSet<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let kinds = ["struct", "enum", "trait", "type", "const", "static", "fn"];
    let mut found = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(kind) if kinds.iter().any(|known| kind == known) => {
                found.extend(word(tokens.get(at + 1)));
            }
            TokenTree::Group(group) if at > 0 && is_sign(tokens.get(at - 1), '!') => {
                found.extend(items(group.stream()));
            }
            _ => {}
        }
    }
    found
}

/// A file by the steps of its module: `["parts", "notice", "platforms"]`; a room's own file has one step.
type Module = Vec<String>;

/// The files of a crate, with what they name and show.
pub struct House {
    named: BTreeMap<Module, Vec<Named>>,
    items: BTreeMap<Module, BTreeSet<String>>,
}

impl House {
    /// From the files' paths below `src`, and their texts.
    pub fn new<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let (mut all_named, mut all_items) = (BTreeMap::new(), BTreeMap::new());
        for (path, text) in files {
            let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
            let module: Module = path.split('/').map(str::to_owned).collect();
            all_items.insert(module.clone(), items(text.parse::<TokenStream>().unwrap()));
            all_named.insert(module, named(text));
        }
        Self { named: all_named, items: all_items }
    }

    /// The files of the same room that a file imports. What a module only shows to others (`pub use child::X`) it does not import, and
    /// who takes it from there imports the file in which it is made.
    fn imports(&self, module: &Module) -> BTreeSet<&Module> {
        let used = self.named[module].iter().filter(|named| named.shown_as.is_none());
        let made_in = used.filter_map(|named| self.made_in(&self.absolute(module, &named.steps)?));
        made_in.filter(|other| other[0] == module[0] && *other != module).collect()
    }

    /// A path from the crate's root; `None` where it leads out of the crate, or is that of a type.
    fn absolute(&self, from: &Module, steps: &[String]) -> Option<Module> {
        let mut place = from.clone();
        let mut steps = steps;
        match steps.first()?.as_str() {
            "crate" => return Some(steps[1..].to_vec()),
            "self" => steps = &steps[1..],
            "super" => {
                while steps.first().is_some_and(|step| step == "super") {
                    place.pop();
                    steps = &steps[1..];
                }
            }
            child => {
                place.push(child.to_owned());
                if !self.named.contains_key(&place) {
                    return None;
                }
                steps = &steps[1..];
            }
        }
        place.extend_from_slice(steps);
        Some(place)
    }

    /// The file in which a path's last known step is made.
    fn made_in(&self, path: &Module) -> Option<&Module> {
        let depth = (1..=path.len()).rev().find(|depth| self.named.contains_key(&path[..*depth]))?;
        let (module, _) = self.named.get_key_value(&path[..depth])?;
        let Some(name) = path.get(depth) else { return Some(module) };
        let mut shown = self.named[module].iter().filter(|named| named.shown_as.is_some());
        let by_name = shown.clone().find(|named| named.shown_as.as_ref() == Some(name));
        if let Some(by_name) = by_name {
            let mut whole = self.absolute(module, &by_name.steps)?;
            whole.extend_from_slice(&path[depth + 1..]);
            return self.made_in(&whole);
        }
        let of_all = shown.find_map(|named| {
            let (_, above) = named.steps.split_last().filter(|(last, _)| *last == "*")?;
            let (other, items) = self.items.get_key_value(&self.absolute(module, above)?)?;
            items.contains(name).then_some(other)
        });
        of_all.or(Some(module))
    }

    /// The ways on which a file comes back to itself, the shortest for each file, as text.
    pub fn circles(&self) -> Vec<String> {
        let imports: BTreeMap<&Module, BTreeSet<&Module>> =
            self.named.keys().map(|module| (module, self.imports(module))).collect();
        let way_back = |start: &Module| {
            let mut waiting = VecDeque::from([vec![start]]);
            let mut seen = BTreeSet::new();
            while let Some(way) = waiting.pop_front() {
                for next in &imports[way[way.len() - 1]] {
                    let mut way = way.clone();
                    way.push(next);
                    if *next == start {
                        return Some(way.into_iter().map(|module| module.join("::")).collect::<Vec<_>>().join(" -> "));
                    }
                    if seen.insert(*next) {
                        waiting.push_back(way);
                    }
                }
            }
            None
        };
        self.named.keys().filter_map(way_back).collect()
    }
}

#[test]
fn the_finder_sees_every_way_to_name() {
    let table = [
        ("use super::{a, b::c};", "super::a super::b::c"),
        ("use super::{self, b::{self, C}};", "super super::b super::b::C"),
        (
            "use crate::{\n    plan::{Page, Pages},\n    render::Engine,\n};",
            "crate::plan::Page crate::plan::Pages crate::render::Engine",
        ),
        ("fn f() { super::x() }", "super::x"),
        ("fn f(x: Vec<crate::plan::Page>) {}", "crate::plan::Page"),
        ("fn f() { child::f::<u8>(2) }", "child::f"),
        ("fn f() { use super::a; }", "super::a"),
        ("record! { pub struct A { b: super::B } }", "super::B"),
        ("macro_rules! m { () => { $crate::record::Field }; }", "crate::record::Field"),
        ("impl super::A for crate::B {}", "super::A crate::B"),
        ("pub use a::B; use c::D;", "a::B=B c::D"),
        ("pub(crate) use a::{B, c::D as E};", "a::B=B a::c::D=E"),
        ("pub use a::*;", "a::*=*"),
        ("use a::B as C; pub fn f() {}", "a::B"),
        ("let x = 1; // crate::nothing\nlet y = \"crate::nothing\";", ""),
        ("/// See [`crate::nothing`].\nfn f() {}", ""),
        ("fn f() { ::url::g(); <A as B>::c(); }", ""),
    ];
    for (text, wanted) in table {
        let show = |named: Named| {
            let shown_as = named.shown_as.map(|name| format!("={name}")).unwrap_or_default();
            named.steps.join("::") + &shown_as
        };
        assert_eq!(named(text).into_iter().map(show).collect::<Vec<_>>().join(" "), wanted, "{text}");
    }
}

#[test]
fn the_finder_sees_every_circle() {
    /// The files of a crate, and their circles.
    type Case<'t> = (&'t [(&'t str, &'t str)], &'t [&'t str]);
    let of_two = ["room -> room::a -> room", "room::a -> room -> room::a"];
    let between = ["room::a -> room::b -> room::a", "room::b -> room::a -> room::b"];
    let table: [Case<'_>; 14] = [
        (&[("room/mod.rs", "mod a; a::f();"), ("room/a.rs", "use super::X;")], &of_two),
        (&[("room/mod.rs", "mod a; use a::f;"), ("room/a.rs", "super::x()")], &of_two),
        (&[("room/mod.rs", "mod a; use a::f;"), ("room/a.rs", "use crate::room::X;")], &of_two),
        (&[("room/mod.rs", "mod a; a::f();"), ("room/a.rs", "record! { struct A { b: super::X } }")], &of_two),
        (&[("room.rs", "mod a; a::f();"), ("room/a.rs", "use super::X;")], &of_two),
        // What is only declared or shown is not imported.
        (&[("room/mod.rs", "mod a; struct X;"), ("room/a.rs", "use super::X;")], &[]),
        (&[("room/mod.rs", "mod a; pub use a::f; struct X;"), ("room/a.rs", "use super::X;")], &[]),
        // What is taken from a room's own file is imported from where it is made.
        (
            &[
                ("room/mod.rs", "mod a; mod b; pub use a::X; pub(super) use b::y as z;"),
                ("room/a.rs", "use super::z; struct X;"),
                ("room/b.rs", "use crate::room::X; fn y() {}"),
            ],
            &between,
        ),
        (
            &[
                ("room/mod.rs", "mod a; mod b; pub use a::*; pub use b::*; a::f();"),
                ("room/a.rs", "use super::Y; record! { pub struct X { } }"),
                ("room/b.rs", "use super::X; pub enum Y { }"),
            ],
            &between,
        ),
        (
            &[
                ("room/mod.rs", "mod a; mod b; pub use a::X; b::f();"),
                ("room/a.rs", "struct X;"),
                ("room/b.rs", "use super::X;"),
            ],
            &[],
        ),
        (&[("room/a.rs", "use super::b::{self, Y};"), ("room/b.rs", "use super::{a::X};")], &between),
        // A way over three files.
        (
            &[("room/a.rs", "super::b::f()"), ("room/b.rs", "super::c::f()"), ("room/c.rs", "super::a::f()")],
            &[
                "room::a -> room::b -> room::c -> room::a",
                "room::b -> room::c -> room::a -> room::b",
                "room::c -> room::a -> room::b -> room::c",
            ],
        ),
        // Another room is none of this test's concern; nor is a crate of a file's name.
        (&[("room/a.rs", "use crate::other::X;"), ("other.rs", "use crate::room::a::Y;")], &[]),
        (&[("room/a.rs", "::b::f()"), ("room/b.rs", "use super::a::X;")], &[]),
    ];
    for (files, wanted) in table {
        assert_eq!(House::new(files.iter().copied()).circles(), wanted, "{files:?}");
    }
}
