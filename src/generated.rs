//! What the compiler wrote from `schemas/`: the tables, the lifecycle and the stage validators.

/// The code of every rule.
pub mod codes {
    include!(concat!(env!("OUT_DIR"), "/codes.rs"));
}

mod lifecycle {
    include!(concat!(env!("OUT_DIR"), "/lifecycle.rs"));
}

#[allow(clippy::all)]
mod stages {
    include!(concat!(env!("OUT_DIR"), "/stages.rs"));
}

#[allow(clippy::all)]
mod tables {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub use lifecycle::{LIFECYCLE, MAX_STAGES};
pub use stages::{STAGES, views};
pub use tables::*;
