//! A workspace: enti over a shared base, field by field; what the base locks; versions; rows of a table.

use crate::harness::{Folder, PIPELINE, Run, TODAY, findings};
use limpido::diagnostic::{HumanStyle, Locale, Report, human};
use limpido::members::{Loaded, Members, difference, settings};
use limpido::record::{Date, Scalar};
use limpido::render::Options;
use limpido::source::Sources;
use std::sync::Arc;

const BASE: &str = "base/2026-03-01";

/// Two enti over the smallest site as their base.
fn workspace() -> Folder {
    Folder::minimal()
        .replace("site.yaml", "https://www.comune.prova.example", "https://www.base.example")
        .under(BASE)
        .file("workspace.yaml", format!("edition: 1\nmembers: [\"enti/*\"]\nbase: {BASE}\n"))
        .file("enti/alfa/site.yaml", ente("Alfa", "c_a001"))
        .file("enti/beta/site.yaml", ente("Beta", "c_b002"))
}

fn ente(name: &str, code: &str) -> String {
    format!("ente:\n  name: Comune di {name}\n  ipa: {code}\n  site: https://www.{}.example\n", name.to_lowercase())
}

struct Workspace {
    members: Option<Members>,
    report: Report,
    sources: Arc<Sources>,
}

impl Workspace {
    fn of(folder: &Folder) -> Self {
        let Loaded { mut members, mut report, mut sources } =
            Members::load(&folder.files(), PIPELINE.sources()).unwrap();
        if let Some(members) = &mut members {
            members.without_same_codes(&mut report).unwrap();
            sources = Arc::clone(&members.sources);
        }
        Self { members, report, sources }
    }

    fn members(&self) -> &Members {
        self.members.as_ref().unwrap()
    }

    fn findings(&self) -> Vec<String> {
        findings(&self.report, &self.sources)
    }

    fn report(&self) -> String {
        human(&self.report, &self.sources, HumanStyle { colour: false, locale: Locale::It }).to_string()
    }

    fn names(&self) -> Vec<&str> {
        self.members().list.iter().map(|member| member.name.as_str()).collect()
    }

    fn run(&self, name: &str) -> Run {
        let member = self.members().find(name).unwrap_or_else(|| panic!("no {name}"));
        Run { built: PIPELINE.run_member(self.members().prepare(member).unwrap(), TODAY, Options::default()).unwrap() }
    }
}

fn date(text: &str) -> Date {
    Date::parse(text, false).unwrap_or_else(|_| panic!("{text}"))
}

#[test]
fn an_ente_inherits_everything_and_says_only_what_is_its_own() {
    let workspace = Workspace::of(&workspace());
    assert_eq!(workspace.names(), ["alfa", "beta"]);
    let alfa = workspace.run("alfa").clean();
    let page = alfa.page("index.html");
    assert!(page.contains("Comune di Alfa") && !page.contains("Comune di Prova"), "{page}");
    assert!(alfa.page("contatti.html").contains("urp@comune.prova.example"), "what it does not say is the base's");
}

#[test]
fn a_field_a_rule_and_a_page_can_each_be_the_entes_own() {
    let folder = workspace()
        .file(
            "enti/alfa/moderation.yaml",
            "rules:\n  - { id: insulti, because: Perché offende. }\n  - { id: spam, text: Niente pubblicità. }\n",
        )
        .file("enti/alfa/informative.yaml", "informative:\n  social: { title: La nostra informativa }\n")
        .file("enti/alfa/it/contatti.md", "---\ntitle: Dove siamo\n---\n");
    let workspace = Workspace::of(&folder);
    let alfa = workspace.run("alfa");
    let page = alfa.page("moderazione.html");
    assert!(page.contains("Non insultare nessuno.") && page.contains("Perché offende."), "joined by id: {page}");
    assert!(page.contains("Niente pubblicità."), "{page}");
    assert!(alfa.page("informativa-privacy.html").contains("La nostra informativa"));
    let contacts = alfa.page("contatti.html");
    assert!(contacts.contains("<h1") && contacts.contains("Dove siamo"), "{contacts}");
    // The other ente sees nothing of it.
    let beta = workspace.run("beta").clean();
    assert!(!beta.page("moderazione.html").contains("pubblicità"));
    assert!(!beta.page("contatti.html").contains("Dove siamo"));
}

#[test]
fn a_phrase_of_the_interface_can_be_the_entes_own() {
    let phrase = PIPELINE.workspace().languages.get("it").unwrap().phrase("footer.data", &[]).unwrap();
    let own = "phrases:\n  footer:\n    data: I nostri dati\n";
    let workspace = Workspace::of(&workspace().file("enti/alfa/i18n/it.yaml", own));
    let alfa = workspace.run("alfa").clean();
    assert!(alfa.page("index.html").contains("I nostri dati"));
    assert!(workspace.run("beta").page("index.html").contains(&phrase));
}

#[test]
fn a_phrase_that_nobody_knows_is_reported_with_the_nearest() {
    let workspace = Workspace::of(&workspace().file("enti/alfa/i18n/it.yaml", "phrases:\n  footer:\n    dta: Dati\n"));
    let run = workspace.run("alfa");
    assert_eq!(run.findings(), ["unknown-phrase enti/alfa/i18n/it.yaml:3:5"]);
    assert!(run.report().contains("phrases.footer.data"), "{}", run.report());
}

#[test]
fn a_tilde_takes_an_inherited_value_away() {
    let text = ente("Alfa", "c_a001") + "  email: ~\n  pec: alfa@pec.example\n";
    let workspace = Workspace::of(&workspace().file("enti/alfa/site.yaml", text));
    let alfa = workspace.run("alfa").clean();
    assert!(!alfa.page("contatti.html").contains("protocollo@comune.prova.example"));
    // A key without a value is a slip.
    let text = ente("Alfa", "c_a001") + "  email:\n";
    let slip = Workspace::of(&self::workspace().file("enti/alfa/site.yaml", text));
    assert!(slip.run("alfa").findings().contains(&"empty-value enti/alfa/site.yaml:5:8".to_owned()));
}

#[test]
fn what_the_base_locks_no_ente_changes() {
    let locks = "edition: 1\nlocked:\n  - moderation.yaml#rules.insulti\n  - it/oblio.md\n  - it/contatti.md#title\n";
    let folder = workspace()
        .file(&format!("{BASE}/base.yaml"), locks)
        .file("enti/alfa/moderation.yaml", "rules:\n  - { id: insulti, text: Insulta pure. }\n")
        .file("enti/alfa/it/oblio.md", "---\ntitle: Oblio\n---\nCosì.\n")
        .file("enti/alfa/it/contatti.md", "---\ntitle: Dove siamo\nlead: Ecco i contatti.\n---\n");
    let workspace = Workspace::of(&folder);
    assert_eq!(workspace.findings(), [""; 0]);
    let alfa = workspace.run("alfa");
    let locked: Vec<_> = alfa.findings().into_iter().filter(|found| found.starts_with("locked-value")).collect();
    assert_eq!(
        locked,
        [
            "locked-value enti/alfa/it/contatti.md:2:8",
            "locked-value enti/alfa/it/oblio.md",
            "locked-value enti/alfa/moderation.yaml:2:26"
        ]
    );
    assert!(alfa.report().contains("base/2026-03-01/base.yaml:3:5"), "{}", alfa.report());
    // To say the same as the base changes nothing.
    let same = workspace_with_lock("site.yaml#licence", "licence: { name: CC BY 4.0 }\n");
    same.run("alfa").clean();
    // A field that the base does not have lies in what is locked too.
    let more = workspace_with_lock("site.yaml#licence", "licence: { commercial_use: false }\n");
    assert_eq!(more.run("alfa").findings(), ["locked-value enti/alfa/site.yaml:5:12"]);
}

fn workspace_with_lock(lock: &str, own: &str) -> Workspace {
    let text = ente("Alfa", "c_a001") + own;
    let locks = format!("edition: 1\nlocked: [\"{lock}\"]\n");
    Workspace::of(&workspace().file(&format!("{BASE}/base.yaml"), locks).file("enti/alfa/site.yaml", text))
}

#[test]
fn a_lock_on_nothing_is_reported() {
    let workspace =
        Workspace::of(&workspace().file(&format!("{BASE}/base.yaml"), "edition: 1\nlocked: [it/nulla.md]\n"));
    assert_eq!(workspace.findings(), ["unknown-reference base/2026-03-01/base.yaml:2:10"]);
}

#[test]
fn a_new_version_of_the_base_changes_nobody_until_it_is_asked_for() {
    let folder = workspace().over(
        Folder::minimal()
            .replace("moderation.yaml", "Non insultare nessuno.", "Non offendere nessuno.")
            .under("base/2026-10-01"),
    );
    let before = Workspace::of(&folder);
    assert!(before.run("alfa").page("moderazione.html").contains("Non insultare nessuno."));
    let mut sources = Sources::over(Arc::clone(&before.members().sources));
    let alfa = before.members().find("alfa").unwrap();
    let found = difference(before.members(), alfa, date("2026-10-01"), &mut sources).unwrap();
    let changes: Vec<_> = found.changes.iter().map(|change| (change.path.as_str(), change.new.as_deref())).collect();
    assert_eq!(changes, [("moderation.yaml#rules.insulti.text", Some("Non offendere nessuno."))]);
    // The ente asks for it in its own file, however it writes the key.
    for key in ["base:", "'base' :", "\"b\\x61se\":", "? base\n:"] {
        let text = format!("{key} 2026-10-01\n{}", ente("Alfa", "c_a001"));
        let after = Workspace::of(&folder.clone().file("enti/alfa/site.yaml", text));
        assert!(after.run("alfa").page("moderazione.html").contains("Non offendere nessuno."), "{key}");
        assert!(after.run("beta").page("moderazione.html").contains("Non insultare nessuno."));
    }
}

#[test]
fn a_version_that_is_not_there_stops_the_ente() {
    let text = "base: 2026-09-09\n".to_owned() + &ente("Alfa", "c_a001");
    let workspace = Workspace::of(&workspace().file("enti/alfa/site.yaml", text));
    let run = workspace.run("alfa");
    assert_eq!(run.findings(), ["unknown-base enti/alfa/site.yaml:1:7"]);
    assert!(run.report().contains("2026-03-01"), "{}", run.report());
}

#[test]
fn every_value_says_which_line_set_it() {
    let workspace = Workspace::of(&workspace());
    let members = workspace.members();
    let alfa = members.find("alfa").unwrap();
    let mut sources = Sources::over(Arc::clone(&members.sources));
    let inputs = members.inputs(alfa, None, &mut sources, &mut Report::default()).unwrap();
    let mut places = |field: &str| -> Vec<String> {
        let found = settings(&inputs, field, &mut sources).unwrap();
        let shown = found.iter().map(|setting| {
            let source = sources.get(setting.span.source).unwrap();
            let at = source.line_column(setting.span.start as usize);
            format!("{}:{} {}", source.path, at.line, setting.counts)
        });
        shown.collect()
    };
    assert_eq!(places("ente.name"), ["enti/alfa/site.yaml:2 true", "base/2026-03-01/site.yaml:4 false"]);
    assert_eq!(places("ente.rpd.email"), ["base/2026-03-01/site.yaml:8 true"]);
    assert_eq!(places("moderation.rules.insulti.text"), ["base/2026-03-01/moderation.yaml:2 true"]);
    assert_eq!(places("it/contatti.md#title"), ["base/2026-03-01/it/contatti.md:2 true"]);
    assert_eq!(places("ente.nulla"), [""; 0]);
}

#[test]
fn a_table_makes_an_ente_of_each_row() {
    let table = "ente.name;ente.ipa;ente.site;account.facebook;acts.in_force\n\"Comune di «Uno»; detto Primo\";c_z001;https://www.uno.example;comune.uno;2026-05-01\nComune di Due;c_z002;https://www.due.example;;\n";
    let workspace = Workspace::of(
        &workspace()
            .file("enti.csv", table)
            .file("workspace.yaml", format!("edition: 1\nmembers: enti.csv\nbase: {BASE}\n")),
    );
    assert_eq!(workspace.names(), ["c_z001", "c_z002"], "{}", workspace.report());
    let one = workspace.run("c_z001");
    assert!(one.page("index.html").contains("Comune di «Uno»; detto Primo"));
    assert!(one.page("account-ufficiali.html").contains("facebook.com/comune.uno"));
    let two = workspace.run("c_z002").clean();
    assert!(
        two.page("account-ufficiali.html").contains("facebook.com/comune.prova.example"),
        "an empty cell says nothing"
    );
}

#[test]
fn a_mistake_in_a_cell_is_found_in_its_cell() {
    let table = "ente.name,ente.ipa,ente.site,ente.email\nComune di Uno,c_z001,https://www.uno.example,non so\n";
    let workspace = Workspace::of(
        &workspace()
            .file("enti.csv", table)
            .file("workspace.yaml", format!("edition: 1\nmembers: enti.csv\nbase: {BASE}\n")),
    );
    assert_eq!(workspace.run("c_z001").findings(), ["invalid-email enti.csv:2:46"]);
}

/// What is wrong with a workspace, by its files.
fn wrong(changes: &[(&str, &str)]) -> Vec<String> {
    let folder = changes.iter().fold(workspace(), |folder, (path, text)| folder.file(path, *text));
    Workspace::of(&folder).findings()
}

#[test]
fn mistakes_of_a_workspace_are_found_at_their_place() {
    let base = "base: base/2026-03-01\n";
    let yaml = |members: &str| format!("edition: 1\nmembers: {members}\n{base}");
    assert_eq!(wrong(&[("workspace.yaml", &yaml("[enti/alfa, \"enti/*\"]"))]), ["member-twice workspace.yaml:2:22"]);
    assert_eq!(
        wrong(&[("workspace.yaml", &yaml("[enti/alfa, enti/gamma]"))]),
        ["unreadable-member workspace.yaml:2:22"]
    );
    assert_eq!(wrong(&[("workspace.yaml", &yaml("[nessuno.csv]"))]), ["unreadable-member workspace.yaml:2:11"]);
    assert_eq!(wrong(&[("workspace.yaml", &yaml("[\"altro/*\"]"))]), ["no-members workspace.yaml:2:11"]);
    assert_eq!(wrong(&[("workspace.yaml", &yaml("[../enti]"))]), ["path-outside workspace.yaml:2:11"]);
    assert_eq!(
        wrong(&[("workspace.yaml", &yaml("[\"enti/*\", \"sud/*\"]")), ("sud/alfa/site.yaml", &ente("Alfa", "c_s001"))]),
        ["same-output workspace.yaml:2:21"]
    );
    assert_eq!(
        wrong(&[("workspace.yaml", "edition: 1\nmembers: [\"enti/*\"]\nbase: niente\n")]),
        ["unknown-base workspace.yaml:3:7"]
    );
    assert_eq!(
        wrong(&[
            ("base/2026-03-01/base.yaml", "edition: 1\nextends: regione\n"),
            ("regione/base.yaml", "edition: 1\nextends: base/2026-03-01\n")
        ]),
        ["base-cycle regione/base.yaml:2:10"]
    );
    let table = |rows: &str| format!("ente.name,ente.ipa,ente.site\n{rows}\n");
    let csv = |rows: &str| wrong(&[("workspace.yaml", &yaml("[e.csv]")), ("e.csv", &table(rows))]);
    assert_eq!(csv("Comune di Uno,c_z001"), ["missing-column e.csv:2:1"]);
    assert_eq!(csv("Uno,c_z001,https://a.example\nDue,C_Z001,https://b.example"), ["member-twice e.csv:3:1"]);
    assert_eq!(
        wrong(&[("workspace.yaml", &yaml("[e.csv]")), ("e.csv", "ente.name,ente.nme\nUno,Due\n")]),
        ["missing-column e.csv:1:1", "unknown-field e.csv:1:11"]
    );
}

#[test]
fn a_base_may_stand_on_another() {
    let folder = workspace()
        .file(&format!("{BASE}/base.yaml"), "edition: 1\nextends: regione\n")
        .file("regione/base.yaml", "edition: 1\nlocked: [\"site.yaml#ente.parent\"]\n")
        .file(
            "regione/site.yaml",
            "ente:\n  parent: { name: Regione Esempio, site: \"https://www.regione.example\" }\n",
        );
    let workspace = Workspace::of(&folder);
    assert_eq!(workspace.findings(), [""; 0], "{}", workspace.report());
    assert!(workspace.run("alfa").page("index.html").contains("Regione Esempio"));
    let text = ente("Alfa", "c_a001") + "  parent: { name: Altra }\n";
    let own = Workspace::of(&folder.file("enti/alfa/site.yaml", text));
    assert_eq!(own.run("alfa").findings(), ["locked-value enti/alfa/site.yaml:5:19"]);
}

#[test]
fn without_a_workspace_file_every_folder_with_a_site_is_an_ente() {
    let folder = Folder::minimal().under("uno").over(Folder::minimal().under("due"));
    let workspace = Workspace::of(&folder);
    assert_eq!(workspace.names(), ["due", "uno"]);
    workspace.run("uno").clean();
}

#[test]
fn a_platform_of_the_base_holds_for_every_ente() {
    let folder = workspace()
        .file(
            &format!("{BASE}/platforms/peertube.yaml"),
            "name: PeerTube\nhosts: [\"*\"]\nforms: [{ path: \"/c/{handle}\" }]\ncase_sensitive: false\nchecked_on: 2026-11-20\noperator: { note: Risponde chi gestisce il server. }\n",
        )
        .file("enti/alfa/accounts.yaml", "accounts:\n  - { platform: peertube, url: \"https://video.alfa.example/c/comune\", name: Alfa }\n");
    let alfa = Workspace::of(&folder).run("alfa");
    assert!(alfa.page("accounts.json").contains("\"service_name\": \"PeerTube\""), "{}", alfa.report());
    // A locked file of the base stays as it is.
    let locked = folder
        .file(&format!("{BASE}/base.yaml"), "edition: 1\nlocked: [platforms/peertube.yaml]\n")
        .file("enti/alfa/platforms/peertube.yaml", "name: Altro\n");
    let run = Workspace::of(&locked).run("alfa");
    assert_eq!(run.findings()[0], "locked-value enti/alfa/platforms/peertube.yaml:1:7", "{}", run.report());
}
