//! The module in a browser (`make test SUITES="chromium firefox"`). Verdicts are tested natively; these
//! tests cover the way through the buffer and the values that come back.
#![cfg(target_arch = "wasm32")]
#![allow(unsafe_code)]

use event_wizard_validator::wasm::{
    Answer, Missing, Mode, Operation, Stages, Table, check_transition, completion, input, outcome, validate_row,
    validate_stage,
};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const FIRST_STAGE: usize = 0;
/// Without a limit on issues.
const MOST: usize = usize::MAX;

/// Writes into the module's buffer, as the JavaScript side does.
fn write(texts: &[&str]) {
    let bytes = texts.concat().into_bytes();
    let start = input(bytes.len());
    assert_ne!(start, 0, "there is memory for {} bytes", bytes.len());
    // SAFETY: `input` made room for this many bytes, and nothing else runs meanwhile.
    unsafe { std::slice::from_raw_parts_mut(start as *mut u8, bytes.len()) }.copy_from_slice(&bytes);
}

fn row(table: Table, operation: Operation, text: &str, current: &str) -> Answer {
    write(&[text, current]);
    validate_row(table, operation, Missing::Omitted, Stages::Declared, text.len(), current.len(), MOST)
}

fn session(text: &str) -> Answer {
    row(Table::Sessions, Operation::Insert, text, "")
}

fn empty_stage(mode: Mode, most: usize) -> Answer {
    write(&["{}"]);
    validate_stage(FIRST_STAGE, mode, 2, most)
}

/// The outcome of a call that returned this answer.
fn outcome_of(answer: Answer) -> JsValue {
    assert_eq!(answer, Answer::Told, "there is something to say");
    JSON::parse(&outcome()).unwrap()
}

/// The issues of the outcome.
fn issues_of(answer: Answer) -> Array {
    Array::from(&Reflect::get(&outcome_of(answer), &"issues".into()).unwrap())
}

/// `field` of each issue of the outcome, as JSON text.
fn told(field: &str, answer: Answer) -> Vec<String> {
    issues_of(answer).iter().map(|issue| json(&Reflect::get(&issue, &field.into()).unwrap())).collect()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).map(String::from).unwrap()
}

#[wasm_bindgen_test]
fn says_nothing_of_a_good_row() {
    assert_eq!(session(r#"{"session_id":"a"}"#), Answer::Clean);
    assert_eq!(row(Table::Actions, Operation::Insert, r#"{"session_id":"a","action_name":"open"}"#, ""), Answer::Clean);
}

#[wasm_bindgen_test]
fn gives_issues_as_plain_values() {
    let issue = issues_of(session(r#"{"session_id":"a","status":"open"}"#)).get(0);
    let field = |name: &str| json(&Reflect::get(&issue, &name.into()).unwrap());
    assert_eq!(field("source"), r#""database""#);
    assert_eq!(field("code"), r#""valid_status""#);
    assert_eq!(field("sqlstate"), r#""23514""#);
    assert_eq!(field("path"), r#"["status"]"#);
    assert!(field("params").starts_with('{'), "an object, not a Map");
}

#[wasm_bindgen_test]
fn merges_an_update_over_the_stored_row() {
    let current = r#"{"session_id":"a","status":"draft"}"#;
    assert_eq!(row(Table::Sessions, Operation::Update, r#"{"status":"active"}"#, current), Answer::Clean);
    let status = row(Table::Sessions, Operation::Update, r#"{"status":"published"}"#, current);
    assert!(told("code", status).contains(&r#""status_transition""#.to_owned()));
    assert_eq!(row(Table::Sessions, Operation::Update, "{}", "[]"), Answer::CurrentIsNoObject);
}

#[wasm_bindgen_test]
fn speaks_every_script() {
    let name = "é漢😀".repeat(40);
    let long = "é漢😀".repeat(70);
    assert_eq!(session(&format!(r#"{{"session_id":"{name}"}}"#)), Answer::Clean, "120 code points");
    let status = session(&format!(r#"{{"session_id":"a","{name}":1}}"#));
    assert_eq!(told("path", status), [format!(r#"["{name}"]"#)]);
    let status = session(&format!(r#"{{"session_id":"a","{long}":1}}"#));
    assert_eq!(told("path", status), [format!(r#"["{}é漢…"]"#, "é漢😀".repeat(66))]);
}

#[wasm_bindgen_test]
fn judges_stages() {
    assert_eq!(empty_stage(Mode::Draft, MOST), Answer::Clean, "a draft may be empty");
    assert!(told("code", empty_stage(Mode::Complete, MOST)).iter().all(|code| code == r#""required""#));
    assert_eq!(validate_stage(99, Mode::Complete, 2, MOST), Answer::UnknownStage);
}

#[wasm_bindgen_test]
fn tells_of_as_many_as_are_asked_for() {
    let outcome = |most: usize| {
        let outcome = outcome_of(empty_stage(Mode::Complete, most));
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
        check_transition(text.len(), MOST)
    };
    assert_eq!(change(r#"{"from":"draft","to":"active"}"#), Answer::Clean);
    assert_eq!(told("source", change(r#"{"from":"draft","to":"published"}"#)), [r#""database""#]);
}

#[wasm_bindgen_test]
fn tells_how_far_a_session_is() {
    write(&["{}"]);
    let told = outcome_of(completion(2, MOST));
    let field = |name: &str| json(&Reflect::get(&told, &name.into()).unwrap());
    assert_eq!((field("percentage"), field("completedStages")), ("0".to_owned(), "[]".to_owned()));
    assert_eq!(field("nextStage"), r#""organizerSetup""#);
}

#[wasm_bindgen_test]
fn refuses_what_is_not_in_the_buffer() {
    write(&["{}"]);
    assert_eq!(validate_stage(FIRST_STAGE, Mode::Draft, usize::MAX, MOST), Answer::Misused);
}

#[wasm_bindgen_test]
fn grows_and_keeps_its_buffer() {
    let long = format!(r#"{{"session_id":"a","organizer_data":{{"description":"{}"}}}}"#, "x".repeat(3_000_000));
    assert_eq!(told("code", session(&long)), [r#""organizer_data_valid""#, r#""maxLength""#]);
    assert_eq!(session(r#"{"session_id":"a"}"#), Answer::Clean);
    assert_eq!(input(usize::MAX), 0, "no memory is an answer, not a trap");
    assert_eq!(session(r#"{"session_id":"a"}"#), Answer::Clean);
}
