//! How long each stage takes for one invented ente: `cargo bench --bench stages`; `-- rule` for the rules alone.
//!
//! Items are pages, so the throughput is pages a second. What a stage takes beside the one before it is a difference:
//! Markdown is `parse` without `parse_without_prose`, HTML is `render_pages` without `render_findings`.

#![allow(clippy::expect_used, missing_docs, reason = "a benchmark may fail")]

mod generator;

use divan::Bencher;
use divan::counter::ItemsCount;
use generator::Generator;
use limpido::check::rule::{Context, Inspection};
use limpido::check::rules;
use limpido::diagnostic::Report;
use limpido::html::Engine;
use limpido::layers::Inputs;
use limpido::pipeline::{Pipeline, Publishable};
use limpido::publish::{Sync, TargetFolder, Way, publish};
use limpido::render::RenderSetup;
use limpido::source::{Files, Sources, yaml};
use limpido::theme::{self, Theme};
use limpido::workspace::{self, Workspace};
use limpido::{check, model, plan, render};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

fn main() {
    divan::main();
}

/// The day of every measure.
const TODAY: limpido::record::Date = limpido::record::Date::new(2026, 11, 22).expect("a day");

struct Stage {
    workspace: Workspace,
    theme: Theme,
    engine: Engine,
    common: Arc<Sources>,
    ente: generator::Folder,
    files: Files,
    pages: usize,
}

fn in_memory(ente: &generator::Folder) -> Files {
    Files::memory("ente", ente.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect())
}

impl Stage {
    fn new() -> Self {
        let (mut report, mut sources) = (Report::default(), Sources::default());
        let languages = workspace::languages(&mut sources).expect("readable").into_report(&mut report);
        let catalog = workspace::catalog(&mut sources).expect("readable").into_report(&mut report);
        let languages = Arc::new(languages.expect("languages"));
        let mut workspace = Workspace { catalog: catalog.expect("a catalogue"), languages, sources };
        let key = limpido::record::Text::new(theme::DEFAULT.to_owned(), limpido::record::Text::empty().span);
        let themes = Files::built_in("themes", theme::BUILT_IN);
        let theme = Theme::load(&key, &Files::memory("", BTreeMap::new()), &themes, &mut workspace.sources);
        let theme = theme.expect("readable").into_report(&mut report).expect("a theme");
        let engine = Engine::compile(&theme, &workspace.languages, &workspace.sources).value.expect("templates");
        let common = Arc::new(workspace.sources.clone());
        let ente = Generator::new(2).ente(0);
        let files = in_memory(&ente);
        let mut stage = Self { workspace, theme, engine, common, ente, files, pages: 0 };
        stage.pages = stage.planned().pages.len();
        stage
    }

    fn load(&self, files: &Files) -> (model::Site, Sources) {
        let mut sources = Sources::over(Arc::clone(&self.common));
        let Workspace { catalog, languages, .. } = &self.workspace;
        let site = model::load(&Inputs::alone(files).expect("readable"), catalog, languages, &mut sources);
        (site.expect("readable").value.expect("a site"), sources)
    }

    fn check(&self, site: model::Site, sources: &Sources) -> check::Checked {
        let Workspace { catalog, languages, .. } = &self.workspace;
        check::check(site, catalog, languages, sources, TODAY, "ente").value.expect("checked")
    }

    fn checked(&self) -> check::Checked {
        let (site, sources) = self.load(&self.files);
        self.check(site, &sources)
    }

    fn planned(&self) -> plan::Pages {
        plan::plan(self.checked(), &self.workspace.catalog).value.expect("pages")
    }

    fn render(&self, pages: &plan::Pages, options: render::Options) -> render::Rendered {
        let Workspace { catalog, languages, .. } = &self.workspace;
        let setup = RenderSetup { engine: &self.engine, theme: &self.theme, catalog, languages, options };
        render::render(pages, &setup).value.expect("rendered")
    }

    fn publishable(&self) -> Publishable {
        let options = render::Options { minify: true, ..render::Options::default() };
        let built = Pipeline::new().and_then(|pipeline| pipeline.run(&self.files, TODAY, options));
        built.expect("a built site").clear(false).ok().expect("nothing stops publication")
    }

    fn count(&self) -> ItemsCount {
        ItemsCount::new(self.pages)
    }
}

#[divan::bench]
fn start(bencher: Bencher) {
    bencher.bench(|| Pipeline::new().map(|_| ()));
}

#[divan::bench]
fn parse(bencher: Bencher) {
    let stage = Stage::new();
    bencher.counter(stage.count()).bench(|| stage.load(&stage.files));
}

#[divan::bench]
fn parse_without_prose(bencher: Bencher) {
    let stage = Stage::new();
    let mut ente = stage.ente.clone();
    for (_, text) in ente.iter_mut().filter(|(path, _)| path.ends_with(".md")) {
        let front = text.match_indices("\n---\n").next().expect("front matter").0;
        text.truncate(front + "\n---\n".len());
    }
    let files = in_memory(&ente);
    bencher.counter(stage.count()).bench(|| stage.load(&files));
}

#[divan::bench]
fn parse_yaml(bencher: Bencher) {
    let stage = Stage::new();
    let source = limpido::record::Text::empty().span.source;
    let texts: Vec<&String> =
        stage.ente.iter().filter(|(path, _)| path.ends_with(".yaml")).map(|(_, text)| text).collect();
    bencher.counter(stage.count()).bench(|| texts.iter().map(|text| yaml::parse(text, source)).collect::<Vec<_>>());
}

#[divan::bench]
fn check_all(bencher: Bencher) {
    let stage = Stage::new();
    bencher
        .counter(stage.count())
        .with_inputs(|| stage.load(&stage.files))
        .bench_values(|(site, sources)| stage.check(site, &sources));
}

#[divan::bench(args = rules::ALL.iter().map(|rule| rule.key.name()))]
fn rule(bencher: Bencher, name: &str) {
    let stage = Stage::new();
    let (site, sources) = stage.load(&stage.files);
    let Workspace { catalog, languages, .. } = &stage.workspace;
    let context = Context {
        site: &site,
        catalog,
        languages,
        sources: &sources,
        rules: rules::ALL,
        today: TODAY,
        folder: "ente",
        passages: OnceLock::new(),
        reading: OnceLock::new(),
    };
    // The first rule that asks makes the texts plain, and reads the sentences, for all.
    let _ = (context.passages(), context.reading());
    let rule = rules::ALL.iter().find(|rule| rule.key.name() == name).expect("a rule");
    bencher.counter(stage.count()).bench_local(|| {
        let mut inspection = Inspection::default();
        (rule.run)(&context, &mut inspection);
        inspection
    });
}

#[divan::bench]
fn plan(bencher: Bencher) {
    let stage = Stage::new();
    bencher
        .counter(stage.count())
        .with_inputs(|| stage.checked())
        .bench_values(|checked| plan::plan(checked, &stage.workspace.catalog).value);
}

#[divan::bench]
fn render_pages(bencher: Bencher) {
    let stage = Stage::new();
    let pages = stage.planned();
    bencher.counter(stage.count()).bench(|| stage.render(&pages, render::Options::default()));
}

/// What `check` needs of it: the trees and their links, no HTML.
#[divan::bench]
fn render_findings(bencher: Bencher) {
    let stage = Stage::new();
    let pages = stage.planned();
    let options = render::Options { findings_only: true, ..render::Options::default() };
    bencher.counter(stage.count()).bench(|| stage.render(&pages, options.clone()));
}

#[cfg(feature = "minify")]
#[divan::bench]
fn render_minified(bencher: Bencher) {
    let stage = Stage::new();
    let pages = stage.planned();
    let options = render::Options { minify: true, ..render::Options::default() };
    bencher.counter(stage.count()).bench(|| stage.render(&pages, options.clone()));
}

/// A folder that is not on a disk, where there is one.
fn room() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

fn publish_to(site: &Publishable, folder: &std::path::Path) {
    let target = TargetFolder::new(folder, &[], &[]).expect("a target");
    let held = target.hold(Way::Fill, &mut || {}).expect("the folder");
    publish(site, held, (Way::Fill, Sync::Off)).expect("published");
}

#[divan::bench]
fn write_new(bencher: Bencher) {
    let stage = Stage::new();
    let site = stage.publishable();
    bencher.counter(stage.count()).with_inputs(room).bench_refs(|room| publish_to(&site, &room.path().join("public")));
}

#[divan::bench]
fn write_unchanged(bencher: Bencher) {
    let stage = Stage::new();
    let site = stage.publishable();
    let room = room();
    let folder = room.path().join("public");
    publish_to(&site, &folder);
    bencher.counter(stage.count()).bench(|| publish_to(&site, &folder));
}
