//! One ente of many: looked at, left alone when nothing has changed, or staged and put in its place together with others.

use super::{Out, Run};
use crate::diagnostic::{Fault, Report};
use crate::members::Member;
use crate::overview::{Ending, EnteRow};
use crate::pipeline::Findings;
use crate::publish::{Begun, Held, Published, TargetFolder, Way, begin, go_on, publish, publish_shared};
use crate::record::PublicPath;
use crate::render::Options;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What every worker of a run needs.
pub(super) struct Worker<'r> {
    pub run: &'r Run<'r>,
    /// How pages are written in this workspace.
    pub options: Options,
    /// What else decides the result besides the bytes of the inputs: see `salt` of the run.
    pub salt: Vec<u8>,
    /// What the sites share, as far as it stands beside them.
    pub shared: Mutex<BTreeSet<PublicPath>>,
    /// Is called with a folder that this run waits for, because another run has it.
    pub waits: &'r (dyn Fn(&Path) + Sync),
}

/// An ente that is done.
pub struct Done {
    /// What is known of the ente.
    pub row: EnteRow,
    /// The findings, where somebody wants to read them.
    pub findings: Option<Findings>,
    /// Where it was published, and what publishing did; `None` where nothing was published.
    pub published: Option<(PathBuf, Published)>,
    /// What failed.
    pub fault: Option<Fault>,
    /// A digest of the times of the published files.
    pub(super) files: Option<String>,
    /// Whether it was left as it stood.
    pub(super) is_left_alone: bool,
}

impl Done {
    fn new(row: EnteRow) -> Self {
        Self { row, findings: None, published: None, fault: None, files: None, is_left_alone: false }
    }
}

/// An ente that is staged: its site takes its place together with the sites of others, since waiting for the disk is what costs.
pub(super) struct Staged {
    done: Done,
    begun: Begun,
    held: Held,
}

/// How many enti are staged by a worker before they take their places.
pub(super) const BATCH: usize = 32;

impl Worker<'_> {
    /// Takes one ente through the run, whatever comes of it: it is done, or staged with those before it.
    pub(super) fn ente(&self, member: &Member, staged: &mut Vec<Staged>, send: &impl Fn(Done)) {
        match self.try_ente(member, staged, send) {
            Ok(Some(done)) => send(done),
            Ok(None) => {}
            Err(fault) => {
                let row = EnteRow::new(&member.name, None, Ending::Failed, &Report::default());
                send(self.failed(row, fault));
            }
        }
    }

    fn failed(&self, row: EnteRow, fault: Fault) -> Done {
        let mut row = EnteRow { outcome: Ending::Failed, ..row };
        self.add_before(&mut row);
        Done { fault: Some(fault), ..Done::new(row) }
    }

    /// Adds what the run before knows of an ente: its counts, and its name where its texts cannot be read now.
    fn add_before(&self, row: &mut EnteRow) {
        if let Some(before) = self.run.before.overview.row(&row.name) {
            row.before = Some(before.counts);
            row.ente = row.ente.take().or_else(|| before.ente.clone());
        }
    }

    /// Takes an ente as far as the stage; an ente that needs no stage is done.
    fn try_ente(&self, member: &Member, staged: &mut Vec<Staged>, send: &impl Fn(Done)) -> Result<Option<Done>, Fault> {
        let held = self.run.out.map(|out| self.hold(member, out, staged, send)).transpose()?;
        let ente = self.run.members.prepare(member)?;
        let inputs = ente.inputs.fingerprint(&self.salt)?;
        if let Some(done) = self.unchanged(member, &inputs, held.as_ref()) {
            return Ok(Some(done));
        }
        let built = self.run.pipeline.run_member(ente, self.run.today, self.options.clone())?;
        let is_clear = built.findings().report.is_clear(self.run.strict);
        let outcome = if is_clear { Ending::Clear } else { Ending::Stopped };
        let mut row = EnteRow::new(&member.name, built.findings().ente.clone(), outcome, &built.findings().report);
        self.add_before(&mut row);
        row.inputs = inputs;
        // Findings that nobody reads are dropped by the thread that made them: that costs least.
        let read = |findings| Some(findings).filter(|_| self.run.wants_findings || !is_clear);
        let mut done = Done::new(row);
        let Some((out, mut held)) = self.run.out.zip(held) else {
            done.findings = read(built.into_parts().findings);
            return Ok(Some(done));
        };
        let mut site = match built.clear(self.run.strict) {
            Ok(site) => site,
            Err(findings) => {
                done.findings = read(findings);
                done.row.outcome = Ending::Stopped;
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
            return Ok(Some(as_published(done, published, &held)));
        }
        let begun = begin(&site, &mut held)?;
        staged.push(Staged { done, begun, held });
        Ok(None)
    }

    /// Takes the folder that an ente is published into. While another run has that folder, this run puts what it has staged in its place:
    /// otherwise two runs could wait for each other.
    fn hold(
        &self,
        member: &Member,
        out: Out<'_>,
        staged: &mut Vec<Staged>,
        send: &impl Fn(Done),
    ) -> Result<Held, Fault> {
        let target = TargetFolder::new(&out.folder.join(&member.name), &[], &[])?;
        target.hold(out.way, &mut || {
            self.place(staged, send);
            (self.waits)(&target.path);
        })
    }

    /// An ente that stands as the run before has left it: its inputs, and its published files.
    fn unchanged(&self, member: &Member, inputs: &str, held: Option<&Held>) -> Option<Done> {
        let (held, out) = held.zip(self.run.out)?;
        let row = self.run.before.overview.row(&member.name).filter(|_| !self.run.all)?;
        if row.inputs != inputs || row.outcome != Ending::Clear {
            return None;
        }
        let state = held.state(out.verify)?;
        let is_same = row.manifest.as_ref() == Some(&state.manifest)
            && (out.verify || self.run.before.standing.0.get(&member.name) == Some(&state.files));
        let row = EnteRow { before: Some(row.counts), ..row.clone() };
        is_same.then(|| Done { files: Some(state.files), is_left_alone: true, ..Done::new(row) })
    }

    /// Puts what is staged in its place.
    pub(super) fn place(&self, staged: &mut Vec<Staged>, send: &impl Fn(Done)) {
        let Some(out) = self.run.out else { return };
        let mut all: Vec<(Begun, Held)> = Vec::new();
        let mut done = Vec::new();
        for Staged { done: one, begun, held } in staged.drain(..) {
            done.push(one);
            all.push((begun, held));
        }
        let together = go_on(&mut all, out.sync).is_ok();
        for (done, mut one) in done.into_iter().zip(all) {
            // Where putting all in place together has failed, each is finished by itself, which tells whose trouble it was.
            let ended = if together { Ok(()) } else { go_on(std::slice::from_mut(&mut one), out.sync) };
            send(match ended {
                Ok(()) => as_published(done, one.0.published, &one.1),
                Err(fault) => self.failed(done.row, fault),
            });
        }
    }
}

/// What is known of an ente that was published.
fn as_published(done: Done, published: Published, held: &Held) -> Done {
    let state = held.state(false);
    let row = EnteRow { manifest: state.as_ref().map(|state| state.manifest.clone()), ..done.row };
    let published = Some((held.target().path.clone(), published));
    Done { row, files: state.map(|state| state.files), published, ..done }
}
