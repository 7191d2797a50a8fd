//! A folder of one site or of several into pages in a browser that follow every save.
//!
//! 1. `watch` says that something changed; `builder` compares the folder with its `snapshot` and takes the site through the
//!    pipeline, whole and in memory.
//! 2. `shown` keeps what is the same as before; `findings` tells the report; `board` swaps the site in one step.
//! 3. `server` listens and bounds what connections may cost; `answer` finds what is asked for in the board's map, and nowhere
//!    else; each browser is told by an event when what it shows has changed.
//!
//! Nothing is written to the disk, no address becomes a path, and what `build` publishes holds nothing of this.

mod answer;
mod board;
mod builder;
mod findings;
mod frame;
mod place;
mod server;
mod shown;
mod snapshot;
mod watch;

use crate::diagnostic::{Fault, Locale, Report};
use crate::pipeline::Pipeline;
use crate::record::Date;
use crate::say;
use crate::source::Sources;
use board::Board;
use builder::Builder;
use frame::Frame;
use place::Place;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use tokio::sync::Notify;

/// The port, unless it is taken or another is asked for.
pub const PORT: u16 = 4173;

/// What is shown, where, and to whom it is told.
pub struct Settings {
    /// The folder of a site, or of several sites' folders.
    pub folder: PathBuf,
    /// The folder of the only ente to show, from the workspace's; `None` for all.
    pub ente: Option<String>,
    /// Folders of the program's own data that a development build reads from the disk.
    pub data: Vec<PathBuf>,
    /// The address of this device to listen on; `None` for this device alone.
    pub host: Option<IpAddr>,
    /// The port that is asked for; `None` for [`PORT`], or a free one.
    pub port: Option<u16>,
    /// The author's language.
    pub locale: Locale,
    /// How an editor is opened at a place.
    pub editor: Option<Editor>,
    /// The day, asked at each rebuild.
    pub today: fn() -> Date,
    /// Told after each rebuild.
    pub told: Box<dyn FnMut(&News<'_>) + Send>,
}

/// What a rebuild brought.
pub enum News<'a> {
    /// A site went through the pipeline.
    Built {
        /// Its name; empty when it is the only one.
        site: &'a str,
        /// What was noticed.
        report: &'a Report,
        /// The texts, for excerpts.
        sources: &'a Sources,
        /// How many files of the site are new, other or gone.
        changes: usize,
        /// Whether the pages of before stay, because the new ones could not be made.
        is_kept: bool,
    },
    /// A workspace was listed, with something to say.
    Listed {
        /// What was noticed.
        report: &'a Report,
        /// The texts, for excerpts.
        sources: &'a Sources,
    },
    /// The machine failed.
    Failed(&'a Fault),
}

/// How an editor is opened at a place: an address with `{path}`, `{line}` and `{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    template: String,
}

impl Editor {
    /// An editor by its name (`vscode`, `vscodium`, `zed`), or an address of its own kind with `{path}` in it.
    #[must_use]
    pub fn new(written: &str) -> Option<Self> {
        let template = match written {
            "vscode" => "vscode://file/{path}:{line}:{column}",
            "vscodium" => "vscodium://file/{path}:{line}:{column}",
            "zed" => "zed://file/{path}:{line}:{column}",
            other => other,
        };
        let (scheme, rest) = template.split_once("://")?;
        let is_scheme = scheme.starts_with(|sign: char| sign.is_ascii_lowercase())
            && scheme.bytes().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || b"+-.".contains(&sign));
        // An address that a browser itself would run or fetch opens no editor.
        let is_browsers = ["http", "https", "javascript", "data", "file", "blob"].contains(&scheme);
        (is_scheme && !is_browsers && rest.contains("{path}")).then(|| Self { template: template.to_owned() })
    }
}

/// Why the builder wakes.
enum Wake {
    /// Something changed on the disk.
    Touched(watch::Touched),
    /// Somebody asks for a site.
    Wanted(board::Wanted),
    /// The preview ends.
    End,
}

/// A running preview: it ends when this is dropped.
pub struct Preview {
    board: Arc<Board>,
    wakes: mpsc::Sender<Wake>,
    end: Arc<Notify>,
    server: Option<JoinHandle<()>>,
    base: String,
    address: SocketAddr,
}

impl Preview {
    /// Watches the folder, listens, and begins to build. A single site is made at once, one of several when it is asked for.
    ///
    /// # Errors
    /// When the folder is not there or cannot be watched, or the address cannot be listened on.
    pub fn start(settings: Settings) -> Result<Self, Fault> {
        let Settings { folder, ente, data, host, port, locale, editor, today, told } = settings;
        let (wakes, woken) = mpsc::channel();
        let place = Place::find(folder, ente, data)?;
        let listener = server::listen(host.unwrap_or(server::HERE), port)?;
        let address = listener.local_addr().map_err(server::refused)?;
        let prefix = host.map(|_| token()).transpose()?.map_or_else(String::new, |token| format!("/{token}"));
        let frame = Frame { prefix, site: String::new(), locale, editor };
        let pipeline = Pipeline::new()?;
        let board = Arc::new(Board::new(wakes.clone()));
        let end = Arc::new(Notify::new());
        let hall = answer::Hall {
            board: Arc::clone(&board),
            frame: frame.clone(),
            hosts: answer::hosts(address, host.is_none()),
            is_single: place.is_single(),
        };
        let builder = Builder::new((Arc::clone(&board), wakes.clone()), place, pipeline, frame.clone(), (today, told))?;
        let ended = server::EndsWith(Arc::clone(&end));
        std::thread::spawn(move || {
            // However the builder ends, the server ends with it.
            let _ended = ended;
            builder.run(&woken);
        });
        let server = server::start(listener, hall, Arc::clone(&end))?;
        let base = format!("http://{address}{}", frame.base());
        Ok(Self { board, wakes, end, server: Some(server), base, address })
    }

    /// The address to open, with the token where there is one.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.base
    }

    /// The port that it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
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

/// 128 bits that nobody can guess, in hexadecimal.
fn token() -> Result<String, Fault> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Fault {
        doing: say!("non riesco ad avere numeri casuali dal sistema", "the system gives no random numbers"),
        hint: None,
        cause: Some(std::io::Error::other(error)),
    })?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}
