//! `bind FILE.wasm OUT_DIR` writes FILE_bg.wasm and its JavaScript glue and types, for bundlers.
//!
//! The `wasm-bindgen` program does the same, but takes a minute and a half longer to compile, since it includes a test
//! runner and a web server, and its version would have to be kept equal to the crate's by hand.

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wasm, out] = arguments.as_slice() else { bail!("usage: bind FILE.wasm OUT_DIR") };
    Bindgen::new().input_path(wasm).bundler(true)?.typescript(true).generate(out)
}
