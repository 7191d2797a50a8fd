//! Stories: an invented ente in `in/` (laid over the smallest site), and what must come out in `out/`.
//!
//! `out/absent.txt` holds words, one a line, that no file of the site may hold. `LIMPIDO_BLESS=1` writes what came out; a file of `out/` that the site does not make is a failure.

use crate::harness::{Folder, project};

pub fn text_of(html: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut in_main = false;
    for token in html5gum::Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            html5gum::Token::StartTag(tag) if tag.name.as_slice() == b"main" => in_main = true,
            html5gum::Token::EndTag(tag) if tag.name.as_slice() == b"main" => in_main = false,
            html5gum::Token::StartTag(tag)
                if !matches!(tag.name.as_slice(), b"a" | b"strong" | b"span" | b"time" | b"code" | b"em") =>
            {
                lines.push(std::mem::take(&mut line));
            }
            html5gum::Token::String(text) if in_main => line.push_str(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    lines.push(line);
    let lines =
        lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn stories() {
    let bless = std::env::var_os("LIMPIDO_BLESS").is_some();
    let mut count = 0;
    for entry in std::fs::read_dir(project().join("tests/cases")).unwrap() {
        let case = entry.unwrap().path();
        if !case.is_dir() {
            continue;
        }
        count += 1;
        let name = case.file_name().unwrap().to_str().unwrap();
        assert!(case.join("story.md").is_file(), "{name} has no story.md");
        let run = Folder::minimal().over(Folder::of(&format!("tests/cases/{name}/in"))).run();
        for expected in std::fs::read_dir(case.join("out")).unwrap() {
            let path = expected.unwrap().path();
            let file = path.file_name().unwrap().to_str().unwrap();
            if file == "absent.txt" {
                refuse_words(name, &std::fs::read_to_string(&path).unwrap(), &run);
                continue;
            }
            let actual = match file.strip_suffix(".txt") {
                Some("report") => run.report(),
                Some(page) => text_of(run.page(&format!("{page}.html"))),
                None => run.page(file).to_owned(),
            };
            if bless {
                std::fs::write(&path, &actual).unwrap();
            }
            assert_eq!(std::fs::read_to_string(&path).unwrap(), actual, "{name}: {file}");
        }
    }
    assert!(count >= 4, "the stories are gone");
}

fn refuse_words(name: &str, words: &str, run: &crate::harness::Run) {
    let rendered = run.built.rendered().unwrap();
    for path in rendered.files.keys() {
        for word in words.lines() {
            assert!(rendered.text(path).is_none_or(|text| !text.contains(word)), "{name}: {path} holds {word}");
        }
    }
}
