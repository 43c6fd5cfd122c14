//! The string formats that stage schemas name, one file a format. Knows text, and nothing of JSON.

pub mod date_time;
