//! Compiles `schemas/` into Rust in `$OUT_DIR` (see `build/`).

fn main() {
    println!("cargo::rerun-if-changed=schemas");
}
