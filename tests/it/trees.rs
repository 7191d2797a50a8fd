//! What stands on a page is its tree: a tree of any shape, drawn as HTML, has exactly its words, its anchors and its links.

use crate::harness::{Folder, PIPELINE, TODAY};
use html5gum::{Token, Tokenizer};
use limpido::render::Options;
use limpido::tree::{Block, Kind, anchors, each_words, links_of, plain_text, walk};
use proptest::prelude::*;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Words of a line, each with a number, so that no two are alike; some are styled, some lead somewhere.
fn line() -> impl Strategy<Value = String> {
    let word = (0..1000_u32, 0..9_u8).prop_map(|(number, kind)| {
        let word = format!("parola{number}");
        match kind {
            0 => format!("**{word}**"),
            1 => format!("*{word}*"),
            2 => format!("`{word}`"),
            3 => format!("[{word}](https://esempio.prova.example/{word}?a=1&b=2)"),
            4 => format!("[{word}](mailto:{word}@prova.example)"),
            5 => format!("[{word}](contatti.md)"),
            6 => format!("«{word}» <&> \"{word}\"").replace('<', "\\<"),
            7 => format!("~~{word}~~"),
            _ => word,
        }
    });
    proptest::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
}

/// A block of Markdown that ends with an empty line.
fn block() -> impl Strategy<Value = String> {
    let simple = prop_oneof![
        line().prop_map(|line| format!("{line}\n\n")),
        line().prop_map(|line| format!("## {}\n\n", line.replace(['[', ']', '(', ')'], " "))),
        proptest::collection::vec(line(), 1..4).prop_map(|lines| list("- ", &lines)),
        proptest::collection::vec(line(), 1..4).prop_map(|lines| list("1. ", &lines)),
        proptest::collection::vec(line(), 2..4).prop_map(|lines| lettered(&lines)),
        (line(), line()).prop_map(|(term, meaning)| format!("{term}\n\n: {meaning}\n\n")),
        (line(), line(), line())
            .prop_map(|(head, one, other)| format!("| {head} | titolo |\n|---|---|\n| {one} | {other} |\n\n")),
        line().prop_map(|line| format!("```\n{line}\n```\n\n")),
        Just("***\n\n".to_owned()),
    ];
    simple.prop_recursive(3, 12, 3, |inner| {
        let inside = |mark: &'static str| {
            move |blocks: Vec<String>| {
                let lines: Vec<String> =
                    blocks.concat().trim_end().lines().map(|line| format!("{mark}{line}")).collect();
                lines.join("\n") + "\n\n"
            }
        };
        let blocks = || proptest::collection::vec(inner.clone(), 1..3);
        let item = |blocks: Vec<String>| {
            let lines: Vec<String> = blocks.concat().trim_end().lines().map(|line| format!("  {line}")).collect();
            format!("- {}\n\n", lines.join("\n").trim())
        };
        prop_oneof![blocks().prop_map(inside("> ")), blocks().prop_map(item)]
    })
}

fn list(mark: &str, lines: &[String]) -> String {
    let items: Vec<String> = lines.iter().map(|line| format!("{mark}{line}")).collect();
    items.join("\n") + "\n\n"
}

fn lettered(lines: &[String]) -> String {
    let items: Vec<String> = ('a'..).zip(lines).map(|(letter, line)| format!("{letter}) {line}")).collect();
    items.join("\n") + "\n\n"
}

/// What a page says: its words, the anchors that links may lead to, and where its links lead.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    words: Vec<String>,
    anchors: Vec<String>,
    links: Vec<String>,
}

impl Said {
    fn add(&mut self, text: &str) {
        self.words.extend(text.split_whitespace().map(str::to_owned));
    }

    fn sorted(mut self) -> Self {
        self.words.sort();
        self.anchors.sort();
        self.links.sort();
        self
    }
}

fn of_tree(blocks: &[Block]) -> Said {
    let mut said = Said::default();
    walk(blocks, &mut |block| {
        said.anchors.extend(anchors(block).into_iter().map(str::to_owned));
        if let Kind::Verbatim(text) = &block.kind {
            said.add(text);
        }
        each_words(block, &mut |words| {
            said.add(&plain_text(words));
            said.links.extend(
                links_of(words)
                    .into_iter()
                    .map(|(link, _)| link.target.outside().map_or_else(|| "contatti.html".to_owned(), Cow::into_owned)),
            );
        });
    });
    said.sorted()
}

/// What a piece of HTML says. The page's own index and heading are no part of the tree: they stand before the mark that the text begins with.
fn of_html(html: &str) -> Said {
    let mut said = Said::default();
    let mut text = String::new();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::String(words) => text.push_str(&String::from_utf8_lossy(&words)),
            Token::StartTag(tag) => {
                let attribute = |name: &str| {
                    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
                };
                said.anchors.extend(attribute("id"));
                said.links.extend(attribute("href"));
                if !["strong", "em", "code", "a", "del", "s"].contains(&&*String::from_utf8_lossy(&tag.name)) {
                    text.push(' ');
                }
            }
            Token::EndTag(tag)
                if !["strong", "em", "code", "a", "del", "s"].contains(&&*String::from_utf8_lossy(&tag.name)) =>
            {
                text.push(' ');
            }
            _ => {}
        }
    }
    said.add(&text);
    said.sorted()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_tree_drawn_as_html_has_exactly_its_words_anchors_and_links(blocks in proptest::collection::vec(block(), 1..6)) {
        let mut page = "---\ntitle: Prova\n---\n\nInizioprosa\n\n".to_owned();
        blocks.iter().for_each(|block| { let _ = page.write_str(block); });
        page += "Fineprosa\n";
        let site = Folder::minimal().file("it/prova.md", page.clone());
        let built = PIPELINE.run(&site.files(), TODAY, Options::default()).unwrap();
        let document = built.pages().unwrap().site.documents.iter().find(|document| document.key == "prova").unwrap();
        let html = built.rendered().unwrap().text("prova.html").unwrap();
        let start = html.find("<p>Inizioprosa").unwrap();
        let end = html.find("Fineprosa</p>").unwrap() + "Fineprosa</p>".len();
        prop_assert_eq!(of_html(&html[start..end]), of_tree(&document.body.blocks), "{}\n{}", page, &html[start..end]);
    }
}
