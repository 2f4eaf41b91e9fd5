use serde::Serialize;

use super::edition::Edition;
use super::narrative;
use crate::config::{Accessibility, Conformance};
use crate::model::{Date, Localized, UrlPath};
use crate::render::layout::frame::{Framed, framed};
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::render::shown::values;
use crate::render::shown::values::ShownValue;
use crate::validate::Page;

/// The accessibility statement.
#[derive(Serialize)]
pub struct Statement {
    body: Html,
    statement: Option<Facts>,
    /// Who promises it; none for a demonstration.
    publisher: Option<String>,
    /// What the site is called, and its address.
    site: (String, String),
    email: Option<String>,
    phone: Option<ShownValue>,
}

#[derive(Serialize)]
struct Facts {
    conformance: String,
    issues: Vec<Issue>,
    prepared: Option<Day>,
    reviewed: Option<Day>,
    published: Option<Day>,
    updated: Option<Day>,
    method: Option<String>,
    procedure: Option<Issue>,
    building: Option<Issue>,
    communication: Option<Issue>,
}

/// A day as people and as programs read it.
#[derive(Serialize)]
struct Day {
    text: String,
    iso: String,
}

#[derive(Serialize)]
struct Issue {
    text: String,
    lang: Option<String>,
}

/// The context of the accessibility statement's page.
pub fn page<'a>(edition: &Edition<'a>, page: &Page) -> Framed<'a, Statement> {
    let Edition { scene, chrome, .. } = edition;
    let site = &scene.portal.site;
    let contact = site.contact.as_ref();
    let phone = contact.and_then(|contact| contact.phone.as_ref());
    let content = Statement {
        body: Html::new(edition.prose(page).html),
        statement: site.accessibility.as_ref().map(|statement| facts(scene, statement)),
        publisher: site.publisher.as_ref().map(|publisher| scene.say(&publisher.name)),
        site: (scene.site_title(), scene.addresses.absolute(&UrlPath::home())),
        email: contact.and_then(|contact| contact.email.as_ref()).map(ToString::to_string),
        phone: phone.map(|phone| values::phone(scene, phone)),
    };
    framed(scene, chrome, &page.path, narrative::head(scene, page), content)
}

fn facts(scene: &Scene<'_>, statement: &Accessibility) -> Facts {
    let conformance = match statement.status {
        Conformance::Full => "accessibility-status-full",
        Conformance::Partial => "accessibility-status-partial",
        Conformance::None => "accessibility-status-none",
    };
    let day = |date: Option<Date>| {
        date.map(|date| Day { text: scene.wording.locale().format_date(date), iso: date.to_string() })
    };
    let issue = |issue: &Localized| Issue { text: scene.say(issue), lang: scene.lang(issue) };
    Facts {
        conformance: scene.wording.text(conformance, &[("standard", &statement.standard)]),
        issues: statement.issues.iter().map(issue).collect(),
        prepared: day(statement.prepared),
        reviewed: day(statement.reviewed),
        published: day(statement.published),
        updated: day(statement.updated),
        procedure: statement.procedure.as_ref().map(issue),
        building: statement.building.as_ref().map(issue),
        communication: statement.communication.as_ref().map(issue),
        method: statement.method.as_deref().map(|method| method_text(scene, method)),
    }
}

/// How conformance was assessed: the two usual ways in the theme's words, any other as it was written.
fn method_text(scene: &Scene<'_>, method: &str) -> String {
    match method {
        "self-assessment" => scene.wording.text("accessibility-self-assessment", &[]),
        "external" => scene.wording.text("accessibility-external", &[]),
        other => other.to_owned(),
    }
}
