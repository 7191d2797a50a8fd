//! One ente of many: looked at, left alone when nothing has changed, or staged and put in its place together with others.

use super::print;
use limpido::diagnostic::{Fault, Locale, Report};
use limpido::members::{Member, Members};
use limpido::overview::{Outcome, Overview, Row, Standing};
use limpido::pipeline::{Findings, Pipeline};
use limpido::publish::{Begun, Held, Published, Sync, Target, Way, begin, go_on, publish, publish_shared};
use limpido::record::{Date, PublicPath};
use limpido::render::Options;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

/// A run: what every worker needs.
pub struct Run<'a> {
    pub pipeline: &'a Pipeline,
    pub members: &'a Members,
    pub today: Date,
    pub options: Options,
    pub strict: bool,
    pub all: bool,
    /// Whether programs read the reports: then all of them are wanted, not only those of enti that something stops.
    pub for_programs: bool,
    /// Where to publish, and how; `None` for a check.
    pub out: Option<Out<'a>>,
    /// The run before.
    pub before: Overview,
    /// How its published files stood.
    pub standing: Standing,
    /// What inputs mean besides their bytes: program, its data, day, options.
    pub salt: Vec<u8>,
    pub shared: Mutex<BTreeSet<PublicPath>>,
    pub locale: Locale,
}

/// Where to publish, and how.
#[derive(Clone, Copy)]
pub struct Out<'a> {
    /// The folder in which each ente has its own.
    pub folder: &'a Path,
    /// How a new site takes the place of the old one.
    pub way: Way,
    /// Whether the disk is waited for.
    pub sync: Sync,
    /// Whether published files are read to know that they have not changed.
    pub verify: bool,
}

/// An ente that is done.
pub struct Done {
    pub row: Row,
    /// What was found, where somebody wants to read it.
    pub findings: Option<Findings>,
    /// How its published files stand.
    pub files: Option<String>,
    /// Whether it was left as it stood.
    pub is_left_alone: bool,
    /// What publishing has to tell.
    pub notices: String,
    pub fault: Option<Fault>,
}

/// An ente that is staged: its site takes its place together with those of others, since waiting for the disk is what costs.
pub struct Staged {
    done: Done,
    begun: Begun,
    held: Held,
}

/// How many enti are staged by a worker before they take their places.
pub const BATCH: usize = 32;

impl Run<'_> {
    /// One ente, whatever comes of it: done, or staged with those before it.
    pub fn ente(&self, member: &Member, staged: &mut Vec<Staged>, send: &impl Fn(Done)) {
        match self.try_ente(member, staged, send) {
            Ok(Some(done)) => send(done),
            Ok(None) => {}
            Err(fault) => {
                let row = Row::new(&member.name, None, Outcome::Failed, &Report::default());
                send(self.failed(row, fault));
            }
        }
    }

    fn failed(&self, row: Row, fault: Fault) -> Done {
        let mut row = Row { outcome: Outcome::Failed, ..row };
        self.add_before(&mut row);
        Done { row, findings: None, files: None, is_left_alone: false, notices: String::new(), fault: Some(fault) }
    }

    /// What the run before knows of an ente: its counts, and its name where its texts cannot be read now.
    fn add_before(&self, row: &mut Row) {
        if let Some(before) = self.before.row(&row.name) {
            row.before = Some(before.counts);
            row.ente = row.ente.take().or_else(|| before.ente.clone());
        }
    }

    /// Takes an ente as far as the stage; what needs no stage is done.
    fn try_ente(&self, member: &Member, staged: &mut Vec<Staged>, send: &impl Fn(Done)) -> Result<Option<Done>, Fault> {
        let held = self.out.map(|out| self.hold(member, out, staged, send)).transpose()?;
        let ente = self.members.prepare(member)?;
        let inputs = ente.inputs.fingerprint(&self.salt)?;
        if let Some(done) = self.unchanged(member, &inputs, held.as_ref()) {
            return Ok(Some(done));
        }
        let built = self.pipeline.run_member(ente, self.today, self.options.clone())?;
        let is_clear = built.findings().report.is_clear(self.strict);
        let outcome = if is_clear { Outcome::Clear } else { Outcome::Stopped };
        let mut row = Row::new(&member.name, built.findings().ente.clone(), outcome, &built.findings().report);
        self.add_before(&mut row);
        row.inputs = inputs;
        // What nobody reads is let go where it was made: that costs least.
        let read = |findings| Some(findings).filter(|_| self.for_programs || !is_clear);
        let mut done =
            Done { row, findings: None, files: None, is_left_alone: false, notices: String::new(), fault: None };
        let Some((out, mut held)) = self.out.zip(held) else {
            done.findings = read(built.into_parts().findings);
            return Ok(Some(done));
        };
        let mut site = match built.clear(self.strict) {
            Ok(site) => site,
            Err(findings) => {
                done.findings = read(findings);
                done.row.manifest = held.state(false).map(|state| state.manifest);
                return Ok(Some(done));
            }
        };
        done.findings = read(std::mem::take(&mut site.findings));
        if let Ok(mut shared) = self.shared.lock() {
            publish_shared(&site, out.folder, &mut shared, out.sync)?;
        }
        if out.way == Way::Swap {
            let target = held.target().clone();
            let published = publish(&site, held, (out.way, out.sync))?;
            let held = target.hold(Way::Fill, &mut || {})?;
            return Ok(Some(self.ended(done, &published, &held)));
        }
        let begun = begin(&site, &mut held)?;
        staged.push(Staged { done, begun, held });
        Ok(None)
    }

    /// Takes an ente's folder. While another run has it, what this one has staged takes its place: two runs would otherwise wait for
    /// each other.
    fn hold(
        &self,
        member: &Member,
        out: Out<'_>,
        staged: &mut Vec<Staged>,
        send: &impl Fn(Done),
    ) -> Result<Held, Fault> {
        let target = Target::new(&out.folder.join(&member.name), &[], &[])?;
        target.hold(out.way, &mut || {
            self.place(staged, send);
            print::waiting(&target.path, self.locale);
        })
    }

    /// An ente that stands as the run before has left it: its inputs, and its published files.
    fn unchanged(&self, member: &Member, inputs: &str, held: Option<&Held>) -> Option<Done> {
        let (held, out) = held.zip(self.out)?;
        let row = self.before.row(&member.name).filter(|_| !self.all)?;
        if row.inputs != inputs || row.outcome != Outcome::Clear {
            return None;
        }
        let state = held.state(out.verify)?;
        let is_same = row.manifest.as_ref() == Some(&state.manifest)
            && (out.verify || self.standing.0.get(&member.name) == Some(&state.files));
        let row = Row { before: Some(row.counts), ..row.clone() };
        is_same.then(|| Done {
            row,
            findings: None,
            files: Some(state.files),
            is_left_alone: true,
            notices: String::new(),
            fault: None,
        })
    }

    /// Puts what is staged in its place.
    pub fn place(&self, staged: &mut Vec<Staged>, send: &impl Fn(Done)) {
        let Some(out) = self.out else { return };
        let mut all: Vec<(Begun, Held)> = Vec::new();
        let mut done = Vec::new();
        for Staged { done: one, begun, held } in staged.drain(..) {
            done.push(one);
            all.push((begun, held));
        }
        let together = go_on(&mut all, out.sync).is_ok();
        for (done, mut one) in done.into_iter().zip(all) {
            // Each for itself goes on where all together stopped, and says whose trouble it was.
            let ended = if together { Ok(()) } else { go_on(std::slice::from_mut(&mut one), out.sync) };
            send(match ended {
                Ok(()) => self.ended(done, &one.0.published, &one.1),
                Err(fault) => self.failed(done.row, fault),
            });
        }
    }

    /// What is known of an ente that was published.
    fn ended(&self, done: Done, published: &Published, held: &Held) -> Done {
        let notices = print::notices(published, &held.target().path, self.locale);
        let state = held.state(false);
        let row = Row { manifest: state.as_ref().map(|state| state.manifest.clone()), ..done.row };
        Done { row, files: state.map(|state| state.files), notices, ..done }
    }
}

/// What else decides what comes out: the program with its data, the day, by which something is due, and how it was asked.
pub fn salt(pipeline: &Pipeline, today: Date, options: &Options, strict: bool) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(format!("{} {today} {options:?} {strict}", env!("CARGO_PKG_VERSION")));
    pipeline.sources().own().for_each(|source| hasher.update(&source.text));
    hasher.finalize().to_vec()
}
