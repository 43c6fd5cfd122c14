//! Takes the cases from the file that JSON_SCHEMA_SUITE names. The test writes it; in any other build there are none.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=JSON_SCHEMA_SUITE");
    let cases = env::var("JSON_SCHEMA_SUITE").map_or(
        "use json_judge::Schema;\nstatic CASES: &[Case] = &[];\n".to_owned(),
        |file| {
            println!("cargo::rerun-if-changed={file}");
            fs::read_to_string(file).unwrap()
        },
    );
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("cases.rs"), cases).unwrap();
}
