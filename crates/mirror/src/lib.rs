//! Judges rows of the tables, and data of the stages, of the schema that was compiled in. Knows nothing about either:
//! the compiler wrote both, from the folder that `MIRROR_SCHEMA` named when this crate was built (by default, the
//! wizard's).

#![cfg_attr(not(test), no_std)]

#[cfg(all(target_arch = "wasm32", not(feature = "freestanding")))]
extern crate std;

/// What the compiler wrote from the folder.
pub mod generated {
    #[allow(clippy::all)]
    mod tables {
        include!(concat!(env!("OUT_DIR"), "/tables.rs"));
    }

    #[allow(clippy::all)]
    mod stages {
        include!(concat!(env!("OUT_DIR"), "/stages.rs"));
    }

    pub use stages::STAGES;
    pub use tables::TABLES;
}

#[cfg(target_arch = "wasm32")]
pub mod wasm;
