//! What is sent for a request: its status, the headers that keep other sites out of it, and bytes or events.
//!
//! A reply knows nothing of the preview but what it is given. A reply without a policy of its own lets the browser do nothing with it.

use super::board::Viewer;
use super::gate::Refused;
use super::shown::{STRICT, ServedFile};
use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// The policy of a refusal: a browser may do nothing with it.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The next event of a browser and who waits for the one after it.
type NextEvent = Pin<Box<dyn Future<Output = Option<(String, Viewer)>> + Send>>;

/// What is sent: bytes that are there, or events as they come.
pub(super) enum Sent {
    /// Bytes; none after they were sent.
    Whole(Option<Bytes>),
    /// The next event of a browser.
    Events(NextEvent),
}

impl Body for Sent {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Events(next) => next.as_mut().poll(context).map(|event| {
                let (text, viewer) = event?;
                *next = Box::pin(viewer.next());
                Some(Ok(Frame::data(text.into())))
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Self::Events(_) => SizeHint::default(),
        }
    }
}

/// An answer that is not sent yet.
pub(super) struct Reply {
    status: StatusCode,
    kind: &'static str,
    body: Sent,
    policy: String,
    location: Option<String>,
}

impl Reply {
    fn new(status: StatusCode, kind: &'static str, bytes: Bytes) -> Self {
        let body = Sent::Whole(Some(bytes));
        Self { status, kind, body, policy: STRICT.to_owned(), location: None }
    }

    /// A page of the preview's own.
    pub(super) fn page(status: StatusCode, html: String) -> Self {
        Self::new(status, kind(".html"), html.into())
    }

    /// A file of the preview's own.
    pub(super) fn file(path: &str, text: &'static str) -> Self {
        Self::new(StatusCode::OK, kind(path), Bytes::from_static(text.as_bytes()))
    }

    /// A file of a site.
    pub(super) fn served(path: &str, file: &Arc<ServedFile>) -> Self {
        let mut reply = Self::new(StatusCode::OK, kind(path), Bytes::from_owner(Arc::clone(&file.bytes)));
        if !file.policy.is_empty() {
            reply.policy.clone_from(&file.policy);
        }
        reply
    }

    /// Another address, relative to the one that was asked for: a whole one would hold the token.
    pub(super) fn moved(location: String) -> Self {
        let reply = Self::new(StatusCode::PERMANENT_REDIRECT, kind(".txt"), Bytes::new());
        Self { location: Some(location), ..reply }
    }

    /// All events for a browser; none when it asks for the headers only.
    pub(super) fn events(viewer: Option<Viewer>) -> Self {
        let reply = Self::new(StatusCode::OK, "text/event-stream", Bytes::new());
        let body = viewer.map_or(Sent::Whole(None), |viewer| Sent::Events(Box::pin(viewer.next())));
        Self { body, ..reply }
    }

    /// The answer where one more stream of events is too many.
    pub(super) fn full() -> Self {
        let text = "troppe finestre aperte / too many windows\n";
        Self { status: StatusCode::SERVICE_UNAVAILABLE, ..Self::file(".txt", text) }
    }

    /// The answer to a refused request, which tells nothing of the preview.
    pub(super) fn refused(why: Refused) -> Self {
        let (status, text) = match why {
            Refused::Ambiguous => (StatusCode::BAD_REQUEST, "un indirizzo solo / one address only\n"),
            Refused::Misdirected => (
                StatusCode::MISDIRECTED_REQUEST,
                "questo nome non è quello con cui mi chiamano: se è giusto, aggiungi --allow-host NOME\n\
                 this is not a name of mine: if it is right, add --allow-host NAME\n",
            ),
            Refused::Method => (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD\n"),
            Refused::Foreign => (StatusCode::FORBIDDEN, "richiesta di un altro sito / asked by another site\n"),
            Refused::Nothing => (StatusCode::NOT_FOUND, "qui non c'è niente / nothing here\n"),
        };
        Self { status, policy: NOTHING.to_owned(), ..Self::file(".txt", text) }
    }

    /// The reply with what the preview needs added to its policy: its one script, its style, its events. Nobody may frame the page.
    pub(super) fn with_own(mut self, scripts: &[String]) -> Self {
        self.policy = with_own(&self.policy, scripts);
        self
    }

    /// The response, with all headers.
    pub(super) fn send(self) -> Response<Sent> {
        let Self { status, kind, body, policy, location } = self;
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        let mut set = |name: HeaderName, value: &str| {
            // A theme's policy may hold signs that no header can hold: then nothing is allowed.
            let value = HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("default-src 'none'"));
            headers.insert(name, value);
        };
        set(header::CONTENT_TYPE, kind);
        set(header::CACHE_CONTROL, "no-store");
        set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        set(header::X_FRAME_OPTIONS, "DENY");
        // The address of the page holds the token, which no other site may learn.
        set(header::REFERRER_POLICY, "no-referrer");
        set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
        set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
        set(header::CONTENT_SECURITY_POLICY, &policy);
        if let Some(location) = location {
            set(header::LOCATION, &location);
        }
        if status == StatusCode::METHOD_NOT_ALLOWED {
            set(header::ALLOW, "GET, HEAD");
        }
        response
    }
}

fn with_own(policy: &str, scripts: &[String]) -> String {
    let mut directives: Vec<(String, Vec<&str>)> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_ascii_whitespace();
            Some((words.next()?.to_ascii_lowercase(), words.collect()))
        })
        .filter(|(name, _)| name != "frame-ancestors")
        .collect();
    let fallback = directives.iter().find(|(name, _)| name == "default-src").map(|(_, words)| words.clone());
    let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
    for (name, own) in [("script-src", scripts.as_slice()), ("style-src", &["'self'"]), ("connect-src", &["'self'"])] {
        match (directives.iter_mut().find(|(known, _)| known == name), &fallback) {
            (Some((_, words)), _) => add(words, own),
            (None, Some(words)) => {
                let mut words = words.clone();
                add(&mut words, own);
                directives.push((name.to_owned(), words));
            }
            // Where no directive bounds this kind of content, the kind is allowed already.
            (None, None) => {}
        }
    }
    directives.push(("frame-ancestors".to_owned(), vec!["'none'"]));
    let text: Vec<String> = directives.iter().map(|(name, words)| format!("{name} {}", words.join(" "))).collect();
    text.join("; ")
}

fn add<'w>(words: &mut Vec<&'w str>, own: &[&'w str]) {
    words.retain(|word| *word != "'none'");
    for word in own {
        if !words.contains(word) {
            words.push(word);
        }
    }
}

/// The media type of a path.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" | "conf" | "config" | "vcf" | "yaml" => "text/plain; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
