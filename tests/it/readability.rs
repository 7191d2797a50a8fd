//! The texts that ship are easy to read: the Gulpease index of every Italian page of the demo, which is the starter.
//!
//! The formula and what ends a sentence are `src/check/readability.rs`. Here whole pages are read, with what the theme draws.
//! Pages for citizens reach 60, legal ones 50.

use crate::cases::text_of;
use crate::harness::Folder;
use limpido::check::readability::gulpease;

/// The blocks of a page that hold sentences: labels and names of one to four words say little of how hard a text is.
fn sentences(html: &str) -> Vec<String> {
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let text = text_of(&format!("<main{main}"));
    text.lines().filter(|line| line.split_whitespace().count() > 4).map(str::to_owned).collect()
}

#[test]
fn every_italian_page_is_easy_to_read() {
    let run = Folder::demo().run().clean();
    for (path, payload) in &run.built.rendered().unwrap().files {
        let is_page = path.ends_with(".html") && !path.contains('/') && path.as_str() != "404.html";
        let limpido::render::Payload::Bytes(bytes) = payload else { continue };
        if !is_page {
            continue;
        }
        let score = gulpease(&sentences(std::str::from_utf8(bytes).unwrap())).0;
        let least = if path.starts_with("informativa") || path.starts_with("note-legali") { 50.0 } else { 60.0 };
        assert!(score >= least, "{path}: {score:.1}, at least {least}");
    }
}

#[test]
fn the_index_tells_hard_from_easy() {
    let of = |text: &str| gulpease(&[text.to_owned()]).0;
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
