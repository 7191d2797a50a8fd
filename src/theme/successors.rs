//! What became of each file that themes could hold under contract 1, when templates said what pages say.

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Successor {
    /// The file, by its path in a theme.
    pub was: &'static str,
    /// The kinds of blocks that draw today what the file drew; none where the theme has no say in it any more.
    pub blocks: &'static [&'static str],
    /// The file of the frame that draws it today, where no block does.
    pub frame: Option<&'static str>,
}

const fn drawn(was: &'static str, blocks: &'static [&'static str]) -> Successor {
    Successor { was, blocks, frame: None }
}

const fn framed(was: &'static str, frame: &'static str) -> Successor {
    Successor { was, blocks: &[], frame: Some(frame) }
}

/// Every file of contract 1.
pub const SUCCESSORS: &[Successor] = &[
    drawn("structures/accessibility.html", &["section", "contact"]),
    drawn(
        "structures/accounts.html",
        &["section", "section-element", "section-closed", "section-not-official", "group", "account", "check"],
    ),
    drawn("structures/acts.html", &["section", "timeline", "tags"]),
    drawn("structures/by-member.html", &["section"]),
    drawn("structures/by-platform.html", &["section"]),
    drawn("structures/by-unit.html", &["section"]),
    drawn("structures/contacts.html", &["section", "columns", "card", "contact", "hours"]),
    drawn("structures/contents.html", &["section"]),
    drawn(
        "structures/home.html",
        &[
            "section-questions",
            "questions",
            "section",
            "platforms",
            "group",
            "columns",
            "section-clauses",
            "section-aspect",
        ],
    ),
    drawn("structures/informative.html", &["section-notice"]),
    drawn("structures/licence.html", &["section-licence", "section-element", "group"]),
    drawn("structures/moderation.html", &["section", "tags"]),
    drawn("structures/none.html", &[]),
    drawn("structures/not-found.html", &["section"]),
    drawn("structures/oblio.html", &["accordion", "section-element", "contact", "group"]),
    drawn("structures/profile-texts.html", &["section"]),
    drawn("structures/qr.html", &["qr-codes"]),
    drawn("structures/service.html", &["section-element"]),
    drawn("structures/staff.html", &["section", "contact"]),
    drawn("structures/whole.html", &["section-part"]),
    drawn("components/account/template.html", &["account"]),
    drawn("components/account_line/template.html", &[]),
    drawn("components/contact/template.html", &["contact"]),
    drawn("components/ente_contact/template.html", &["contact"]),
    drawn("components/hours/template.html", &["hours"]),
    framed("components/index/template.html", "page.html"),
    drawn("components/notice/template.html", &["section-notice", "section-element", "section-objection", "group"]),
    drawn("components/office/template.html", &["card"]),
    drawn("components/office_contact/template.html", &["contact"]),
    drawn("components/operator/template.html", &[]),
    drawn("components/subscribe/template.html", &["section-element"]),
    drawn("components/transfer/template.html", &[]),
];

/// What became of a file of a theme. A component's other files went where its template did.
pub(super) fn successor(path: &str) -> Option<&'static Successor> {
    let template = path.strip_prefix("components/").and_then(|rest| rest.split_once('/'));
    let was = template.map_or_else(|| path.to_owned(), |(name, _)| format!("components/{name}/template.html"));
    SUCCESSORS.iter().find(|successor| successor.was == was)
}
