//! Finished pages: what a citizen, a browser and a host get.

use crate::harness::Folder;

#[test]
fn the_four_questions_are_one_click_away() {
    let run = Folder::demo().run().clean();
    for (home, pages) in [
        ("index.html", ["account-ufficiali.html", "moderazione.html", "oblio.html", "contatti.html"]),
        ("en/index.html", ["official-accounts.html", "moderation.html", "erasure.html", "contacts.html"]),
    ] {
        for page in pages {
            assert!(run.page(home).contains(&format!("<a class=\"question\" href=\"{page}\">")), "{home} {page}");
        }
    }
}

#[test]
fn no_page_holds_a_script_a_style_or_a_foreign_resource() {
    let run = Folder::demo().run().clean();
    for (path, html) in html_of(&run) {
        assert!(html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"), "{path}");
        assert!(!crate::harness::has_script(&html), "{path}");
        for forbidden in ["<style", " style=", " onclick", "src=\"http", "<iframe", "@import"] {
            assert!(!html.contains(forbidden), "{path}: {forbidden}");
        }
        assert_eq!(html.matches("<h1>").count(), 1, "{path}");
    }
}

fn html_of(run: &crate::harness::Run) -> Vec<(String, String)> {
    let rendered = run.built.rendered().unwrap();
    let pages = rendered.files.keys().filter(|path| path.ends_with(".html"));
    pages.map(|path| (path.to_string(), rendered.text(path).unwrap().to_owned())).collect()
}

#[test]
fn nothing_absolute_is_written_without_a_base_address() {
    let run = Folder::demo().run().clean();
    for (path, html) in html_of(&run) {
        assert!(
            !html.contains("href=\"/") && !html.contains("src=\"/") && !html.contains("rel=\"canonical\""),
            "{path}"
        );
    }
    assert!(!run.built.rendered().unwrap().files.contains_key("sitemap.xml"));
    assert_eq!(run.page("robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn a_base_address_gives_canonical_alternates_and_sitemap() {
    let run = Folder::demo()
        .replace("site.yaml", "edition: 1", "edition: 1\nbase_url: https://www.comune.it/social/")
        .run()
        .clean();
    let page = run.page("en/moderation.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://www.comune.it/social/en/moderation.html\">"));
    assert!(
        page.contains(
            "<link rel=\"alternate\" hreflang=\"it\" href=\"https://www.comune.it/social/moderazione.html\">"
        )
    );
    assert!(run.page("index.html").contains("<link rel=\"canonical\" href=\"https://www.comune.it/social/\">"));
    let sitemap = run.page("sitemap.xml");
    assert_eq!(sitemap.matches("<loc>").count(), 36);
    assert!(sitemap.contains("<loc>https://www.comune.it/social/en/</loc>"));
    assert!(run.page("robots.txt").contains("Sitemap: https://www.comune.it/social/sitemap.xml"));
    assert!(run.page("404.html").contains("href=\"/social/contatti.html\""));
}

#[test]
fn the_language_switch_leads_to_the_same_page() {
    let run = Folder::demo().run().clean();
    assert!(run.page("oblio.html").contains("<a href=\"en/erasure.html\" lang=\"en\" hreflang=\"en\">English</a>"));
    assert!(run.page("en/erasure.html").contains("<a href=\"../oblio.html\" lang=\"it\" hreflang=\"it\">Italiano</a>"));
}

#[test]
fn hostile_texts_are_shown_as_text() {
    let hostile = "<script>alert(1)</script>\" onload=\"x";
    let run = Folder::minimal()
        .replace("accounts.yaml", "name: Comune di Prova", &format!("name: '{hostile}'"))
        .replace("accounts.yaml", "purpose: Notizie del Comune.", &format!("purpose: {{ it: '{hostile}', en: x }}"))
        .replace("moderation.yaml", "Non insultare nessuno.", "'</main><script>x</script>'")
        .file("it/contatti.md", "---\ntitle: '<img src=x>'\nlead: '\"><script>'\n---\n\n## A & B \\<b>\n\n`<script>`\n")
        .run();
    assert_eq!(run.findings(), Vec::<String>::new(), "{}", run.report());
    for (path, html) in html_of(&run) {
        assert!(!crate::harness::has_script(&html), "{path}");
        for token in html5gum::Tokenizer::new(html.as_str()) {
            let Ok(html5gum::Token::StartTag(tag)) = token else { continue };
            let has =
                |name: &[u8], value: &[u8]| tag.attributes.iter().any(|(n, v)| ***n == *name && v.starts_with(value));
            assert!(!has(b"onload", b"") && !has(b"src", b"x"), "{path}: {tag:?}");
        }
    }
    assert!(run.page("contatti.html").contains("&lt;img src=x&gt;"));
    assert!(run.page("contatti.html").contains("<h2 id=\"a-b-b\">A &amp; B &lt;b&gt;</h2>"));
}

#[test]
fn a_text_in_another_language_says_which() {
    let run = Folder::demo().replace("moderation.yaml", "freedoms:", "freedoms:\n  - Puoi sempre criticarci.").run();
    assert!(run.page("en/moderation.html").contains("<li><span lang=\"it\">Puoi sempre criticarci.</span></li>"));
    assert!(run.page("moderazione.html").contains("<li>Puoi sempre criticarci.</li>"));
}

#[test]
fn variables_become_what_the_yaml_says() {
    let run = Folder::minimal()
        .file("it/contatti.md", "---\ntitle: Contatti\n---\n\nSiamo il {{ ente.name }}: {{ente.offices.urp.phone}}, {{ ente.email }}, {{ ente.site }}, dal {{ acts.in_force }}, {{ norme.gdpr-17 }}. [Scrivi](mailto:{{ ente.email }}). `{{ ente.name }}`\n")
        .run()
        .clean();
    let page = run.page("contatti.html");
    for part in [
        "Siamo il Comune di Prova: <a href=\"tel:+390123456789\">+39 0123 456789</a>",
        "<a href=\"mailto:protocollo@comune.prova.example\">protocollo@comune.prova.example</a>",
        "<a href=\"https://www.comune.prova.example\">www.comune.prova.example</a>",
        "dal 1º marzo 2026",
        ">art. 17 GDPR</a>",
        "<a href=\"mailto:protocollo@comune.prova.example\">Scrivi</a>",
        "<code>{{ ente.name }}</code>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn a_bare_web_address_becomes_a_secure_link() {
    let page = "---\ntitle: Contatti\n---\n\nVedi www.comune.prova.example e scrivi a urp@comune.prova.example.\n";
    let run = Folder::minimal().file("it/contatti.md", page).run().clean();
    assert!(
        run.page("contatti.html").contains("<a href=\"https://www.comune.prova.example\">www.comune.prova.example</a>")
    );
    assert!(run.page("contatti.html").contains("<a href=\"mailto:urp@comune.prova.example\">"));
}

#[test]
fn the_index_of_a_page_lists_its_sections() {
    let run = Folder::minimal().run().clean();
    let page = run.page("oblio.html");
    for section in ["tre-strade", "se-non-basta"] {
        assert!(
            page.contains(&format!("<a href=\"#{section}\"")) && page.contains(&format!("<h2 id=\"{section}\">")),
            "{section}"
        );
    }
    // The three tracks are headings too, and places that a link can lead to.
    for track in ["ente", "motore", "piattaforma"] {
        assert!(page.contains(&format!("<summary class=\"accordion-button\"><h3 id=\"{track}\">")), "{track}");
    }
}

/// A CMS may read HTML less well than a browser, and its page is not ours.
#[test]
fn fragments_have_quotes_whole_links_and_no_script() {
    let folder =
        Folder::demo().replace("site.yaml", "edition: 1", "edition: 1\nbase_url: https://www.comune.it/social/");
    let options = limpido::render::Options { minify: true, fragments: true, ..Default::default() };
    let built = crate::harness::PIPELINE.run(&folder.files(), crate::harness::TODAY, options).unwrap();
    let rendered = built.rendered().unwrap();
    let fragments: Vec<_> = rendered.files.keys().filter(|path| path.starts_with("fragments/")).collect();
    // All but the two pages that repeat the others, one in each language, and the page for wrong addresses.
    let pages = html_of(&folder.run()).len();
    assert_eq!(fragments.len(), pages - 3);
    for path in fragments {
        let html = rendered.text(path).unwrap();
        assert!(html.starts_with("<div class=\"limpido\" lang=\""), "{path}");
        assert!(!html.contains("<script") && !html.contains("data-script"), "{path}");
        for tag in html.split('<').skip(1).map(|part| part.split('>').next().unwrap()) {
            // What stands between quotes left out, every `=` is followed by one.
            let (signs, quotes) = (tag.split('"').step_by(2), tag.matches('"').count() / 2);
            assert_eq!(signs.map(|outside| outside.matches('=').count()).sum::<usize>(), quotes, "{path}: {tag}");
        }
        for address in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(address.contains(':') || address.starts_with('#'), "{path}: {address}");
        }
    }
    assert!(rendered.text("fragments/accessibilita.html").unwrap().contains("<symbol id=\"icona-"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = Folder::demo();
    assert_eq!(folder.run().built.rendered(), folder.run().built.rendered());
}

#[test]
fn open_data_names_every_official_account() {
    let run = Folder::demo().run().clean();
    let data: serde_json::Value = serde_json::from_str(run.page("accounts.json")).unwrap();
    let accounts = data["accounts"].as_array().unwrap();
    assert!(accounts.len() >= 8);
    for account in accounts {
        assert!(account["service_url"].as_str().unwrap().starts_with("https://"), "{account}");
        assert!(
            account["status"] == "closed"
                || run.page("account-ufficiali.html").contains(&format!("id=\"{}\"", account["id"].as_str().unwrap())),
            "{account}"
        );
    }
}

/// The national validator (pa-website-validator-ng, check C.SI.3.4) compares the paragraph of the licence with a fixed text, after
/// lower-casing, trimming, joining white space and turning straight apostrophes into curly ones.
#[test]
fn the_legal_notes_hold_the_paragraph_that_the_validator_compares() {
    use sha2::{Digest, Sha256};
    let run = Folder::demo().run().clean();
    let page = run.page("note-legali.html");
    let section = page.split("data-element=\"legal-notes-section\">").nth(1).unwrap();
    assert!(section.starts_with("Licenza dei contenuti</h2>"));
    let body = section.split("data-element=\"legal-notes-body\">").nth(1).unwrap().split("</div>").next().unwrap();
    let text = body.replace("<p>", "").replace("</p>", "").replace("&#x27;", "’").replace('\'', "’").to_lowercase();
    let normal = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hash = Sha256::digest(normal.as_bytes());
    let expected = "4af8bff63c4e094b9d1a4d60da1a6092068dd73de4d3da76cbbeec9577aac6ae";
    assert!(hash.iter().enumerate().all(|(at, byte)| expected[at * 2..at * 2 + 2] == format!("{byte:02x}")));
    // Every page leads there, and to the privacy notice and the declaration.
    for path in ["index.html", "account-ufficiali.html", "en/index.html"] {
        let footer = run.page(path).split("<footer class=\"it-footer").nth(1).unwrap();
        for marker in ["legal-notes", "privacy-policy-link", "accessibility-link"] {
            assert!(footer.contains(&format!("data-element=\"{marker}\"")), "{path}: {marker}");
        }
        assert!(footer.contains("href=\"https://form.agid.gov.it/"), "{path}");
    }
}

#[test]
fn a_style_sheet_loses_only_what_says_nothing() {
    let css = "/* words */\n.a  >  b , c:not( .d ) :hover {\n  margin : 0 auto;\n  width: calc(1rem + 2px);\n  content: \"a  ; } /* b\";\n}\n@media (min-width: 3rem) { .e { color: red; } }\n";
    let run = Folder::minimal()
        .replace("site.yaml", "edition: 1", "edition: 1\ntheme: nostro")
        .file("themes/nostro/theme.yaml", "name: Nostro\ncontract: 2\nextends: italia\nstylesheets: [css/nostro.css]\n")
        .file("themes/nostro/css/nostro.css", css)
        .run()
        .clean();
    let sheet = run.built.rendered().unwrap().files.keys().find(|path| path.ends_with(".css")).unwrap().clone();
    let expected = ".a>b,c:not( .d ) :hover{margin :0 auto;width:calc(1rem + 2px);content:\"a  ; } /* b\"}@media (min-width:3rem){.e{color:red}}";
    assert!(run.page(&sheet).contains(expected), "{}", &run.page(&sheet)[run.page(&sheet).len() - 400..]);
}

#[test]
fn a_cell_says_its_column() {
    let table = "---\ntitle: Contatti\n---\n\n| Ufficio | Orario |\n|---|---|\n| URP & co | 9-12 |\n";
    let run = Folder::minimal().file("it/contatti.md", table).run().clean();
    assert!(
        run.page("contatti.html")
            .contains("<td data-label=\"Ufficio\">URP &amp; co</td><td data-label=\"Orario\">9-12</td>")
    );
}

#[test]
fn the_province_is_said_once() {
    for (address, shown) in
        [("Piazza 1, Prova (MI)", "Piazza 1, Prova (MI)<"), ("Piazza 1, Prova", "Piazza 1, Prova (MI)<")]
    {
        let lines = format!("  kind: comune\n  province: MI\n  address: \"{address}\"\n");
        let run = Folder::minimal().replace("site.yaml", "  kind: comune\n", &lines).run().clean();
        assert!(run.page("contatti.html").contains(shown), "{address}");
        assert!(!run.page("contatti.html").contains("(MI) (MI)"), "{address}");
    }
}

#[test]
fn a_passage_in_another_language_bears_its_language() {
    let text = "---\ntitle: Contatti\n---\n\nPrima.\n\n::: en\n## Write to us {#write}\n\n- [Our rules](moderazione.md)\n:::\n\nDopo.\n";
    let run = Folder::minimal().file("it/contatti.md", text).run().clean();
    let page = run.page("contatti.html");
    let passage = page.split("<div lang=\"en\" dir=\"auto\">").nth(1).unwrap();
    let (inside, after) = passage.split_once("</div>").unwrap();
    assert!(inside.contains("<h2 id=\"write\">Write to us</h2>") && inside.contains("moderazione.html"), "{inside}");
    assert!(after.contains("<p>Dopo.</p>"), "{after}");
}

#[test]
fn every_qr_code_reads_back_as_its_account_s_address() {
    let run = Folder::demo().run();
    let page = run.page("codici-qr.html");
    let mut read = 0;
    for item in page.split("class=\"qr-item\"").skip(1) {
        let between = |start: &str, end: &str| item.split_once(start).unwrap().1.split_once(end).unwrap().0;
        let size: usize = between("viewBox=\"0 0 ", " ").parse().unwrap();
        let mut dark = vec![false; size * size];
        // Each rectangle is one module high: `M x y h n v1 h-n z`.
        for part in between("<path d=\"", "\"").split('M').filter(|part| !part.is_empty()) {
            let (x, rest) = part.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let width: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            dark[y * size + x..y * size + x + width].fill(true);
        }
        let scale = 4;
        let is_dark = |x: usize, y: usize| dark[y / scale * size + x / scale];
        let picture = |x, y| if is_dark(x, y) { 0 } else { 255 };
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(size * scale, size * scale, picture);
        let grids = prepared.detect_grids();
        assert_eq!(grids.len(), 1, "one code in each picture");
        let (_, content) = grids[0].decode().unwrap();
        assert_eq!(content, between("<a href=\"", "\""));
        read += 1;
    }
    assert!(read >= 10, "the demo has ten accounts with an address: {read}");
}

#[test]
fn every_address_is_percent_encoded_wherever_it_is_written() {
    let page = "---\ntitle: Prova\n---\n\nTesto della pagina.\n";
    let run = Folder::minimal()
        .replace("site.yaml", "edition: 1", "edition: 1\nbase_url: https://www.comune.prova.example/social")
        .replace("site.yaml", "site: https://www.comune.prova.example", "site: https://www.comune.prova.example/città")
        .replace("site.yaml", "phone: +39", "page: \"https://www.comune.prova.example/così\", phone: +39")
        .file("it/città.md", page)
        .file("it/prova due.md", page)
        .file("it/premessa.md", "---\ntitle: Prova\n---\n\nVai a [città](città.md) e a [prova](<prova due.md>).\n")
        .run();
    let base = "https://www.comune.prova.example/social";
    let table = [
        ("sitemap.xml", format!("<loc>{base}/citt%C3%A0.html</loc>")),
        ("sitemap.xml", format!("<loc>{base}/prova%20due.html</loc>")),
        ("prova due.html", format!("<link rel=\"canonical\" href=\"{base}/prova%20due.html\">")),
        ("città.html", format!("<link rel=\"canonical\" href=\"{base}/citt%C3%A0.html\">")),
        ("index.html", "href=\"citt%C3%A0.html\">città</a>".to_owned()),
        ("index.html", "href=\"prova%20due.html\">prova</a>".to_owned()),
        ("index.html", "\"url\":\"https://www.comune.prova.example/citt%C3%A0\"".to_owned()),
        ("index.html", "\"url\":\"https://www.comune.prova.example/cos%C3%AC\"".to_owned()),
        ("404.html", "href=\"/social/prova%20due.html\"".to_owned()),
    ];
    for (path, expected) in table {
        let text = run.page(path);
        assert!(text.contains(&expected), "{expected} in {path}\n{text}");
    }
    // No address on any page holds a sign that an address may not hold.
    for (path, html) in html_of(&run) {
        for address in html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let is_own = !address.contains(':') || address.starts_with(base);
            assert!(!is_own || address.bytes().all(|byte| byte.is_ascii_graphic()), "{address} in {path}");
        }
    }
    assert_eq!(run.findings(), ["invalid-name it/città.md:2:8", "invalid-name it/prova due.md:2:8"]);
    assert!(run.report().contains("chiama il file prova-due.md in ogni lingua"), "{}", run.report());
}

#[test]
fn names_in_addresses_follow_one_rule() {
    // What is typed, and the name: slug of a file, anchor of a heading, name that an id is mended to.
    let table = [
        ("Finalità", "finalita"),
        ("Finalita\u{300}", "finalita"),
        ("L'età è libera", "l-eta-e-libera"),
        ("L’ente", "l-ente"),
        ("PEC e P.E.O.", "pec-e-p-e-o"),
        ("  2026: bando (n. 3)", "2026-bando-n-3"),
        ("Bürgermeister & Straße", "burgermeister-strase"),
        ("España", "espa-a"),
        ("Ωμέγα", ""),
    ];
    for (typed, name) in table {
        assert_eq!(limpido::record::plain_name(typed), name, "{typed}");
        let run =
            Folder::minimal().file("it/oblio.md", format!("---\ntitle: Prova\n---\n\n## {typed}\n\nTesto.\n")).run();
        let anchor = if name.is_empty() { "sezione" } else { name };
        assert!(run.page("oblio.html").contains(&format!("<h2 id=\"{anchor}\">")), "{typed}");
    }
}
