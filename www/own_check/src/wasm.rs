//! What the page calls. Texts go in and out through buffers that stay in place until the next call.

#![allow(unsafe_code, reason = "names of exports are unsafe attributes; nothing else here is")]

use std::cell::RefCell;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Makes room for this many bytes, and returns where.
#[unsafe(no_mangle)]
pub extern "C" fn input(bytes: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.resize(bytes, 0);
        input.as_mut_ptr()
    })
}

/// Where the answer to the last question is.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|output| output.as_ptr())
}

fn answer(ask: impl FnOnce(&[u8]) -> serde_json::Value) -> usize {
    let text = INPUT.with_borrow(|input| ask(input).to_string());
    let bytes = text.len();
    OUTPUT.set(text);
    bytes
}

/// [`crate::compile`] of the input; returns the length of the answer.
#[unsafe(no_mangle)]
pub extern "C" fn compile() -> usize {
    answer(|input| crate::compile(&String::from_utf8_lossy(input)))
}

/// [`crate::judge`] of the first `bytes` of the input; what follows is the stored row.
#[unsafe(no_mangle)]
pub extern "C" fn judge(bytes: usize) -> usize {
    answer(|input| {
        let (text, current) = input.split_at_checked(bytes).unwrap_or((input, &[]));
        let current = String::from_utf8_lossy(current);
        let current = if current.is_empty() { None } else { Some(&*current) };
        crate::judge(&String::from_utf8_lossy(text), current)
    })
}
