//! Frames: every one with its own examples, and what a frame may say.

use crate::harness::{Folder, PIPELINE, findings};
use limpido::catalog::Catalog;
use limpido::catalog::phrases::{Lexicon, TextReader};
use limpido::diagnostic::{Key, Outcome};
use limpido::source::{Files, Sources};
use std::collections::BTreeMap;

/// The frames that a text meets, by the keys and names, wherever it stands.
fn frames(lexicon: &Lexicon, text: &str) -> Vec<(Key, String)> {
    let mut reader = TextReader::new(lexicon);
    let sentences = reader.sentences(text);
    reader.met(&sentences, |_| true).into_iter().map(|(_, met)| (met.ready.key, met.ready.name.clone())).collect()
}

#[test]
fn every_frame_is_met_by_its_wrong_examples_and_no_frame_of_its_key_by_the_right_ones() {
    let phrases = &PIPELINE.workspace().catalog.phrases;
    let mut amiss = Vec::new();
    for lang in phrases.languages() {
        let lexicon = phrases.of(lang).unwrap();
        for ready in lexicon.frames() {
            let (key, name) = (ready.key, &ready.name);
            // What is only noted is no finding: the page of its key has the examples of the rule that thinks about it.
            if !ready.is_noted() {
                let has_examples = !ready.frame.wrong.is_empty() && !ready.frame.right.is_empty();
                assert!(has_examples, "{lang} {key} {name}: no example");
                assert!(ready.frame.message.is_some(), "{lang} {key} {name}: no message");
            }
            for wrong in &ready.frame.wrong {
                if !frames(lexicon, &wrong.value).contains(&(key, name.clone())) {
                    amiss.push(format!("{lang} {key} {name} is not met by: {}", wrong.value));
                }
            }
            for right in &ready.frame.right {
                // Nor is a frame that is looked for in other fields alone.
                let is_noted = |by: &str| {
                    let other = lexicon.frames().iter().find(|other| other.key == key && other.name == by);
                    other.is_some_and(|other| other.is_noted() || !other.frame.only.is_empty() && by != name)
                };
                let found =
                    frames(lexicon, &right.value).into_iter().filter(|(found, by)| *found == key && !is_noted(by));
                for (_, by) in found {
                    amiss.push(format!("{lang} {key} {by} is met by: {}", right.value));
                }
            }
        }
    }
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

/// A catalogue of one frame, with what was found in it.
fn catalogue_of(frame: &str) -> (Outcome<Catalog>, Sources) {
    const WORDS: &str = "\
denials: non; né; senza; nessun; mai
denials_of_verbs: non; senza
relatives: senza; chi; che; se
auxiliaries: viene; può; puoi
small: il; la; le; a; di; viene; va; è; ci
small_endings: mente
not_small: solamente
numbers: { trenta: 30, due: 2 }
units: { giorni: 1, mesi: 30 }
";
    let files = Files::memory(
        "catalog",
        BTreeMap::from([
            ("phrases/it/words.yaml".to_owned(), WORDS.as_bytes().to_vec()),
            ("phrases/it/consent-by-use.yaml".to_owned(), format!("frames:\n  prova: {{ {frame} }}\n").into_bytes()),
        ]),
    );
    let mut sources = Sources::default();
    let loaded = Catalog::load(&files, &mut sources).unwrap();
    (loaded, sources)
}

#[test]
fn a_phrase_of_signs_alone_is_refused() {
    for (frame, is_refused) in [
        ("says: [blocco; \"%\"]", true),
        ("says: [blocco], unless: \"«»; …\"", true),
        ("says: [blocco; \"€; § 5\"]", false),
        ("says: [blocco; \"<number>; <term>\"]", false),
    ] {
        let (loaded, sources) = catalogue_of(frame);
        let found = findings(&loaded.report, &sources);
        assert_eq!(found.iter().any(|found| found.starts_with("empty-value ")), is_refused, "{frame}: {found:?}");
    }
}

/// A catalogue of one frame, and whether each of some sentences meets it.
fn met_by(frame: &str, sentences: &[(&str, bool)]) {
    let (loaded, sources) = catalogue_of(frame);
    assert_eq!(findings(&loaded.report, &sources), [""; 0], "{frame}");
    let phrases = loaded.value.unwrap().phrases;
    for (text, expected) in sentences {
        assert_eq!(!frames(phrases.of("it").unwrap(), text).is_empty(), *expected, "{frame}: {text}");
    }
}

#[test]
fn a_question_says_nothing_but_may_refer_to_something() {
    met_by("says: [solo su telegram]", &[("Solo su Telegram? No.", false), ("Dove? Solo su Telegram.", true)]);
    let near = "says: [non si prenota], near: [scrivici qui]";
    met_by(
        near,
        &[
            ("Qui non si prenota. Vuoi prenotare? Scrivici qui.", true),
            ("Qui non si prenota. Ecco. Scrivici qui.", false),
        ],
    );
    met_by("even_denied: true, says: [articolo 7]", &[("Che cosa dice l'articolo 7?", true)]);
}

#[test]
fn words_that_say_nothing_may_stand_between_those_of_a_phrase() {
    let phrase = "says: [può essere bloccato]";
    met_by(
        phrase,
        &[
            ("Può essere bloccato.", true),
            ("Può regolarmente essere bloccato.", true),
            ("Può solamente essere bloccato.", false),
            ("Può il commento essere bloccato.", false),
        ],
    );
}

#[test]
fn an_item_of_a_list_is_read_with_the_words_that_introduce_it() {
    let alarms = |text: &str| {
        let page = Folder::minimal().text("it/moderazione.md").to_owned();
        let site = Folder::minimal().file("it/moderazione.md", format!("{page}\n\n{text}\n"));
        let found = site.run().findings();
        found.into_iter().filter(|finding| finding.contains("censors-criticism")).collect::<Vec<_>>()
    };
    let item = "- opinioni politiche contrarie all'Amministrazione";
    for (text, lines) in [
        (format!("Rimuoviamo i commenti che contengono:\n\n- insulti\n{item}"), 1),
        (format!("Non rimuoviamo i commenti che contengono:\n\n- battute\n{item}"), 0),
        (format!("Ecco che cosa contengono spesso i commenti:\n\n- battute\n{item}"), 0),
    ] {
        assert_eq!(alarms(&text).len(), lines, "{text}: {:?}", alarms(&text));
    }
}

#[test]
fn a_denial_that_belongs_to_another_group_denies_no_claim() {
    met_by(
        "says: [rimossi, non firmat*; senza nome]",
        &[
            ("I commenti non firmati saranno rimossi.", true),
            ("Messaggi senza nome rimossi.", true),
            ("I commenti non firmati non sono rimossi.", false),
            ("Non sono rimossi i commenti senza nome.", false),
        ],
    );
}

#[test]
fn a_denial_cancels_a_claim_as_far_as_it_reaches() {
    met_by(
        "says: [\"blocc*\"]",
        &[
            ("Blocchiamo chi insulta.", true),
            ("Chi insulta non viene bloccato.", false),
            ("Chi insulta viene bloccato senza richiamo.", true),
            ("Il blocco non serve.", false),
            ("Non ci viene bloccato nessuno.", false),
            ("Chi non rispetta le regole viene bloccato.", true),
            ("Chi non saluta perde la parola e blocchiamo il profilo.", true),
            ("Un profilo senza foto viene bloccato.", true),
            ("Un servizio che non funziona viene bloccato.", true),
            ("Nessun profilo che critica viene bloccato.", false),
            ("Non togliamo i commenti, blocchiamo chi insulta.", true),
            // «Né» denies, «ne» does not; nor does what is quoted claim anything.
            ("Chi insulta ne risponde, il Comune ne blocca il profilo.", true),
            ("Non togliamo critiche né blocchiamo chi le scrive.", false),
            ("Chi insulta ne' viene tolto ne' bloccato.", false),
            ("Altri scrivono «blocchiamo chi critica».", false),
        ],
    );
    met_by("says: [\"blocc*\"], denied: true", &[("Non blocchiamo.", true), ("Blocchiamo.", false)]);
}

#[test]
fn what_makes_a_sentence_right_may_have_to_be_affirmed() {
    met_by(
        "says: [\"via\"], unless_affirmed: \"ammess*; puoi\"",
        &[
            ("Via la critica.", true),
            ("Via gli insulti, la critica è ammessa.", false),
            ("Via, una critica non è ammessa.", true),
            ("Via gli insulti, puoi scrivere una critica.", false),
            ("Via, una critica non puoi scriverla.", true),
            // What follows «senza» is another verb.
            ("Via il profilo, senza account puoi leggere.", false),
        ],
    );
    met_by("says: [\"via\"], unless: \"ammess*\"", &[("Via, una critica non è ammessa.", false)]);
    met_by(
        "says: [\"critic*\"], unless_near: \"ammess*\"",
        &[("Sono ammesse. Le critiche restano.", false), ("Le critiche restano. Poi altro. Sono ammesse.", true)],
    );
}

#[test]
fn two_sentences_may_have_to_be_there() {
    met_by(
        "says: [\"chius*\"], near: [\"scriv*\"]",
        &[
            ("I commenti sono chiusi. Scrivi qui.", true),
            ("Scrivi qui. I commenti sono chiusi.", true),
            ("Scrivi qui, i commenti sono chiusi.", true),
            ("I commenti sono chiusi. Non scrivere qui.", false),
            ("I commenti sono chiusi. Poi altro. Scrivi qui.", false),
        ],
    );
}

#[test]
fn a_phrase_goes_over_small_words_and_over_no_comma() {
    met_by(
        "says: [\"non fare\"]",
        &[("Non fare.", true), ("Non va il fare.", true), ("Se non va, fare reclamo è gratis.", false)],
    );
    met_by(
        "says: [\"entro <term over 31>\"]",
        &[("Entro due mesi.", true), ("Entro 60 giorni.", true), ("Entro trenta giorni.", false)],
    );
    met_by(
        "says: [\"blocc*\", \"foto\"], within: 4",
        &[("Bloccato senza foto.", true), ("Bloccato perché il profilo di prova era senza foto.", false)],
    );
    met_by("says: [\"blocc*\", \"foto\"], in_order: true", &[("Bloccato senza foto.", true), ("Foto: blocco.", false)]);
}
