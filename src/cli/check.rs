//! `limpido check`: the report alone.

use super::args::{CheckOptions, Format};
use super::print::Reports;
use super::subject::{self, Runner};
use super::{End, many, print};
use limpido::diagnostic::{Fault, Locale};
use limpido::render::Options;
use std::path::Path;

/// Checks every site; each is checked whatever the others hold.
pub fn run(options: &CheckOptions) -> Result<End, Fault> {
    let pages = Options { findings_only: true, ..Options::default() };
    if let [folder] = &options.folders[..]
        && subject::is_many(folder)
    {
        return many::run(folder, options, pages, None);
    }
    let pipeline = super::pipeline()?;
    let mut runner = Runner::new(pipeline, options.locale);
    let mut end = End::Clean;
    let mut reports = Reports::new(options.format, options.locale);
    for folder in &options.folders {
        let (_, built) = runner.run(folder, pages)?;
        let is_clean = built.report.clear(options.strict).is_ok();
        reports.add(folder, built);
        if !is_clean {
            end = End::Findings;
        } else if options.format == Format::Human {
            print::err(&clean(folder, options.locale));
        }
    }
    reports.print()?;
    Ok(end)
}

fn clean(folder: &Path, locale: Locale) -> String {
    let shown = print::name(folder);
    match locale {
        Locale::It => format!("{shown}: niente impedisce di pubblicare\n"),
        Locale::En => format!("{shown}: nothing stops publication\n"),
    }
}
