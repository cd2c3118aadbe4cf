//! Filters and tabs in the address: back works, and links can be sent.

use crate::services::router;
use yew::prelude::*;

fn pairs(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query).unwrap_or_default()
}

/// The query with one value put, or removed where it is empty.
fn with(query: &str, name: &str, value: &str) -> String {
    let mut kept: Vec<_> = pairs(query).into_iter().filter(|(other, _)| other != name).collect();
    if !value.is_empty() {
        kept.push((name.to_owned(), value.to_owned()));
    }
    serde_urlencoded::to_string(kept).unwrap_or_default()
}

/// One value of the query, empty where it is absent, and what changes it. Back does not go through changes.
#[hook]
pub fn use_query_param(name: &'static str) -> (AttrValue, Callback<AttrValue>) {
    let place = router::use_place();
    let value = pairs(&place.query).into_iter().find(|(other, _)| other == name).map(|(_, value)| value);
    let put = Callback::from(move |value: AttrValue| {
        // Two changes in one go: the second must see the first.
        let now = router::place();
        let query = with(&now.query, name, &value);
        router::replace(&if query.is_empty() { now.path } else { format!("{}?{query}", now.path) });
    });
    (AttrValue::from(value.unwrap_or_default()), put)
}

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn one_value_is_put_and_the_others_stay() {
        for (query, name, value, after) in [
            ("", "name", "幸福", "name=%E5%B9%B8%E7%A6%8F"),
            ("kind=full&name=a", "name", "b", "kind=full&name=b"),
            ("kind=full&name=a", "kind", "", "name=a"),
            ("name=a", "name", "", ""),
        ] {
            assert_eq!(with(query, name, value), after);
        }
    }
}
