//! A Node script that runs alongside: a line of JSON for each question, and one for each answer. Knows the content of
//! neither.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The running script.
pub struct Node {
    script: &'static str,
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Node {
    /// Starts a script from the repository at `root`.
    ///
    /// # Errors
    /// If Node is missing.
    pub fn start(root: &Path, script: &'static str) -> Result<Self, String> {
        let mut child = Command::new("node")
            .arg(script)
            .current_dir(root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("node: {error}"))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("node: no pipes".into());
        };
        Ok(Self { script, child, input: Some(input), output: BufReader::new(output) })
    }

    /// Asks the script a question.
    ///
    /// # Errors
    /// If the script has ended, or answers in another form.
    pub fn ask<A: DeserializeOwned>(&mut self, question: &impl Serialize) -> Result<A, String> {
        let script = self.script;
        let mut line = serde_json::to_vec(question).map_err(|error| error.to_string())?;
        line.push(b'\n');
        let input = self.input.as_mut().ok_or_else(|| format!("{script} has ended"))?;
        input.write_all(&line).and_then(|()| input.flush()).map_err(|error| format!("{script}: {error}"))?;
        let mut line = String::new();
        self.output.read_line(&mut line).map_err(|error| format!("{script}: {error}"))?;
        serde_json::from_str(&line).map_err(|error| format!("{script}: {error} in {line:.200}"))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // The script ends by itself once its input is closed.
        drop(self.input.take());
        let _ = self.child.wait();
    }
}
