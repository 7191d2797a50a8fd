//! Where a rule has nothing to look at, it says so: no report says that it holds. What a rule finds is tested by its page's examples, in
//! `catalogue.rs`.

use crate::catalogue::{examples, site_for};
use crate::harness::Folder;
use limpido::check::rules::ALL;
use limpido::model::EnteKind;
use rayon::prelude::*;

/// Runs every wrong example on sites that differ from the usual one: where a rule does not find it there, the rule must say that it
/// does not apply, and never that it holds.
#[track_caller]
fn finds_or_does_not_apply(site: impl Fn(Folder) -> Folder + Sync, told: &str, except: &[&str]) {
    // Made first: a thread that takes up another rule while the pipeline is being made would wait for itself.
    std::sync::LazyLock::force(&crate::harness::PIPELINE);
    ALL.par_iter().filter(|rule| !except.contains(&rule.key.name())).for_each(|rule| {
        for example in examples(rule.key, "Sbagliato") {
            let example = site_for(rule.key).file(&example.file, example.text);
            let run = site(example).run();
            let is_found = run.raw().iter().any(|found| found.tells(rule.key, None));
            let holds = run
                .built
                .findings()
                .looks
                .iter()
                .any(|look| look.key == rule.key && look.asked.is_none() && look.applies());
            assert!(is_found || !holds, "{} holds on a site {told}, and its wrong example is there", rule.key.name());
            assert!(
                !run.built.findings().looks.is_empty(),
                "{}: a site {told} cannot be read\n{}",
                rule.key.name(),
                run.report()
            );
        }
    });
}

#[test]
fn no_kind_of_ente_is_called_good_by_a_rule_that_did_not_look() {
    for kind in EnteKind::WORDS {
        // Names of another ente are looked for among enti of the same kind.
        let called = match *kind {
            "provincia" => "Provincia di ",
            "citta-metropolitana" => "Città metropolitana di ",
            _ => "Comune di ",
        };
        let of_kind = |site: Folder| {
            let site = site.with_texts(|text| text.replace("Comune di ", called));
            let text = site.text("site.yaml").replacen("kind: comune", &format!("kind: {kind}"), 1);
            site.file("site.yaml", text)
        };
        finds_or_does_not_apply(of_kind, &format!("of the kind {kind}"), &[]);
    }
}

#[test]
fn no_language_is_called_good_by_a_rule_that_does_not_read_it() {
    let in_english = |site: Folder| {
        let text = site.text("site.yaml").replacen("languages: [it]", "languages: [en]", 1);
        site.moved("it/", "en/").file("site.yaml", text)
    };
    // An English paragraph is rightly not marked on an English page; and the examples are Italian, which frames of English do not find.
    let phrases = &crate::harness::PIPELINE.workspace().catalog.phrases;
    let mut reading: Vec<&str> = phrases.of("en").unwrap().frames().iter().map(|ready| ready.key.name()).collect();
    reading.push("unmarked-language");
    finds_or_does_not_apply(in_english, "in English", &reading);
}

#[test]
fn a_rule_does_not_apply_where_there_is_nothing_to_look_at() {
    let minimal = Folder::minimal();
    // The rule, and a site without what it looks at.
    let table = [
        ("missing-alt", minimal.clone()),
        // Too few words to be measured; only the notice for accounts to come.
        ("hard-to-read", minimal.clone()),
        ("notice-without-account", minimal.clone()),
        ("hard-to-read", minimal.clone().replace("site.yaml", "[it]", "[en, it]")),
        ("stale-translation", minimal.clone().replace("site.yaml", "[it]", "[it, en]")),
        ("declaration-address", minimal.clone().replace("site.yaml", "\"https://form.agid.gov.it/view/0\"", "dopo")),
        ("declaration-old", minimal.clone()),
        ("grounds-missing", minimal.clone()),
        ("insecure-address", minimal.clone()),
        ("joint-control-missing", minimal.clone().file("accounts.yaml", "accounts: []\n")),
        ("low-contrast", minimal.clone()),
        ("not-reviewed", minimal.clone()),
        ("notice-without-account", minimal.clone().file("accounts.yaml", "accounts: []\n")),
        ("other-ente", minimal.clone().replace("site.yaml", "kind: comune", "kind: universita")),
        ("portability-promised", minimal.clone().replace("informative.yaml", "basis: public-task", "basis: compito")),
    ];
    for (rule, site) in table {
        let run = site.run();
        let look = run.built.findings().looks.iter().find(|look| look.key.name() == rule && look.asked.is_none());
        assert!(!look.unwrap().applies(), "{rule}\n{}", run.report());
        assert!(!run.raw().iter().any(|found| found.key.name() == rule), "{rule}");
    }
}

#[test]
fn a_link_is_vague_where_each_of_its_words_is() {
    for (words, is_vague) in [
        ("clicca qui", true),
        ("al seguente indirizzo", true),
        ("alla pagina dedicata", true),
        ("è disponibile qui", true),
        (">>", true),
        ("click here to read more", true),
        ("la pagina dei contatti", false),
        ("leggi le regole", false),
        ("un reclamo", false),
        ("112", false),
        ("a", false),
    ] {
        let page = format!("---\ntitle: Premessa\n---\n\nPer saperne di più: [{words}](note-legali.md).\n");
        let run = Folder::demo().file("it/premessa.md", page).run();
        assert_eq!(run.report().contains("vague-link"), is_vague, "{words}");
    }
}

#[test]
fn a_sentence_contradicts_a_field_only_where_both_are_certain() {
    // In the demo: comments 4 days, contestations and rights 30, blocks 7 and 180, copies 240, private messages 6 months, weekdays 9 to 17
    // and Facebook half past 8 to 18, comments after they show.
    for (page, sentence, is_contradicted) in [
        ("moderazione", "Ai commenti rispondiamo entro 10 giorni.", true),
        ("moderazione", "Ai commenti rispondiamo entro quattro giorni.", false),
        ("moderazione", "Ai commenti rispondiamo entro 48 ore.", true),
        // Two days of work may be four of the calendar.
        ("moderazione", "Ai commenti rispondiamo entro due giorni lavorativi.", false),
        ("moderazione", "Ai commenti rispondiamo di solito entro 10 giorni.", false),
        ("moderazione", "Non rispondiamo a ogni commento entro 10 giorni.", false),
        ("moderazione", "Ai commenti rispondiamo entro 4 giorni, alle mail entro 10 giorni.", false),
        ("moderazione", "«Ai commenti rispondiamo entro 10 giorni».", false),
        ("moderazione", "Ai messaggi privati diamo risposta in due settimane.", true),
        // The demo gives no term for reviews.
        ("moderazione", "Alle recensioni rispondiamo entro due settimane.", false),
        ("moderazione", "L'ufficio decide sulla contestazione entro novanta giorni.", true),
        ("moderazione", "L'ufficio decide sulla contestazione entro un mese.", false),
        ("moderazione", "Puoi mandare la contestazione entro dieci giorni dalla risposta.", false),
        ("oblio", "Alle richieste sui dati rispondiamo entro venti giorni.", true),
        ("oblio", "Alle richieste sui dati rispondiamo entro un mese.", false),
        ("moderazione", "Il blocco dura dieci giorni.", true),
        ("moderazione", "Il blocco dura sei mesi.", false),
        ("moderazione", "Il blocco si può contestare per dieci giorni.", false),
        ("moderazione", "La copia dei commenti rimossi si conserva per 30 giorni.", true),
        ("moderazione", "La copia dei commenti rimossi si conserva almeno 30 giorni.", false),
        ("informativa", "I messaggi privati si conservano per due anni.", true),
        ("informativa", "I messaggi privati si conservano per sei mesi.", false),
        ("informativa", "I commenti si conservano per cinque anni.", false),
        ("informativa", "I commenti si conservano per dieci anni.", true),
        // The demo gives a rule, and no number.
        ("informativa", "I reclami registrati al protocollo si conservano per dieci anni.", false),
        ("moderazione", "La pagina è presidiata dalle 8 alle 20.", true),
        ("moderazione", "La pagina è presidiata dalle ore 9:00 alle ore 17:00.", false),
        ("moderazione", "Lo sportello risponde dalle 8 alle 20.", false),
        ("moderazione", "I moderatori leggono i commenti dal lunedì alla domenica.", true),
        ("moderazione", "I moderatori leggono i commenti dal martedì al giovedì.", true),
        ("moderazione", "I moderatori leggono i commenti dal lunedì al venerdì.", false),
        ("moderazione", "La pagina è presidiata 24 ore su 24.", true),
        ("moderazione", "La pagina si legge 24 ore su 24.", false),
        ("moderazione", "I commenti sono moderati sette giorni su sette.", true),
        ("moderazione", "Tutti i commenti sono approvati dalla redazione.", false),
        ("moderazione", "I commenti non sono moderati.", true),
        ("moderazione", "Su Instagram i commenti sono disattivati.", true),
        ("moderazione", "Su Instagram i commenti sono disattivati di notte.", false),
        ("moderazione", "Su Instagram puoi commentare.", false),
        ("moderazione", "Su YouTube riceviamo segnalazioni e reclami.", true),
        ("moderazione", "Su YouTube non riceviamo segnalazioni e reclami.", false),
    ] {
        let path = format!("it/{page}.md");
        let demo = Folder::demo();
        let text = format!("{}\n\n{sentence}\n", demo.text(&path).trim_end());
        let run = demo.file(&path, text).run();
        let is_found = run.raw().iter().any(|found| found.key.name() == "contradicted-field");
        assert_eq!(is_found, is_contradicted, "{sentence}");
    }
}

#[test]
fn a_name_of_its_time_and_a_body_named_on_purpose_are_right() {
    for (rule, sentence, is_wrong) in [
        ("obsolete-name", "Seguici su Twitter.", true),
        ("obsolete-name", "Seguici su Twitter, art. 5: trovi lì gli avvisi.", true),
        ("obsolete-name", "Nel 2014 usavamo Twitter.", false),
        ("obsolete-name", "Il profilo su Twitter è stato chiuso.", false),
        ("obsolete-name", "> Seguici su Twitter.", false),
        // What is told is told of its own sentence.
        ("obsolete-name", "Il vecchio sito non c'è più. Seguici su Twitter.", true),
        ("wrong-authority", "Chiedi ad AVCP.", true),
        ("wrong-authority", "Fino al 2014 i compiti erano di AVCP.", false),
        // This was never the name of anybody.
        ("wrong-authority", "Fino al 2014 lo diceva il Ministero della Funzione Pubblica.", true),
        ("other-ente", "Il Comune di Altrove modera i commenti.", true),
        ("other-ente", "Il servizio è in convenzione, ai sensi dell'art. 30, con il Comune di Altrove.", false),
        ("other-ente", "Nel 2015 il servizio era del Comune di Altrove.", false),
        ("other-ente", "C'è una convenzione. Il Comune di Altrove modera i commenti.", true),
        ("other-ente", "> Il Comune di Altrove modera i commenti.", false),
    ] {
        let page = format!("---\ntitle: Contatti\n---\n\n{sentence}\n");
        let run = Folder::minimal().file("it/contatti.md", page).run();
        assert_eq!(run.raw().iter().any(|found| found.key.name() == rule), is_wrong, "{sentence}\n{}", run.report());
    }
}

#[test]
fn what_fields_say_of_authorities_and_days_is_read_in_sentences_too() {
    for (rule, sentence, is_wrong) in [
        ("garante-not-named", "Per i tuoi dati puoi fare reclamo all'autorità di controllo.", true),
        ("garante-not-named", "Per i tuoi dati puoi fare reclamo all'autorità di controllo. È il Garante.", false),
        ("garante-not-named", "Per un contenuto digitale puoi fare reclamo all'autorità competente.", false),
        ("transfers-old", "Garanzie dei trasferimenti, ultimo controllo: marzo 2024.", true),
        ("transfers-old", "Abbiamo controllato le garanzie dei trasferimenti il 15/09/2024.", true),
        ("transfers-old", "Abbiamo controllato le garanzie dei trasferimenti il 15 settembre 2026.", false),
        // The year of a decision is no day on which somebody looked.
        ("transfers-old", "Le garanzie della decisione (UE) 2023/1795 sono state controllate.", false),
        ("transfers-old", "Le garanzie, controllate il 3 marzo 2024, lo sono state ancora il 3 marzo 2026.", false),
    ] {
        let page = format!("---\ntitle: Oblio\n---\n\n{sentence}\n");
        let run = Folder::minimal().file("it/oblio.md", page).run();
        assert_eq!(run.raw().iter().any(|found| found.key.name() == rule), is_wrong, "{sentence}\n{}", run.report());
    }
}

#[test]
fn a_conclusion_denies_as_far_as_other_sentences_do() {
    for (sentence, is_wrong) in [
        ("Le regole sono poche, per cui blocchiamo in modo definitivo chi le viola.", true),
        ("Le regole sono poche, per cui non vogliamo che qualcuno blocchi in modo definitivo chi le viola.", false),
    ] {
        let page = format!("---\ntitle: Moderazione\n---\n\n{sentence}\n");
        let run = Folder::minimal().file("it/moderazione.md", page).run();
        let is_found = run.raw().iter().any(|found| found.key.name() == "arbitrary-moderation");
        assert_eq!(is_found, is_wrong, "{sentence}\n{}", run.report());
    }
}
