//! A request into the proof that it may be answered: the only way to what the preview holds.
//!
//! The sites and everything that their pages are told (with it the token) stand behind the gate, and only a [`Proved`] request
//! leads to them. Whoever is turned away gets [`Refused`], which carries nothing: no answer made from it can tell anything.
//!
//! 1. Refused: a host that is not ours (421: DNS rebinding), other methods than GET and HEAD (405), a foreign origin (403).
//! 2. Where there is a token, the first step of the path is the token in its one spelling; else there is nothing (404).

use super::board::Board;
use super::frame::PreviewFrame;
use super::names::Names;
use crate::diagnostic::Fault;
use crate::say;
use constant_time_eq::constant_time_eq_n;
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::{Method, Request};
use std::sync::Arc;

/// How many letters the token has: 128 bits in hexadecimal.
const LENGTH: usize = 32;

/// A secret that nobody can guess. It is compared, and never shown.
pub(super) struct Token([u8; LENGTH]);

impl Token {
    /// A new token, and the path that the token opens, with a slash at its beginning.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub(super) fn fresh() -> Result<(Self, String), Fault> {
        let mut bytes = [0; LENGTH / 2];
        getrandom::fill(&mut bytes).map_err(|error| Fault {
            doing: say!("non riesco ad avere numeri casuali dal sistema", "the system gives no random numbers"),
            hint: None,
            cause: Some(std::io::Error::other(error)),
        })?;
        let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
        let mut letters = [0; LENGTH];
        for (pair, byte) in letters.chunks_exact_mut(2).zip(bytes) {
            pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
        let path = format!("/{}", String::from_utf8_lossy(&letters));
        Ok((Self(letters), path))
    }

    /// Whether a word is the token, in a time that tells neither how much of it was right nor how long it should be.
    fn is(&self, word: &[u8]) -> bool {
        let mut padded = [0; LENGTH];
        let length = word.len().min(LENGTH);
        padded[..length].copy_from_slice(&word[..length]);
        constant_time_eq_n(&padded, &self.0) & (word.len() == LENGTH)
    }
}

/// What the preview holds: nothing of it is reached but through the gate.
pub(super) struct Hall {
    /// The sites.
    pub board: Arc<Board>,
    /// What every page is told.
    pub frame: PreviewFrame,
    /// Whether the folder is one site, which stands at the root.
    pub is_single: bool,
}

/// Decides which requests reach the hall.
pub(super) struct Gate {
    names: Names,
    token: Option<Token>,
    hall: Hall,
}

/// A request that may be answered. Only the gate makes one.
pub(super) struct Proved<'g, 'r> {
    gate: &'g Gate,
    called: &'r str,
    path: &'r str,
    query: &'r str,
    is_head: bool,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// The request names two hosts.
    Ambiguous,
    /// The request names a host that is not ours.
    Misdirected,
    /// The request wants to change something.
    Method,
    /// Another site's page asks.
    Foreign,
    /// The request does not know the token.
    Nothing,
}

impl Gate {
    pub(super) fn new(names: Names, token: Option<Token>, hall: Hall) -> Self {
        Self { names, token, hall }
    }

    /// Whether a request may be answered.
    ///
    /// # Errors
    /// When it may not.
    pub(super) fn admit<'r, B>(&self, request: &'r Request<B>) -> Result<Proved<'_, 'r>, Refused> {
        let called = self.called(request)?;
        let is_head = request.method() == Method::HEAD;
        if !is_head && request.method() != Method::GET {
            return Err(Refused::Method);
        }
        if self.is_foreign(request.headers(), called) {
            return Err(Refused::Foreign);
        }
        let path = self.below_token(request.uri().path()).ok_or(Refused::Nothing)?;
        Ok(Proved { gate: self, called, path, query: request.uri().query().unwrap_or_default(), is_head })
    }

    /// The host that the request names, where that is ours. A host in the request's line outranks the header (RFC 9112 §3.2.2).
    fn called<'r, B>(&self, request: &'r Request<B>) -> Result<&'r str, Refused> {
        let mut named = request.headers().get_all(header::HOST).iter();
        let (first, second) = (named.next(), named.next());
        if second.is_some() {
            return Err(Refused::Ambiguous);
        }
        let called = first.and_then(|host| host.to_str().ok()).ok_or(Refused::Misdirected)?;
        let in_line = request.uri().authority().map(hyper::http::uri::Authority::as_str);
        let is_ours = self.names.are_called(called) && in_line.is_none_or(|line| self.names.are_called(line));
        is_ours.then_some(called).ok_or(Refused::Misdirected)
    }

    /// Whether another site's page asks: by its origin, or where browsers tell who asks, by anything but following a link.
    fn is_foreign(&self, headers: &HeaderMap, called: &str) -> bool {
        let is_other = |origin: &HeaderValue| !origin.to_str().is_ok_and(|origin| self.names.may_ask(origin, called));
        let says = |name: &str, value: &[u8]| headers.get(name).is_some_and(|said| said.as_bytes() == value);
        let is_across = says("sec-fetch-site", b"cross-site") || says("sec-fetch-site", b"same-site");
        headers.get_all(header::ORIGIN).iter().any(is_other) || (is_across && !says("sec-fetch-mode", b"navigate"))
    }

    /// The path below the token's, without the slash before it. The token without a slash after it is no address: relative links
    /// would lead beside it, and a redirect would have to name it.
    fn below_token<'r>(&self, path: &'r str) -> Option<&'r str> {
        let path = path.strip_prefix('/')?;
        let Some(token) = &self.token else { return Some(path) };
        let (word, below) = path.split_once('/').map_or((path, None), |(word, below)| (word, Some(below)));
        below.filter(|_| token.is(word.as_bytes()))
    }
}

impl<'g, 'r> Proved<'g, 'r> {
    /// What the preview holds: nothing of it is reached but through the gate.
    pub(super) fn hall(&self) -> &'g Hall {
        &self.gate.hall
    }

    /// What is asked for below the token, as it was sent, without a slash before it.
    pub(super) fn path(&self) -> &'r str {
        self.path
    }

    /// What follows the path.
    pub(super) fn query(&self) -> &'r str {
        self.query
    }

    /// Whether only the headers are wanted.
    pub(super) fn is_head(&self) -> bool {
        self.is_head
    }

    /// Where the browser may take the preview's script from.
    pub(super) fn script_sources(&self) -> Vec<String> {
        self.gate.names.script_sources(self.called, &self.gate.hall.frame)
    }
}
