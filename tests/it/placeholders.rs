//! Marks of what is still to be written: what counts as one, and what only looks like one.

use crate::harness::Folder;

#[test]
fn a_mark_counts_where_something_is_to_be_written() {
    for (text, is_found) in [
        ("La pagina è aggiornata al gg/mm/aaaa.", true),
        ("La pagina è aggiornata al GG/MM/AAAA.", true),
        ("Formato: gg/mm/aaaa.", false),
        ("Scrivi la data così: GG/MM/AAAA.", false),
        ("Il referente è XXX.", true),
        ("La XXX edizione comincia a giugno.", false),
        ("Canto XXX.", false),
        ("Al posto delle cifre scrivi XXX.", false),
        ("Scrivi a [inserire l'ufficio].", true),
        ("[Da chi dipende](moderazione.md)", false),
        ("Referente: (nome e cognome).", true),
        ("Firma leggibile (nome e cognome).", false),
        ("Scrivi a PROTOCOLLO@NOMEENTE.IT.", true),
        ("Scrivi il nomeente per esteso.", false),
        ("La delibera n. … del 2026.", true),
        ("Insulti, minacce … e altro.", false),
        ("Nome: ________", true),
        ("Firma del genitore: ________", false),
        ("Il metodo è spiegato.", false),
    ] {
        let run = Folder::minimal().file("it/contatti.md", format!("---\ntitle: Contatti\n---\n\n{text}\n")).run();
        let found = run.raw().iter().any(|found| found.key.name() == "placeholder-left");
        assert_eq!(found, is_found, "{text}");
    }
}
