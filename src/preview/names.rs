//! The names under which the preview is called: its own address, and those that the author allows.
//!
//! A page of another site can give its own name our address (DNS rebinding), and its browser then takes us for that site. So
//! whoever calls by a name that nobody gave us is answered nothing.

use super::frame::PreviewFrame;
use std::net::{IpAddr, SocketAddr};
use url::Host;

/// A name by which the author says that the preview is reached: of a container, of a forwarded port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostName {
    /// As browsers write it: small letters, an address of version 6 in brackets.
    name: String,
    /// The only port; `None` for any.
    port: Option<u16>,
}

impl HostName {
    /// A name, an address, or either with a port; `None` for anything else.
    #[must_use]
    pub fn new(written: &str) -> Option<Self> {
        let (name, port) = match split(written)? {
            (name, Some(port)) => (name, Some(port.parse().ok().filter(|port| *port != 0)?)),
            (name, None) => (name, None),
        };
        let host = Host::parse(name).ok()?;
        let is_usable = match &host {
            // A name with a dot at its end is another name, and a star stands for nothing here.
            Host::Domain(name) => {
                name.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-._".contains(&sign))
                    && name.split('.').all(|label| !label.is_empty() && label.len() <= 63)
                    && name.len() <= 253
            }
            // The address that means all addresses is nobody's name; other sites can use it to reach this device.
            Host::Ipv4(address) => !address.is_unspecified() && !address.is_multicast(),
            Host::Ipv6(address) => !address.is_unspecified() && !address.is_multicast(),
        };
        is_usable.then(|| Self { name: host.to_string(), port })
    }

    /// Whether somebody calls by this name.
    fn is_called(&self, called: &str) -> bool {
        let Some((name, port)) = split(called) else { return false };
        name.eq_ignore_ascii_case(&self.name)
            && match (self.port, port) {
                (None, _) => true,
                (Some(only), Some(port)) => port.parse() == Ok(only),
                // Browsers leave out the port of the scheme.
                (Some(only), None) => only == 80 || only == 443,
            }
    }

    /// The address of the preview's beginning by this name.
    fn address(&self, port: u16, base: &str) -> String {
        format!("http://{}:{}{base}", self.name, self.port.unwrap_or(port))
    }
}

/// A name and its port, apart; `None` when what follows the name is no port.
fn split(called: &str) -> Option<(&str, Option<&str>)> {
    let end = if is_version_6(called) { called.find(']')? + 1 } else { called.find(':').unwrap_or(called.len()) };
    let (name, rest) = called.split_at(end);
    match rest.strip_prefix(':') {
        None => rest.is_empty().then_some((name, None)),
        Some(port) => {
            let is_port = port.bytes().all(|sign| sign.is_ascii_digit()) && port.parse::<u16>().is_ok();
            is_port.then_some((name, Some(port)))
        }
    }
}

fn is_version_6(called: &str) -> bool {
    called.starts_with('[')
}

/// All names of one preview.
pub(super) struct Names {
    /// The address, and on this device alone `localhost` too, with the port.
    own: Vec<String>,
    allowed: Vec<HostName>,
}

impl Names {
    /// `host` is the address that was asked for; `None` on this device alone. The address that means all is nobody's name.
    pub(super) fn new(address: SocketAddr, host: Option<IpAddr>, allowed: Vec<HostName>) -> Self {
        let port = address.port();
        let local = host.is_none().then(|| format!("localhost:{port}"));
        let named = (!address.ip().is_unspecified()).then(|| address.to_string());
        let mut own: Vec<String> = named.into_iter().chain(local).collect();
        if port == 80 {
            // Browsers leave out the port of the scheme.
            own.extend(own.clone().iter().map(|host| host.trim_end_matches(":80").to_owned()));
        }
        Self { own, allowed }
    }

    /// Whether a name is one of ours.
    pub(super) fn are_called(&self, called: &str) -> bool {
        self.own.iter().any(|own| own.eq_ignore_ascii_case(called)) || self.is_allowed(called)
    }

    fn is_allowed(&self, called: &str) -> bool {
        self.allowed.iter().any(|allowed| allowed.is_called(called))
    }

    /// Whether a page of this origin may ask by the name that it called: a page of that name, or of one that is allowed. What
    /// forwards a port may speak TLS to the browser, and may call us by a name of its own.
    pub(super) fn may_ask(&self, origin: &str, called: &str) -> bool {
        let plain = origin.strip_prefix("http://");
        plain.is_some_and(|name| name.eq_ignore_ascii_case(called))
            || plain.or_else(|| origin.strip_prefix("https://")).is_some_and(|name| self.is_allowed(name))
    }

    /// Where a browser that called by a name may take the preview's script from, as sources of a policy (CSP). What forwards a
    /// port may call us by another name than the browser did, so all that are allowed stand there.
    pub(super) fn script_sources(&self, called: &str, frame: &PreviewFrame) -> Vec<String> {
        let source = |host: &str| format!("http://{host}{}client.js", frame.own());
        let port = |host: &HostName| host.port.map_or("*".to_owned(), |port| port.to_string());
        let allowed = self.allowed.iter().filter(|host| !is_version_6(&host.name));
        // A policy cannot name an address of version 6.
        let first = if is_version_6(called) { "'self'".to_owned() } else { source(called) };
        [first].into_iter().chain(allowed.map(|host| source(&format!("{}:{}", host.name, port(host))))).collect()
    }

    /// The addresses of the preview's beginning, the one to open first.
    pub(super) fn addresses(&self, port: u16, base: &str) -> Vec<String> {
        let own = self.own.first().map(|own| format!("http://{own}{base}"));
        own.into_iter().chain(self.allowed.iter().map(|allowed| allowed.address(port, base))).collect()
    }
}
