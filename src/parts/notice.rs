//! The privacy notices: the short layer, then every element with an anchor of its own (GDPR articles 13 and 14).

mod elements;
mod platforms;

use super::Scope;
use super::build::{host, item, items, joined, list, paragraph, remark, section_of, web};
use crate::catalog::Norma;
use crate::model::{Informativa, LegalBasis, Purpose, Retention, Right, SpecialCategories};
use crate::plan::{ByNotice, Covers, Mention};
use crate::record::{Localized, Ref, Text};
use crate::source::{Span, Spanned};
use crate::tree::{Block, Fact, GroupRole, Inline, Kind, ListRole, Section, SectionRole, Target, link, text};
use elements::Elements;
use platforms::{joint, operators, transfer_blocks};

pub(super) fn informative(scope: &Scope<'_>) -> Vec<Block> {
    scope.directory.by_notice.iter().map(|of| notice(scope, of)).collect()
}

#[expect(
    clippy::too_many_lines,
    reason = "a record is taken apart in one function, so that a field that nobody shows does not compile"
)]
fn notice(scope: &Scope<'_>, of: &ByNotice<'_>) -> Block {
    let Informativa {
        span,
        fields: _,
        title,
        version,
        date,
        act,
        scope: about,
        people,
        purposes,
        categories,
        special_categories,
        source,
        how,
        recipients,
        diffusion,
        transfers,
        retention,
        rights,
        objection,
        rights_limits,
        rights_page,
        consent_withdrawal,
        complaint,
        court,
        obligation,
        automated,
        joint_control,
        platforms,
        cookies,
        minors,
    } = of.notice;
    let span = *span;
    let mut elements = Elements { scope, id: of.key, blocks: Vec::new() };
    elements.blocks.extend(dated(scope, version.as_ref(), date.as_ref(), span));
    elements.blocks.push(short_layer(scope, of, span));
    elements.blocks.extend(right_to_object(&elements, rights, objection.as_ref(), span));
    covered(&mut elements, &of.covers, about.as_ref(), span);
    elements.text("persone", "notice.people", people.as_ref());
    controller(&mut elements, span);
    if !purposes.is_empty() {
        let purposes = purposes.iter().map(|purpose| item(purpose_blocks(scope, purpose, true))).collect();
        elements.add("scopi", "notice.purposes", vec![items(ListRole::Bullets, purposes, span)], span);
    }
    elements.list("dati", "notice.categories", categories);
    if let Some(special) = special_categories {
        elements.add("dati-particolari", "notice.special", special_blocks(scope, special), special.span);
    }
    elements.text("fonte", "notice.source", source.as_ref());
    elements.text("modi", "notice.how", how.as_ref());
    let seen: Vec<Block> = scope
        .listed(ListRole::Bullets, recipients)
        .into_iter()
        .chain(diffusion.as_ref().map(|words| scope.said(words)))
        .collect();
    if !seen.is_empty() {
        elements.add("destinatari", "notice.recipients", seen, span);
    }
    operators(&mut elements, &of.platforms, platforms.as_ref(), span);
    joint(&mut elements, &of.platforms, joint_control.as_ref());
    if let Some(transfers) = transfers {
        elements.add("trasferimenti", "notice.transfers", transfer_blocks(scope, of, transfers), transfers.span);
    }
    if !retention.is_empty() {
        let facts = retention.iter().map(|retention| kept(scope, retention)).collect();
        elements.add("conservazione", "notice.retention", vec![Kind::Facts(facts).at(span)], span);
    }
    if !rights.is_empty() {
        let mut blocks = vec![rights_list(scope, rights, span)];
        blocks.extend(rights_limits.as_ref().map(|words| scope.said(words)));
        blocks.push(how_to_ask(scope, span));
        blocks.extend(
            rights_page.as_ref().map(|page| paragraph(web(page, scope.label("notice.rights_page")), page.span)),
        );
        elements.add("diritti", "notice.rights", blocks, span);
    }
    elements.text("consenso", "notice.consent", consent_withdrawal.as_ref());
    complaint_and_court(&mut elements, complaint.as_ref(), court.as_ref());
    elements.text("obbligo", "notice.obligation", obligation.as_ref());
    elements.text("automatiche", "notice.automated", automated.as_ref());
    elements.text("minori", "notice.minors", minors.as_ref());
    elements.text("cookie", "notice.cookies", cookies.as_ref());
    if let Some((act, link)) = act.as_ref().and_then(|act| Some((act, scope.act_link(act)?))) {
        let label = scope.t(if of.late_act.is_some() { "notice.act_related" } else { "notice.act" });
        elements.blocks.push(paragraph([text(label + ": "), link].concat(), act.name.span));
    }
    section_of(SectionRole::Notice, (of.key, 2), scope.say(title), elements.blocks, span)
}

/// Where a person reads how to use a right.
fn how_to_ask(scope: &Scope<'_>, span: Span) -> Block {
    let mut words = text(scope.t("notice.rights_how") + " ");
    words.push(link(Target::page("oblio"), scope.label("footer.oblio"), span));
    words.push(Inline::Text(".".to_owned()));
    paragraph(words, span)
}

fn dated(
    scope: &Scope<'_>,
    version: Option<&Text>,
    date: Option<&Spanned<crate::record::Date>>,
    span: Span,
) -> Option<Block> {
    let version = version.map(|version| text(scope.t_with("notice.version", &[("version", &version.value)])));
    let date = date.map(|date| [text(scope.t("notice.date") + " "), vec![scope.date(date.value)]].concat());
    let words = joined([version, date].into_iter().flatten(), " – ");
    (!words.is_empty()).then(|| paragraph(words, span))
}

/// Who, why, who sees, how long, which rights: what a reader asks first.
fn short_layer(scope: &Scope<'_>, of: &ByNotice<'_>, span: Span) -> Block {
    let notice = of.notice;
    let ente = &scope.site().settings.ente;
    let mut facts = vec![scope.fact("notice.who", controller_name(scope), span)];
    let mut add = |key: &str, blocks: Vec<Block>| facts.push(Fact { term: scope.label(key), blocks });
    if !notice.purposes.is_empty() {
        let purposes = notice.purposes.iter().map(|purpose| item(purpose_blocks(scope, purpose, false))).collect();
        add("notice.why", vec![items(ListRole::Bullets, purposes, span)]);
    }
    if let Some(list) = scope.listed(ListRole::Bullets, &notice.recipients) {
        add("notice.sees", vec![list]);
    }
    if !notice.retention.is_empty() {
        let place = Target::Here(format!("{}-conservazione", of.key));
        add("notice.how_long", vec![paragraph(vec![link(place, scope.label("notice.how_long_link"), span)], span)]);
    }
    if !notice.rights.is_empty() {
        add("notice.your_rights", vec![rights_list(scope, &notice.rights, span)]);
    }
    if let Some(email) = ente.rpd.as_ref().and_then(|rpd| rpd.email.as_ref()) {
        let words = link(Target::Mail(email.value.0.clone()), text(email.value.0.clone()), email.span);
        add("notice.write_to", vec![paragraph(vec![words], email.span)]);
    }
    let id = format!("{}-in-breve", of.key);
    let title = Section {
        role: SectionRole::Element,
        id,
        level: 3,
        heading: scope.label("notice.short"),
        blocks: vec![Kind::Facts(facts).at(span)],
    };
    Kind::Group(GroupRole::Brief, vec![Kind::Section(title).at(span)]).at(span)
}

fn rights_list(scope: &Scope<'_>, rights: &[Spanned<Right>], span: Span) -> Block {
    // The right to object stands in a box of its own.
    let others = rights.iter().filter(|right| right.value != Right::Objection);
    list(ListRole::Bullets, others.map(|right| text(scope.t(&format!("right.{}", right.value.word())))), span)
}

/// The right to object must stand out (GDPR article 21, 4).
fn right_to_object(
    elements: &Elements<'_, '_>,
    rights: &[Spanned<Right>],
    objection: Option<&Localized>,
    span: Span,
) -> Option<Block> {
    let scope = elements.scope;
    if objection.is_none() && rights.iter().all(|right| right.value != Right::Objection) {
        return None;
    }
    let own = objection.map(|words| scope.said(words));
    let blocks = std::iter::once(paragraph(scope.label("notice.objection_text"), span)).chain(own).collect();
    let id = elements.anchor("opposizione");
    Some(section_of(SectionRole::Objection, (&id, 3), scope.label("notice.objection"), blocks, span))
}

/// What the notice is about, and which accounts it covers.
fn covered(elements: &mut Elements<'_, '_>, covers: &Covers<'_>, about: Option<&Localized>, span: Span) {
    let scope = elements.scope;
    let names = |mentions: &[Mention<'_>]| {
        mentions.iter().map(|mention| mention.words(scope.eye)).collect::<Vec<_>>().join(", ")
    };
    let covers = match covers {
        Covers::Nothing => None,
        Covers::All => Some(scope.t("notice.covers_all")),
        Covers::But(mentions) => Some(scope.t_with("notice.covers_but", &[("names", &names(mentions))])),
        Covers::Only(mentions) => Some(scope.t_with("notice.covers_only", &[("names", &names(mentions))])),
    };
    let covers = covers.map(|words| paragraph(text(words), span));
    let blocks: Vec<Block> = about.map(|about| scope.said(about)).into_iter().chain(covers).collect();
    if !blocks.is_empty() {
        elements.add("oggetto", "notice.scope", blocks, span);
    }
}

fn controller_name(scope: &Scope<'_>) -> Vec<Inline> {
    let ente = &scope.site().settings.ente;
    let own = ente.titolare.as_ref().and_then(|titolare| titolare.name.as_ref());
    scope.name(own.unwrap_or(&ente.name))
}

fn controller(elements: &mut Elements<'_, '_>, span: Span) {
    let scope = elements.scope;
    let ente = &scope.site().settings.ente;
    let mut words = controller_name(scope);
    if let Some(by) = ente.titolare.as_ref().and_then(|titolare| titolare.represented_by.as_ref()) {
        words.extend(text(format!(" – {}: ", scope.t("notice.represented"))));
        words.extend(scope.say(by));
    }
    let contact = ente.titolare.as_ref().and_then(|titolare| scope.titolare_contact(titolare));
    let contact = contact.map_or_else(|| scope.ente_contact(), |contact| vec![contact]);
    elements.add(
        "titolare",
        "notice.controller",
        std::iter::once(paragraph(words, span)).chain(contact).collect(),
        span,
    );
    if let Some(rpd) = &ente.rpd {
        elements.add("rpd", "contacts.rpd", scope.rpd(rpd), rpd.span);
    }
}

/// A purpose with its legal basis; with all that it rests on, where the element speaks of that.
fn purpose_blocks(scope: &Scope<'_>, purpose: &Purpose, is_whole: bool) -> Vec<Block> {
    let Purpose { span, fields: _, text: words, basis, grounds, norme, acts } = purpose;
    let mut blocks = vec![scope.said(words)];
    blocks.extend(basis.0.iter().map(|basis| remark(text(basis_words(scope, basis.value)), basis.span)));
    if is_whole {
        blocks.extend(grounds.as_ref().map(|words| scope.said(words)));
        blocks.extend(norme_line(scope, norme, *span));
        if !acts.is_empty() {
            let links = joined(acts.iter().filter_map(|act| scope.act_link(act)), ", ");
            blocks.push(remark([text(scope.t("acts.acts") + ": "), links].concat(), *span));
        }
    }
    blocks
}

fn basis_words(scope: &Scope<'_>, basis: LegalBasis) -> String {
    format!("{}: {}", scope.t("notice.basis"), scope.t(&format!("basis.{}", basis.word())))
}

/// The norme by their short names.
fn norme_line(scope: &Scope<'_>, norme: &[Ref<Norma>], span: Span) -> Option<Block> {
    let cited = |cited: &Ref<Norma>| {
        let found = scope.catalog.norme.named(cited)?;
        let target = Target::Web(found.url.value.0.clone());
        Some(vec![link(target, scope.say(&found.short), cited.name.span)])
    };
    let links = joined(norme.iter().filter_map(cited), ", ");
    (!norme.is_empty()).then(|| remark([text(scope.t("notice.norme") + ": "), links].concat(), span))
}

fn special_blocks(scope: &Scope<'_>, special: &SpecialCategories) -> Vec<Block> {
    let SpecialCategories { span, fields: _, letters, norme, text: words } = special;
    let letters = letters.iter().map(|letter| letter.value.as_str()).collect::<Vec<_>>().join(", ");
    let basis = (!letters.is_empty()).then(|| {
        let letters = scope.t_with("notice.special_letters", &[("letters", &letters)]);
        remark(text(format!("{}: {letters}", scope.t("notice.basis"))), *span)
    });
    std::iter::once(scope.said(words)).chain(basis).chain(norme_line(scope, norme, *span)).collect()
}

fn kept(scope: &Scope<'_>, retention: &Retention) -> Fact {
    let Retention { span, fields: _, what, from, days, months, at_least_months, criterion } = retention;
    let number =
        |key: &str, number: &Option<Spanned<u32>>| number.as_ref().map(|number| scope.t_number(key, "n", number.value));
    let times = [
        number("notice.at_least_months", at_least_months),
        number("notice.days", days),
        number("notice.months", months),
    ];
    let times = text(times.into_iter().flatten().collect::<Vec<_>>().join(", "));
    let from = from.as_ref().map(|from| scope.say(from));
    let words = joined([times].into_iter().filter(|times| *times != text("")).chain(from), " ");
    let time = (!words.is_empty()).then(|| paragraph(words, *span));
    let criterion = criterion.as_ref().map(|words| scope.said(words));
    Fact { term: scope.say(what), blocks: time.into_iter().chain(criterion).collect() }
}

fn complaint_and_court(elements: &mut Elements<'_, '_>, complaint: Option<&Localized>, court: Option<&Localized>) {
    let scope = elements.scope;
    let Some(span) = complaint.or(court).map(|words| words.span) else { return };
    let mut blocks = Vec::new();
    if let Some(words) = complaint {
        blocks.push(scope.said(words));
        if let Some(garante) = scope.catalog.authorities.authorities.get("garante") {
            blocks.push(scope.said(&garante.name));
            blocks.extend(scope.authority(garante));
            let page = garante.page.as_ref();
            blocks.extend(page.map(|page| paragraph(web(page, text(host(&page.value.0))), page.span)));
        }
    }
    blocks.extend(court.map(|words| scope.said(words)));
    elements.add("reclamo", "notice.complaint", blocks, span);
}
