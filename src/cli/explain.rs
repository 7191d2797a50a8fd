//! `limpido explain`: what there is to know of a finding, a field or a kind of page, without a network.

use super::end::End;
use super::{print, process};
use limpido::diagnostic::{Fault, Locale};
use limpido::explain;

/// Explains a name; without one, lists the names.
pub fn run(name: Option<&str>, locale: Locale) -> Result<End, Fault> {
    let pipeline = process::pipeline()?;
    let catalog = &pipeline.workspace().catalog;
    let Some(name) = name else {
        print::out(&explain::list(catalog, locale));
        return Ok(End::Clean);
    };
    match explain::explain(name, catalog, locale) {
        Ok(text) => {
            print::out(&text);
            Ok(End::Clean)
        }
        Err(near) => Err(Fault::refused(
            limpido::say!("«{name}» non è un difetto, un campo o una pagina", "“{name}” is no finding, field or page"),
            match near {
                Some(near) => limpido::say!("forse volevi «{near}»", "perhaps you meant “{near}”"),
                None => {
                    limpido::say!("«limpido explain --list» elenca i nomi", "“limpido explain --list” lists the names")
                }
            },
        )),
    }
}
