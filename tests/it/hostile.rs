//! Whatever comes in, a report comes out: no panic, no hang, no script. `PROPTEST_CASES=5000` looks longer than the usual 256.

use crate::harness::{Folder, PIPELINE};
use proptest::prelude::*;

/// Pieces that break parsers, glued together.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("- "),
        Just(": "),
        Just("\n"),
        Just("  "),
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just("\""),
        Just("'"),
        Just("|\n"),
        Just("&a "),
        Just("*a"),
        Just("!x "),
        Just("# "),
        Just("---\n"),
        Just("title: x\n"),
        Just("{{ ente.name }}"),
        Just("{{"),
        Just("}}"),
        Just("<script>"),
        Just("](x.md)"),
        Just("!["),
        Just("`"),
        Just("> "),
        Just("\t"),
        Just("\r\n"),
        Just("\u{feff}"),
        Just("à€😀"),
        Just("\0"),
        Just("accounts:\n"),
        Just("  - platform: facebook\n"),
        Just("it: "),
        Just("https://"),
        Just("@"),
        Just("%"),
        Just("## "),
        Just("{#a}"),
        Just("| a | b |\n|---|---|\n"),
        Just("> [!NOTE]\n"),
        Just("***"),
        Just("~~"),
        Just("[^a]"),
        Just("\n[^a]: "),
        Just("^"),
        Just("=="),
        Just("$"),
        Just("\na) "),
        Just("\nb) "),
        Just("\n• "),
        Just("\n::: en\n"),
        Just("- [ ] "),
        Just("«www.a.it»"),
        Just("https://a.it_"),
        Just("\u{a0}"),
        Just("“"),
        Just("x:y"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn no_script(folder: &Folder) {
    let run = folder.run();
    let _ = run.report();
    for path in ["contatti.html", "account-ufficiali.html", "moderazione.html"] {
        if let Some(html) = run.built.rendered().and_then(|rendered| rendered.text(path)) {
            assert!(!crate::harness::has_script(html), "{html}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_yaml(text in pieces()) {
        no_script(&Folder::minimal().file("accounts.yaml", text));
    }

    #[test]
    fn any_values(text in pieces()) {
        let quoted = serde_json::to_string(&text).unwrap();
        no_script(&Folder::minimal().file("moderation.yaml", format!("rules:\n  - {{ id: a, text: {quoted} }}\n")));
    }

    #[test]
    fn any_page(text in pieces()) {
        no_script(&Folder::minimal().file("it/contatti.md", format!("---\ntitle: Contatti\n---\n{text}")));
    }

    #[test]
    fn any_front_matter(text in pieces()) {
        no_script(&Folder::minimal().file("it/contatti.md", text));
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        no_script(&Folder::minimal().file("acts.yaml", bytes.clone()).file("it/contatti.md", bytes));
    }

    #[test]
    fn any_account(text in "\\PC{0,40}", parts in pieces()) {
        for platform in PIPELINE.workspace().catalog.platforms.values() {
            for text in [text.as_str(), parts.as_str()] {
                let whole = format!("https://{}/{text}", platform.hosts[0].value);
                let found = [platform.from_handle(text, None), platform.from_url(text), platform.from_url(&whole)];
                for identity in found.into_iter().flatten() {
                    let hostile = ['<', '>', '"', ' ', '\n'];
                    prop_assert!(identity.url.starts_with("https://") && !identity.url.contains(hostile), "{}", identity.url);
                }
            }
        }
    }
}
