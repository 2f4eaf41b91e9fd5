use serde::Serialize;

use super::edition::Edition;
use super::narrative;
use crate::config::{Accessibility, Conformance};
use crate::model::Date;
use crate::render::layout::frame::{Framed, framed};
use crate::render::shared::Scene;
use crate::render::shared::html::Html;
use crate::validate::Page;

/// The accessibility statement.
#[derive(Serialize)]
pub struct Statement {
    body: Html,
    statement: Option<Facts>,
    email: Option<String>,
}

#[derive(Serialize)]
struct Facts {
    conformance: String,
    issues: Vec<Issue>,
    prepared: Option<String>,
    reviewed: Option<String>,
    method: Option<String>,
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
    let content = Statement {
        body: Html::new(edition.prose(page).html),
        statement: site.accessibility.as_ref().map(|statement| facts(scene, statement)),
        email: site.contact.as_ref().and_then(|contact| contact.email.as_ref()).map(ToString::to_string),
    };
    framed(scene, chrome, &page.path, narrative::head(scene, page), content)
}

fn facts(scene: &Scene<'_>, statement: &Accessibility) -> Facts {
    let conformance = match statement.status {
        Conformance::Full => "accessibility-status-full",
        Conformance::Partial => "accessibility-status-partial",
        Conformance::None => "accessibility-status-none",
    };
    let dated = |key: &str, date: Option<Date>| {
        date.map(|date| scene.wording.text(key, &[("date", &scene.wording.locale().format_date(date))]))
    };
    let issue = |issue| Issue { text: scene.say(issue), lang: scene.lang(issue) };
    Facts {
        conformance: scene.wording.text(conformance, &[("standard", &statement.standard)]),
        issues: statement.issues.iter().map(issue).collect(),
        prepared: dated("accessibility-prepared", statement.prepared),
        reviewed: dated("accessibility-reviewed", statement.reviewed),
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
