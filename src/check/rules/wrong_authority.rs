//! A ministry or an authority called by a name that was never its own, or no longer is: the catalogue's `names.yaml` says which.

use crate::catalog::{PhraseFinder, PhraseFound, WrongName};
use crate::check::passages::{Passage, plain, tells_of_the_past};
use crate::check::rule::{Context, Inspection, Rule, message};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::say;
use std::ops::Range;

pub(super) const RULE: Rule = Rule { key: Key::WrongAuthority, run };

/// Acts, references and closed accounts keep the names of their time.
const OF_THEIR_TIME: [&str; 4] = ["acts.acts", "acts.references", "acts.adopted", "accounts.closed"];
/// The frame of sentences that tell how things were.
const TOLD: &str = "racconta-il-passato";

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    let names: Vec<(String, &WrongName)> = context
        .catalog
        .wrong_names
        .0
        .iter()
        .flat_map(|(_, wrong)| wrong.written.iter().map(move |written| (plain(written), wrong)))
        .collect();
    let finder =
        context.catalog.finders.wrong_names.get_or_init(|| PhraseFinder::new(names.iter().map(|(name, _)| name)));
    for passage in context.passages() {
        inspection.at(passage);
        let is_of_its_time = OF_THEIR_TIME.iter().any(|path| passage.path.starts_with(path));
        for PhraseFound { number, range } in finder.find(&passage.plain) {
            let wrong = names[number].1;
            let never = wrong.never.as_ref().is_some_and(|never| never.value);
            let (place, written) = (passage.place(&range), passage.written(&range));
            let tells = || {
                tells_of_the_past(&passage.plain[..range.start])
                    || context.is_told(RULE.key, TOLD, place, &passage.text[written.clone()])
            };
            let is_told = !never && (is_of_its_time || tells());
            if passage.is_whole(&range) && !is_told && !passage.is_in_address(&written) {
                inspection.push_once(finding(passage, &range, wrong, never));
            }
        }
    }
}

fn finding(passage: &Passage<'_>, found: &Range<usize>, wrong: &WrongName, never: bool) -> Diagnostic {
    let written = passage.text[passage.written(found)].split_whitespace().collect::<Vec<_>>().join(" ");
    let Message { it, en } = message(&wrong.name);
    let said = if never {
        say!("«{written}» non è il nome giusto", "“{written}” is not the right name")
    } else {
        say!("«{written}» non si chiama più così", "“{written}” is no longer called so")
    };
    Diagnostic::new(RULE.key, passage.place(found), said).hint(say!("scrivi «{it}»", "write “{en}”"))
}
