//! A web address taken apart as a browser does it (WHATWG URL), for the comparison with shapes of addresses.

use crate::record::is_host;
use url::Url;

/// An address that may be an account's.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The host in small letters, without a dot at its end.
    pub host: String,
    /// The steps of the path, decoded, without empty ones.
    pub steps: Vec<String>,
    /// The query, decoded.
    pub query: Vec<(String, String)>,
    /// What stands after `#`.
    pub fragment: String,
    /// The whole, with https.
    pub whole: String,
}

impl Parsed {
    /// Reads an address with or without `https://`; `None` for what is no web address on a host with a name: other schemes, ports,
    /// passwords, numbers for hosts.
    ///
    /// In an address such as `twitter.com/#!/name` the path is what stands after `#!`.
    #[must_use]
    pub fn new(written: &str) -> Option<Self> {
        let address = if written.contains("://") { written.to_owned() } else { format!("https://{written}") };
        let mut url = Url::parse(address.trim()).ok()?;
        if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.port().is_some() {
            return None;
        }
        let host = url.host_str().unwrap_or_default().trim_end_matches('.').to_lowercase();
        if !is_host(&host) {
            return None;
        }
        if let Some(path) = url.fragment().and_then(|fragment| fragment.strip_prefix('!')).map(str::to_owned) {
            url = Url::parse(&format!("https://{host}/{}", path.trim_start_matches('/'))).ok()?;
        }
        // Bytes that are no UTF-8 are replaced, so that no handle can hide in them.
        let decoded = |step: &str| percent_encoding::percent_decode_str(step).decode_utf8_lossy().into_owned();
        let steps = url.path().split('/').filter(|step| !step.is_empty()).map(decoded).collect();
        let query = url.query_pairs().map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
        let fragment = url.fragment().unwrap_or_default().to_owned();
        let whole = url.as_str().replacen("http:", "https:", 1);
        Some(Self { host, steps, query, fragment, whole })
    }

    /// The address as a text that is the same for all its spellings, for platforms on which any address may be an account.
    #[must_use]
    pub fn plain(&self) -> String {
        let host = self.host.strip_prefix("www.").unwrap_or(&self.host);
        let mut plain = format!("{host}/{}", self.steps.join("/"));
        for (at, (key, value)) in self.query.iter().enumerate() {
            plain.push(if at == 0 { '?' } else { '&' });
            plain.push_str(key);
            plain.push('=');
            plain.push_str(value);
        }
        plain
    }
}
