//! Accounts: address from handle, handle from address, one canonical form, and what is no account at all.

use crate::harness::{Folder, PIPELINE};
use limpido::catalog::{AccountKind, NotAnAccount, Platform};

fn platform(key: &str) -> &'static Platform {
    &PIPELINE.workspace().catalog.platforms[key]
}

#[test]
fn a_handle_gives_the_address() {
    for (key, handle, kind, url) in [
        ("facebook", "Comune.Di.Prova", None, "https://facebook.com/Comune.Di.Prova"),
        ("facebook", "provacreativa", Some(AccountKind::Group), "https://facebook.com/groups/provacreativa"),
        ("instagram", "@comune_prova", None, "https://instagram.com/comune_prova"),
        ("x", "@Com_Prova", None, "https://x.com/Com_Prova"),
        ("youtube", "comunediprova", None, "https://youtube.com/@comunediprova"),
        ("linkedin", "comune-di-prova", None, "https://linkedin.com/company/comune-di-prova"),
        ("telegram", "comunediprova", None, "https://t.me/comunediprova"),
        ("tiktok", "comunediprova", None, "https://tiktok.com/@comunediprova"),
        ("threads", "comunediprova", None, "https://threads.com/@comunediprova"),
        ("bluesky", "comune.prova.it", None, "https://bsky.app/profile/comune.prova.it"),
        ("mastodon", "@comune@social.prova.it", None, "https://social.prova.it/@comune"),
    ] {
        assert_eq!(
            platform(key).from_handle(handle, kind).map(|identity| identity.url),
            Ok(url.to_owned()),
            "{key} {handle}"
        );
    }
}

#[test]
fn an_address_gives_the_handle_in_its_canonical_form() {
    for (key, address, handle, url) in [
        (
            "facebook",
            "https://it-it.facebook.com/ComuneDiProva/?locale=it_IT#posts",
            "ComuneDiProva",
            "https://facebook.com/ComuneDiProva",
        ),
        (
            "facebook",
            "facebook.com/comunediprova/about?fbclid=abc",
            "comunediprova",
            "https://facebook.com/comunediprova",
        ),
        (
            "facebook",
            "http://m.facebook.com/groups/provacreativa",
            "provacreativa",
            "https://facebook.com/groups/provacreativa",
        ),
        (
            "facebook",
            "https://www.facebook.com/profile.php?id=100064812345678&sk=about",
            "",
            "https://facebook.com/profile.php?id=100064812345678",
        ),
        (
            "instagram",
            "https://www.instagram.com/comune_prova/?igsh=xyz",
            "comune_prova",
            "https://instagram.com/comune_prova",
        ),
        ("x", "https://twitter.com/Com_Prova?lang=it", "Com_Prova", "https://x.com/Com_Prova"),
        ("threads", "https://www.threads.net/@comuneprova", "comuneprova", "https://threads.com/@comuneprova"),
        ("telegram", "https://t.me/s/comunediprova", "comunediprova", "https://t.me/comunediprova"),
        (
            "youtube",
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
            "",
            "https://youtube.com/channel/UCabcdefghijklmnopqrstuv",
        ),
        (
            "whatsapp",
            "https://api.whatsapp.com/send?phone=393331234567&text=ciao",
            "+393331234567",
            "https://wa.me/393331234567",
        ),
        ("whatsapp", "https://wa.me/393331234567", "+393331234567", "https://wa.me/393331234567"),
        (
            "mastodon",
            "https://m.social.prova.it/@comune",
            "comune@m.social.prova.it",
            "https://m.social.prova.it/@comune",
        ),
    ] {
        let identity = platform(key).from_url(address).unwrap_or_else(|why| panic!("{address}: {why:?}"));
        assert_eq!((identity.handle.as_str(), identity.url.as_str()), (handle, url), "{address}");
    }
}

#[test]
fn canonical_addresses_are_read_back_as_themselves() {
    for (key, platform) in &PIPELINE.workspace().catalog.platforms {
        for handle in ["comunediprova", "comune.prova.it", "comune@social.prova.it"] {
            let Ok(identity) = platform.from_handle(handle, None) else { continue };
            assert_eq!(platform.from_url(&identity.url).as_ref(), Ok(&identity), "{key}");
        }
    }
}

#[test]
fn posts_shares_logins_and_persons_are_no_accounts() {
    for (key, address, why) in [
        ("facebook", "https://facebook.com/comunediprova/posts/123", NotAnAccount::Post),
        ("facebook", "https://facebook.com/sharer/sharer.php?u=x", NotAnAccount::Reserved("sharer".to_owned())),
        ("facebook", "https://facebook.com/login", NotAnAccount::Reserved("login".to_owned())),
        ("instagram", "https://instagram.com/p/Cxyz/", NotAnAccount::Post),
        ("x", "https://x.com/com_prova/status/123", NotAnAccount::Post),
        ("x", "https://x.com/intent/post?text=x", NotAnAccount::Reserved("intent".to_owned())),
        ("youtube", "https://youtube.com/watch?v=abc", NotAnAccount::Post),
        ("telegram", "https://t.me/share/url?url=x", NotAnAccount::Reserved("share".to_owned())),
        ("facebook", "https://facebook.com/", NotAnAccount::Front),
    ] {
        assert_eq!(platform(key).from_url(address), Err(why), "{address}");
    }
    assert!(matches!(
        platform("linkedin").from_url("https://linkedin.com/a/b/c"),
        Err(NotAnAccount::UnknownShape(shapes)) if shapes.iter().any(|shape| shape == "linkedin.com/company/NOME")
    ));
    assert_eq!(platform("linkedin").from_url("https://linkedin.com/in/mario-rossi"), Err(NotAnAccount::Personal));
    assert!(matches!(platform("facebook").from_url("https://instagram.com/comune"), Err(NotAnAccount::OtherHost(_))));
    assert!(matches!(
        platform("facebook").from_url("https://facebook.com.evil.example/comune"),
        Err(NotAnAccount::OtherHost(_))
    ));
    assert_eq!(platform("facebook").from_url("javascript:alert(1)"), Err(NotAnAccount::NotAnAddress));
    for handle in ["a@\"", "a@localhost", "a@b.it/../x"] {
        assert!(matches!(platform("mastodon").from_handle(handle, None), Err(NotAnAccount::BadHandle(..))), "{handle}");
    }
}

#[test]
fn traps_of_real_texts_are_found_with_their_fix() {
    let bad = |key: &str, handle: &str| match platform(key).from_handle(handle, None) {
        Err(NotAnAccount::BadHandle(_, mended)) => mended,
        other => panic!("{handle}: {other:?}"),
    };
    assert_eq!(bad("instagram", "@Giovanisì"), Some("giovanisi".to_owned()));
    assert_eq!(bad("facebook", "Città di Prova"), Some("cittadiprova".to_owned()));
    assert_eq!(bad("x", "comune-di-prova"), Some("comunediprova".to_owned()));
}

#[test]
fn an_old_platform_name_gets_todays() {
    let run = Folder::minimal().replace("accounts.yaml", "platform: facebook", "platform: Twitter").run();
    assert_eq!(
        run.report(),
        "errore[unknown-platform]: «Twitter» nel catalogo è X
 --> accounts.yaml:2:15
  |
2 |   - platform: Twitter
  |               ^^^^^^^
  |
aiuto: scrivi «x»
  |
2 -   - platform: Twitter
2 +   - platform: x
  |

"
    );
}

#[test]
fn what_holds_for_all_is_written_once() {
    let run = Folder::minimal()
        .replace("accounts.yaml", "accounts:", "defaults: { requests: refused, languages: [it] }\naccounts:\n  - { platform: instagram, handle: prova, requests: welcome }")
        .run()
        .clean();
    let page = run.page("account-ufficiali.html");
    assert_eq!(page.matches("Qui non le prendiamo.").count(), 1);
    assert_eq!(page.matches("Puoi scriverci qui").count(), 1);
}

#[test]
fn a_wrong_default_is_reported_once() {
    let run = Folder::minimal()
        .replace("accounts.yaml", "accounts:", "defaults: { manager: { office: upr } }\naccounts:\n  - { platform: instagram, handle: prova }\n  - { platform: x, handle: prova }")
        .run();
    assert_eq!(run.findings(), ["unknown-reference accounts.yaml:1:32"], "{}", run.report());
}

#[test]
fn accounts_that_are_not_ours_are_neither_links_nor_open_data() {
    let run = Folder::minimal()
        .replace(
            "accounts.yaml",
            "accounts:",
            "not_official:\n  - { kind: fake, platform: facebook, handle: falso.prova.example }\naccounts:",
        )
        .run()
        .clean();
    let page = run.page("account-ufficiali.html");
    assert!(page.contains("falso.prova.example") && !page.contains("href=\"https://facebook.com/falso.prova.example"));
    assert!(!run.page("accounts.json").contains("falso"));
}

/// `platforms.txt`: an address or a handle as people write it, and what it is, or why it is none.
#[test]
fn addresses_and_handles_of_many_platforms() {
    let kind = |word: &str| match word {
        "[page]" => Some(AccountKind::Page),
        "[group]" => Some(AccountKind::Group),
        _ => panic!("{word}"),
    };
    let cases = include_str!("platforms.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    for case in cases {
        let [key, written, url, rest] = case.splitn(4, '|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("{case}")
        };
        let found = if written.contains(':') {
            platform(key).from_url(written)
        } else {
            let (handle, kind) = written.split_once(' ').map_or((written, None), |(handle, word)| (handle, kind(word)));
            platform(key).from_handle(handle, kind)
        };
        if url == "REFUSED" {
            let why = rest.split([':', ',']).next().unwrap();
            let told = format!("{:?}", found.as_ref().expect_err(case));
            assert!(told.starts_with(why), "{case}: {told}");
        } else {
            let identity = found.unwrap_or_else(|why| panic!("{case}: {why:?}"));
            assert_eq!((identity.url.as_str(), identity.handle.as_str()), (url, rest), "{case}");
            // What we write reads back as itself.
            assert_eq!(platform(key).from_url(&identity.url), Ok(identity), "{case}");
        }
    }
}
