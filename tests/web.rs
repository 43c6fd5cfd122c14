//! The module in a browser: `wasm-pack test --headless --chrome` (or `--firefox`). What is judged is tested
//! natively; here it is the way through the buffer and the values that come back.
#![cfg(target_arch = "wasm32")]
#![allow(unsafe_code)]

use event_wizard_validator::wasm::{input, judge, outcome};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

/// SIMD is what only the wasm has.
#[path = "windows.rs"]
mod windows;

wasm_bindgen_test_configure!(run_in_browser);

const STAGE: u32 = 0;
const ROW: u32 = 1;
const TRANSITION: u32 = 2;
const COMPLETION: u32 = 3;
const SESSIONS: usize = 0;
const ACTIONS: usize = 1;
const UPDATE: u32 = 1;
/// As many issues as there are.
const MOST: usize = usize::MAX;

/// Writes into the module's buffer, as the JavaScript side does.
fn write(texts: &[&str]) {
    let bytes = texts.concat().into_bytes();
    let start = input(bytes.len());
    assert_ne!(start, 0, "there is memory for {} bytes", bytes.len());
    // SAFETY: `input` gave room for that many bytes, and nothing else runs meanwhile.
    unsafe { std::slice::from_raw_parts_mut(start as *mut u8, bytes.len()) }.copy_from_slice(&bytes);
}

fn row(table: usize, flags: u32, text: &str, current: &str) -> i32 {
    write(&[text, current]);
    judge(ROW, table, flags, text.len(), current.len(), MOST)
}

/// The outcome of a call that gave this status.
fn outcome_of(status: i32) -> JsValue {
    assert!(status > 0, "there is something to say, and not {status}");
    // SAFETY: the module says that so many bytes of text are there until the next call.
    let bytes = unsafe { std::slice::from_raw_parts(outcome() as *const u8, status as usize) };
    JSON::parse(std::str::from_utf8(bytes).unwrap()).unwrap()
}

/// The issues of the outcome.
fn issues_of(status: i32) -> Array {
    Array::from(&Reflect::get(&outcome_of(status), &"issues".into()).unwrap())
}

/// `field` of each issue of the outcome, as JSON text.
fn told(field: &str, status: i32) -> Vec<String> {
    issues_of(status).iter().map(|issue| json(&Reflect::get(&issue, &field.into()).unwrap())).collect()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).map(String::from).unwrap()
}

#[wasm_bindgen_test]
fn says_nothing_of_a_good_row() {
    assert_eq!(row(SESSIONS, 0, r#"{"session_id":"a"}"#, ""), 0);
    assert_eq!(row(ACTIONS, 0, r#"{"session_id":"a","action_name":"open"}"#, ""), 0);
}

#[wasm_bindgen_test]
fn gives_issues_as_plain_values() {
    let issue = issues_of(row(SESSIONS, 0, r#"{"session_id":"a","completion_percentage":101}"#, "")).get(0);
    let field = |name: &str| json(&Reflect::get(&issue, &name.into()).unwrap());
    assert_eq!(field("source"), r#""database""#);
    assert_eq!(field("code"), r#""valid_percentage""#);
    assert_eq!(field("sqlstate"), r#""23514""#);
    assert_eq!(field("path"), r#"["completion_percentage"]"#);
    assert!(field("params").starts_with('{'), "an object, not a Map");
}

#[wasm_bindgen_test]
fn merges_an_update_over_the_stored_row() {
    let current = r#"{"session_id":"a","status":"draft"}"#;
    assert_eq!(row(SESSIONS, UPDATE, r#"{"status":"active"}"#, current), 0);
    let status = row(SESSIONS, UPDATE, r#"{"status":"published"}"#, current);
    assert!(told("code", status).contains(&r#""status_transition""#.to_owned()));
    assert_eq!(row(SESSIONS, UPDATE, "{}", "[]"), -1);
}

#[wasm_bindgen_test]
fn speaks_every_script() {
    let name = "é漢😀".repeat(40);
    let long = "é漢😀".repeat(70);
    assert_eq!(row(SESSIONS, 0, &format!(r#"{{"session_id":"{name}"}}"#), ""), 0, "120 code points");
    let status = row(SESSIONS, 0, &format!(r#"{{"session_id":"a","{name}":1}}"#), "");
    assert_eq!(told("path", status), [format!(r#"["{name}"]"#)]);
    let status = row(SESSIONS, 0, &format!(r#"{{"session_id":"a","{long}":1}}"#), "");
    assert_eq!(told("path", status), [format!(r#"["{}é漢…"]"#, "é漢😀".repeat(66))]);
}

#[wasm_bindgen_test]
fn judges_stages() {
    write(&["{}"]);
    assert_eq!(judge(STAGE, 0, 0, 2, 0, MOST), 0, "a draft may be empty");
    write(&["{}"]);
    assert!(told("code", judge(STAGE, 0, 1, 2, 0, MOST)).iter().all(|code| code == r#""required""#));
    assert_eq!(judge(STAGE, 99, 1, 2, 0, MOST), -3);
}

#[wasm_bindgen_test]
fn tells_of_as_many_as_are_asked_for() {
    let outcome = |most: usize| {
        write(&["{}"]);
        let outcome = outcome_of(judge(STAGE, 0, 1, 2, 0, most));
        let field = |name: &str| Reflect::get(&outcome, &name.into()).unwrap();
        (Array::from(&field("issues")).length() as usize, field("truncated").as_bool())
    };
    let (all, truncated) = outcome(MOST);
    assert!(all > 1 && truncated == Some(false));
    assert_eq!(outcome(all), (all, Some(false)));
    assert_eq!(outcome(all - 1), (all - 1, Some(true)));
    assert_eq!(outcome(1), (1, Some(true)));
}

#[wasm_bindgen_test]
fn judges_transitions() {
    let change = |text: &str| {
        write(&[text]);
        judge(TRANSITION, 0, 0, text.len(), 0, MOST)
    };
    assert_eq!(change(r#"{"from":"draft","to":"active"}"#), 0);
    assert_eq!(told("source", change(r#"{"from":"draft","to":"published"}"#)), [r#""rule""#]);
}

#[wasm_bindgen_test]
fn tells_how_far_a_session_is() {
    write(&["{}"]);
    let told = outcome_of(judge(COMPLETION, 0, 0, 2, 0, MOST));
    let field = |name: &str| json(&Reflect::get(&told, &name.into()).unwrap());
    assert_eq!((field("percentage"), field("completedStages")), ("0".to_owned(), "[]".to_owned()));
    assert_eq!(field("nextStage"), r#""organizerSetup""#);
}

#[wasm_bindgen_test]
fn refuses_what_is_no_call() {
    write(&["{}"]);
    assert_eq!(judge(4, 0, 0, 2, 0, MOST), -4);
    assert_eq!(judge(ROW, 2, 0, 2, 0, MOST), -4, "there are two tables");
    assert_eq!(judge(STAGE, 0, 0, usize::MAX, 0, MOST), -4);
}

#[wasm_bindgen_test]
fn grows_and_keeps_its_buffer() {
    let long = format!(r#"{{"session_id":"a","organizer_data":{{"description":"{}"}}}}"#, "x".repeat(3_000_000));
    assert_eq!(told("code", row(SESSIONS, 0, &long, "")), [r#""maxLength""#]);
    assert_eq!(row(SESSIONS, 0, r#"{"session_id":"a"}"#, ""), 0);
    assert_eq!(input(usize::MAX), 0, "no memory is an answer, not a trap");
    assert_eq!(row(SESSIONS, 0, r#"{"session_id":"a"}"#, ""), 0);
}
