//! Differential tests: generated rows are judged by the module and by real servers, and compared in both directions.

pub mod case;
pub mod catalogue;
pub mod compare;
pub mod generate;
pub mod minimise;
pub mod mirror;
pub mod node;
pub mod postgrest;
pub mod random;
pub mod record;
pub mod run;
pub mod server;
pub mod supabase;
