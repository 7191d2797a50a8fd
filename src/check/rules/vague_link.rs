//! A link whose words do not say where it leads.

use crate::check::rule::{Context, Inspection, Rule};
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::tree::Link;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule { key: Key::VagueLink, run };

/// Words that say nothing of where a link leads: screen readers list links alone, so a link of these words alone is one of many.
const VAGUE: [&str; 10] = [
    // What people do with a link.
    "clicca cliccare cliccate cliccando clic click fai fare premi premere premendo vai vedi vedere guarda leggi leggere leggete",
    "scopri scoprire continua scarica scaricare scaricala scaricalo download apri accedi entra consulta approfondisci visita segui",
    "visualizza visualizzare consultare prosegui proseguire procedi procedere tocca toccare tocchi avanti indietro approfondire approfondisci",
    "questo questa questi queste quello quella approfondimento approfondimenti rimando rinvio riferimento",
    // The link itself, and where it is.
    "link collegamento collegamenti url indirizzo pagina pagine dedicata dedicato apposita apposito relativa relativo qui qua lì",
    "sopra sotto seguente seguenti presente web online ipertestuale ipertestuali pulsante bottone tasto icona freccia",
    "simbolo riquadro scritta blu azzurra azzurro evidenziata evidenziato sottolineata sottolineato",
    // What it gives, without a name.
    "più tutto maggiori ulteriori informazioni info dettagli dettaglio documento file allegato trova trovi",
    "disponibile disponibili consultabile consultabili scaricabile scaricabili reperibile reperibili visibile pdf",
    // English.
    "here click link read more learn page see go find out download open view visit continue reading information details document file",
];

/// Words that may stand beside those, and alone are signs of a list: «a», «b».
const SMALL: [&str; 3] = [
    "a al alla allo all ai da dal dalla di del della dell in nel nella nell su sul sulla sull per con il lo la l i gli le un una uno e",
    "è sono si ci te puoi favore questo questa stesso stessa ancora altro altre dove come ecco subito ora poi anche che",
    "this the an at on to it is following available further",
];

/// The words above, each once.
struct VagueWords {
    vague: HashSet<&'static str>,
    small: HashSet<&'static str>,
}

impl VagueWords {
    fn new() -> Self {
        let words = |lists: &[&'static str]| lists.iter().flat_map(|list| list.split(' ')).collect();
        Self { vague: words(&VAGUE), small: words(&SMALL) }
    }

    /// Whether a link's words say nothing of where it leads; no word at all says nothing.
    fn are_all(&self, words: &str) -> bool {
        let mut words = words.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
        let mut has_one = words.peek().is_none();
        let are_all = words.all(|word| {
            let is_vague = self.vague.contains(word);
            has_one |= is_vague;
            is_vague || self.small.contains(word)
        });
        has_one && are_all
    }
}

fn run(context: &Context<'_>, inspection: &mut Inspection) {
    if !context.reads(&["it", "en"]) {
        return;
    }
    let vague = VagueWords::new();
    for link in context.links() {
        inspection.at(link);
        let words = link.text.to_lowercase();
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        let is_spelt = || is_address(words) && is_chosen(context, link);
        let says_something = !vague.are_all(words) && !is_spelt();
        if says_something {
            continue;
        }
        let written = &link.text;
        let finding = Diagnostic::new(
            RULE.key,
            link.span,
            say!("«{written}» non dice dove porta il collegamento", "“{written}” does not say where the link leads"),
        )
        .hint(say!(
            "fai del nome della pagina il collegamento: «leggi [le regole](moderazione.md)»",
            "make the page's name the link: “read [the rules](moderazione.md)”"
        ));
        inspection.push(finding);
    }
}

/// Whether words are an address with its path, which screen readers spell sign by sign; a host alone is a name.
fn is_address(words: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| words.strip_prefix(scheme));
    let rest = rest.or_else(|| words.starts_with("www.").then_some(words));
    rest.and_then(|rest| rest.split_once('/')).is_some_and(|(_, path)| !path.is_empty())
}

/// Whether somebody chose the address as the words of the link; one that stands in the prose is a link by itself.
fn is_chosen(context: &Context<'_>, link: &Link) -> bool {
    context.sources.slice(link.span).contains(&format!("]({}", link.text))
}
