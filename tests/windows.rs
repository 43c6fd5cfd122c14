//! Strings that end, or stop being plain, at any position of the windows in which the tape looks for that: natively,
//! and in browsers, where the tape uses SIMD.

use json_tape::Tape;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn reads_strings_across_windows() {
    let mut tape = Tape::new();
    for (before, length) in (0..70).flat_map(|before| (0..140).map(move |length| (before, length))) {
        for special in ["", "\\n", "\u{e9}", "\u{1}", "\\"] {
            let (before, plain) = (" ".repeat(before), "a".repeat(length));
            let text = format!("[{before}\"{plain}{special}b\"]");
            let expected = serde_json::from_str::<[String; 1]>(&text).ok();
            let doc = tape.parse(text.as_bytes()).ok();
            let string = doc.and_then(|doc| Some(doc.root().elements().next()?.as_str()?.to_cow().into_owned()));
            assert_eq!(string.map(|string| [string]), expected, "{text:?}");
        }
    }
}
