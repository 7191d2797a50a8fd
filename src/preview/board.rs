//! What the rebuilder shows and the server answers from: one site's pages are swapped for the next in one step.

use super::shown::ShownSite;
use super::wake::{Wake, Wanted};
use crate::diagnostic::Locale;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// How long a request waits for a site that is being made.
const LONGEST_BUILD: Duration = Duration::from_mins(1);
/// How often an event stream says that it is alive, so that a reader who vanished is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How many heartbeats a stream lasts; a browser that still shows the page opens a new stream by itself.
const HEARTBEATS: u32 = 40;
/// Most event streams at a time, so that there is always room for pages.
const MOST_STREAMS: usize = 1024;

/// How a site stands on the board.
enum Current {
    /// There is no site of this name.
    Unknown,
    /// The site must be made before it can be shown.
    Unmade,
    /// The site as it is shown.
    Made(Arc<ShownSite>),
}

/// Shared by the rebuilder and the server.
pub(super) struct Board {
    sites: RwLock<BTreeMap<String, Option<Arc<ShownSite>>>>,
    viewers: Mutex<BTreeMap<String, usize>>,
    wanted: Mutex<Sender<Wake>>,
    tick: watch::Sender<u64>,
    rebuilds: AtomicUsize,
    told: AtomicUsize,
    looks: AtomicBool,
}

/// Opens a lock, even one that a thread held when it panicked: what the lock holds is whole at every moment.
fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Board {
    pub(super) fn new(wanted: Sender<Wake>) -> Self {
        Self {
            sites: RwLock::default(),
            viewers: Mutex::default(),
            wanted: Mutex::new(wanted),
            tick: watch::Sender::new(0),
            rebuilds: AtomicUsize::new(0),
            told: AtomicUsize::new(0),
            looks: AtomicBool::new(true),
        }
    }

    /// Says which sites there are; those that are new are made when somebody asks.
    pub(super) fn set_sites(&self, names: &[String]) {
        let mut sites = self.sites.write().unwrap_or_else(PoisonError::into_inner);
        sites.retain(|name, _| names.contains(name));
        for name in names {
            sites.entry(name.clone()).or_default();
        }
    }

    /// Shows a site, or `None` when it must be made anew before anybody looks at it, and wakes those who look.
    pub(super) fn show(&self, site: &str, shown: Option<Arc<ShownSite>>) {
        if let Some(place) = self.sites.write().unwrap_or_else(PoisonError::into_inner).get_mut(site) {
            *place = shown;
        }
        self.tick.send_modify(|tick| *tick += 1);
    }

    pub(super) fn count_rebuild(&self) {
        self.rebuilds.fetch_add(1, Ordering::Relaxed);
    }

    /// How many times a site went through the pipeline.
    pub(super) fn rebuilds(&self) -> usize {
        self.rebuilds.load(Ordering::Relaxed)
    }

    /// How many events were sent because something had changed.
    pub(super) fn told(&self) -> usize {
        self.told.load(Ordering::Relaxed)
    }

    pub(super) fn set_looks(&self, looks: bool) {
        self.looks.store(looks, Ordering::Relaxed);
    }

    /// Whether the folder is polled, since nobody is known to report its changes.
    pub(super) fn looks(&self) -> bool {
        self.looks.load(Ordering::Relaxed)
    }

    /// The names of the sites.
    pub(super) fn names(&self) -> Vec<String> {
        self.sites.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// Whether there is a site of this name that must be made before anybody looks at it.
    pub(super) fn is_missing(&self, site: &str) -> bool {
        matches!(self.current(site), Current::Unmade)
    }

    /// Whether there is a site of this name.
    pub(super) fn has(&self, site: &str) -> bool {
        !matches!(self.current(site), Current::Unknown)
    }

    /// Whether a browser looks at a site.
    pub(super) fn is_viewed(&self, site: &str) -> bool {
        open(&self.viewers).contains_key(site)
    }

    /// How many event streams are held.
    pub(super) fn streams(&self) -> usize {
        open(&self.viewers).values().sum()
    }

    /// Whether one more event stream is too many.
    pub(super) fn is_full(&self) -> bool {
        self.streams() >= MOST_STREAMS
    }

    fn current(&self, site: &str) -> Current {
        match self.sites.read().unwrap_or_else(PoisonError::into_inner).get(site) {
            None => Current::Unknown,
            Some(None) => Current::Unmade,
            Some(Some(shown)) => Current::Made(Arc::clone(shown)),
        }
    }

    /// A site as it is now, made first if need be; `None` when there is none of this name.
    pub(super) async fn ask(&self, site: &str) -> Option<Arc<ShownSite>> {
        match self.current(site) {
            Current::Unknown => return None,
            Current::Made(shown) => return Some(shown),
            Current::Unmade => {}
        }
        let (made, told) = oneshot::channel();
        let wanted = Wanted { site: site.to_owned(), made };
        if open(&self.wanted).send(Wake::Wanted(wanted)).is_ok() {
            let _ = tokio::time::timeout(LONGEST_BUILD, told).await;
        }
        match self.current(site) {
            Current::Made(shown) => Some(shown),
            Current::Unknown | Current::Unmade => None,
        }
    }
}

/// One event stream: what its browser has, and what it must be told.
pub(super) struct Viewer {
    board: Arc<Board>,
    ticks: watch::Receiver<u64>,
    site: String,
    page: String,
    version: u64,
    sheet: String,
    locale: Locale,
    findings: Option<String>,
    beats: u32,
}

/// What a browser says that it looks at.
pub(super) struct Viewing {
    /// The site.
    pub site: String,
    /// The path of the page.
    pub page: String,
    /// The version of the page that the browser has.
    pub version: u64,
    /// The style sheet that the browser has.
    pub sheet: String,
    /// The language for findings.
    pub locale: Locale,
}

impl Viewer {
    pub(super) fn new(board: Arc<Board>, viewing: Viewing) -> Self {
        let Viewing { site, page, version, sheet, locale } = viewing;
        *open(&board.viewers).entry(site.clone()).or_default() += 1;
        let ticks = board.tick.subscribe();
        Self { board, ticks, site, page, version, sheet, locale, findings: None, beats: 0 }
    }

    /// The next text for the stream, and the viewer for the one after it; `None` at the end.
    pub(super) async fn next(mut self) -> Option<(String, Self)> {
        loop {
            self.ticks.mark_unchanged();
            // A site that became old while no browser showed it is made for this one.
            let shown = self.board.ask(&self.site).await;
            if let Some(news) = shown.and_then(|shown| self.news(&shown)) {
                return Some((news, self));
            }
            match tokio::time::timeout(HEARTBEAT, self.ticks.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return None,
                Err(_) => {
                    self.beats += 1;
                    return (self.beats < HEARTBEATS).then(|| (": \n\n".to_owned(), self));
                }
            }
        }
    }

    /// What has changed for this browser; the page first, since a reload brings the rest.
    fn news(&mut self, shown: &ShownSite) -> Option<String> {
        let mut text = String::new();
        let version = shown.version(&self.page);
        let has_changed = version != self.version;
        if has_changed {
            self.version = version;
            self.sheet.clone_from(&shown.sheet);
            text.push_str(&event("reload", &self.page));
        } else if shown.sheet != self.sheet {
            self.sheet.clone_from(&shown.sheet);
            text.push_str(&event("css", &self.sheet));
        }
        let findings = shown.findings_in(self.locale);
        if self.findings.as_deref() != Some(findings) {
            self.findings = Some(findings.to_owned());
            // A page that reloads asks for the findings by itself.
            if !has_changed {
                text.push_str(&event("findings", findings));
            }
        }
        if text.is_empty() {
            return None;
        }
        self.board.told.fetch_add(1, Ordering::Relaxed);
        Some(text)
    }
}

impl Drop for Viewer {
    fn drop(&mut self) {
        let mut viewers = open(&self.board.viewers);
        if let Some(count) = viewers.get_mut(&self.site) {
            *count -= 1;
            if *count == 0 {
                viewers.remove(&self.site);
            }
        }
    }
}

/// One event; no line end of the data can end it early.
fn event(name: &str, data: &str) -> String {
    let data = data.replace(['\r', '\n'], " ");
    format!("event: {name}\ndata: {data}\n\n")
}
