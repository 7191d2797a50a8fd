//! Reading a tree into a record: every mistake is reported, and the rest is read too.

use super::hidden::{hidden, report_hidden};
use super::{Field, Shape, Written, unknown_name};
use crate::diagnostic::{Diagnostic, Key, Level, Message, Report};
use crate::say;
use crate::source::table;
use crate::source::yaml::{Kind, Node, Syntax, Trouble, TroubleKind};
use crate::source::{
    Entry, Files, MAX_TEXT_BYTES, Slip, SourceId, Sources, Span, Spanned, TextTrouble, Unreadable, slip,
};

/// Collects what is wrong while a file is read.
#[derive(Debug, Default)]
pub struct Reader {
    report: Report,
    /// Whether a part of the value that is being read was refused: the value goes on without that part.
    has_lost: bool,
}

/// The fields of a map that were not taken yet.
pub struct Fields<'n> {
    entries: &'n [(Spanned<String>, Node)],
    place: Span,
    whole: Span,
}

impl Reader {
    /// Reads a whole file: the tree's own troubles first, then the type's. The value is `None` only if the text is no YAML
    /// or nothing harmless can stand in for it.
    pub fn read_root<T: Field>(parsed: (Option<Node>, Vec<Trouble>)) -> (Option<T>, Report) {
        let mut reader = Self::default();
        let (node, troubles) = parsed;
        reader.report.merge(Self::troubles(troubles));
        let value = node.and_then(|node| T::read(&node, &mut reader));
        (value, reader.report)
    }

    /// What is wrong with the YAML of a file whose values are read elsewhere.
    #[must_use]
    pub fn troubles(troubles: Vec<Trouble>) -> Report {
        let mut report = Report::default();
        // A control sign was found when the text was read, and what follows from it is said by nobody.
        let is_said = |trouble: &Trouble| trouble.kind != TroubleKind::Syntax(Syntax::Control);
        troubles.into_iter().filter(is_said).for_each(|trouble| report.push(tree_trouble(trouble)));
        report
    }

    /// Notes a part that was refused, after its mistake was reported: the field that holds it is not whole.
    pub fn lose(&mut self) {
        self.has_lost = true;
    }

    /// A part of a value; what is refused is left out of the whole.
    pub(super) fn part<T: Field>(&mut self, node: &Node) -> Option<T> {
        let part = T::read(node, self);
        self.has_lost |= part.is_none();
        part
    }

    /// Reports a mistake.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// The node is of another kind than the shape wants.
    pub fn wrong_type(&mut self, node: &Node, shape: &Shape) {
        if let Kind::Scalar { text, quoted: false } = &node.kind
            && let Some((found, at)) = slip(text)
        {
            let length = text[at..].chars().next().map_or(0, char::len_utf8);
            self.report(no_yaml(Syntax::Slip(found), node.span.part(at..at + length)));
            return;
        }
        let Message { it, en } = shape.expected();
        let diagnostic = match node.kind {
            Kind::Empty => {
                Diagnostic::new(Key::EmptyValue, node.span, say!("qui manca il valore", "the value is missing here"))
                    .hint(say!("scrivi {it}, oppure togli la riga", "write {en}, or remove the line"))
            }
            _ => {
                let (found_it, found_en) = match node.kind {
                    Kind::Scalar { .. } => ("un testo", "a text"),
                    Kind::List(_) => ("un elenco", "a list"),
                    _ => ("dei campi", "fields"),
                };
                let message = say!("qui non può stare {found_it}", "{found_en} cannot stand here");
                Diagnostic::new(Key::WrongType, node.span, message).hint(say!("scrivi {it}", "write {en}"))
            }
        };
        self.report(diagnostic);
    }

    /// A field that may be left out and says nothing, as programs write it: it is as if the field were not there.
    pub fn blank(&mut self, node: &Node, shape: &Shape) {
        let Message { it, en } = shape.expected();
        let message = say!(
            "questo campo non dice nulla: è come se non ci fosse",
            "this field says nothing: it is as if the field were not there"
        );
        self.report(
            Diagnostic::new(Key::EmptyValue, node.span, message)
                .weighing(Level::Advice)
                .hint(say!("togli la riga, o scrivi {it}", "remove the line, or write {en}")),
        );
    }

    /// The fields of a record; unknown ones are reported with the nearest known name.
    pub fn fields<'n>(&mut self, node: &'n Node, shape: &Shape, known: &[&'static str]) -> Option<Fields<'n>> {
        let entries: &[_] = match &node.kind {
            Kind::Map(entries) => entries,
            Kind::Empty => &[],
            _ => {
                self.wrong_type(node, shape);
                return None;
            }
        };
        for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.value.as_str())) {
            self.report(unknown_name(Key::UnknownField, key, known.iter().copied()));
        }
        let place = entries.first().map_or(node.span, |(key, _)| key.span);
        Some(Fields { entries, place, whole: node.span })
    }
}

impl Fields<'_> {
    /// The value of a field, what it is when absent, or a stand-in after a mistake; and which of the three it is.
    pub fn take<T: Field>(&mut self, name: &'static str, reader: &mut Reader) -> (Option<T>, Written) {
        let absent = T::absent();
        match self.entries.iter().find(|(key, _)| key.value == name) {
            Some((key, node)) => {
                let outer = std::mem::take(&mut reader.has_lost);
                let value = T::read(node, reader);
                let has_lost = std::mem::replace(&mut reader.has_lost, outer);
                let written = match &value {
                    Some(_) if node.is_blank() && absent.is_some() => Written::Absent,
                    Some(_) if !has_lost => Written::Given(key.span),
                    _ => Written::Wrong(key.span),
                };
                (value.or_else(|| T::stand_in(node.span)), written)
            }
            None if absent.is_some() => (absent, Written::Absent),
            None => {
                let Message { it, en } = T::shape().expected();
                reader.report(
                    Diagnostic::new(
                        Key::MissingField,
                        self.place,
                        say!("manca il campo «{name}»", "the field “{name}” is missing"),
                    )
                    .hint(say!("aggiungi «{name}:» con {it}", "add “{name}:” with {en}")),
                );
                (T::stand_in(self.whole), Written::Wrong(self.place))
            }
        }
    }
}

/// Why the rest of a file cannot be read, and how it is mended.
fn no_yaml(syntax: Syntax, at: Span) -> Diagnostic {
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

fn tree_trouble(trouble: Trouble) -> Diagnostic {
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

/// Reads a file as text and keeps it; the flag says whether it can be used, after the report of why not.
///
/// # Errors
/// When the disk does not give what it lists.
pub fn read_text(
    files: &Files,
    entry: &Entry,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<(SourceId, bool), Unreadable> {
    let shown = files.shown(&entry.path);
    Ok(match files.text(entry)? {
        Ok(text) => {
            let source = sources.add(shown, text);
            report_hidden(sources.get(source).map_or("", |source| &source.text), source, report);
            (source, true)
        }
        Err(TextTrouble::TooLarge(bytes)) => {
            let most = MAX_TEXT_BYTES / 1024 / 1024;
            let megabytes = bytes / 1024 / 1024;
            report.push(
                Diagnostic::about_file(
                    Key::TooLarge,
                    shown.clone(),
                    say!(
                        "il file è di {megabytes} MB: un testo può arrivare a {most} MB",
                        "the file has {megabytes} MB: a text may have {most} MB"
                    ),
                )
                .hint(say!(
                    "dividilo, o metti i documenti nella cartella files/",
                    "split it, or put documents into the folder files/"
                )),
            );
            (sources.add(shown, String::new()), false)
        }
        Err(TextTrouble::NotUtf8 { lossy, at }) => {
            let source = sources.add(shown, lossy);
            report.push(
                Diagnostic::new(
                    Key::UnreadableText,
                    Span::new(source, at..at),
                    say!("da qui il file non è in UTF-8", "from here on the file is not UTF-8"),
                )
                .hint(say!(
                    "aprilo con il tuo editor e salvalo con la codifica UTF-8",
                    "open it in your editor and save it as UTF-8"
                )),
            );
            (source, false)
        }
    })
}

/// The bytes of a table as text.
///
/// # Errors
/// When they are the file of a spreadsheet program.
pub fn table_text(bytes: &[u8], shown: &str) -> Result<String, Diagnostic> {
    table::decoded(bytes).map_err(|table::Workbook| {
        Diagnostic::about_file(
            Key::NotCsv,
            shown,
            say!(
                "questo è un foglio di calcolo (Excel o LibreOffice), non un CSV",
                "this is a spreadsheet (Excel or LibreOffice), not a CSV"
            ),
        )
        .hint(say!(
            "aprilo con il suo programma e salvalo con nome, scegliendo il tipo «CSV UTF-8»",
            "open it with its program and save it under another name as “CSV UTF-8”"
        ))
    })
}
