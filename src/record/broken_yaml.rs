//! What is wrong with a file as YAML, and how it is mended.

use super::hidden::hidden;
use crate::diagnostic::{Diagnostic, Key};
use crate::say;
use crate::source::yaml::{Syntax, Trouble, TroubleKind};
use crate::source::{Slip, Span};

/// Why the rest of a file cannot be read, and how it is mended.
#[expect(clippy::too_many_lines, reason = "a table: what to say of each mistake, and nothing else")]
pub(super) fn no_yaml(syntax: Syntax, at: Span) -> Diagnostic {
    let (message, hint) = match syntax {
        Syntax::Tab | Syntax::Slip(Slip::Tab) => (
            say!(
                "qui c'è un tab: i rientri si scrivono solo con spazi",
                "there is a tab here: indents are written with spaces only"
            ),
            say!("mettici due spazi per ogni livello", "put two spaces for each level in its place"),
        ),
        Syntax::Indent => (
            say!(
                "questa riga non ha il rientro delle righe a cui appartiene",
                "this line is not indented as the lines that it belongs to"
            ),
            say!(
                "metti davanti tanti spazi quanti ne hanno le righe dello stesso livello; ogni voce di un elenco comincia con «- »",
                "put as many spaces before it as the lines of the same level have; each item of a list begins with “- ”"
            ),
        ),
        Syntax::Colon => (
            say!("i due punti non possono stare qui", "a colon cannot stand here"),
            say!(
                "se fanno parte di un testo, metti il testo tra virgolette; se vengono dopo il nome di un campo, guarda la riga prima: mancano i suoi due punti, o qui ci sono troppi spazi davanti",
                "if it is part of a text, put the text in quotes; if it comes after a field's name, look at the line before: its colon is missing, or there are too many spaces here"
            ),
        ),
        Syntax::Quote => (
            say!(
                "le virgolette aperte prima di qui non si chiudono bene",
                "the quotes opened before this are not closed well"
            ),
            say!(
                "chiudile alla fine del testo; se il testo ha un apostrofo, usa le virgolette doppie: \"l'ente\"",
                "close them at the end of the text; if the text has an apostrophe, use double quotes: \"the body's\""
            ),
        ),
        Syntax::Bracket => (
            say!("una parentesi «[» o «{{» non si chiude bene", "a bracket “[” or “{{” is not closed well"),
            say!(
                "chiudila alla fine della riga; metti tra virgolette i testi con «,», «:» o parentesi",
                "close it at the end of the line; put texts with “,”, “:” or brackets in quotes"
            ),
        ),
        Syntax::Slip(Slip::Blank(blank)) => {
            let code = u32::from(blank);
            let (it, en) = match blank {
                '\u{a0}' | '\u{202f}' => ("uno spazio indivisibile", "a no-break space"),
                _ => ("un carattere che non si vede", "a sign that cannot be seen"),
            };
            (
                say!("qui c'è {it} (U+{code:04X}) e non uno spazio", "there is {en} (U+{code:04X}) here and no space"),
                say!(
                    "cancellalo e batti la barra spaziatrice: viene da una pagina web o da Word",
                    "delete the sign and press the space bar: the sign comes from a web page or from Word"
                ),
            )
        }
        Syntax::Slip(Slip::NoSpace) => (
            say!("dopo questi due punti manca uno spazio", "a space is missing after this colon"),
            say!("scrivi «nome: valore»", "write “name: value”"),
        ),
        Syntax::Slip(Slip::Quotes(quote)) => (
            say!(
                "queste virgolette ({quote}) non sono quelle di YAML",
                "these quotation marks ({quote}) are not YAML's"
            ),
            say!(
                "scrivi le virgolette dritte: \"testo\"; Word e i telefoni le cambiano da soli",
                "write straight quotes: \"text\"; Word and telephones change them by themselves"
            ),
        ),
        Syntax::Sign(sign) => (
            say!("un testo non può cominciare con «{sign}»", "a text cannot begin with “{sign}”"),
            say!("metti il testo tra virgolette", "put the text in quotes"),
        ),
        Syntax::Other | Syntax::Control => (
            say!("da qui il file non si legge come YAML", "from here on this is not YAML"),
            say!(
                "controlla i rientri (solo spazi), i due punti seguiti da uno spazio e le virgolette attorno ai testi con «: » o «#»",
                "check the indents (spaces only), colons followed by a space, and quotes around texts with “: ” or “#”"
            ),
        ),
    };
    Diagnostic::new(Key::YamlSyntax, at, message).hint(hint)
}

/// The finding about a trouble of a tree.
#[expect(clippy::too_many_lines, reason = "a table: what to say of each trouble, and nothing else")]
pub(super) fn tree_trouble(trouble: Trouble) -> Diagnostic {
    let at = trouble.span;
    match trouble.kind {
        TroubleKind::Syntax(syntax) => no_yaml(syntax, at),
        TroubleKind::DuplicateKey(name, first) => Diagnostic::new(
            Key::DuplicateField,
            at,
            say!("il campo «{name}» è scritto due volte", "the field “{name}” is written twice"),
        )
        .see(first, say!("la prima volta è qui", "the first time is here"))
        .hint(say!("tieni solo una delle due righe", "keep only one of the two lines")),
        TroubleKind::ComplexKey => Diagnostic::new(
            Key::WrongType,
            at,
            say!("questo non può essere il nome di un campo", "this cannot be the name of a field"),
        ),
        TroubleKind::Alias => Diagnostic::new(
            Key::YamlAlias,
            at,
            say!("i rimandi YAML (&, *, <<) non si usano qui", "YAML references (&, *, <<) are not used here"),
        )
        .hint(say!(
            "scrivi il valore per intero: un valore, un solo posto",
            "write the value in full: one value, one place"
        )),
        TroubleKind::Tag => Diagnostic::new(
            Key::YamlTag,
            at,
            say!("le etichette YAML (!) non si usano qui", "YAML tags (!) are not used here"),
        )
        .hint(say!(
            "se il testo comincia con «!», mettilo tra virgolette",
            "if the text begins with “!”, put it in quotes"
        )),
        TroubleKind::SecondDocument => Diagnostic::new(
            Key::YamlSyntax,
            at,
            say!("qui comincia un secondo documento (---)", "a second document begins here (---)"),
        )
        .hint(say!("togli la riga «---»", "remove the line “---”")),
        TroubleKind::Hidden(sign, harm) => hidden(sign, harm, 0, at)
            .hint(say!("togli dalle virgolette ciò che lo scrive", "remove from the quotes what writes it")),
        TroubleKind::TooDeep => {
            let most = crate::source::yaml::MAX_DEPTH;
            Diagnostic::new(
                Key::TooLarge,
                at,
                say!("più di {most} livelli, uno dentro l'altro", "more than {most} levels, one inside the other"),
            )
        }
        TroubleKind::TooMany => {
            let most = crate::source::yaml::MAX_NODES;
            Diagnostic::new(
                Key::TooLarge,
                at,
                say!("più di {most} valori in un file", "more than {most} values in one file"),
            )
        }
        TroubleKind::TooLong => {
            let most = crate::source::yaml::MAX_ENTRIES;
            Diagnostic::new(
                Key::TooLarge,
                at,
                say!("più di {most} voci in un solo elenco", "more than {most} entries in one list"),
            )
            .hint(say!(
                "togli le voci che non servono, o dividi il sito: limpido si ferma qui",
                "remove the entries that are not needed, or split the site: limpido stops here"
            ))
        }
    }
}
