//! Scripts of the default theme as they are sent: readers of the source need its comments, phones do not.

/// A script without the lines that are comments only, and without indentation.
///
/// It knows no JavaScript: a line of a template string that looks like a comment would be lost, so the scripts of the
/// default theme have no template string of several lines. A site's own scripts are never touched.
pub(super) fn without_comments(script: &str) -> String {
    let mut sent = String::with_capacity(script.len());
    let mut within = false;
    for line in script.lines().map(str::trim) {
        let opens = line.starts_with("/*");
        if !(within || opens || line.is_empty() || line.starts_with("//")) {
            sent.push_str(line);
            sent.push('\n');
        }
        within = (within || opens) && !line.ends_with("*/");
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script =
            "// Head.\n/** One. */\nfunction a() {\n  /*\n   * Two.\n   */\n  return 'x' // kept\n    * 2;\n}\n";
        assert_eq!(without_comments(script), "function a() {\nreturn 'x' // kept\n* 2;\n}\n");
    }

    #[test]
    fn no_script_of_the_default_theme_has_a_template_string_of_several_lines() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets");
        for entry in std::fs::read_dir(folder).expect("the theme is there") {
            let path = entry.expect("the folder is readable").path();
            if path.extension().is_some_and(|extension| extension == "js") {
                let script = std::fs::read_to_string(&path).expect("a script is text");
                let open = script.lines().find(|line| line.matches('`').count() % 2 == 1);
                assert_eq!(open, None, "{}", path.display());
            }
        }
    }
}
