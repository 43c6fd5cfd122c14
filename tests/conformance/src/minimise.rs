//! Minimises a counter-example: drops members and shortens values as long as the kind of disagreement stays the same.

use crate::case::Case;
use crate::generate::json_members;

/// Smaller variants of this case, the boldest first.
pub fn smaller(case: &Case) -> Vec<Case> {
    let with_body = |body: String| Case { body, ..case.clone() };
    let mut candidates = Vec::new();
    if let Some(members) = json_members(&case.body) {
        let rebuilt = |keep: &dyn Fn(usize) -> Option<String>| {
            let members: Vec<String> = members
                .iter()
                .enumerate()
                .filter_map(|(i, (name, _))| keep(i).map(|value| format!("{}:{value}", quoted(name))))
                .collect();
            with_body(format!("{{{}}}", members.join(",")))
        };
        for dropped in 0..members.len() {
            candidates.push(rebuilt(&|i| (i != dropped).then(|| members[i].1.clone())));
        }
        for shortened in 0..members.len() {
            for value in shorter(&members[shortened].1) {
                candidates.push(rebuilt(&|i| Some(if i == shortened { value.clone() } else { members[i].1.clone() })));
            }
        }
    } else {
        candidates.extend(shorter(&case.body).into_iter().map(with_body));
    }
    if let Some(members) = case.current.as_deref().and_then(json_members) {
        for nulled in 0..members.len() {
            if members[nulled].1 == "null" {
                continue;
            }
            let members: Vec<String> = members
                .iter()
                .enumerate()
                .map(|(i, (name, value))| format!("{}:{}", quoted(name), if i == nulled { "null" } else { value }))
                .collect();
            candidates.push(Case { current: Some(format!("{{{}}}", members.join(","))), ..case.clone() });
        }
    }
    candidates.retain(|candidate| candidate != case);
    candidates
}

fn quoted(name: &str) -> String {
    serde_json::to_string(name).unwrap_or_default()
}

/// Variants of the text with a part removed: halves first, then single characters.
fn shorter(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut candidates = Vec::new();
    let mut length = characters.len() / 2;
    while length > 0 {
        for start in (0..characters.len()).step_by(length).take(64) {
            candidates.push(characters.iter().take(start).chain(characters.iter().skip(start + length)).collect());
        }
        length /= 2;
    }
    candidates
}
