//! The enti of a workspace in one run: in parallel, and only those that have changed. The mistakes of one do not stop the others.
//!
//! 1. Each is taken through the pipeline and the gate, and staged; what has not changed since the run before is left alone (`ente`).
//! 2. Some take their places together, since waiting for the disk is what costs.
//! 3. What is known of all stands in one overview, which the next run reads (`known`).

mod ente;
mod known;
mod run;
mod shard;

pub use ente::Done;
pub use known::EntiKnown;
pub use run::{Out, Run};
pub use shard::Shard;

use crate::diagnostic::Fault;
use crate::members::{Assets, Member};
use crate::overview::{Ending, EnteRow, FileTimes, Overview};
use crate::publish::{TargetFolder, retire_shared};
use crate::render::Options;
use crate::say;
use ente::{BATCH, Worker};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};

/// How a run has ended.
pub struct Ended {
    /// What is known now.
    pub known: EntiKnown,
    /// The fault of the first ente at which the machine failed.
    pub fault: Option<Fault>,
}

impl Run<'_> {
    /// Takes some of the workspace's enti through the run. `told` is called with each that is done, in whatever order; `waits` is called
    /// with a folder that another run has, on any thread.
    ///
    /// # Errors
    /// When a folder to publish into is refused, or the system gives no threads. What fails for one ente is that ente's.
    pub fn each(
        &self,
        list: &[&Member],
        told: &mut dyn FnMut(&mut Done),
        waits: &(dyn Fn(&Path) + Sync),
    ) -> Result<Ended, Fault> {
        if let Some(out) = self.out {
            let folders: Vec<PathBuf> = self.members.folders().map(|folder| self.root.join(folder)).collect();
            TargetFolder::refuse_within(out.folder, &folders)?;
        }
        let workers = self.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).build().map_err(no_threads)?;
        let options = Options { shared_assets: self.members.assets == Assets::Shared, ..self.options.clone() };
        let worker = Worker { run: self, salt: self.salt(&options), options, shared: Mutex::default(), waits };
        let next = AtomicUsize::new(0);
        let mut rows: Vec<EnteRow> = Vec::with_capacity(list.len());
        let (mut standing, mut all_built, mut fault) = (FileTimes::default(), true, None);
        pool.in_place_scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(workers);
            for _ in 0..workers.min(list.len()) {
                let (sender, next, worker) = (sender.clone(), &next, &worker);
                scope.spawn(move |_| {
                    // The receiver lives as long as the scope.
                    let send = |done| drop(sender.send(done));
                    let mut staged = Vec::new();
                    while let Some(member) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
                        worker.ente(member, &mut staged, &send);
                        if staged.len() >= BATCH {
                            worker.place(&mut staged, &send);
                        }
                    }
                    worker.place(&mut staged, &send);
                });
            }
            drop(sender);
            for mut done in receiver {
                told(&mut done);
                all_built &= !done.is_left_alone;
                fault = fault.take().or(done.fault);
                standing.0.extend(done.files.map(|files| (done.row.name.clone(), files)));
                rows.push(done.row);
            }
        });
        // An ente that was not published or not even listed, was left as it stood, or is another machine's may lead to what the others
        // need no more.
        let are_all = self.is_whole
            && all_built
            && list.len() == self.members.list.len()
            && rows.iter().all(|row| row.outcome == Ending::Clear);
        if let (Some(out), true, Ok(shared)) = (self.out, are_all, worker.shared.lock()) {
            retire_shared(out.folder, &shared)?;
        }
        Ok(Ended { known: EntiKnown { overview: Overview::new(self.today, rows), standing }, fault })
    }

    /// What decides the result besides the texts of an ente: the program with its data, the day (something may be overdue by then), and the
    /// options of the run.
    fn salt(&self, options: &Options) -> Vec<u8> {
        let mut hasher = Sha256::new();
        hasher.update(format!("{} {} {options:?} {}", env!("CARGO_PKG_VERSION"), self.today, self.strict));
        self.pipeline.sources().own().for_each(|source| hasher.update(&source.text));
        hasher.finalize().to_vec()
    }
}

fn no_threads(error: rayon::ThreadPoolBuildError) -> Fault {
    Fault {
        doing: say!("il sistema non dà altri processi", "the system gives no more threads"),
        hint: Some(say!("usa --jobs 1", "use --jobs 1")),
        cause: Some(std::io::Error::other(error)),
    }
}
