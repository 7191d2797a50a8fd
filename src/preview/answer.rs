//! A request into an answer from the board's map: an address is a key in it, never a path of the disk.
//!
//! 1. Refused: other methods than GET and HEAD (405), a host that is not ours (421: DNS rebinding), a foreign origin (403).
//! 2. The token, where there is one, then the preview's own path, then a site's file of exactly that name.
//! 3. Every answer carries the headers that keep other sites out of it.

use super::board::{Board, Look, Viewer};
use super::frame::{self, Frame, OWN};
use super::server::{MOST_STREAMS, Sent};
use super::shown::{STRICT, Served, Shown};
use crate::diagnostic::Locale;
use crate::plan::url;
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use std::net::SocketAddr;
use std::sync::Arc;

/// What answers are made from.
pub(super) struct Hall {
    /// The sites.
    pub board: Arc<Board>,
    /// What every page is told.
    pub frame: Frame,
    /// The names under which we are called, with the port.
    pub hosts: Vec<String>,
    /// Whether the folder is one site, which stands at the root.
    pub is_single: bool,
}

/// The names that are ours: the address, and on this device alone `localhost` too.
pub(super) fn hosts(address: SocketAddr, is_local: bool) -> Vec<String> {
    let port = address.port();
    let local = is_local.then(|| format!("localhost:{port}"));
    let mut hosts: Vec<String> = [address.to_string()].into_iter().chain(local).collect();
    if port == 80 {
        // Browsers leave out the port of the scheme.
        hosts.extend(hosts.clone().iter().map(|host| host.trim_end_matches(":80").to_owned()));
    }
    hosts
}

/// What is found at an address.
struct Found {
    status: StatusCode,
    kind: &'static str,
    body: Sent,
    policy: String,
}

impl Found {
    fn page(status: StatusCode, html: String) -> Self {
        Self { status, kind: kind(".html"), body: Sent::Whole(Some(html.into())), policy: STRICT.to_owned() }
    }

    fn text(status: StatusCode, text: &'static str) -> Self {
        let body = Sent::Whole(Some(Bytes::from_static(text.as_bytes())));
        Self { status, kind: kind(".txt"), body, policy: STRICT.to_owned() }
    }

    fn file(path: &str, text: &'static str) -> Self {
        Self { kind: kind(path), ..Self::text(StatusCode::OK, text) }
    }

    fn served(path: &str, file: &Arc<Served>) -> Self {
        let policy = if file.policy.is_empty() { STRICT.to_owned() } else { file.policy.clone() };
        let bytes = Bytes::from_owner(Arc::clone(&file.bytes));
        Self { status: StatusCode::OK, kind: kind(path), body: Sent::Whole(Some(bytes)), policy }
    }
}

/// Answers one request.
pub(super) async fn answer<B>(hall: &Hall, request: &Request<B>) -> Response<Sent> {
    let host = own_host(hall, request);
    let found = match host {
        Err(status) => {
            Found::text(status, "limpido: questo indirizzo non è dell'anteprima / not the preview's address\n")
        }
        Ok(_) if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            Found::text(StatusCode::METHOD_NOT_ALLOWED, "limpido: GET, HEAD\n")
        }
        Ok(host) if is_foreign(request.headers(), host) => {
            Found::text(StatusCode::FORBIDDEN, "limpido: richiesta di un altro sito / asked by another site\n")
        }
        Ok(_) => match find(hall, request).await {
            Ok(found) => found,
            Err(location) => {
                let mut moved = finish(Found::text(StatusCode::PERMANENT_REDIRECT, ""), "", hall);
                if let Ok(location) = HeaderValue::from_str(&location) {
                    moved.headers_mut().insert(header::LOCATION, location);
                }
                return moved;
            }
        },
    };
    finish(found, host.unwrap_or_default(), hall)
}

/// The host that was called, when it is ours. An address in the request's line outranks the header (RFC 9112 §3.2.2).
fn own_host<'h, B>(hall: &'h Hall, request: &Request<B>) -> Result<&'h str, StatusCode> {
    let mut named = request.headers().get_all(header::HOST).iter();
    let (first, second) = (named.next(), named.next());
    if second.is_some() {
        return Err(StatusCode::BAD_REQUEST);
    }
    let in_header = first.map(HeaderValue::as_bytes);
    let in_line = request.uri().authority().map(|authority| authority.as_str().as_bytes());
    let ours = |name: &[u8]| hall.hosts.iter().find(|host| host.as_bytes().eq_ignore_ascii_case(name));
    let is_clear = in_line.is_none_or(|line| ours(line).is_some());
    in_header.and_then(ours).filter(|_| is_clear).map(String::as_str).ok_or(StatusCode::MISDIRECTED_REQUEST)
}

/// Whether another site's page asks: by its origin, or where browsers tell who asks, by anything but following a link.
fn is_foreign(headers: &HeaderMap, host: &str) -> bool {
    let own = format!("http://{host}");
    let is_other = |origin: &HeaderValue| !origin.as_bytes().eq_ignore_ascii_case(own.as_bytes());
    let says = |name: &str, value: &[u8]| headers.get(name).is_some_and(|said| said.as_bytes() == value);
    let is_across = says("sec-fetch-site", b"cross-site") || says("sec-fetch-site", b"same-site");
    headers.get_all(header::ORIGIN).iter().any(is_other) || (is_across && !says("sec-fetch-mode", b"navigate"))
}

/// What stands at an address, or the address where it stands.
async fn find<B>(hall: &Hall, request: &Request<B>) -> Result<Found, String> {
    let nothing = || Ok(Found::text(StatusCode::NOT_FOUND, "limpido: qui non c'è niente / nothing here\n"));
    let Some(path) = below_token(&hall.frame.prefix, request.uri().path()) else { return nothing() };
    let Ok(path) = percent_encoding::percent_decode_str(path).decode_utf8() else { return nothing() };
    let Some(path) = path.strip_prefix('/') else { return nothing() };
    if let Some(own) = path.strip_prefix(OWN).and_then(|rest| rest.strip_prefix('/')) {
        return Ok(find_own(hall, own, request).unwrap_or_else(|| absent(&hall.frame, path)));
    }
    let (site, path) = match path.split_once('/') {
        _ if hall.is_single => ("", path),
        Some((site, path)) => (site, path),
        None if path.is_empty() => return Ok(Found::page(StatusCode::OK, hall.frame.list(&hall.board.names()))),
        None if hall.board.has(path) => return Err(format!("{}/{}/", hall.frame.prefix, url::encode_path(path))),
        None => (path, ""),
    };
    let frame = Frame { site: site.to_owned(), ..hall.frame.clone() };
    let Some(shown) = hall.board.ask(site).await else { return Ok(absent(&hall.frame, path)) };
    Ok(find_file(&shown, &frame, path))
}

fn find_file(shown: &Shown, frame: &Frame, path: &str) -> Found {
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    match shown.files.get(path.as_str()) {
        Some(file) => Found::served(&path, file),
        None if shown.files.is_empty() => Found::page(StatusCode::OK, frame.not_yet(&path)),
        None => absent(frame, &path),
    }
}

fn absent(frame: &Frame, path: &str) -> Found {
    Found::page(StatusCode::NOT_FOUND, frame.absent(path))
}

/// The path below the token's, compared in a time that says nothing of it.
fn below_token<'p>(prefix: &str, path: &'p str) -> Option<&'p str> {
    let start = path.as_bytes().get(..prefix.len())?;
    let difference = start.iter().zip(prefix.as_bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    (difference == 0).then(|| path.get(prefix.len()..)).flatten()
}

/// What stands below the preview's own path.
fn find_own<B>(hall: &Hall, path: &str, request: &Request<B>) -> Option<Found> {
    Some(match path {
        "client.js" => Found::file(path, frame::SCRIPT),
        "client.css" => Found::file(path, frame::PANEL_STYLE),
        "page.css" => Found::file(path, frame::PAGE_STYLE),
        "events" => events(hall, request)?,
        _ => Found::page(StatusCode::OK, hall.frame.rule(path.strip_prefix("rule/")?)?),
    })
}

fn events<B>(hall: &Hall, request: &Request<B>) -> Option<Found> {
    let mut look =
        Look { site: String::new(), page: String::new(), version: 0, sheet: String::new(), locale: hall.frame.locale };
    for (name, value) in ::url::form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes()) {
        match &*name {
            "site" => look.site = value.into_owned(),
            "page" => look.page = value.into_owned(),
            "version" => look.version = u64::from_str_radix(&value, 16).ok()?,
            "sheet" => look.sheet = value.into_owned(),
            "lang" => look.locale = if value == "en" { Locale::En } else { Locale::It },
            _ => {}
        }
    }
    if !hall.board.has(&look.site) {
        return None;
    }
    if hall.board.streams() >= MOST_STREAMS {
        return Some(Found::text(
            StatusCode::SERVICE_UNAVAILABLE,
            "limpido: troppe finestre aperte / too many windows\n",
        ));
    }
    let body = match *request.method() {
        Method::HEAD => Sent::Whole(None),
        _ => Sent::events(Viewer::new(Arc::clone(&hall.board), look)),
    };
    Some(Found { status: StatusCode::OK, kind: "text/event-stream", body, policy: STRICT.to_owned() })
}

/// Lays the headers around what was found.
fn finish(found: Found, host: &str, hall: &Hall) -> Response<Sent> {
    let Found { status, kind, body, policy } = found;
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        // A theme's policy may hold what no header can: then nothing is allowed.
        let value = HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("default-src 'none'"));
        headers.insert(name, value);
    };
    set(header::CONTENT_TYPE, kind);
    set(header::CACHE_CONTROL, "no-store");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    // The token stands in the address.
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    let script = if host.is_empty() { String::new() } else { format!("http://{host}{}client.js", hall.frame.own()) };
    set(header::CONTENT_SECURITY_POLICY, &with_own(&policy, &script));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        set(header::ALLOW, "GET, HEAD");
    }
    response
}

/// The page's own policy with what the preview needs: its one script, its style, its events. Nobody may frame it.
fn with_own(policy: &str, script: &str) -> String {
    let mut directives: Vec<(String, Vec<&str>)> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_ascii_whitespace();
            Some((words.next()?.to_ascii_lowercase(), words.collect()))
        })
        .filter(|(name, _)| name != "frame-ancestors")
        .collect();
    let fallback = directives.iter().find(|(name, _)| name == "default-src").map(|(_, words)| words.clone());
    for (name, own) in [("script-src", script), ("style-src", "'self'"), ("connect-src", "'self'")] {
        match (directives.iter_mut().find(|(known, _)| known == name), &fallback) {
            (Some((_, words)), _) => add(words, own),
            (None, Some(words)) => {
                let mut words = words.clone();
                add(&mut words, own);
                directives.push((name.to_owned(), words));
            }
            // What no directive bounds is allowed already.
            (None, None) => {}
        }
    }
    directives.push(("frame-ancestors".to_owned(), vec!["'none'"]));
    let text: Vec<String> = directives.iter().map(|(name, words)| format!("{name} {}", words.join(" "))).collect();
    text.join("; ")
}

fn add<'w>(words: &mut Vec<&'w str>, own: &'w str) {
    if own.is_empty() {
        return;
    }
    words.retain(|word| *word != "'none'");
    if !words.contains(&own) {
        words.push(own);
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
