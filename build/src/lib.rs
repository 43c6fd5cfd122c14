//! The compiler: SQL migrations and stage JSON Schemas → one typed form → Rust, TypeScript, docs.
