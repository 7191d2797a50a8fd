//! The answers of the box on the page of accounts: a table of questions, asked of the data that the site publishes for it.

use crate::harness::{Folder, Run};
use limpido::verify::{HandleDifference, Known, Standing, answer, difference, similar};

fn site() -> Folder {
    Folder::minimal().over(Folder::of("tests/verify"))
}

/// The data that the script of the page of accounts answers from.
fn data(run: &Run) -> &str {
    run.page("verifica-dati.js").strip_prefix("self.verificaDati=").expect("no data")
}

/// A question of the table: signs that cannot be seen are written by their numbers.
fn asked(written: &str) -> String {
    let mut parts = written.split("\\u{");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('}').unwrap();
        text.push(char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap());
        text.push_str(rest);
    }
    text
}

#[test]
fn every_question_of_the_table_has_its_answer() {
    let run = site().run();
    let known: Known<'_> = serde_json::from_str(data(&run)).unwrap();
    let (mut day, mut count, mut wrong) = ("", 0, Vec::new());
    for line in include_str!("verify.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if let Some(set) = line.strip_prefix("= ") {
            day = set;
            continue;
        }
        let [question, expected, ids] = line.split('|').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let answer = answer(&known, &asked(question), day);
        let found = format!("{} {}", answer.verdict.word(), answer.reason.word());
        let named: Vec<&str> = answer.accounts.iter().map(|account| account.id.as_str()).collect();
        if (found.trim(), named.join(", ").as_str()) != (expected.trim(), ids.trim()) {
            wrong.push(format!("{question}|{found}| {}", named.join(", ")));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 150, "{count}");
}

#[test]
fn the_data_hold_only_the_platforms_in_use() {
    let run = site().run();
    let known: Known<'_> = serde_json::from_str(data(&run)).unwrap();
    assert!(known.platforms.contains_key("facebook") && !known.platforms.contains_key("flickr"));
    assert!(data(&run).len() < 20_000, "{}", data(&run).len());
    // Nobody should copy the address of an account that is not the ente's.
    assert!(known.accounts.iter().all(|account| account.url.is_empty() == (account.is != Standing::Official)));
}

#[test]
fn the_box_stays_hidden_until_its_script_runs() {
    let run = site().run();
    let page = run.page("account-ufficiali.html");
    let opening = page.split("<div class=\"account-check").nth(1).unwrap().split('>').next().unwrap();
    assert!(opening.contains(" hidden"), "{opening}");
    for (name, words) in [("verifica-risposte", "const reply"), ("verifica", "box.hidden = false")] {
        let is_it = |path: &&str| {
            path.strip_prefix(&format!("assets/{name}-")).is_some_and(|rest| rest.len() == "01234567.js".len())
        };
        let path = page.split('"').find(is_it).unwrap();
        assert!(run.page(path).contains(words), "{path}");
    }
    assert!(opening.contains("data-known=\"verifica-dati.js\""), "{opening}");
}

#[test]
fn a_look_alike_is_told_by_what_differs() {
    for (theirs, ours, differs) in [
        ("comune.examp1e", "comune.example", HandleDifference::Instead("1".to_owned(), "l".to_owned())),
        ("comun.example", "comune.example", HandleDifference::Less("e".to_owned())),
        ("comuneexample", "comune.example", HandleDifference::Signs),
        ("comune.examplee", "comune.example", HandleDifference::More("e".to_owned())),
        ("pariopp", "pariop", HandleDifference::More("p".to_owned())),
    ] {
        assert!(similar(theirs, ours), "{theirs}");
        assert_eq!(difference(theirs, ours), differs, "{theirs}");
    }
    for (other, ours) in [("comune.altrove", "comune.example"), ("ab", "abc"), ("comune", "comune"), ("roma", "como")] {
        assert!(!similar(other, ours), "{other}");
    }
}
