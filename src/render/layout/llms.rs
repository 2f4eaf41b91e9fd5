use std::fmt::Write;

use crate::model::UrlPath;
use crate::plan::{Subject, address};
use crate::render::shared::Scene;

/// What the site has, for programs that read text: its pages, collections and files, each with its address.
///
/// **Source**: llmstxt.org.
pub fn llms(scene: &Scene<'_>) -> String {
    let site = &scene.portal.site;
    let mut text = format!("# {}\n\n> {}\n", line(&scene.say(&site.title)), line(&scene.say(&site.description)));
    let menus = site.navigation.iter().chain(&site.footer).map(|(path, _)| path);
    section(&mut text, &line(&scene.site_title()), menus.map(|path| entry(scene, path)));
    let files = scene
        .plan
        .downloads()
        .map(|(_, path, _, _)| (path.name().to_owned(), scene.addresses.absolute_file(path.as_str())));
    section(&mut text, &scene.wording.text("downloads-heading", &[]), files);
    let homes = scene.plan.outputs().filter(|(_, output)| output.subject == Subject::Home);
    let homes = homes.filter_map(|(_, output)| {
        let language = output.language?;
        let (_, tag) = scene.plan.languages().find(|(at, _)| *at == language)?;
        Some((tag.to_string(), scene.addresses.absolute_file(&address(&output.path))))
    });
    section(&mut text, &scene.wording.text("languages", &[]), homes);
    text
}

fn entry(scene: &Scene<'_>, path: &UrlPath) -> (String, String) {
    (scene.label(path).0, scene.addresses.absolute(path))
}

fn section(text: &mut String, heading: &str, entries: impl Iterator<Item = (String, String)>) {
    let mut entries = entries.peekable();
    if entries.peek().is_none() {
        return;
    }
    write!(text, "\n## {heading}\n\n").expect("writing to a string does not fail");
    for (name, address) in entries {
        let name = line(&name).replace(['[', ']'], "");
        writeln!(text, "- [{name}]({address})").expect("writing to a string does not fail");
    }
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
