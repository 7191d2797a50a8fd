//! Wakes into rebuilt sites: waits until a burst of changes is over, finds which sites the changes belong to, and makes those sites anew.
//!
//! A site that nobody looks at is only marked; it is made when somebody asks.

use super::board::Board;
use super::change::{Heard, Silence, Touched};
use super::folder::{WatchedFolder, Whose};
use super::frame::PreviewFrame;
use super::news::News;
use super::shown::{self, Fresh, ShownSite};
use super::snapshot::Snapshot;
use super::wake::{Wake, Wanted};
use super::watch::Watch;
use crate::diagnostic::Fault;
use crate::pipeline::{Findings, Pipeline, SitePieces};
use crate::record::Date;
use crate::render::Options;
use crate::source::Unreadable;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// How long a file may stand open after a change before it is read all the same; closing it ends the wait.
const QUIET: Duration = Duration::from_millis(25);
/// How long after a new folder was seen the sites are looked at again: nobody reports what came into the folder before it was watched.
const LOOK_AGAIN: Duration = Duration::from_millis(60);
/// Most events of one burst: a folder that never rests is shown now and then.
const LONGEST_BURST: usize = 400;
/// How many sites nobody looks at are kept in memory.
const KEPT_UNSEEN: usize = 16;

/// What is known of a site that was made.
#[derive(Default)]
struct MadeSite {
    snapshot: Snapshot,
    shown: Arc<ShownSite>,
    /// The day on which the site was made; `None` when it must be made again.
    day: Option<Date>,
}

/// What the wakes of one burst say together.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "things that can have happened, each alone or with others")]
struct Burst {
    touched: BTreeMap<String, BTreeSet<String>>,
    /// Files that are being written.
    open: BTreeSet<PathBuf>,
    all: bool,
    data: bool,
    /// What several sites may be made from.
    shared: bool,
    /// The folder itself went, or another came in its place.
    root: bool,
    look_again: bool,
    /// Why nobody reports changes, and how often the folder is polled.
    looking: Option<(Silence, Duration)>,
    wanted: Vec<Wanted>,
    ends: bool,
}

impl Burst {
    fn add(&mut self, wake: Wake, folder: &WatchedFolder) {
        let touched = match wake {
            Wake::End => return self.ends = true,
            Wake::Wanted(wanted) => return self.wanted.push(wanted),
            Wake::Looking(silence, every) => return self.looking = Some((silence, every)),
            Wake::Touched(touched) => touched,
        };
        let Touched { paths, is_settled, look_again } = touched;
        self.look_again |= look_again;
        // The system lost count: anything may have changed.
        self.all |= paths.is_empty();
        for path in paths {
            self.root |= folder.is_root(&path);
            match folder.whose(&path) {
                Whose::Site(site, below) => drop(self.touched.entry(site).or_default().insert(below)),
                Whose::Shared => self.shared = true,
                Whose::Data => self.data = true,
                Whose::Nobody => continue,
            }
            if is_settled {
                self.open.remove(&path);
            } else {
                self.open.insert(path);
            }
        }
    }
}

/// The function that tells the day, and the one that is told the news.
type Listener = (fn() -> Date, Box<dyn FnMut(&News<'_>) + Send>);

/// Makes sites and puts them on the board.
pub(super) struct Rebuilder {
    board: Arc<Board>,
    folder: WatchedFolder,
    pipeline: Pipeline,
    frame: PreviewFrame,
    told: Listener,
    /// `None` while the folder is not there.
    watch: Option<Watch>,
    /// Whether the author knows that nobody reports changes.
    is_told_of_silence: bool,
    wakes: Sender<Wake>,
    made: BTreeMap<String, MadeSite>,
    /// The sites made, the latest last.
    latest: VecDeque<String>,
}

impl Rebuilder {
    /// Begins to watch; nothing is made yet.
    ///
    /// # Errors
    /// When the folder is not there.
    pub(super) fn new(
        (board, wakes): (Arc<Board>, Sender<Wake>),
        folder: WatchedFolder,
        pipeline: Pipeline,
        frame: PreviewFrame,
        told: Listener,
    ) -> Result<Self, Fault> {
        let (made, latest) = (BTreeMap::new(), VecDeque::new());
        let (watch, is_told_of_silence) = (None, false);
        let mut rebuilder =
            Self { board, folder, pipeline, frame, told, watch, is_told_of_silence, wakes, made, latest };
        rebuilder.watch = Some(rebuilder.watch()?);
        rebuilder.list();
        Ok(rebuilder)
    }

    /// Works until the preview ends.
    pub(super) fn run(mut self, woken: &Receiver<Wake>) {
        if self.folder.is_single() {
            self.make("", &BTreeSet::new());
        }
        let mut again: Option<Burst> = None;
        loop {
            let mut burst = Burst::default();
            let first = match &again {
                None => woken.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(_) => woken.recv_timeout(LOOK_AGAIN),
            };
            match first {
                Ok(wake) => burst.add(wake, &self.folder),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            for _ in 0..LONGEST_BURST {
                let wait = if burst.open.is_empty() { Duration::ZERO } else { QUIET };
                match woken.recv_timeout(wait) {
                    Ok(wake) => burst.add(wake, &self.folder),
                    Err(_) => break,
                }
            }
            if burst.ends {
                return;
            }
            if let Some((silence, every)) = burst.looking {
                self.tell_of_silence(silence, every);
            }
            if let Some(before) = again.take() {
                burst.all |= before.all;
                burst.shared |= before.shared;
                for (site, paths) in before.touched {
                    burst.touched.entry(site).or_default().extend(paths);
                }
            }
            let is_back = self.watch_again(&mut burst);
            if is_back {
                self.follow(&burst);
            }
            for Wanted { site, made } in std::mem::take(&mut burst.wanted) {
                if self.board.is_missing(&site) {
                    self.make(&site, &BTreeSet::new());
                }
                let _ = made.send(());
            }
            again = (burst.look_again || !is_back).then_some(burst);
        }
    }

    fn watch(&self) -> Result<Watch, Unreadable> {
        let (wakes, board) = (self.wakes.clone(), Arc::clone(&self.board));
        board.set_looks(true);
        self.folder.watch(move |heard| {
            let wake = match heard {
                Heard::Touched(touched) => Wake::Touched(touched),
                Heard::Looking(silence, every) => Wake::Looking(silence, every),
                Heard::Resting => return board.set_looks(false),
            };
            let _ = wakes.send(wake);
        })
    }

    /// Says once that nobody reports changes, and why.
    fn tell_of_silence(&mut self, silence: Silence, every: Duration) {
        if !std::mem::replace(&mut self.is_told_of_silence, true) {
            let (what, remedy) = silence.words(every);
            (self.told.1)(&News::Looking { what: &what, remedy: &remedy });
        }
    }

    /// Watches the folder that now stands where the watched one stood. Gives `false` when there is no folder and was none before: the sites
    /// were told of that already.
    fn watch_again(&mut self, burst: &mut Burst) -> bool {
        if !burst.root && self.watch.is_some() {
            return true;
        }
        let was_there = self.watch.is_some();
        self.watch = self.watch().ok();
        // Nobody reported what changed after the old folder went and before the new one was watched.
        burst.all = true;
        self.watch.is_some() || was_there
    }

    /// Makes the sites anew that were touched and are looked at, and marks the others.
    fn follow(&mut self, burst: &Burst) {
        if burst.data {
            self.read_data();
        }
        if burst.all || burst.data || burst.shared {
            self.list();
        }
        let everything = burst.all || burst.data || (burst.shared && self.folder.is_shared());
        let names = if everything { self.folder.names() } else { burst.touched.keys().cloned().collect() };
        let none = BTreeSet::new();
        for site in names {
            if everything {
                // Without a day, nothing that was made so far counts as current.
                self.made.entry(site.clone()).and_modify(|state| state.day = None);
            }
            if self.folder.is_single() || self.board.is_viewed(&site) {
                self.make(&site, burst.touched.get(&site).unwrap_or(&none));
            } else {
                if let Some(state) = self.made.get_mut(&site) {
                    state.day = None;
                }
                self.board.show(&site, None);
            }
        }
    }

    /// Looks again which sites there are.
    fn list(&mut self) {
        match self.folder.load(self.pipeline.sources()) {
            Ok((report, sources)) => {
                let names = self.folder.names();
                self.board.set_sites(&names);
                self.made.retain(|site, _| names.contains(site));
                if !report.is_empty() {
                    (self.told.1)(&News::Listed { report: &report, sources: &sources });
                }
            }
            Err(fault) => (self.told.1)(&News::Failed(&fault)),
        }
    }

    /// Reads the program's own data again; data with mistakes in them change nothing.
    fn read_data(&mut self) {
        match Pipeline::new() {
            Ok(pipeline) => self.pipeline = pipeline,
            Err(fault) => (self.told.1)(&News::Failed(&fault)),
        }
    }

    /// Takes a site through the pipeline, unless nothing in its folder has changed since the last time.
    fn make(&mut self, site: &str, touched: &BTreeSet<String>) {
        let mut state = self.made.remove(site).unwrap_or_default();
        if let Err(fault) = self.make_from(site, &mut state, touched) {
            state.shown = Arc::new(shown::after_fault(&state.shown, &fault));
            state.day = None;
            (self.told.1)(&News::Failed(&fault));
        }
        self.board.show(site, Some(Arc::clone(&state.shown)));
        self.made.insert(site.to_owned(), state);
        self.forget_oldest(site);
    }

    fn make_from(&mut self, site: &str, state: &mut MadeSite, touched: &BTreeSet<String>) -> Result<(), Fault> {
        let own = self.folder.own(site);
        let today = (self.told.0)();
        let snapshot = Snapshot::take(&own, &state.snapshot, touched)?;
        if state.day == Some(today) && snapshot.is_same(&state.snapshot) {
            return Ok(());
        }
        let frame = PreviewFrame { site: site.to_owned(), ..self.frame.clone() };
        let options = Options { root: Some(frame.base().into()), ..Options::default() };
        let built = self.folder.run(&self.pipeline, site, today, options)?;
        let SitePieces { findings, pages, rendered, files } = built.into_parts();
        let Findings { report, sources, .. } = findings;
        self.board.count_rebuild();
        let frame = PreviewFrame { site: site.to_owned(), ..self.frame.clone() };
        let fresh = Fresh {
            rendered,
            pages,
            report: &report,
            sources: &sources,
            files: &files,
            own: &own,
            folder: &self.folder,
            snapshot: &snapshot,
        };
        let next = shown::after(&state.shown, fresh, &frame)?;
        let changes = next.changes_since(&state.shown);
        let is_kept = next.is_kept;
        *state = MadeSite { snapshot, shown: Arc::new(next), day: Some(today) };
        // Browsers are told before the author's terminal, which may be slow.
        self.board.show(site, Some(Arc::clone(&state.shown)));
        (self.told.1)(&News::Built { site, report: &report, sources: &sources, changes, is_kept });
        Ok(())
    }

    /// Keeps memory bounded: of the sites that nobody looks at, only the latest stay.
    fn forget_oldest(&mut self, site: &str) {
        self.latest.retain(|name| name != site);
        self.latest.push_back(site.to_owned());
        let over = self.latest.len().saturating_sub(KEPT_UNSEEN);
        let oldest: Vec<String> = self.latest.iter().take(over).cloned().collect();
        for name in oldest.into_iter().filter(|name| !self.board.is_viewed(name)) {
            self.latest.retain(|kept| *kept != name);
            self.made.remove(&name);
            self.board.show(&name, None);
        }
    }
}
