//! Matching without memory: follows all paths through the code at once, one code point at a time. Paths that reach the
//! same instruction are merged, so the number of steps is at most the code points of the text times the instructions.

use crate::program::{Code, Instruction, Program};
use crate::text::Text;
use crate::{Exhausted, assertion, spend};

/// A bit for each position of the text.
#[derive(Debug, Default)]
pub struct Positions {
    bits: Vec<u64>,
}

impl Positions {
    fn new(length: usize) -> Self {
        Self { bits: vec![0; length / 64 + 1] }
    }

    fn insert(&mut self, at: usize) {
        if let Some(word) = self.bits.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    pub fn contains(&self, at: usize) -> bool {
        self.bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}

/// Where each lookaround of [`Program::tables`] holds.
pub fn tables<T: Text + ?Sized>(program: &Program, text: &T, budget: &mut u64) -> Result<Vec<Positions>, Exhausted> {
    let mut tables = Vec::with_capacity(program.tables.len());
    for code in &program.tables {
        spend(budget, text.length() / 64)?;
        let mut positions = Positions::new(text.length());
        Simulation::new(program, code, text, &tables, budget)?.run(|at| {
            positions.insert(at);
            false
        })?;
        tables.push(positions);
    }
    Ok(tables)
}

/// Whether the program's code matches anywhere.
pub fn is_match<T: Text + ?Sized>(
    program: &Program,
    text: &T,
    tables: &[Positions],
    budget: &mut u64,
) -> Result<bool, Exhausted> {
    Simulation::new(program, &program.main, text, tables, budget)?.run(|_| true)
}

struct Simulation<'a, T: ?Sized> {
    program: &'a Program,
    code: &'a Code,
    text: &'a T,
    tables: &'a [Positions],
    budget: &'a mut u64,
    /// For every instruction, the last step in which a path reached it.
    seen: Vec<u32>,
    step: u32,
    /// Instructions still to be followed in this step.
    pending: Vec<u32>,
}

impl<'a, T: Text + ?Sized> Simulation<'a, T> {
    fn new(
        program: &'a Program,
        code: &'a Code,
        text: &'a T,
        tables: &'a [Positions],
        budget: &'a mut u64,
    ) -> Result<Self, Exhausted> {
        spend(budget, code.instructions.len() / 64)?;
        let seen = vec![0; code.instructions.len()];
        Ok(Self { program, code, text, tables, budget, seen, step: 0, pending: Vec::new() })
    }

    /// Starts at every position (only at the first, if the code is anchored) and calls `matched` with each position
    /// where the code has matched, until it returns true; returns whether it did.
    fn run(mut self, mut matched: impl FnMut(usize) -> bool) -> Result<bool, Exhausted> {
        let backward = self.code.backward;
        let mut at = if backward { self.text.length() } else { 0 };
        let (mut ways, mut next_ways) = (Vec::new(), Vec::new());
        self.step = 1;
        let mut is_match = self.follow(0, at, &mut ways)?;
        loop {
            if is_match && matched(at) {
                return Ok(true);
            }
            if ways.is_empty() && self.code.anchored {
                return Ok(false);
            }
            let step = if backward { self.text.previous(at) } else { self.text.next(at) };
            let Some((c, next)) = step else {
                return Ok(false);
            };
            spend(self.budget, 1 + ways.len())?;
            self.step += 1;
            is_match = false;
            for index in ways.drain(..) {
                let goes_on = match self.code.instructions.get(index as usize) {
                    Some(Instruction::Char(expected)) => *expected == c,
                    Some(Instruction::Class(class)) => {
                        self.program.classes.get(*class as usize).is_some_and(|class| class.contains(c))
                    }
                    _ => false,
                };
                if goes_on {
                    is_match |= self.follow(index + 1, next, &mut next_ways)?;
                }
            }
            if !self.code.anchored {
                is_match |= self.follow(0, next, &mut next_ways)?;
            }
            std::mem::swap(&mut ways, &mut next_ways);
            at = next;
        }
    }

    /// Collects the instructions that consume a code point and can be reached without consuming one; returns whether
    /// the end can be reached.
    fn follow(&mut self, index: u32, at: usize, ways: &mut Vec<u32>) -> Result<bool, Exhausted> {
        let mut matched = false;
        let mut next = Some(index);
        while let Some(index) = next.take().or_else(|| self.pending.pop()) {
            spend(self.budget, 1)?;
            match self.seen.get_mut(index as usize) {
                Some(seen) if *seen != self.step => *seen = self.step,
                _ => continue,
            }
            match self.code.instructions.get(index as usize) {
                Some(Instruction::Char(_) | Instruction::Class(_)) => ways.push(index),
                Some(Instruction::Split { first, second }) => {
                    self.pending.push(*second);
                    next = Some(*first);
                }
                Some(Instruction::Jump(to)) => next = Some(*to),
                Some(Instruction::Assert(what)) => {
                    next = assertion::holds(*what, self.text, at).then_some(index + 1);
                }
                Some(Instruction::Table { table, negative }) => {
                    let holds = self.tables.get(*table as usize).is_some_and(|table| table.contains(at));
                    next = (holds != *negative).then_some(index + 1);
                }
                Some(Instruction::Match) => matched = true,
                // The others occur only in code for backtracking.
                _ => {}
            }
        }
        Ok(matched)
    }
}
