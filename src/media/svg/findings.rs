//! What is wrong with a picture, in words.

use super::problem::{Problem, SvgTrouble};
use crate::diagnostic::{Diagnostic, Key, Message};
use crate::say;
use crate::source::{SourceId, Span};

/// The finding at its place.
pub(crate) fn told(Problem { at, trouble }: Problem, source: SourceId) -> Diagnostic {
    let at = Span::new(source, at);
    let bare = trouble == SvgTrouble::NoNamespace;
    let (key, message, hint) = match trouble {
        SvgTrouble::Program(_)
        | SvgTrouble::Address(_)
        | SvgTrouble::Style(_)
        | SvgTrouble::OtherSheet
        | SvgTrouble::Declarations => {
            let (message, hint) = unsafe_file(trouble);
            (Key::UnsafeFile, message, hint)
        }
        SvgTrouble::TooDeep(_) | SvgTrouble::TooMany(_) | SvgTrouble::TooHeavy => {
            (Key::TooLarge, too_large(&trouble), simplify())
        }
        loss if loss.is_loss() => {
            let (message, hint) = lost(&loss);
            (Key::SimplifiedPicture, message, hint)
        }
        broken => {
            let reason = reason(broken);
            let (it, en) = (reason.it, reason.en);
            let message =
                say!("i browser non mostrerebbero questa immagine: {it}", "browsers would not show this picture: {en}");
            (Key::BrokenPicture, message, export())
        }
    };
    let finding = Diagnostic::new(key, at, message);
    if !bare {
        return finding.hint(hint);
    }
    let name = at.part(0.."<svg".len());
    finding.fix(
        say!("aggiungi lo spazio dei nomi di SVG", "add the namespace of SVG"),
        name,
        "<svg xmlns=\"http://www.w3.org/2000/svg\"",
    )
}

fn export() -> Message {
    say!(
        "apri l'immagine con il tuo programma di disegno ed esportala di nuovo come «SVG semplice»",
        "open the picture in your drawing program and export it again as “plain SVG”"
    )
}

fn simplify() -> Message {
    say!("semplifica il disegno, o esportalo come PNG", "simplify the drawing, or export it as PNG")
}

fn unsafe_file(trouble: SvgTrouble) -> (Message, Message) {
    match trouble {
        SvgTrouble::Program(name) => (
            say!("questa immagine contiene un programma: «{name}»", "this picture holds a program: “{name}”"),
            say!(
                "toglilo, o esporta di nuovo l'immagine come «SVG semplice»",
                "remove the program, or export the picture again as “plain SVG”"
            ),
        ),
        SvgTrouble::Address(address) => {
            let address = shortened(&address);
            (
                say!(
                    "questa immagine ha bisogno di un altro file: «{address}»",
                    "this picture needs another file: “{address}”"
                ),
                say!(
                    "incorpora nell'immagine ciò che richiama (in Inkscape: Estensioni, Immagini, Incorpora), o toglilo",
                    "embed in the picture what it calls (in Inkscape: Extensions, Images, Embed), or remove the call"
                ),
            )
        }
        SvgTrouble::Style(piece) => {
            let piece = shortened(&piece);
            (
                say!(
                    "nello stile di un'immagine non può stare «{piece}»",
                    "“{piece}” cannot stand in the style of a picture"
                ),
                say!(
                    "toglilo; i caratteri di altri siti non si caricano: converti i testi in tracciati",
                    "remove that piece; fonts of other sites are not loaded: convert texts to paths"
                ),
            )
        }
        SvgTrouble::OtherSheet => (
            say!(
                "questa immagine ha bisogno di un foglio di stile in un altro file",
                "this picture needs a style sheet in another file"
            ),
            export(),
        ),
        _ => (
            say!(
                "questa immagine definisce sigle proprie («<!DOCTYPE … [»), che potrebbero nascondere un programma",
                "this picture defines entities of its own (“<!DOCTYPE … [”), which could hide a program"
            ),
            say!(
                "esportala di nuovo come «SVG semplice»; in Illustrator togli la spunta a «Mantieni funzioni di modifica»",
                "export the picture again as “plain SVG”; in Illustrator untick “Preserve Illustrator Editing Capabilities”"
            ),
        ),
    }
}

fn too_large(trouble: &SvgTrouble) -> Message {
    match trouble {
        SvgTrouble::TooDeep(most) => say!(
            "questa immagine ha più di {most} elementi uno dentro l'altro",
            "this picture has more than {most} elements one within the other"
        ),
        SvgTrouble::TooMany(most) => {
            say!("questa immagine ha più di {most} elementi", "this picture has more than {most} elements")
        }
        _ => say!(
            "gli elementi di questa immagine si richiamano l'un l'altro troppe volte: bloccherebbe il browser di chi la guarda",
            "the elements of this picture call one another too often: the browser of whoever looks at them would hang"
        ),
    }
}

fn lost(trouble: &SvgTrouble) -> (Message, Message) {
    let look = say!(
        "guarda nell'anteprima se va bene lo stesso",
        "look in the preview whether the picture is right all the same"
    );
    match trouble {
        SvgTrouble::LostText => (
            say!(
                "dell'immagine si pubblica una copia senza i testi scritti in HTML",
                "a copy of this picture is published without the texts that are written in HTML"
            ),
            say!(
                "guarda nell'anteprima se va bene lo stesso; altrimenti esportala con i testi convertiti in tracciati",
                "look in the preview whether the picture is right all the same; else export it with texts converted to paths"
            ),
        ),
        SvgTrouble::LostMovement => (
            say!(
                "dell'immagine si pubblica una copia ferma, senza animazioni",
                "a copy of this picture is published that does not move"
            ),
            look,
        ),
        _ => (
            say!(
                "dell'immagine si pubblica una copia senza collegamenti: in una pagina non funzionerebbero",
                "a copy of this picture is published without links: in a page they would not work"
            ),
            say!(
                "se servono, scrivi i collegamenti nel testo della pagina",
                "if they are needed, write the links in the text of the page"
            ),
        ),
    }
}

/// Why no browser would show a picture.
fn reason(trouble: SvgTrouble) -> Message {
    match trouble {
        SvgTrouble::Encoding(name) if name.is_empty() => {
            say!("da qui il testo non è in UTF-8", "from here on the text is not UTF-8")
        }
        SvgTrouble::Encoding(name) => say!(
            "il testo è scritto o dichiarato in «{name}»: serve UTF-8",
            "the text is written or declared in “{name}”: UTF-8 is needed"
        ),
        SvgTrouble::Sign(sign) => {
            let code = u32::from(sign);
            say!("contiene un segno invisibile (U+{code:04X})", "it holds an invisible sign (U+{code:04X})")
        }
        SvgTrouble::Entity(name) => {
            say!("la sigla «&{name};» non è definita", "the entity “&{name};” is not defined")
        }
        SvgTrouble::Prefix(name) => {
            say!("manca la dichiarazione «xmlns:{name}»", "the declaration “xmlns:{name}” is missing")
        }
        SvgTrouble::Names => say!(
            "le dichiarazioni «xmlns» sono troppe o non ammesse",
            "the declarations “xmlns” are too many or not allowed"
        ),
        SvgTrouble::SvgAttribute => say!("qui un attributo è scritto male", "an attribute is written wrongly here"),
        SvgTrouble::Twice => say!("un attributo è scritto due volte", "an attribute is written twice"),
        SvgTrouble::OtherEnd { expected, found } => {
            say!("qui si chiude «{found}», ma è aperto «{expected}»", "“{found}” ends here, but “{expected}” is open")
        }
        SvgTrouble::Unclosed => say!("il file finisce a metà", "the file ends half-way"),
        SvgTrouble::TextOutside => {
            say!("c'è qualcosa prima o dopo l'immagine", "something stands before or after the picture")
        }
        SvgTrouble::LateDeclaration => say!(
            "c'è qualcosa, forse una riga vuota, prima di «<?xml»",
            "something, perhaps an empty line, stands before “<?xml”"
        ),
        SvgTrouble::NoPicture => say!("non comincia con «<svg»", "it does not begin with “<svg”"),
        SvgTrouble::NoNamespace => say!("manca «xmlns»", "“xmlns” is missing"),
        _ => say!("qui il testo non è XML", "the text is not XML here"),
    }
}

/// An address or a piece of style, short enough for a message.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let text: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
