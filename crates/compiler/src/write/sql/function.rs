//! The text of a PL/pgSQL function whose name ends in a hash of its text: a function that a CHECK calls is never replaced,
//! because PostgreSQL would not check the rows again. Knows nothing of schemas.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The schema of all functions that CHECKs call.
pub const SCHEMA: &str = "wizard_checks";

/// A function as the migrations create it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// The name, without its schema.
    pub name: String,
    /// The types of its arguments: with them, `COMMENT ON FUNCTION` and others name it.
    pub arguments: &'static str,
    /// The `CREATE FUNCTION` statement, without the semicolon at its end.
    pub statement: String,
    /// What it says, for `COMMENT ON FUNCTION`.
    pub comment: String,
}

impl Function {
    /// The name with the schema and the types of the arguments.
    #[must_use]
    pub fn signature(&self) -> String {
        format!("{SCHEMA}.{}({})", self.name, self.arguments)
    }
}

/// A regular expression with a name, as a function declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The name of the PL/pgSQL constant.
    pub name: &'static str,
    /// What texts match it.
    pub comment: &'static str,
    /// The pattern.
    pub text: String,
}

/// What a function is made of.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The name without the hash.
    pub name: &'a str,
    /// `(data jsonb, complete boolean)`, without the parentheses.
    pub parameters: &'a str,
    /// See [`Function::arguments`].
    pub arguments: &'static str,
    /// What it says, as one paragraph.
    pub comment: String,
    /// The regular expressions that it uses.
    pub patterns: &'a [Pattern],
    /// Name and type of each variable.
    pub variables: &'a [(String, &'static str)],
    /// The statements between `BEGIN` and `END`, indented by two spaces.
    pub body: &'a str,
}

impl Draft<'_> {
    /// The function with its name.
    #[must_use]
    pub fn finish(self) -> Function {
        let mut hash = Sha256::new();
        hash.update(self.statement(self.name));
        let digits: String = hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("{}_{digits}", self.name);
        Function { statement: self.statement(&name), name, arguments: self.arguments, comment: self.comment }
    }

    fn statement(&self, name: &str) -> String {
        let mut text = format!(
            "CREATE FUNCTION {SCHEMA}.{name}({})\nRETURNS boolean\nLANGUAGE plpgsql\nIMMUTABLE\nPARALLEL SAFE\n\
             SET search_path = pg_catalog, pg_temp\nAS $$\n",
            self.parameters
        );
        if !self.patterns.is_empty() || !self.variables.is_empty() {
            text.push_str("DECLARE\n");
        }
        for Pattern { name, comment, text: pattern } in self.patterns {
            let pattern = super::literal::text(pattern);
            let _ = writeln!(text, "  -- {comment}\n  {name} CONSTANT text COLLATE \"C\" := {pattern};");
        }
        for (name, ty) in self.variables {
            let _ = writeln!(text, "  {name} {ty};");
        }
        let _ = write!(text, "BEGIN\n{}END;\n$$", self.body);
        text
    }
}
