//! Connections into requests, one thread for all: the only door to the network, and what a connection may cost at most.
//!
//! - Headers: at most 16 KiB and 100 lines, complete within five seconds; so a half-open connection ends by itself.
//! - Connections: at most [`MOST_CONNECTIONS`]; one more closes the one that has been silent longest.
//! - Event streams are fewer than connections (`board`), so that there is always room for pages.
//! - When the system has no descriptors left, accepting waits and goes on.

use super::answer;
use super::gate::Gate;
use super::reply::Sent;
use crate::diagnostic::Fault;
use crate::say;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, body::Incoming};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::AbortHandle;

/// The port, unless it is taken or another is asked for.
pub const PORT: u16 = 4173;

/// Most connections at a time, each at most some 20 KiB.
const MOST_CONNECTIONS: usize = 2048;
/// Most bytes of a request's line and headers.
const MOST_HEADERS: usize = 16 * 1024;
/// How long headers may take, and how long a connection may be silent between two requests.
const HEADERS_WITHIN: Duration = Duration::from_secs(5);
/// How long accepting rests when the system refuses.
const REST: Duration = Duration::from_millis(20);

/// Ends the server when this value is dropped: without a rebuilder there is nothing to serve.
pub(super) struct EndsWith(pub Arc<Notify>);

impl Drop for EndsWith {
    fn drop(&mut self) {
        self.0.notify_waiters();
        self.0.notify_one();
    }
}

/// The address of this device alone.
pub(super) const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Takes a port: the one that is asked for, else [`PORT`] or a free one.
///
/// # Errors
/// When the address is not this device's, or the port is taken.
#[expect(clippy::disallowed_methods, reason = "this is the door to the network")]
pub(super) fn listen(host: IpAddr, port: Option<u16>) -> Result<TcpListener, Fault> {
    let bound = match TcpListener::bind((host, port.unwrap_or(PORT))) {
        // Another preview may have the usual port, so a free one is taken.
        Err(error) if port.is_none() && error.kind() == std::io::ErrorKind::AddrInUse => TcpListener::bind((host, 0)),
        bound => bound,
    };
    let port = port.unwrap_or(PORT);
    bound.map_err(|error| Fault {
        doing: say!(
            "non riesco a mostrare l’anteprima su {host}, porta {port}",
            "cannot show the preview on {host}, port {port}"
        ),
        hint: Some(say!(
            "l’indirizzo deve essere di questo computer, la porta libera e dopo la 1023; senza «--port» ne trovo una io",
            "the address must be this computer’s, the port free and above 1023; without `--port` one is found"
        )),
        cause: Some(error),
    })
}

/// Listens from a thread of its own until `end` is notified; every connection is closed then.
///
/// # Errors
/// When the system refuses.
pub(super) fn start(listener: TcpListener, gate: Gate, end: Arc<Notify>) -> Result<JoinHandle<()>, Fault> {
    raise_bound();
    let runtime = runtime()?;
    let listener = {
        let _inside = runtime.enter();
        listener.set_nonblocking(true).and_then(|()| tokio::net::TcpListener::from_std(listener)).map_err(refused)?
    };
    Ok(std::thread::spawn(move || {
        runtime.spawn(accept(listener, Arc::new(gate)));
        runtime.block_on(end.notified());
        // Wakes whoever waits for the preview's end.
        end.notify_one();
    }))
}

/// Waits for Ctrl-C, or for the end; `false` when it was the end.
///
/// # Errors
/// When the system lets nobody wait for Ctrl-C.
pub(super) fn wait(end: &Notify) -> Result<bool, Fault> {
    let runtime = runtime()?;
    runtime.block_on(async {
        let mut ended = std::pin::pin!(end.notified());
        let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
        std::future::poll_fn(|context| {
            if let Poll::Ready(result) = interrupted.as_mut().poll(context) {
                return Poll::Ready(result.map(|()| true).map_err(refused));
            }
            ended.as_mut().poll(context).map(|()| Ok(false))
        })
        .await
    })
}

fn runtime() -> Result<tokio::runtime::Runtime, Fault> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(refused)
}

pub(super) fn refused(error: std::io::Error) -> Fault {
    Fault {
        doing: say!("il sistema non lascia partire l’anteprima", "the system lets no preview start"),
        hint: None,
        cause: Some(error),
    }
}

/// Connections are descriptors, and systems give few of them until they are asked.
fn raise_bound() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let mut limit = getrlimit(Resource::Nofile);
        let wanted = 4 * MOST_CONNECTIONS as u64;
        if limit.current.is_some_and(|current| current < wanted) {
            limit.current = Some(limit.maximum.map_or(wanted, |most| most.min(wanted)));
            // Where the bound cannot be raised, fewer browsers can be connected at a time, and silent ones make way.
            let _ = setrlimit(Resource::Nofile, limit);
        }
    }
}

/// The open connections, and which of them could be closed for a new one.
#[derive(Default)]
struct Door {
    inside: AtomicUsize,
    tickets: AtomicU64,
    /// Connections that wait for a request or are slow to take an answer, the one that has waited longest first.
    silent: Mutex<BTreeMap<u64, AbortHandle>>,
}

impl Door {
    fn silent(&self) -> MutexGuard<'_, BTreeMap<u64, AbortHandle>> {
        self.silent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the connection that has been silent longest; `false` when all are at work.
    fn make_way(&self) -> bool {
        let oldest = self.silent().pop_first();
        oldest.is_some_and(|(_, connection)| {
            connection.abort();
            true
        })
    }
}

/// A connection's place among the open ones; when it is dropped, the place is free.
struct Seat {
    door: Arc<Door>,
    ticket: AtomicU64,
    connection: Mutex<Option<AbortHandle>>,
}

impl Seat {
    /// From now on the connection can be closed to make way.
    fn fall_silent(&self, connection: AbortHandle) {
        let ticket = self.door.tickets.fetch_add(1, Ordering::Relaxed);
        self.ticket.store(ticket, Ordering::Relaxed);
        self.door.silent().insert(ticket, connection);
    }

    /// From now on the connection is at work and cannot be closed to make way.
    fn work(&self) {
        let connection = self.door.silent().remove(&self.ticket.load(Ordering::Relaxed));
        *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = connection;
    }

    /// The answer is on its way.
    fn rest(&self) {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(connection) = connection {
            self.fall_silent(connection);
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.door.silent().remove(&self.ticket.load(Ordering::Relaxed));
        self.door.inside.fetch_sub(1, Ordering::Relaxed);
    }
}

async fn accept(listener: tokio::net::TcpListener, gate: Arc<Gate>) {
    let door = Arc::new(Door::default());
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            door.make_way();
            tokio::time::sleep(REST).await;
            continue;
        };
        if door.inside.load(Ordering::Relaxed) >= MOST_CONNECTIONS && !door.make_way() {
            continue;
        }
        door.inside.fetch_add(1, Ordering::Relaxed);
        let seat =
            Arc::new(Seat { door: Arc::clone(&door), ticket: AtomicU64::new(u64::MAX), connection: Mutex::default() });
        let serving = serve(stream, Arc::clone(&gate), Arc::clone(&seat));
        // One thread: the connection does not begin before this loop waits.
        seat.fall_silent(tokio::spawn(serving).abort_handle());
    }
}

async fn serve(stream: tokio::net::TcpStream, gate: Arc<Gate>, seat: Arc<Seat>) {
    // Events are small and must not wait for company.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request: Request<Incoming>| {
        let (gate, seat) = (Arc::clone(&gate), Arc::clone(&seat));
        async move {
            seat.work();
            let response = answer::answer(&gate, &request).await;
            if matches!(response.body(), Sent::Whole(_)) {
                seat.rest();
            }
            Ok::<_, Infallible>(response)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_buf_size(MOST_HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    // That a client breaks off is nothing to report.
    let _ = connection.await;
}
