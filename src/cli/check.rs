//! `limpido check`: the report alone.

use super::args::{CheckOptions, Format};
use super::{End, print};
use limpido::diagnostic::{Fault, Locale};
use limpido::pipeline::{Built, Pipeline};
use limpido::render::Options;
use limpido::source::Files;
use std::path::Path;

/// Checks every site; each is checked whatever the others hold.
pub fn run(options: &CheckOptions) -> Result<End, Fault> {
    let pipeline = Pipeline::new()?;
    let mut end = End::Clean;
    let mut reports = Vec::new();
    for folder in &options.folders {
        let Built { report, sources, .. } = pipeline.run(&Files::disk(folder), super::today(), Options::default())?;
        let is_clean = report.clear(options.strict).is_ok();
        if !is_clean {
            end = End::Findings;
        }
        match options.format {
            Format::Human => {
                print::report(&report, &sources, options.locale);
                if is_clean {
                    print::err(&clean(folder, options.locale));
                }
            }
            _ => reports.push((report, sources)),
        }
    }
    print::reports(&reports, options.format, options.locale);
    Ok(end)
}

fn clean(folder: &Path, locale: Locale) -> String {
    let shown = folder.display();
    match locale {
        Locale::It => format!("{shown}: niente impedisce di pubblicare\n"),
        Locale::En => format!("{shown}: nothing stops publication\n"),
    }
}
