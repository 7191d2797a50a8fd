//! What looks like markup, in words: what is wrong with each kind, and what to write in its place.

use super::markup::MeantMarkup;
use crate::diagnostic::Message;
use crate::say;

impl MeantMarkup {
    /// What is wrong, and what to write in a page.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a table: what to say of each kind of markup, and nothing else")]
    pub fn told(self, sign: &str) -> (Message, Message) {
        let shown = say!("«{sign}» uscirebbe sulla pagina così com'è", "“{sign}” would stand on the page as it is");
        match self {
            Self::Link => (
                say!(
                    "«{sign}» non è un collegamento: l'indirizzo non si legge",
                    "“{sign}” is no link: its address cannot be read"
                ),
                say!(
                    "un indirizzo con spazi o parentesi va tra < e >: [testo](<../files/nome del file.pdf>)",
                    "an address with spaces or brackets goes between < and >: [words](<../files/name of the file.pdf>)"
                ),
            ),
            Self::LinkApart | Self::LinkTurned => (
                shown,
                say!(
                    "un collegamento si scrive [testo](indirizzo): prima le parole, poi l'indirizzo, senza spazi in mezzo",
                    "a link is written [words](address): first the words, then the address, with no space between"
                ),
            ),
            Self::Reference | Self::Definition => (
                shown,
                say!(
                    "scrivi l'indirizzo tra parentesi tonde: [testo](indirizzo); una parentesi quadra da mostrare si scrive \\[",
                    "write the address in round brackets: [words](address); a square bracket to show is written \\["
                ),
            ),
            Self::Note => (
                say!("la nota «{sign}» non c'è in questa pagina", "the note “{sign}” is not on this page"),
                say!(
                    "scrivi in fondo alla pagina una riga «{sign}: testo della nota»",
                    "write a line “{sign}: text of the note” at the end of the page"
                ),
            ),
            Self::NoteInLine => (
                shown,
                say!(
                    "scrivi qui [^1], e in fondo alla pagina una riga «[^1]: testo della nota»",
                    "write [^1] here, and a line “[^1]: text of the note” at the end of the page"
                ),
            ),
            Self::Wiki => (shown, say!("scrivi [testo](pagina.md)", "write [words](page.md)")),
            Self::CallOut => (
                say!("il riquadro «{sign}» non esiste", "there is no call-out “{sign}”"),
                say!(
                    "scrivi [!NOTE], [!TIP], [!IMPORTANT] o [!WARNING], da solo nella prima riga",
                    "write [!NOTE], [!TIP], [!IMPORTANT] or [!WARNING], alone in the first line"
                ),
            ),
            Self::Contents => (
                shown,
                say!("togli la riga: l'indice della pagina c'è già", "remove the line: the page has its index already"),
            ),
            Self::Abbreviation => (
                shown,
                say!(
                    "spiega la sigla nel testo la prima volta, o nella pagina glossario.md",
                    "explain the abbreviation in the text the first time, or in the page glossario.md"
                ),
            ),
            Self::Attributes => (
                shown,
                say!(
                    "le graffe danno un nome solo a un titolo, alla fine della riga: ## Titolo {{#nome}}",
                    "braces give a name to a heading only, at the end of its line: ## Heading {{#name}}"
                ),
            ),
            Self::Template => (
                shown,
                say!(
                    "un dato dei file YAML si scrive {{{{ ente.pec }}}}, tutto su una riga; altre istruzioni non ci sono",
                    "a value of the YAML files is written {{{{ ente.pec }}}}, all on one line; there are no other instructions"
                ),
            ),
            Self::Emphasis => (
                shown,
                say!(
                    "il grassetto si scrive **così** e il corsivo *così*, senza spazi dentro; un segno da mostrare ha una \\ davanti",
                    "bold is written **so** and italics *so*, with no blanks inside; a sign to show has a \\ before it"
                ),
            ),
            Self::Pair | Self::Formula => (
                shown,
                say!(
                    "chiudi i segni attaccati alle parole, o toglili; un segno da mostrare ha una \\ davanti",
                    "close the signs next to the words, or remove them; a sign to show has a \\ before it"
                ),
            ),
            Self::Smiley => (shown, say!("metti il simbolo stesso, o una parola", "put the symbol itself, or a word")),
            Self::Entity => {
                (shown, say!("scrivi il carattere stesso: è, à, «, …", "write the character itself: è, à, «, …"))
            }
            Self::Heading => (
                shown,
                say!(
                    "dopo i cancelletti ci vuole uno spazio: ## Titolo",
                    "after the hash signs goes a space: ## Heading"
                ),
            ),
            Self::Item | Self::List => (
                shown,
                say!(
                    "dopo «-» o «1.» ci vuole uno spazio: - prima voce",
                    "after “-” or “1.” goes a space: - first item"
                ),
            ),
            Self::Table => (
                say!("questa riga è di una tabella che non si legge", "this line is of a table that cannot be read"),
                say!(
                    "prima della tabella va una riga vuota; sotto i titoli una riga con i trattini di ogni colonna: |---|---|",
                    "an empty line goes before the table; below the titles a line with the dashes of each column: |---|---|"
                ),
            ),
            Self::Description => (
                shown,
                say!(
                    "una spiegazione si scrive così: la parola, una riga vuota, poi «: » e la spiegazione",
                    "an explanation is written so: the word, an empty line, then “: ” and the explanation"
                ),
            ),
            Self::Passage => (
                shown,
                say!(
                    "un testo in un'altra lingua comincia con «::: en», da solo su una riga, e finisce con «:::»",
                    "a text in another language begins with “::: en”, alone on a line, and ends with “:::”"
                ),
            ),
            Self::Html => (shown, say!("togli il codice HTML", "remove the HTML")),
        }
    }
}
