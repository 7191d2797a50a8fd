//! The preview under attack: each request with its expected answer, and what a crowd may cost.

use crate::harness::{Folder, project};
use crate::preview::{Answer, Events, Room, get, send, settings};
use limpido::preview::{HostName, Preview, PreviewSettings};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// Headers that every answer carries, whatever was asked.
const ALWAYS: [&str; 6] = [
    "x-content-type-options: nosniff",
    "cross-origin-resource-policy: same-origin",
    "cross-origin-opener-policy: same-origin",
    "referrer-policy: no-referrer",
    "cache-control: no-store",
    "frame-ancestors 'none'",
];

/// Request line, further headers (`HOST` is the preview's own), expected status.
const ATTACKS: &[(&str, &str, u16)] = &[
    // What is right.
    ("GET / HTTP/1.1", "Host: HOST", 200),
    ("GET /contatti.html HTTP/1.1", "Host: localhost:PORT", 200),
    ("GET /contatti.html?x=%2e%2e#y HTTP/1.1", "Host: HOST\r\nOrigin: http://HOST", 200),
    ("GET /contatti.html HTTP/1.1", "Host: HOST\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate", 200),
    ("HEAD /contatti.html HTTP/1.1", "Host: HOST", 200),
    ("GET http://HOST/contatti.html HTTP/1.1", "Host: HOST", 200),
    // Hosts that are not ours: DNS rebinding.
    ("GET / HTTP/1.1", "Host: evil.example", 421),
    ("GET / HTTP/1.1", "Host: evil.example:PORT", 421),
    ("GET / HTTP/1.1", "Host: 127.0.0.1", 421),
    ("GET / HTTP/1.1", "Host: 127.0.0.1.evil.example:PORT", 421),
    ("GET / HTTP/1.1", "Host: 0.0.0.0:PORT", 421),
    ("GET / HTTP/1.1", "Host: localhost.:PORT", 421),
    ("GET / HTTP/1.1", "Host: a@HOST", 421),
    ("GET / HTTP/1.1", "Host:", 421),
    ("GET / HTTP/1.1", "X: y", 421),
    ("GET / HTTP/1.0", "X: y", 421),
    ("GET / HTTP/1.1", "Host: HOST\r\nHost: evil.example", 400),
    ("GET http://evil.example/ HTTP/1.1", "Host: HOST", 421),
    ("GET http://evil.example/ HTTP/1.1", "Host: evil.example", 421),
    ("GET /.limpido/events?site=&page=index.html HTTP/1.1", "Host: evil.example", 421),
    // Pages of other sites.
    ("GET / HTTP/1.1", "Host: HOST\r\nOrigin: http://evil.example", 403),
    ("GET / HTTP/1.1", "Host: HOST\r\nOrigin: null", 403),
    ("GET / HTTP/1.1", "Host: HOST\r\nOrigin: https://HOST", 403),
    ("GET / HTTP/1.1", "Host: HOST\r\nOrigin: http://localhost:PORT", 403),
    ("GET / HTTP/1.1", "Host: HOST\r\nOrigin: http://HOST\r\nOrigin: http://evil.example", 403),
    ("GET /.limpido/events?site=&page=index.html HTTP/1.1", "Host: HOST\r\nOrigin: http://evil.example", 403),
    ("GET /.limpido/client.js HTTP/1.1", "Host: HOST\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors", 403),
    ("GET / HTTP/1.1", "Host: HOST\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors", 403),
    // Methods.
    ("POST / HTTP/1.1", "Host: HOST\r\nContent-Length: 0", 405),
    ("PUT /contatti.html HTTP/1.1", "Host: HOST\r\nContent-Length: 5", 405),
    ("DELETE /contatti.html HTTP/1.1", "Host: HOST", 405),
    ("OPTIONS * HTTP/1.1", "Host: HOST", 405),
    ("OPTIONS / HTTP/1.1", "Host: HOST\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: GET", 405),
    ("TRACE / HTTP/1.1", "Host: HOST", 405),
    ("CONNECT HOST HTTP/1.1", "Host: HOST", 405),
    ("PROPFIND / HTTP/1.1", "Host: HOST", 405),
    // Paths that lead out, each in several spellings: none is a name of the map.
    ("GET /../site.yaml HTTP/1.1", "Host: HOST", 404),
    ("GET /../../../../etc/passwd HTTP/1.1", "Host: HOST", 404),
    ("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", "Host: HOST", 404),
    ("GET /..%2f..%2fetc%2fpasswd HTTP/1.1", "Host: HOST", 404),
    ("GET /%252e%252e%252fetc%252fpasswd HTTP/1.1", "Host: HOST", 404),
    ("GET /..%5c..%5cwindows%5cwin.ini HTTP/1.1", "Host: HOST", 404),
    ("GET /%c0%ae%c0%ae/etc/passwd HTTP/1.1", "Host: HOST", 404),
    ("GET /contatti.html::$DATA HTTP/1.1", "Host: HOST", 404),
    ("GET /contatti.html%00.png HTTP/1.1", "Host: HOST", 404),
    ("GET /contatti.html. HTTP/1.1", "Host: HOST", 404),
    ("GET /contatti.html/ HTTP/1.1", "Host: HOST", 404),
    ("GET /CONTATTI.HTML HTTP/1.1", "Host: HOST", 404),
    ("GET /./contatti.html HTTP/1.1", "Host: HOST", 404),
    ("GET //contatti.html HTTP/1.1", "Host: HOST", 404),
    ("GET //evil.example/%2e%2e HTTP/1.1", "Host: HOST", 404),
    ("GET /file:///etc/passwd HTTP/1.1", "Host: HOST", 404),
    ("GET /C:/windows/win.ini HTTP/1.1", "Host: HOST", 404),
    ("GET /site.yaml HTTP/1.1", "Host: HOST", 404),
    ("GET /it/contatti.md HTTP/1.1", "Host: HOST", 404),
    ("GET /.git/config HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/ HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/../contatti.html HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/rule/../../site.yaml HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/events?site=altro HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/events?site=..%2f..&page=x HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/events?version=zz HTTP/1.1", "Host: HOST", 404),
    ("GET /%ff%fe HTTP/1.1", "Host: HOST", 404),
    // What is no request.
    ("GET /a b HTTP/1.1", "Host: HOST", 400),
    ("GET contatti.html HTTP/1.1", "Host: HOST", 421),
    ("GET / HTTP/1.1", "Host: HOST\r\nbad header: x", 400),
    ("GET / HTTP/1.1", "Host: HOST\r\nContent-Length: -1", 400),
    ("GET / HTTP/1.1", "Host: HOST\r\nContent-Length: 1\r\nContent-Length: 2", 400),
    ("GET / HTTP/9.9", "Host: HOST", 400),
    ("\x16\x03\x01\x02\x00\x01\x00\x01\u{1}", "TLS: speaks to no one", 400),
];

fn attack(port: u16, line: &str, headers: &str) -> Answer {
    let (host, number) = (format!("127.0.0.1:{port}"), port.to_string());
    let request = format!("{line}\r\n{headers}\r\nConnection: close\r\n\r\n");
    send(port, request.replace("HOST", &host).replace("PORT", &number).as_bytes())
}

#[test]
fn each_attack_has_its_answer() {
    let room = Room::of(&Folder::minimal());
    for (line, headers, expected) in ATTACKS {
        let answer = attack(room.port(), line, headers);
        assert_eq!(answer.status, *expected, "{line} | {headers}: {answer:?}");
        assert!(!answer.head.contains("access-control-"), "{line}: {}", answer.head);
        assert!(!answer.body.contains("root:") && !answer.body.contains("edition:"), "{line}: {}", answer.body);
        // What is no request is refused before anybody looks at it.
        let missing: Vec<_> = ALWAYS.iter().filter(|header| !answer.head.contains(**header)).collect();
        assert!(missing.is_empty() || (*expected == 400 && answer.body.is_empty()), "{line}: {missing:?}");
        if *expected == 405 {
            assert!(answer.head.contains("allow: get, head"), "{line}: {}", answer.head);
        }
        assert!(!line.starts_with("HEAD") || answer.body.is_empty(), "{line}");
    }
    assert_eq!(room.get_status("/contatti.html"), 200);
}

impl Room {
    fn get_status(&self, path: &str) -> u16 {
        get(self.port(), path).status
    }
}

#[test]
fn what_an_address_says_is_shown_as_text() {
    let room = Room::of(&Folder::minimal());
    let answer = get(room.port(), "/%3Cscript%3Ealert(1)%3C/script%3E%22%20onload=%22x");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("&lt;script&gt;") && !answer.body.contains("<script>"), "{}", answer.body);
    assert!(!answer.body.contains("\" onload"), "{}", answer.body);
}

#[test]
fn a_page_keeps_its_policy_and_gets_one_script_more() {
    let room = Room::of(&Folder::demo());
    let port = room.port();
    let script = format!("script-src http://127.0.0.1:{port}/.limpido/client.js;");
    let page = get(port, "/contatti.html");
    assert!(
        page.head.contains("default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self';"),
        "{}",
        page.head
    );
    assert!(page.head.contains(&script) && !page.body.contains("http-equiv"), "{}", page.head);
    let accounts = get(port, "/account-ufficiali.html");
    let both = format!("script-src 'self' http://127.0.0.1:{port}/.limpido/client.js;");
    assert!(accounts.head.contains(&both), "{}", accounts.head);
}

#[test]
fn headers_are_bounded() {
    let room = Room::of(&Folder::minimal());
    let long = "x".repeat(1024 * 1024);
    for (line, headers) in [
        ("GET / HTTP/1.1".to_owned(), format!("Host: HOST\r\nX: {long}")),
        (format!("GET /{long} HTTP/1.1"), "Host: HOST".to_owned()),
        ("GET / HTTP/1.1".to_owned(), format!("Host: HOST{}", "\r\nX: y".repeat(20_000))),
    ] {
        let status = attack(room.port(), &line, &headers).status;
        // The refusal can be lost when the server closes before everything is sent.
        assert!([0, 414, 431].contains(&status), "{status}");
    }
    assert_eq!(room.get_status("/"), 200);
}

/// A preview for other devices: of a workspace, so that there are names to be found out.
fn for_devices(allowed: &[&str]) -> (TempDir, Preview, String) {
    let folder = TempDir::new().unwrap();
    Folder::minimal().write_to(&folder.path().join("alfa"));
    Folder::minimal().write_to(&folder.path().join("comune uno"));
    let host = Some("127.0.0.1".parse().unwrap());
    let allowed = allowed.iter().map(|name| HostName::new(name).unwrap()).collect();
    let preview = Preview::start(PreviewSettings { host, allowed, ..settings(folder.path()) }).unwrap();
    let token = preview.address().trim_end_matches('/').rsplit_once('/').unwrap().1.to_owned();
    (folder, preview, token)
}

/// `TOKEN` in a request is the preview's.
fn attack_with(port: u16, token: &str, line: &str, headers: &str) -> Answer {
    attack(port, &line.replace("TOKEN", token), &headers.replace("TOKEN", token))
}

/// Requests that do not prove the token, or that nobody answers even with it.
const GUESTS: &[(&str, &str, u16)] = &[
    ("GET / HTTP/1.1", "Host: HOST", 404),
    ("GET / HTTP/1.0", "Host: HOST", 404),
    ("HEAD / HTTP/1.1", "Host: HOST", 404),
    ("GET /alfa HTTP/1.1", "Host: HOST", 404),
    ("GET /alfa/ HTTP/1.1", "Host: HOST", 404),
    ("GET /comune%20uno/contatti.html HTTP/1.1", "Host: HOST", 404),
    ("GET /favicon.ico HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/client.js HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/client.css HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/events?site=alfa&page=index.html HTTP/1.1", "Host: HOST", 404),
    ("HEAD /.limpido/events?site=alfa&page=index.html HTTP/1.1", "Host: HOST", 404),
    ("GET /.limpido/rule/waiver HTTP/1.1", "Host: HOST", 404),
    ("GET http://HOST/alfa/ HTTP/1.1", "Host: HOST", 404),
    // Almost the token: shorter, longer, in another spelling, elsewhere.
    ("GET /TOKEN HTTP/1.1", "Host: HOST", 404),
    ("HEAD /TOKEN HTTP/1.1", "Host: HOST", 404),
    ("GET /TOKEN?x=/ HTTP/1.1", "Host: HOST", 404),
    ("GET /TOKEN%2f HTTP/1.1", "Host: HOST", 404),
    ("GET /TOKEN0/ HTTP/1.1", "Host: HOST", 404),
    ("GET /TOKENTOKEN/ HTTP/1.1", "Host: HOST", 404),
    ("GET /TOKEN.limpido/client.js HTTP/1.1", "Host: HOST", 404),
    ("GET /xTOKEN/ HTTP/1.1", "Host: HOST", 404),
    ("GET //TOKEN/ HTTP/1.1", "Host: HOST", 404),
    ("GET /./TOKEN/ HTTP/1.1", "Host: HOST", 404),
    ("GET /?TOKEN/ HTTP/1.1", "Host: HOST", 404),
    ("GET /alfa/TOKEN/ HTTP/1.1", "Host: HOST", 404),
    ("GET /00000000000000000000000000000000/ HTTP/1.1", "Host: HOST", 404),
    (
        "GET /%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00/ HTTP/1.1",
        "Host: HOST",
        404,
    ),
    (
        "GET / HTTP/1.1",
        "Host: HOST\r\nReferer: http://HOST/TOKEN/\r\nCookie: token=TOKEN\r\nAuthorization: Bearer TOKEN",
        404,
    ),
    // The token and a name that is not ours: who leads a browser here under another name learns nothing.
    ("GET /TOKEN/ HTTP/1.1", "Host: evil.example", 421),
    ("GET /TOKEN/.limpido/client.js HTTP/1.1", "Host: localhost:PORT", 421),
    ("GET /TOKEN/.limpido/events?site=alfa&page=index.html HTTP/1.1", "Host: 127.0.0.1", 421),
    ("GET http://evil.example/TOKEN/ HTTP/1.1", "Host: HOST", 421),
    ("GET /TOKEN/ HTTP/1.1", "X: y", 421),
    ("GET /TOKEN/ HTTP/1.0", "X: y", 421),
    ("GET /TOKEN/ HTTP/1.1", "Host: HOST\r\nHost: HOST", 400),
    // Another site's page, and other methods.
    ("GET /TOKEN/ HTTP/1.1", "Host: HOST\r\nOrigin: http://evil.example", 403),
    (
        "GET /TOKEN/.limpido/client.js HTTP/1.1",
        "Host: HOST\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors",
        403,
    ),
    ("GET / HTTP/1.1", "Host: HOST\r\nOrigin: null", 403),
    ("POST / HTTP/1.1", "Host: HOST\r\nContent-Length: 0", 405),
    ("POST /TOKEN/ HTTP/1.1", "Host: HOST\r\nContent-Length: 0", 405),
    ("OPTIONS * HTTP/1.1", "Host: HOST", 405),
    ("OPTIONS /TOKEN/ HTTP/1.1", "Host: HOST\r\nAccess-Control-Request-Method: GET", 405),
    ("TRACE /TOKEN/ HTTP/1.1", "Host: HOST", 405),
    ("CONNECT HOST HTTP/1.1", "Host: HOST", 405),
    // What is no request.
    ("GET /TOKEN/ HTTP/9.9", "Host: HOST", 400),
    ("GET /TOKEN/ x", "Host: HOST", 400),
    ("GET /TOKEN/ HTTP/1.1", "Host: HOST\r\nbad header: x", 400),
    ("TOKEN", "TOKEN", 400),
];

#[test]
fn whoever_does_not_prove_the_token_is_told_nothing() {
    let (_folder, preview, token) = for_devices(&["anteprima.example"]);
    let (_other_folder, other, other_token) = for_devices(&[]);
    assert!(token.len() == 32 && token != other_token, "{token}");
    let ours =
        [token.as_str(), ".limpido", "client.js", "script-src", "location:", "alfa", "comune", "<", "event-stream"];
    let upper = format!("GET /{}/ HTTP/1.1", token.to_ascii_uppercase());
    let shorter = format!("GET /{}/ HTTP/1.1", &token[..31]);
    let almost = format!("GET /{}x/ HTTP/1.1", &token[..31]);
    let begins = format!("GET /{}/alfa/ HTTP/1.1", &token[..1]);
    let encoded: Vec<_> = token.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let encoded = format!("GET /{}/ HTTP/1.1", encoded.concat());
    let others = format!("GET /{other_token}/ HTTP/1.1");
    let near = [&upper, &shorter, &almost, &begins, &encoded, &others].map(|line| (line.as_str(), "Host: HOST", 404));
    for (line, headers, expected) in GUESTS.iter().copied().chain(near) {
        let answer = attack_with(preview.port(), &token, line, headers);
        // A token of digits alone has one spelling.
        if line == upper && upper.contains(&token) {
            continue;
        }
        assert_eq!(answer.status, expected, "{line} | {headers}: {answer:?}");
        let said = format!("{}\n{}", answer.head, answer.body.to_ascii_lowercase());
        let told: Vec<_> = ours.iter().filter(|word| said.contains(**word)).collect();
        assert!(told.is_empty(), "{line} | {headers} tells {told:?}: {said}");
    }
    assert_eq!(get(other.port(), &format!("/{other_token}/")).status, 200);
}

#[test]
fn the_token_opens_everything_and_stands_in_no_redirect() {
    let (_folder, preview, token) = for_devices(&[]);
    let ask = |path: &str| get(preview.port(), &format!("/{token}/{path}"));
    let list = ask("");
    assert!(list.status == 200 && list.body.contains(&format!("href=\"/{token}/comune%20uno/\"")), "{list:?}");
    for (path, location) in [("alfa", "./alfa/"), ("comune%20uno", "./comune%20uno/"), ("%61lfa", "./alfa/")] {
        let moved = ask(path);
        assert!(moved.status == 308 && moved.head.contains(&format!("location: {location}\r\n")), "{moved:?}");
        assert!(!moved.head.split_once("location:").unwrap().1.split_once("\r\n").unwrap().0.contains(&token));
    }
    let page = ask("alfa/contatti.html");
    assert!(page.status == 200 && page.body.contains(&format!("src=\"/{token}/.limpido/client.js\"")), "{page:?}");
    assert!(page.head.contains("referrer-policy: no-referrer"), "{}", page.head);
    assert_eq!((ask(".limpido/client.js").status, ask("alfa/non-c-e.html").status, ask("%ff").status), (200, 404, 404));
}

#[test]
fn a_theme_cannot_make_pages_tell_the_address_of_a_preview_for_devices() {
    let page = std::fs::read_to_string(project().join("themes/italia/page.html")).unwrap();
    // What a template prints is looked at by nobody before it is shown.
    let telling = "<META content=unsafe-url NAME='{{ \"&#114;eferrer\" | safe }}'><a href=https://evil.example/ referrerPolicy = unsafe-url ping=https://evil.example/>x</a>";
    let site = Folder::minimal()
        .replace("site.yaml", "\n", "\ntheme: mio\n")
        .file("themes/mio/theme.yaml", "name: Mio\ncontract: 2\nextends: italia\n")
        .file("themes/mio/page.html", page + telling);
    let folder = TempDir::new().unwrap();
    site.write_to(folder.path());
    for host in [None, Some("127.0.0.1".parse().unwrap())] {
        let preview = Preview::start(PreviewSettings { host, ..settings(folder.path()) }).unwrap();
        let path = preview.address().splitn(4, '/').nth(3).unwrap().to_owned();
        let answer = get(preview.port(), &format!("/{path}contatti.html"));
        assert_eq!(answer.status, 200, "{answer:?}");
        let shown = answer.body.to_ascii_lowercase();
        let words = [" referrerpolicy", " ping=", " name=referrer", " name='&#114;eferrer'", " name=\"referrer\""];
        assert_eq!(words.iter().any(|word| shown.contains(word)), host.is_none(), "{}", answer.body);
    }
}

/// Names allowed with `anteprima.example`, `nome:8080`, `192.0.2.7` and `[2001:db8::1]`: headers and the expected status.
const CALLED: &[(&str, u16)] = &[
    ("Host: anteprima.example", 200),
    ("Host: anteprima.example:4173", 200),
    ("Host: ANTEPRIMA.example:1", 200),
    ("Host: nome:8080", 200),
    ("Host: 192.0.2.7", 200),
    ("Host: 192.0.2.7:99", 200),
    ("Host: [2001:db8::1]:99", 200),
    ("Host: HOST", 200),
    ("Host: anteprima.example\r\nOrigin: https://anteprima.example", 200),
    ("Host: anteprima.example:99\r\nOrigin: http://anteprima.example:99", 200),
    ("Host: HOST\r\nOrigin: https://anteprima.example", 200),
    ("Host: localhost:PORT\r\nOrigin: http://nome:8080", 200),
    // Everything that nobody named.
    ("Host: nome", 421),
    ("Host: nome:80", 421),
    ("Host: nome:8081", 421),
    ("Host: nome:08080x", 421),
    ("Host: anteprima.example.", 421),
    ("Host: anteprima.example.evil.example", 421),
    ("Host: x.anteprima.example", 421),
    ("Host: evilanteprima.example", 421),
    ("Host: anteprima.example:", 421),
    ("Host: anteprima.example:+1", 421),
    ("Host: anteprima.example:99999", 421),
    ("Host: anteprima.example:1:2", 421),
    ("Host: anteprima.example@evil.example", 421),
    ("Host: evil.example@anteprima.example", 421),
    ("Host: anteprima.example/evil.example", 421),
    ("Host: evil.example", 421),
    ("Host: 192.0.2.70", 421),
    ("Host: 2001:db8::1", 421),
    ("Host: [2001:db8::2]", 421),
    ("Host: [2001:db8::1", 421),
    ("Host: [2001:db8::1]x", 421),
    ("Host: 0.0.0.0:PORT", 421),
    ("Host: anteprima.example\r\nOrigin: null", 403),
    ("Host: anteprima.example\r\nOrigin: https://evil.example", 403),
    ("Host: anteprima.example\r\nOrigin: https://anteprima.example.evil.example", 403),
    ("Host: anteprima.example\r\nOrigin: https://anteprima.example/", 403),
    ("Host: anteprima.example\r\nOrigin: ftp://anteprima.example", 403),
    ("Host: anteprima.example\r\nOrigin: http://HOST", 403),
    ("Host: HOST\r\nOrigin: https://HOST", 403),
];

#[test]
fn names_that_the_author_allows_are_answered_and_no_others() {
    let folder = TempDir::new().unwrap();
    Folder::minimal().write_to(folder.path());
    let allowed =
        ["anteprima.example", "nome:8080", "192.0.2.7", "[2001:db8::1]"].map(|name| HostName::new(name).unwrap());
    let preview = Preview::start(PreviewSettings { allowed: allowed.to_vec(), ..settings(folder.path()) }).unwrap();
    for (headers, expected) in CALLED {
        let answer = attack(preview.port(), "GET /contatti.html HTTP/1.1", headers);
        assert_eq!(answer.status, *expected, "{headers}: {answer:?}");
        assert!(!answer.head.contains("access-control-"), "{headers}: {}", answer.head);
    }
    // The script is ours under each of the names, whichever the browser used.
    let port = preview.port();
    let page = attack(port, "GET /contatti.html HTTP/1.1", "Host: anteprima.example:99");
    let sources = ["anteprima.example:99", "anteprima.example:*", "nome:8080", "192.0.2.7:*"];
    let sources = sources.map(|host| format!("http://{host}/.limpido/client.js")).join(" ");
    assert!(page.head.contains(&format!("script-src {sources};")), "{}", page.head);
    let others = ["anteprima.example:PORT", "nome:8080", "192.0.2.7:PORT", "[2001:db8::1]:PORT"];
    let others = others.map(|name| format!("http://{}/", name.replace("PORT", &port.to_string())));
    assert_eq!(
        (preview.address(), preview.other_addresses()),
        (format!("http://127.0.0.1:{port}/").as_str(), &others[..])
    );
}

#[test]
fn a_name_is_one_that_stands_in_an_address() {
    let names = ["localhost", "a", "my_app", "x.example:1", "10.0.0.1", "[::1]:80", "città.example", "A.Example"];
    assert!(names.iter().all(|name| HostName::new(name).is_some()));
    let long = "a".repeat(64);
    let refused = [
        "",
        ":",
        ":80",
        "a:",
        "a:0",
        "a:65536",
        "a:+1",
        "a:b",
        "a:1:2",
        "http://a",
        "a/",
        "a/b",
        "a b",
        "*",
        "*.example",
        "a@b",
        "a.",
        ".a",
        "a..b",
        "a?b",
        "a#b",
        "a\\b",
        "a%20b",
        "::1",
        "[::1",
        "[::1]x",
        "[::]",
        "0.0.0.0",
        "0",
        "224.0.0.1",
        "a\r\nb",
        "a;b",
        "a,b",
        &long,
    ];
    for name in refused {
        assert!(HostName::new(name).is_none(), "{name:?}");
    }
}

#[test]
fn on_all_addresses_a_name_is_needed() {
    let folder = TempDir::new().unwrap();
    Folder::minimal().write_to(folder.path());
    let host = Some("0.0.0.0".parse().unwrap());
    let refused = Preview::start(PreviewSettings { host, ..settings(folder.path()) }).err().unwrap();
    let text = refused.text(limpido::diagnostic::Locale::It);
    assert!(text.contains("\naiuto: ") && text.contains("--allow-host localhost"), "{text}");
    let allowed = vec![HostName::new("localhost").unwrap()];
    let preview = Preview::start(PreviewSettings { host, allowed, ..settings(folder.path()) }).unwrap();
    let (port, path) = (preview.port(), preview.address().splitn(4, '/').nth(3).unwrap().to_owned());
    assert_eq!(preview.address(), format!("http://localhost:{port}/{path}"));
    let line = format!("GET /{path}contatti.html HTTP/1.1");
    let status = |host: &str| attack(port, &line, &format!("Host: {host}")).status;
    assert_eq!(
        (status("localhost:PORT"), status("localhost"), status("0.0.0.0:PORT"), status("HOST")),
        (200, 200, 421, 421)
    );
}

/// The program as people start it, with its address.
pub struct Program {
    child: Child,
    pub port: u16,
    pub folder: TempDir,
    /// What it prints after its address.
    said: Arc<Mutex<String>>,
}

impl Program {
    fn start() -> Self {
        Self::with(&[])
    }

    /// With variables of its environment.
    pub fn with(variables: &[(&str, &Path)]) -> Self {
        let folder = TempDir::new().unwrap();
        Folder::minimal().write_to(folder.path());
        let mut child = Command::new(env!("CARGO_BIN_EXE_limpido"))
            .args(["serve", "--lang", "it", "--port", "0"])
            .arg(folder.path())
            .current_dir(project())
            .envs(variables.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let first = lines.find_map(|line| line.unwrap().strip_prefix("Anteprima: ").map(str::to_owned)).unwrap();
        let port = first.rsplit(':').next().unwrap().trim_end_matches('/').parse().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&said);
        // Nobody may wait for a full pipe.
        std::thread::spawn(move || lines.for_each(|line| *heard.lock().unwrap() += &format!("{}\n", line.unwrap())));
        Self { child, port, folder, said }
    }

    /// What it printed since its address.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// A number of `/proc/PID/status`.
    fn number(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_ascii_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_crowd_costs_bounded_memory_and_no_threads() {
    // A preview of our own raises the bound on this process's connections too.
    let _bound = Room::of(&Folder::minimal());
    let program = Program::start();
    let port = program.port;
    let connect = || {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    };
    assert_eq!(get(port, "/contatti.html").status, 200);
    let (threads, memory) = (program.number("Threads:"), program.number("VmRSS:"));
    // Browsers that hold an event stream each.
    let mut held: Vec<Events> = (0..1000).map(|_| Events::open(port, "site=&page=contatti.html&version=0")).collect();
    assert!(held.iter_mut().all(|events| events.next().0 == "reload"));
    // Connections that begin a request and never end it: more than there are places.
    let half_open: Vec<TcpStream> = (0..1500)
        .map(|_| {
            let mut stream = connect();
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
            stream
        })
        .collect();
    // Readers who ask and never read.
    let slow: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = connect();
            let request = format!("GET /policy-completa.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
            let _ = stream.write_all(request.repeat(50).as_bytes());
            stream
        })
        .collect();
    assert_eq!(get(port, "/contatti.html").status, 200);
    // A hundred thousand requests, a thousand at a time.
    let mut many = connect();
    let request = format!("HEAD /contatti.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    many.write_all(request.as_bytes()).unwrap();
    let mut first = [0; 4096];
    // Every answer is as long as the first: only the time in it differs.
    let length = many.read(&mut first).unwrap();
    for _ in 0..100 {
        many.write_all(request.repeat(1000).as_bytes()).unwrap();
        let mut answers = vec![0; length * 1000];
        many.read_exact(&mut answers).unwrap();
        assert_eq!(String::from_utf8(answers).unwrap().matches("HTTP/1.1 200 OK\r\n").count(), 1000);
    }
    assert_eq!(get(port, "/contatti.html").status, 200);
    assert_eq!(program.number("Threads:"), threads);
    let grown = program.number("VmRSS:").saturating_sub(memory);
    assert!(grown < 96 * 1024, "{grown} KiB more");
    drop((half_open, slow));
    // Whoever held on through all of it is told of the next save.
    let page = program.folder.path().join("it/contatti.md");
    let text = std::fs::read_to_string(&page).unwrap();
    std::fs::write(&page, format!("{text}Parole nuove.\n")).unwrap();
    assert!(held.iter_mut().all(|events| std::iter::repeat_with(|| events.next().0).any(|name| name == "reload")));
}

#[test]
fn a_browser_that_goes_away_leaves_nothing_behind() {
    let room = Room::of(&Folder::minimal());
    let held: Vec<Events> = (0..50).map(|_| Events::open(room.port(), "site=&page=x")).collect();
    crate::preview::until("all are held", || (room.preview.streams() == 50).then_some(()));
    drop(held);
    crate::preview::until("none is left", || (room.preview.streams() == 0).then_some(()));
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_it_at_once_and_cleanly() {
    let mut program = Program::start();
    let _held = Events::open(program.port, "site=&page=x");
    let _half_open = TcpStream::connect(("127.0.0.1", program.port)).unwrap();
    assert_eq!(get(program.port, "/").status, 200);
    let sent = Command::new("kill").args(["-INT", &program.child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(program.child.wait().unwrap().code(), Some(0));
    assert!(TcpStream::connect(("127.0.0.1", program.port)).is_err());
}

#[test]
fn a_port_that_is_taken_is_told_and_the_default_gives_way() {
    let room = Room::of(&Folder::minimal());
    let folder = TempDir::new().unwrap();
    Folder::minimal().write_to(folder.path());
    let on = |port| PreviewSettings { port, ..settings(folder.path()) };
    let refused = Preview::start(on(Some(room.port()))).err().unwrap();
    let text = refused.text(limpido::diagnostic::Locale::It);
    assert!(text.contains(&format!("porta {}", room.port())) && text.contains("\naiuto: "), "{text}");
    // Whatever holds the default port, two previews stand side by side.
    let (one, two) = (Preview::start(on(None)).unwrap(), Preview::start(on(None)).unwrap());
    assert_ne!(one.port(), two.port());
    assert_eq!((get(one.port(), "/").status, get(two.port(), "/").status), (200, 200));
}
