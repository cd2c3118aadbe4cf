//! A name with the characters marked by which it was found.

use yew::prelude::*;

/// The parts of a name, each with whether it is marked: `marks` are places of characters.
fn parts(name: &str, marks: &[u8]) -> Vec<(String, bool)> {
    let mut parts: Vec<(String, bool)> = Vec::new();
    for (at, character) in name.chars().enumerate() {
        let hit = marks.iter().any(|mark| usize::from(*mark) == at);
        match parts.last_mut() {
            Some((part, same)) if *same == hit => part.push(character),
            _ => parts.push((character.to_string(), hit)),
        }
    }
    parts
}

/// Draws a name with those characters marked.
pub fn marked(name: &str, marks: &[u8]) -> Html {
    html! {
        { for parts(name, marks).into_iter().map(|(part, hit)| if hit { html! { <mark>{ part }</mark> } } else { html! { { part } } }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_characters_at_the_marked_places_are_marked() {
        for (name, marks, expected) in [
            ("国土局机关", &[0, 1, 2][..], "[国土局]机关"),
            ("国土资源局机关", &[0, 1, 4], "[国土]资源[局]机关"),
            ("桃源社区", &[], "桃源社区"),
            ("e家", &[0, 1], "[e家]"),
            ("甲", &[7], "甲"),
        ] {
            let shown = parts(name, marks).into_iter();
            let shown: String =
                shown.map(|(part, hit)| if hit { format!("[{part}]") } else { part }).collect();
            assert_eq!(shown, expected);
        }
    }
}
