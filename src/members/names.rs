//! What an ente of a workspace may be called: its name is a folder of what is published, and a word of the command line.

use super::member::Member;
use crate::diagnostic::{Diagnostic, Key};
use crate::record::PublicPath;
use crate::say;

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
