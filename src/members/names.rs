//! What an ente of a workspace may be called: its name is a folder of what is published, and a word of the command line. And whose
//! code is whose.

use super::{Member, Members, SITE, site_of};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::record::PublicPath;
use crate::say;
use crate::source::yaml::{Kind, Node};
use crate::source::{Span, Unreadable};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Folders of our own beside the sites: shared files, the report on all enti.
const OURS: [&str; 2] = ["assets", "report"];

/// Why an ente cannot be called so; `None` where it can.
pub(super) fn unfit(member: &Member) -> Option<Diagnostic> {
    let name = &member.name;
    let remedy = match PublicPath::new(name) {
        Err(trouble) => trouble.remedy(),
        Ok(path) if OURS.contains(&path.folded().as_str()) => say!(
            "scegli un altro nome: la cartella «{name}» accanto ai siti è di limpido",
            "choose another name: the folder “{name}” beside the sites is limpido's own"
        ),
        Ok(_) if name.starts_with('-') => say!(
            "togli il trattino all'inizio: nei comandi sembra un'opzione",
            "remove the hyphen at the beginning: in commands it looks like an option"
        ),
        Ok(_) if name.trim_start() != name => {
            say!("togli lo spazio all'inizio del nome", "remove the blank at the beginning of the name")
        }
        Ok(path) => {
            let sign = path.chars().find(|sign| "<>\"|?*".contains(*sign))?;
            say!(
                "togli «{sign}» dal nome: Windows non lo ammette",
                "remove “{sign}” from the name: Windows does not allow it"
            )
        }
    };
    let what = member.folder.as_deref().unwrap_or(name);
    let found = Diagnostic::new(
        Key::ReservedName,
        member.place,
        say!(
            "l'ente «{what}» non può uscire in una cartella «{name}»",
            "the ente “{what}” cannot be published into a folder “{name}”"
        ),
    )
    .hint(remedy);
    Some(match member.folder {
        Some(_) => found,
        None => found.hint(say!(
            "il nome della cartella è il codice IPA della riga: controlla che sia giusto",
            "the folder's name is the row's IPA code: see that it is right"
        )),
    })
}

impl Members {
    /// Leaves out each ente whose code in the index of public bodies is that of another, and reports it. Their files are read for
    /// it, so a run over one ente does without.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn without_same_codes(&mut self, report: &mut Report) -> Result<(), Unreadable> {
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, member) in self.list.iter().enumerate() {
            for word in self.possible_codes(member)? {
                by_word.entry(word).or_default().push(at);
            }
        }
        let mut suspects: Vec<usize> = by_word.into_values().filter(|enti| enti.len() > 1).flatten().collect();
        suspects.sort_unstable();
        suspects.dedup();
        let mut first: BTreeMap<String, (Span, String)> = BTreeMap::new();
        let mut twice = Vec::new();
        for at in suspects {
            let Some((code, place)) = self.code_at(at)? else { continue };
            let name = self.list[at].name.clone();
            let Some((other_place, other)) = first.get(&code) else {
                first.insert(code, (place, name));
                continue;
            };
            report.push(
                Diagnostic::new(
                    Key::MemberTwice,
                    place,
                    say!(
                        "il codice IPA «{code}» di «{name}» è già di «{other}»",
                        "the IPA code “{code}” of “{name}” is that of “{other}” already"
                    ),
                )
                .see(*other_place, say!("l'altro è qui", "the other is here"))
                .hint(say!(
                    "correggi quello sbagliato: ogni ente ha il suo, su https://indicepa.gov.it",
                    "mend the wrong one: each body has its own, at https://indicepa.gov.it"
                )),
            );
            twice.push(at);
        }
        let mut at = 0;
        self.list.retain(|_| {
            at += 1;
            !twice.contains(&(at - 1))
        });
        Ok(())
    }

    /// Words that may be a member's code: that of its row, or what stands after `ipa` in its `site.yaml`. Most enti share none with
    /// another, and their YAML need not be parsed.
    fn possible_codes(&self, member: &Member) -> Result<Vec<String>, Unreadable> {
        if let Some((code, _)) = member.values.get(SITE).and_then(code) {
            return Ok(vec![code]);
        }
        let Some(folder) = &member.folder else { return Ok(Vec::new()) };
        let bytes = self.root.below(folder).read(SITE)?.unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let after = text.match_indices("ipa").map(|(at, found)| &text[at + found.len()..]);
        let word = |rest: &str| {
            let value = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?;
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let end = value.find(|sign: char| !sign.is_ascii_alphanumeric() && !"_-".contains(sign));
            Some(value[..end.unwrap_or(value.len())].to_lowercase()).filter(|word| !word.is_empty())
        };
        Ok(after.filter_map(word).collect())
    }

    /// The code of a member, and where it stands.
    fn code_at(&mut self, at: usize) -> Result<Option<(String, Span)>, Unreadable> {
        let member = &self.list[at];
        if let Some(found) = member.values.get(SITE).and_then(code) {
            return Ok(Some(found));
        }
        let Some(folder) = &member.folder else { return Ok(None) };
        let own = self.root.below(folder);
        let tree = site_of(&own, |_| true, Arc::make_mut(&mut self.sources))?;
        Ok(tree.as_ref().and_then(code))
    }
}

fn code(site: &Node) -> Option<(String, Span)> {
    let node = site.at("ente.ipa")?;
    match &node.kind {
        Kind::Scalar { text, .. } => Some((text.to_lowercase(), node.span)),
        _ => None,
    }
}
