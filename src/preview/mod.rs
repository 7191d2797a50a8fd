//! A folder of one site or of several into pages in a browser that follow every save.
//!
//! 1. `watch` says that something changed: the system told so, or `poller` found that the system tells nothing (`disk`).
//!    `rebuilder` compares the folder with its `snapshot` and takes the site through the pipeline, whole and in memory.
//! 2. `shown` keeps what is the same as before; `findings` tells the report; `board` swaps the site in one step.
//! 3. `server` listens and bounds what connections may cost; `gate` lets in who calls by one of our `names` and knows the token;
//!    `answer` finds what is asked for in the board's map, and nowhere else; `reply` lays the headers around it. Each browser is
//!    told by an event when what it shows has changed.
//!
//! Nothing is written to the disk, no address becomes a path, and what `build` publishes holds nothing of this.

mod answer;
mod board;
mod change;
mod disk;
mod editor;
mod findings;
mod folder;
mod frame;
mod gate;
mod names;
mod news;
mod poller;
mod rebuilder;
mod referrer;
mod reply;
mod server;
mod shown;
mod snapshot;
mod wake;
mod watch;

pub use editor::Editor;
pub use names::HostName;
pub use news::News;
pub use server::PORT;

use crate::diagnostic::{Fault, Locale};
use crate::pipeline::Pipeline;
use crate::record::Date;
use crate::say;
use board::Board;
use folder::WatchedFolder;
use frame::PreviewFrame;
use gate::{Gate, Hall, Token};
use names::Names;
use rebuilder::Rebuilder;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use tokio::sync::Notify;
use wake::Wake;

/// What is shown, where, and to whom it is told.
pub struct PreviewSettings {
    /// The folder of a site, or of several sites' folders.
    pub folder: PathBuf,
    /// The folder of the only ente to show, from the workspace's; `None` for all.
    pub ente: Option<String>,
    /// Folders of the program's own data that a development build reads from the disk.
    pub data: Vec<PathBuf>,
    /// The address of this device to listen on; `None` for this device alone.
    pub host: Option<IpAddr>,
    /// Further names under which the preview may be called.
    pub allowed: Vec<HostName>,
    /// The port that is asked for; `None` for [`PORT`], or a free one.
    pub port: Option<u16>,
    /// The author's language.
    pub locale: Locale,
    /// How an editor is opened at a place.
    pub editor: Option<Editor>,
    /// The day, asked at each rebuild.
    pub today: fn() -> Date,
    /// Called after each rebuild.
    pub told: Box<dyn FnMut(&News<'_>) + Send>,
}

/// A running preview, which ends when this value is dropped.
pub struct Preview {
    board: Arc<Board>,
    wakes: mpsc::Sender<Wake>,
    end: Arc<Notify>,
    server: Option<JoinHandle<()>>,
    addresses: Vec<String>,
    port: u16,
}

impl Preview {
    /// Watches the folder, listens, and begins to build. A single site is made at once, one of several when it is asked for.
    ///
    /// # Errors
    /// When the folder is not there, the address cannot be listened on, or nobody could call by it.
    pub fn start(settings: PreviewSettings) -> Result<Self, Fault> {
        let PreviewSettings { folder, ente, data, host, allowed, port, locale, editor, today, told } = settings;
        let (wakes, woken) = mpsc::channel();
        let folder = WatchedFolder::find(folder, ente, data)?;
        if host.is_some_and(|host| host.is_unspecified()) && allowed.is_empty() {
            return Err(nameless());
        }
        let listener = server::listen(host.unwrap_or(server::HERE), port)?;
        let address = listener.local_addr().map_err(server::refused)?;
        let (token, prefix) = match host {
            Some(_) => Token::fresh().map(|(token, path)| (Some(token), path))?,
            None => (None, String::new()),
        };
        let frame = PreviewFrame { prefix, site: String::new(), locale, editor };
        let pipeline = Pipeline::new()?;
        let board = Arc::new(Board::new(wakes.clone()));
        let end = Arc::new(Notify::new());
        let names = Names::new(address, host, allowed);
        let addresses = names.addresses(address.port(), &frame.base());
        let hall = Hall { board: Arc::clone(&board), frame: frame.clone(), is_single: folder.is_single() };
        let rebuilder = Rebuilder::new((Arc::clone(&board), wakes.clone()), folder, pipeline, frame, (today, told))?;
        let ended = server::EndsWith(Arc::clone(&end));
        std::thread::spawn(move || {
            // The server ends with the rebuilder, even when the rebuilder panics.
            let _ended = ended;
            rebuilder.run(&woken);
        });
        let server = server::start(listener, Gate::new(names, token, hall), Arc::clone(&end))?;
        Ok(Self { board, wakes, end, server: Some(server), addresses, port: address.port() })
    }

    /// The address to open, with the token where there is one.
    #[must_use]
    pub fn address(&self) -> &str {
        self.addresses.first().map_or("", String::as_str)
    }

    /// The addresses by further names; what forwards a port may give another.
    #[must_use]
    pub fn other_addresses(&self) -> &[String] {
        self.addresses.get(1..).unwrap_or_default()
    }

    /// The port that it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether the folder is polled, since nobody is known to report its changes.
    #[must_use]
    pub fn is_looking(&self) -> bool {
        self.board.looks()
    }

    /// How many times a site went through the pipeline.
    #[must_use]
    pub fn rebuilds(&self) -> usize {
        self.board.rebuilds()
    }

    /// How many times a browser was told that something had changed.
    #[must_use]
    pub fn told(&self) -> usize {
        self.board.told()
    }

    /// How many browsers are waiting to be told.
    #[must_use]
    pub fn streams(&self) -> usize {
        self.board.streams()
    }

    /// Waits until Ctrl-C, or until the preview ends by itself; `false` when it was by itself.
    ///
    /// # Errors
    /// When the system lets nobody wait for Ctrl-C.
    pub fn wait(&self) -> Result<bool, Fault> {
        server::wait(&self.end)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.wakes.send(Wake::End);
        self.end.notify_one();
        if let Some(server) = self.server.take() {
            let _ = server.join();
        }
    }
}

/// The fault that a preview on all addresses has no name to be called by.
fn nameless() -> Fault {
    Fault::refused(
        say!("l’anteprima non ha un nome con cui aprirla", "the preview has no name to open it by"),
        say!(
            "scrivi l’indirizzo di questo computer, per esempio --host 192.168.1.20; in un contenitore aggiungi --allow-host con il nome che scriverai nel browser, per esempio --allow-host localhost",
            "write this computer’s address, for example --host 192.168.1.20; in a container add --allow-host with the name that you will write in the browser, for example --allow-host localhost"
        ),
    )
}
