//! How long each stage takes for the demo: `cargo bench`. Items are pages, so the throughput is pages a second.

#![allow(clippy::expect_used, missing_docs, reason = "a benchmark may fail")]

use divan::Bencher;
use divan::counter::ItemsCount;
use limpido::diagnostic::Report;
use limpido::pipeline::Pipeline;
use limpido::publish::{Target, publish};
use limpido::render::{Engine, Room};
use limpido::source::{Files, Sources};
use limpido::theme::{self, Theme};
use limpido::workspace::Workspace;
use limpido::{check, content, plan, render};
use std::collections::BTreeMap;
use std::sync::Arc;

fn main() {
    divan::main();
}

/// The day of every measure.
const TODAY: limpido::record::Date = limpido::record::Date(jiff::civil::date(2026, 11, 22));

struct Stage {
    workspace: Workspace,
    theme: Theme,
    engine: Engine,
    common: Arc<Sources>,
    files: Files,
    pages: usize,
}

impl Stage {
    fn new() -> Self {
        let mut report = Report::default();
        let mut workspace =
            Workspace::built_in().expect("readable").into_report(&mut report).expect("catalogue and languages");
        let key = limpido::record::Text::new(theme::DEFAULT.to_owned(), limpido::record::Text::empty().span);
        let themes = Files::built_in("themes", theme::BUILT_IN);
        let theme = Theme::load(&key, &Files::memory("", BTreeMap::new()), &themes, &mut workspace.sources);
        let theme = theme.expect("readable").into_report(&mut report).expect("a theme");
        let engine = Engine::compile(&theme, &workspace.languages, &workspace.sources).value.expect("templates");
        let common = Arc::new(workspace.sources.clone());
        let files = Files::disk(concat!(env!("CARGO_MANIFEST_DIR"), "/content").as_ref());
        let mut stage = Self { workspace, theme, engine, common, files, pages: 0 };
        stage.pages = stage.planned().pages.len();
        stage
    }

    fn load(&self) -> (content::Site, Sources) {
        let mut sources = Sources::over(Arc::clone(&self.common));
        let Workspace { catalog, languages, .. } = &self.workspace;
        let site = content::load(&self.files, catalog, languages, &mut sources).expect("readable").value;
        (site.expect("a site"), sources)
    }

    fn check(&self, site: content::Site, sources: &Sources) -> check::Checked {
        let Workspace { catalog, languages, .. } = &self.workspace;
        check::check(site, catalog, languages, sources, TODAY, "content").value.expect("checked")
    }

    fn planned(&self) -> plan::Pages {
        let (site, sources) = self.load();
        plan::plan(self.check(site, &sources), &self.workspace.catalog).value.expect("pages")
    }

    fn render(&self, pages: &plan::Pages, minify: bool) -> render::Rendered {
        let Workspace { catalog, languages, .. } = &self.workspace;
        let room = Room {
            engine: &self.engine,
            theme: &self.theme,
            catalog,
            languages,
            options: render::Options { minify, fragments: false },
        };
        render::render(pages, &room).value.expect("rendered")
    }
}

#[divan::bench]
fn start(bencher: Bencher) {
    bencher.bench(|| Pipeline::new().map(|_| ()));
}

#[divan::bench]
fn content(bencher: Bencher) {
    let stage = Stage::new();
    bencher.counter(ItemsCount::new(stage.pages)).bench(|| stage.load());
}

#[divan::bench]
fn check(bencher: Bencher) {
    let stage = Stage::new();
    bencher
        .counter(ItemsCount::new(stage.pages))
        .with_inputs(|| stage.load())
        .bench_values(|(site, sources)| stage.check(site, &sources));
}

#[divan::bench]
fn plan(bencher: Bencher) {
    let stage = Stage::new();
    let checked = || {
        let (site, sources) = stage.load();
        stage.check(site, &sources)
    };
    bencher
        .counter(ItemsCount::new(stage.pages))
        .with_inputs(checked)
        .bench_values(|checked| plan::plan(checked, &stage.workspace.catalog).value);
}

#[divan::bench]
fn render_readable(bencher: Bencher) {
    let stage = Stage::new();
    let pages = stage.planned();
    bencher.counter(ItemsCount::new(stage.pages)).bench(|| stage.render(&pages, false));
}

#[divan::bench]
fn render_minified(bencher: Bencher) {
    let stage = Stage::new();
    let pages = stage.planned();
    bencher.counter(ItemsCount::new(stage.pages)).bench(|| stage.render(&pages, true));
}

fn publish_to(stage: &Stage, rendered: &render::Rendered, folder: &std::path::Path) {
    let clearance = Report::default().clear(false).expect("an empty report");
    let target = Target::new(folder, &[], &[]).expect("a target");
    publish(rendered, &clearance, &stage.files, &target).expect("published");
}

#[divan::bench]
fn publish_new(bencher: Bencher) {
    let stage = Stage::new();
    let rendered = stage.render(&stage.planned(), true);
    bencher
        .counter(ItemsCount::new(stage.pages))
        .with_inputs(|| tempfile::TempDir::new().expect("a folder"))
        .bench_refs(|room| publish_to(&stage, &rendered, &room.path().join("public")));
}

#[divan::bench]
fn publish_unchanged(bencher: Bencher) {
    let stage = Stage::new();
    let rendered = stage.render(&stage.planned(), true);
    let room = tempfile::TempDir::new().expect("a folder");
    let folder = room.path().join("public");
    publish_to(&stage, &rendered, &folder);
    bencher.counter(ItemsCount::new(stage.pages)).bench(|| publish_to(&stage, &rendered, &folder));
}
