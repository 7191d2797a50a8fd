//! Whose code is whose: enti that have the same code in the index of public bodies.

use super::loaded::Members;
use super::member::{Member, SITE, code, site_of};
use crate::diagnostic::{Diagnostic, Key, Report};
use crate::say;
use crate::source::{Span, Unreadable};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Members {
    /// Leaves out each ente whose code in the index of public bodies is that of an ente before it, and reports it. The files of all enti
    /// are read for that, so a run over one ente does without.
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
