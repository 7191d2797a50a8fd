//! Variables in Markdown: `{{ ente.rpd.email }}`. Which names there are, and what each says, whoever reads a page knows
//! ([`Variables`]); this file knows how they are written.

use crate::diagnostic::Diagnostic;
use crate::record::Text;

/// What stands in the place of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Put {
    /// The words.
    pub text: String,
    /// The address behind them: `mailto:`, `tel:`, `https:`.
    pub href: Option<String>,
}

/// What the variables of a page say, in the page's language.
pub(crate) trait Variables {
    /// The language of the page (BCP 47).
    fn lang(&self) -> &str;

    /// The value of a variable.
    ///
    /// # Errors
    /// The finding at the variable's place, where there is no such name, or nothing was written.
    fn put(&self, name: &Text) -> Result<Put, Diagnostic>;
}

/// `{{ a.b }}` becomes `{{:a.b:}}`: a link's address may not hold spaces.
pub(super) fn close_variables(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let (mut ends, mut lines) = (Ahead::new(text, "}}"), Ahead::new(text, "\n"));
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").map(|open| at + open) {
        let Some(end) = ends.after(open) else { break };
        closed.push_str(&text[at..open]);
        if lines.after(open).is_some_and(|line| line < end) {
            closed.push_str("{{");
            at = open + 2;
        } else {
            closed.push_str(&text[open..end + 2].replace(' ', ":"));
            at = end + 2;
        }
    }
    closed.push_str(&text[at..]);
    closed
}

/// Finds a sign in a text from ever later places on. The last answer is remembered, so that the text is read only once.
struct Ahead<'t> {
    text: &'t str,
    sign: &'static str,
    next: Option<usize>,
}

impl<'t> Ahead<'t> {
    fn new(text: &'t str, sign: &'static str) -> Self {
        Self { text, sign, next: text.find(sign) }
    }

    /// The first place from another one on.
    fn after(&mut self, at: usize) -> Option<usize> {
        if self.next.is_some_and(|next| next < at) {
            self.next = self.text[at..].find(self.sign).map(|next| at + next);
        }
        self.next
    }
}

/// Undoes [`close_variables`], for text that is shown as it was written.
pub(super) fn open_variables(text: &str) -> String {
    if !text.contains("{{:") {
        return text.to_owned();
    }
    text.replace("{{:", "{{ ").replace(":}}", " }}")
}
