use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use crate::markdown::allowed::{ATTRIBUTES, ELEMENTS, OWN_ATTRIBUTES, SCHEMES};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let own = OWN_ATTRIBUTES.iter().map(|(element, attributes)| (*element, attributes.iter().copied().collect()));
    let mut cleaner = Builder::default();
    cleaner
        .tags(ELEMENTS.iter().copied().collect())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .tag_attributes(own.collect::<HashMap<&str, HashSet<&str>>>())
        .url_schemes(SCHEMES.iter().copied().collect())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    cleaner
});

/// Removes from a page everything that could run, load or style: the second wall, since all that it would remove was
/// reported before.
pub(super) fn clean(page: &str) -> String {
    CLEANER.clean(page).to_string()
}
