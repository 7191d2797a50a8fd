//! A request into an answer from the board's map: an address is a key in it, never a path of the disk.
//!
//! A request that the gate has let in gets what stands at the address: the preview's own path, then a site's file of exactly that name. Any
//! other request gets an answer that is made of constants.

use super::board::{Viewer, Viewing};
use super::frame::{self, OWN, PreviewFrame};
use super::gate::{Gate, Hall, Proved};
use super::reply::{Reply, Sent};
use super::shown::ShownSite;
use crate::diagnostic::Locale;
use crate::plan::url;
use hyper::{Request, Response, StatusCode};
use std::sync::Arc;

/// Answers one request.
pub(super) async fn answer<B>(gate: &Gate, request: &Request<B>) -> Response<Sent> {
    let reply = match gate.admit(request) {
        Ok(proved) => find(&proved).await.with_own(&proved.script_sources()),
        Err(why) => Reply::refused(why),
    };
    reply.send()
}

/// What stands at an address.
async fn find(proved: &Proved<'_, '_>) -> Reply {
    let hall = proved.hall();
    let Ok(path) = percent_encoding::percent_decode_str(proved.path()).decode_utf8() else {
        return absent(&hall.frame, proved.path());
    };
    let path = &*path;
    if let Some(own) = path.strip_prefix(OWN).and_then(|rest| rest.strip_prefix('/')) {
        return find_own(proved, own).unwrap_or_else(|| absent(&hall.frame, path));
    }
    let (site, path) = match path.split_once('/') {
        _ if hall.is_single => ("", path),
        Some((site, path)) => (site, path),
        None if path.is_empty() => return Reply::page(StatusCode::OK, hall.frame.list(&hall.board.names())),
        // The dot keeps a name with a colon from being read as a scheme.
        None if hall.board.has(path) => return Reply::moved(format!("./{}/", url::encode_path(path))),
        None => (path, ""),
    };
    let frame = PreviewFrame { site: site.to_owned(), ..hall.frame.clone() };
    match hall.board.ask(site).await {
        Some(shown) => find_file(&shown, &frame, path),
        None => absent(&hall.frame, path),
    }
}

fn find_file(shown: &ShownSite, frame: &PreviewFrame, path: &str) -> Reply {
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    match shown.files.get(path.as_str()) {
        Some(file) => Reply::served(&path, file),
        None if shown.files.is_empty() => Reply::page(StatusCode::OK, frame.not_yet(&path)),
        None => absent(frame, &path),
    }
}

fn absent(frame: &PreviewFrame, path: &str) -> Reply {
    Reply::page(StatusCode::NOT_FOUND, frame.absent(path))
}

/// What stands below the preview's own path.
fn find_own(proved: &Proved<'_, '_>, path: &str) -> Option<Reply> {
    let hall = proved.hall();
    Some(match path {
        "client.js" => Reply::file(path, frame::SCRIPT),
        "client.css" => Reply::file(path, frame::PANEL_STYLE),
        "page.css" => Reply::file(path, frame::PAGE_STYLE),
        "events" => events(hall, proved)?,
        _ => Reply::page(StatusCode::OK, hall.frame.rule(path.strip_prefix("rule/")?)?),
    })
}

fn events(hall: &Hall, proved: &Proved<'_, '_>) -> Option<Reply> {
    let mut look = Viewing {
        site: String::new(),
        page: String::new(),
        version: 0,
        sheet: String::new(),
        locale: hall.frame.locale,
    };
    for (name, value) in ::url::form_urlencoded::parse(proved.query().as_bytes()) {
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
    if hall.board.is_full() {
        return Some(Reply::full());
    }
    let is_held = !proved.is_head();
    Some(Reply::events(is_held.then(|| Viewer::new(Arc::clone(&hall.board), look))))
}
