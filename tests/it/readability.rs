//! The texts that ship are easy to read: the Gulpease index (GULP, 1988) of every Italian page of the demo, which is the starter.
//!
//! 89 + (300 × sentences − 10 × letters) / words, between 0 and 100. A block (heading, paragraph, item, cell) ends a sentence;
//! inside one, so does `.`, `!`, `?` or `…` before white space and something that is no small letter and no digit. Words are runs
//! of letters and digits. Addresses are left out. Pages for citizens reach 60 (easy with a licenza media), legal ones 50.

use crate::cases::text_of;
use crate::harness::Folder;

fn gulpease(blocks: &[String]) -> f64 {
    let (mut sentences, mut letters, mut words) = (0_u32, 0_u32, 0_u32);
    for block in blocks {
        let is_address = |word: &&str| word.contains('@') || word.contains("://") || word.starts_with("www.");
        let kept: Vec<&str> = block.split_whitespace().filter(|word| !is_address(word)).collect();
        let before = words;
        for (at, word) in kept.iter().enumerate() {
            let runs = word.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
            for run in runs {
                words += 1;
                letters += u32::try_from(run.chars().count()).unwrap();
            }
            let ends = word.trim_end_matches(['»', '”', ')']).ends_with(['.', '!', '?', '…']);
            let next = kept.get(at + 1).and_then(|next| next.chars().next());
            if ends && next.is_some_and(|next| !next.is_lowercase() && !next.is_ascii_digit()) {
                sentences += 1;
            }
        }
        sentences += u32::from(words > before);
    }
    (89.0 + (300.0 * f64::from(sentences) - 10.0 * f64::from(letters)) / f64::from(words.max(1))).clamp(0.0, 100.0)
}

/// The blocks of a page that hold sentences: labels and names of one to four words say little of how hard a text is.
fn sentences(html: &str) -> Vec<String> {
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let text = text_of(&format!("<main{main}"));
    text.lines().filter(|line| line.split_whitespace().count() > 4).map(str::to_owned).collect()
}

#[test]
fn every_italian_page_is_easy_to_read() {
    let run = Folder::demo().run().clean();
    for (path, payload) in &run.built.rendered.as_ref().unwrap().files {
        let is_page = path.ends_with(".html") && !path.contains('/') && path != "404.html";
        let limpido::render::Payload::Bytes(bytes) = payload else { continue };
        if !is_page {
            continue;
        }
        let score = gulpease(&sentences(std::str::from_utf8(bytes).unwrap()));
        let least = if path.starts_with("informativa") || path.starts_with("note-legali") { 50.0 } else { 60.0 };
        assert!(score >= least, "{path}: {score:.1}, at least {least}");
    }
}

#[test]
fn the_index_tells_hard_from_easy() {
    let of = |text: &str| gulpease(&[text.to_owned()]);
    // One sentence, 4 words, 15 letters: 89 + (300 − 150) / 4, cut at 100.
    assert!((of("Scrivi al nostro URP.") - 100.0).abs() < 0.01);
    // One sentence, 10 words, 71 letters.
    let hard = "Conseguentemente alla intervenuta deliberazione assembleare concernente talune disposizioni regolamentari sopravvenute oggi";
    let (words, letters) = (11.0, hard.chars().filter(|c| c.is_alphanumeric()).count());
    let letters = f64::from(u32::try_from(letters).unwrap());
    assert!((of(hard) - (89.0 + (300.0 - 10.0 * letters) / words).clamp(0.0, 100.0)).abs() < 0.01, "{}", of(hard));
    assert!(of(hard) < 40.0);
    // An abbreviation before a number ends no sentence, a full stop before a capital letter does.
    assert!(of("Vale l'art. 13 del regolamento. Leggilo qui.") > of("Vale l'art. 13 del regolamento e leggilo qui."));
}
