//! The questions of `init`, in the order in which they are asked: prompts and flags are made of them.

/// A question: what the flag is called, and how it is asked.
pub struct InitQuestion {
    /// The flag, and the name of the answer.
    pub key: &'static str,
    /// The question and an example, Italian and English.
    pub text: (&'static str, &'static str),
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it is asked; the others are flags only.
    pub asked: bool,
}

const fn question(key: &'static str, it: &'static str, en: &'static str) -> InitQuestion {
    InitQuestion { key, text: (it, en), required: false, asked: true }
}

const fn flag(key: &'static str, it: &'static str, en: &'static str) -> InitQuestion {
    InitQuestion { asked: false, ..question(key, it, en) }
}

/// The questions, in the order in which they are asked.
pub const QUESTIONS: [InitQuestion; 21] = [
    InitQuestion {
        required: true,
        ..question(
            "name",
            "Come si chiama l’ente? Per esempio: Comune di Borgo Chiaro",
            "What is the body called? For example: Comune di Borgo Chiaro",
        )
    },
    question(
        "kind",
        "Che tipo di ente è? comune, provincia, unione, consorzio, scuola, azienda-sanitaria…",
        "What kind of body is it? comune, provincia, unione, consorzio, scuola, azienda-sanitaria…",
    ),
    question(
        "province",
        "In quale provincia? La sigla, per esempio: MI",
        "In which province? Its two letters, such as MI",
    ),
    question(
        "site",
        "Qual è il sito istituzionale? Per esempio: https://www.comune.borgochiaro.it",
        "What is the institutional site? For example: https://www.comune.borgochiaro.it",
    ),
    question(
        "code",
        "Qual è il codice IPA? Lo trovi su indicepa.gov.it. Per esempio: c_a662",
        "What is the IPA code? Find it at indicepa.gov.it. For example: c_a662",
    ),
    question(
        "address",
        "Qual è l’indirizzo della sede? Per esempio: Piazza della Fontana 1, 00000 Borgo Chiaro",
        "What is the postal address? For example: Piazza della Fontana 1, 00000 Borgo Chiaro",
    ),
    question("pec", "Qual è la PEC?", "What is the certified e-mail (PEC)?"),
    question("email", "Qual è l’e-mail dell’ente (protocollo)?", "What is the body’s e-mail (registry)?"),
    question(
        "phone",
        "Qual è il telefono? Per esempio: +39 0123 456789",
        "What is the telephone? For example: +39 0123 456789",
    ),
    question(
        "rpd",
        "Qual è l’e-mail del responsabile della protezione dei dati (RPD)?",
        "What is the e-mail of the data protection officer (RPD)?",
    ),
    question(
        "office",
        "Quale ufficio gestisce gli account? Scrivi il suo nome",
        "Which office runs the accounts? Write its name",
    ),
    question("office-email", "A quale e-mail risponde quell’ufficio?", "At which e-mail does that office answer?"),
    question("urp-email", "A quale e-mail scrivono i cittadini?", "To which e-mail do citizens write?"),
    question(
        "platforms",
        "Quali account usate? Indirizzi o nomi, separati da virgole. Per esempio: facebook, https://www.instagram.com/nome",
        "Which accounts do you use? Addresses or names, separated by commas. For example: facebook, https://www.instagram.com/name",
    ),
    question(
        "act-organ",
        "Chi ha approvato la policy? L’organo, per esempio: Giunta comunale. Se non è ancora approvata premi Invio, qui e nelle tre domande che seguono",
        "Who approved the policy? The organ, such as Giunta comunale. If it is not approved yet press Enter, here and at the next three questions",
    ),
    question(
        "act-number",
        "Qual è il numero dell’atto che la approva? Per esempio: 24",
        "What is the number of the act that approves it? For example: 24",
    ),
    question(
        "act-date",
        "Qual è la data dell’atto? Per esempio: 2026-02-12",
        "What is the date of the act? For example: 2026-02-12",
    ),
    question(
        "in-force",
        "Da quando vale la policy? Per esempio: 2026-03-01",
        "Since when does the policy hold? For example: 2026-03-01",
    ),
    question("languages", "In quali lingue? it, oppure it, en", "In which languages? it, or it, en"),
    flag("tax-code", "Il codice fiscale dell’ente", "The body’s tax code"),
    flag(
        "urp-phone",
        "Il telefono dell’ufficio che risponde ai cittadini",
        "The telephone of the office that answers citizens",
    ),
];
