//! Blocks of comrak's tree into ours; what would be dropped or drawn as something else is reported.

use super::builder::{BlockBuilder, MarkdownNode};
use crate::diagnostic::Key;
use crate::record::{LanguageTag, MeantMarkup, Scalar};
use crate::say;
use crate::tree::{
    Alignment, Block, CallOut, CallOutRole, Description, Heading, Inline, Item, Kind, List, ListRole, Table, plain_text,
};
use comrak::nodes::{AlertType, ListType, NodeCodeBlock, NodeTable, NodeValue, Sourcepos, TableAlignment};

use super::depth::MAX_DEPTH;
use super::inlines::has_note;
use super::lists::by_hand;
use super::signs;
use super::variables::open_variables;

/// Longest title of a column, in characters.
const LONGEST_TITLE: usize = 200;

impl BlockBuilder<'_> {
    pub(super) fn blocks(&mut self, parent: MarkdownNode<'_>, depth: usize) -> Vec<Block> {
        if depth > MAX_DEPTH {
            self.too_deep_block(parent.data.borrow().sourcepos);
            return Vec::new();
        }
        by_hand(parent.children().filter_map(|node| self.block(node, depth)).collect())
    }

    fn block(&mut self, node: MarkdownNode<'_>, depth: usize) -> Option<Block> {
        let place = node.data.borrow().sourcepos;
        let value = node.data.borrow().value.clone();
        let kind = match value {
            NodeValue::Heading(heading) => Kind::Heading(self.heading(node, heading.level)?),
            NodeValue::Paragraph => Kind::Paragraph(self.words(node)),
            NodeValue::List(list) => Kind::List(List {
                role: match list.list_type {
                    ListType::Ordered => ListRole::Numbers(list.start),
                    ListType::Bullet => ListRole::Bullets,
                },
                tight: list.tight,
                items: node.children().map(|item| Item { id: None, blocks: self.item(item, depth) }).collect(),
            }),
            NodeValue::DescriptionList => Kind::Descriptions(self.descriptions(node, depth)),
            NodeValue::BlockQuote => Kind::Quote(self.blocks(node, depth + 1)),
            NodeValue::Alert(alert) => {
                if let Some(words) = alert.title {
                    self.words_of_call_out(&words, place);
                }
                let role = match alert.alert_type {
                    AlertType::Note => CallOutRole::Note,
                    AlertType::Tip => CallOutRole::Tip,
                    AlertType::Important => CallOutRole::Important,
                    AlertType::Warning | AlertType::Caution => CallOutRole::Warning,
                };
                Kind::CallOut(CallOut { role, blocks: self.blocks(node, depth + 1) })
            }
            NodeValue::BlockDirective(fence) => {
                let language = self.language(&fence.info, place);
                if !self.written(place).lines().next_back().is_some_and(|line| line.trim_start().starts_with(":::")) {
                    self.unclosed(":::", place);
                }
                Kind::Language(language, self.blocks(node, depth + 1))
            }
            NodeValue::Table(table) => Kind::Table(self.table(node, &table)),
            NodeValue::CodeBlock(code) => {
                self.looks_like_code(&code, place);
                Kind::Verbatim(open_variables(&code.literal))
            }
            NodeValue::ThematicBreak => Kind::Break,
            NodeValue::HtmlBlock(_) => {
                self.raw_html(place);
                return None;
            }
            // Footnotes are drawn together at the page's end. The extensions that are on make no other kind of node.
            _ => return None,
        };
        Some(kind.at(self.span(place)))
    }

    /// The language after `:::`.
    fn language(&mut self, written: &str, place: Sourcepos) -> String {
        match LanguageTag::parse(written, false) {
            Ok(tag) => tag.0,
            Err(wrong) => {
                let (_, hint) = MeantMarkup::Passage.told(written);
                self.report.push(wrong.at(self.first_line(place)).hint(hint));
                String::new()
            }
        }
    }

    fn descriptions(&mut self, list: MarkdownNode<'_>, depth: usize) -> Vec<Description> {
        let mut descriptions: Vec<Description> = Vec::new();
        for part in list.children().flat_map(comrak::arena_tree::Node::children) {
            let is_term = matches!(part.data.borrow().value, NodeValue::DescriptionTerm);
            if is_term {
                // A term is in a paragraph of its own; each of its lines is a term.
                let paragraph = part.children().next().unwrap_or(part);
                let words = self.words(paragraph);
                let terms = words.split(|word| *word == Inline::SoftBreak).map(<[Inline]>::to_vec).collect();
                descriptions.push(Description { terms, details: Vec::new() });
            } else {
                let details = self.blocks(part, depth + 1);
                // A second meaning of the same term comes as an item of its own.
                match descriptions.last_mut() {
                    Some(description) => description.details.push(details),
                    None => descriptions.push(Description { terms: Vec::new(), details: vec![details] }),
                }
            }
        }
        descriptions
    }

    fn item(&mut self, item: MarkdownNode<'_>, depth: usize) -> Vec<Block> {
        let task = match &item.data.borrow().value {
            NodeValue::TaskItem(task) => Some(task.symbol_sourcepos),
            _ => None,
        };
        if let Some(place) = task {
            self.error(
                Key::TaskList,
                place,
                say!("le caselle da spuntare non si pubblicano", "boxes to tick are not published"),
                say!(
                    "togli «[ ]» e scrivi a parole che cosa è fatto e che cosa no",
                    "remove “[ ]” and say in words what is done and what is not"
                ),
            );
        }
        self.blocks(item, depth + 1)
    }

    fn words_of_call_out(&mut self, words: &str, place: Sourcepos) {
        let line = self.first_line(place);
        self.found(
            Key::MisplacedText,
            line,
            say!(
                "le parole «{words}» non uscirebbero: nella prima riga di un riquadro c'è solo il suo tipo",
                "the words “{words}” would not be published: the first line of a call-out holds its kind alone"
            ),
            say!("scrivile nella riga sotto, con «> » davanti", "write them in the line below, after “> ”"),
        );
    }

    fn unclosed(&mut self, sign: &str, place: Sourcepos) {
        let line = self.first_line(place);
        self.found(
            Key::UnclosedBlock,
            line,
            say!(
                "il blocco che comincia qui non finisce: prende tutto il resto della pagina",
                "the block that begins here does not end: it takes the rest of the page"
            ),
            say!("scrivi una riga «{sign}» dove finisce", "write a line “{sign}” where it ends"),
        );
    }

    fn looks_like_code(&mut self, code: &NodeCodeBlock, place: Sourcepos) {
        if !code.closed {
            let fence = char::from(code.fence_char).to_string().repeat(code.fence_length);
            self.unclosed(&fence, place);
        }
        if !code.fenced {
            let line = self.first_line(place);
            self.found(
                Key::IndentedCode,
                line,
                say!(
                    "quattro spazi all'inizio di una riga ne fanno codice da copiare, e il Markdown lì non vale",
                    "four blanks at the beginning of a line make it code to copy, where Markdown does not hold"
                ),
                say!(
                    "togli gli spazi; se è davvero codice, mettilo tra due righe con tre accenti gravi",
                    "remove the blanks; if it really is code, put it between two lines with three backticks"
                ),
            );
        }
    }

    fn table(&mut self, node: MarkdownNode<'_>, table: &NodeTable) -> Table {
        let alignment = |alignment: &TableAlignment| match alignment {
            TableAlignment::None | TableAlignment::Left => Alignment::Start,
            TableAlignment::Center => Alignment::Centre,
            TableAlignment::Right => Alignment::End,
        };
        let columns: Vec<_> = table.alignments.iter().map(alignment).collect();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        for row in node.children() {
            let place = row.data.borrow().sourcepos;
            let (cells, most) = (cells_of(self.written(place)), columns.len());
            if cells > most {
                self.error(
                    Key::MisplacedText,
                    place,
                    say!(
                        "questa riga ha {cells} celle e la tabella ha {most} colonne: le ultime non uscirebbero",
                        "this row has {cells} cells and the table has {most} columns: the last ones would not be published"
                    ),
                    say!(
                        "aggiungi una colonna ai titoli, o togli una cella; un «|» da mostrare si scrive \\|",
                        "add a column to the titles, or remove a cell; a “|” to show is written \\|"
                    ),
                );
            }
            rows.push(row.children().map(|cell| self.words(cell)).collect());
        }
        let head: Vec<Vec<Inline>> = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        // Titles have a bound, because a table that stacks on a small screen repeats them in each row.
        let is_long = |cell: &&Vec<Inline>| plain_text(cell).chars().count() > LONGEST_TITLE;
        if head.iter().any(|cell| is_long(&cell)) {
            self.error(
                Key::TooLarge,
                node.data.borrow().sourcepos,
                say!(
                    "il titolo di una colonna ha più di {LONGEST_TITLE} caratteri",
                    "the title of a column has more than {LONGEST_TITLE} characters"
                ),
                say!(
                    "accorcialo, e scrivi il resto sopra la tabella",
                    "shorten it, and write the rest above the table"
                ),
            );
            rows.clear();
        }
        Table { columns, head, rows }
    }

    fn heading(&mut self, node: MarkdownNode<'_>, level: u8) -> Option<Heading> {
        let place = node.data.borrow().sourcepos;
        let given = self.given_anchor(node);
        let words = self.words(node);
        if has_note(&words) {
            self.misplaced_note(place);
        }
        let text = plain_text(&words).trim().to_owned();
        if level == 1 {
            self.error(
                Key::SecondTitle,
                place,
                say!(
                    "il titolo della pagina è già in cima al file, in «title:»",
                    "the page's title is at the top of the file already, in “title:”"
                ),
                say!(
                    "comincia le sezioni con due cancelletti: ## {text}",
                    "begin sections with two hash signs: ## {text}"
                ),
            );
            return None;
        }
        let id = match given {
            Some(id) => {
                if !self.anchors.take(&id) {
                    self.error(
                        Key::DuplicateAnchor,
                        place,
                        say!(
                            "l'ancora «{id}» è già di un'altra sezione di questa pagina",
                            "the anchor “{id}” belongs to another section of this page"
                        ),
                        say!("scegli un altro nome tra le graffe", "choose another name in the braces"),
                    );
                }
                id
            }
            None => self.anchors.of(&text),
        };
        Some(Heading { level, words, text, id, span: self.span(place) })
    }

    /// The anchor between braces at a heading's end.
    fn given_anchor(&mut self, node: MarkdownNode<'_>) -> Option<String> {
        let data = node.data.borrow();
        let attributes = data.attrs.as_ref()?;
        let is_anchor = |id: &String| !id.contains(|c: char| c.is_whitespace() || c.is_control());
        let others = !attributes.classes.is_empty() || !attributes.pairs.is_empty();
        if others || attributes.id.as_ref().is_some_and(|id| !is_anchor(id)) {
            let (message, hint) = MeantMarkup::Attributes.told(self.braces(data.sourcepos));
            self.error(signs::RULE, data.sourcepos, message, hint);
        }
        attributes.id.clone().filter(is_anchor)
    }

    /// What stands between braces in a heading.
    fn braces(&self, place: Sourcepos) -> &str {
        let written = self.written(place);
        written.rfind('{').map_or(written, |at| &written[at..])
    }
}

/// How many cells a row has as it is written.
fn cells_of(row: &str) -> usize {
    let row = row.lines().next().unwrap_or_default().trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = if row.ends_with("\\|") { row } else { row.strip_suffix('|').unwrap_or(row) };
    let mut before = ' ';
    let mut count = 1;
    for c in row.chars() {
        count += usize::from(c == '|' && before != '\\');
        before = c;
    }
    count
}
