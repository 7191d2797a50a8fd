//! What a run leaves for the next one, in the folder of its report: the overview, and how the published files stood.

use crate::diagnostic::{Fault, Locale};
use crate::overview::{DATA, FileTimes, Overview, STATE};
use crate::publish::write_report;
use crate::say;
use crate::source::Files;
use std::path::{Path, PathBuf};

/// What is known of the enti of a workspace.
#[derive(Clone, Debug, Default)]
pub struct EntiKnown {
    /// What was found, ente by rule.
    pub overview: Overview,
    /// How their published files stood at the end.
    pub standing: FileTimes,
}

impl EntiKnown {
    /// Reads what the run knew that has written a report's folder; `None` when none has.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn read(folder: &Path) -> Result<Option<Self>, Fault> {
        let files = Files::disk(folder);
        let text =
            |name: &str| Ok::<_, Fault>(files.read(name)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
        let standing = text(STATE)?.map(|text| FileTimes::read(&text)).unwrap_or_default();
        let overview = text(DATA)?.and_then(|text| Overview::read(&text));
        Ok(overview.map(|overview| Self { overview, standing }))
    }

    /// Writes the report. `waits` is called while another run has the folder.
    ///
    /// # Errors
    /// When files of these names are somebody else's, or the machine fails.
    pub fn write(&self, folder: &Path, locale: Locale, waits: &mut dyn FnMut()) -> Result<(), Fault> {
        let mut files = self.overview.files(locale)?;
        files.push((STATE, self.standing.to_text()));
        let is_ours = |bytes: &[u8]| Overview::read(&String::from_utf8_lossy(bytes)).is_some();
        write_report(folder, &files, is_ours, waits)
    }

    /// Joins what several machines know, each of its part. `parts` are the folders of their reports, or the files `overview.json` in them.
    ///
    /// # Errors
    /// When one of them is no report.
    pub fn merged(parts: &[PathBuf]) -> Result<Self, Fault> {
        let (mut overviews, mut standing) = (Vec::new(), FileTimes::default());
        for part in parts {
            let folder = if part.ends_with(DATA) { part.parent().unwrap_or(Path::new("")) } else { part };
            let known = Self::read(folder)?.ok_or_else(|| no_report(folder))?;
            overviews.push(known.overview);
            standing.0.extend(known.standing.0);
        }
        Ok(Self { overview: Overview::merged(overviews), standing })
    }
}

fn no_report(folder: &Path) -> Fault {
    let shown = folder.join(DATA).display().to_string();
    Fault::refused(
        say!("{shown} non c'è, o non è un rapporto di limpido", "{shown} is not there, or is no report of limpido"),
        say!("indica le cartelle scritte con --report", "name the folders that were written with --report"),
    )
}
