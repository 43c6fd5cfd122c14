//! Matching with memory: tries one path through the code after another, in the order that ECMA-262 prescribes.
//! Remembers which states have failed, so that none is tried twice: the number of steps is bounded by instructions
//! times positions times the number of ways in which the groups that are referred to can have matched.

use std::collections::HashSet;

use crate::class::canonical;
use crate::program::{Instruction, Program};
use crate::simulation::Positions;
use crate::text::Text;
use crate::{Exhausted, MOST_FRAMES, MOST_REMEMBERED, assertion, spend};

/// A register without a position: its group has not matched.
const NONE: u32 = u32::MAX;

/// What to do when the current path fails.
#[derive(Clone, Copy)]
enum Frame {
    /// Try the second branch of this split.
    Second { split: u32, at: u32 },
    /// Both branches of this split have failed.
    Failed { split: u32, at: u32 },
    /// A register had this value; restore it.
    Register { register: u32, value: u32 },
    /// The innermost lookaround has failed.
    Lookaround,
}

/// A lookaround being matched.
struct Open {
    negative: bool,
    behind: bool,
    /// The instruction at which the code goes on afterwards.
    next: u32,
    at: u32,
    /// The number of frames when the lookaround began.
    frames: usize,
}

/// Whether the program's code matches anywhere.
pub fn is_match<T: Text + ?Sized>(
    program: &Program,
    text: &T,
    tables: &[Positions],
    budget: &mut u64,
) -> Result<bool, Exhausted> {
    // Positions are kept in 32 bits; no budget allows longer texts.
    if u32::try_from(text.length()).is_err() {
        return Err(Exhausted);
    }
    let registers = vec![NONE; (program.slots * 3 + program.iterations) as usize];
    let mut run = Run {
        program,
        text,
        tables,
        budget,
        registers,
        frames: Vec::new(),
        open: Vec::new(),
        failed: HashSet::new(),
        state: Vec::new(),
    };
    let mut at = 0;
    loop {
        if run.is_match_at(at)? {
            return Ok(true);
        }
        match run.text.next(at as usize) {
            Some((_, next)) if !program.main.anchored => at = position(next),
            _ => return Ok(false),
        }
    }
}

/// A position as 32 bits; [`is_match`] has checked that it fits.
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

struct Run<'a, T: ?Sized> {
    program: &'a Program,
    text: &'a T,
    tables: &'a [Positions],
    budget: &'a mut u64,
    /// Three for each slot (where its group was opened; where its last match began; where that match ended), followed
    /// by the start of each iteration.
    registers: Vec<u32>,
    frames: Vec<Frame>,
    open: Vec<Open>,
    /// States from which the end of the code (inside a lookaround: the end of the lookaround) cannot be reached.
    failed: HashSet<Box<[u32]>>,
    /// A buffer for writing a state.
    state: Vec<u32>,
}

impl<T: Text + ?Sized> Run<'_, T> {
    fn is_match_at(&mut self, start: u32) -> Result<bool, Exhausted> {
        let mut way = Some((0, start));
        loop {
            way = match way {
                None => match self.frames.pop() {
                    None => return Ok(false),
                    Some(frame) => self.resume(frame)?,
                },
                Some((index, at)) => match self.program.main.instructions.get(index as usize) {
                    Some(Instruction::Match) => match self.open.pop() {
                        None => return Ok(true),
                        Some(open) => self.close(open)?,
                    },
                    Some(instruction) => self.step(*instruction, index, at)?,
                    None => None,
                },
            };
        }
    }

    /// Executes one instruction; returns where to go on, or `None` if this path has failed.
    fn step(&mut self, instruction: Instruction, index: u32, at: u32) -> Result<Option<(u32, u32)>, Exhausted> {
        spend(self.budget, 1)?;
        let next = Some((index + 1, at));
        Ok(match instruction {
            Instruction::Char(expected) => self.over(at).filter(|(c, _)| *c == expected).map(|(_, at)| (index + 1, at)),
            Instruction::Class(class) => {
                let class = self.program.classes.get(class as usize);
                self.over(at)
                    .filter(|(c, _)| class.is_some_and(|class| class.contains(*c)))
                    .map(|(_, at)| (index + 1, at))
            }
            Instruction::Split { first, .. } => {
                if self.has_failed(index, at)? {
                    None
                } else {
                    self.push(Frame::Second { split: index, at })?;
                    Some((first, at))
                }
            }
            Instruction::Jump(to) => Some((to, at)),
            Instruction::Assert(what) => next.filter(|_| assertion::holds(what, self.text, at as usize)),
            Instruction::Table { table, negative } => {
                let holds = self.tables.get(table as usize).is_some_and(|table| table.contains(at as usize));
                next.filter(|_| holds != negative)
            }
            Instruction::Open(slot) => {
                self.set(slot * 3, at)?;
                next
            }
            Instruction::Close(slot) => {
                let opened = self.register(slot * 3);
                self.set(slot * 3 + 1, opened.min(at))?;
                self.set(slot * 3 + 2, opened.max(at))?;
                next
            }
            Instruction::Reset(first, end) => {
                spend(self.budget, (end - first) as usize)?;
                for register in first * 3..end * 3 {
                    self.set(register, NONE)?;
                }
                next
            }
            Instruction::IterationStart(iteration) => {
                self.set(self.program.slots * 3 + iteration, at)?;
                next
            }
            Instruction::IterationEnd(iteration) => {
                let register = self.program.slots * 3 + iteration;
                let is_empty = self.register(register) == at;
                self.set(register, NONE)?;
                next.filter(|_| !is_empty)
            }
            Instruction::BackReference { reference, ignore_case } => {
                self.repeated(reference, ignore_case, at)?.map(|at| (index + 1, at))
            }
            Instruction::Lookaround { behind, negative, next } => {
                self.open.push(Open { negative, behind, next, at, frames: self.frames.len() });
                self.push(Frame::Lookaround)?;
                Some((index + 1, at))
            }
            // Handled by the caller.
            Instruction::Match => None,
        })
    }

    /// Takes one frame back after a failure; returns where to go on, or `None` if it leaves nothing to try.
    fn resume(&mut self, frame: Frame) -> Result<Option<(u32, u32)>, Exhausted> {
        spend(self.budget, 1)?;
        match frame {
            Frame::Second { split, at } => {
                self.push(Frame::Failed { split, at })?;
                match self.program.main.instructions.get(split as usize) {
                    Some(Instruction::Split { second, .. }) => return Ok(Some((*second, at))),
                    _ => return Ok(None),
                }
            }
            Frame::Failed { split, at } => {
                if self.failed.len() * (self.state.len() + 12) < MOST_REMEMBERED {
                    self.write_state(split, at)?;
                    self.failed.insert(self.state.as_slice().into());
                }
            }
            Frame::Register { register, value } => {
                if let Some(place) = self.registers.get_mut(register as usize) {
                    *place = value;
                }
            }
            Frame::Lookaround => {
                return Ok(self.open.pop().filter(|open| open.negative).map(|open| (open.next, open.at)));
            }
        }
        Ok(None)
    }

    /// The innermost lookaround has matched: its untried paths are dropped. If it is positive, what its groups matched
    /// is kept, and is undone if what follows fails.
    fn close(&mut self, open: Open) -> Result<Option<(u32, u32)>, Exhausted> {
        spend(self.budget, 1 + self.frames.len() - open.frames)?;
        if !open.negative {
            let mut kept = open.frames;
            for index in open.frames..self.frames.len() {
                if matches!(self.frames.get(index), Some(Frame::Register { .. })) {
                    self.frames.swap(kept, index);
                    kept += 1;
                }
            }
            self.frames.truncate(kept);
            return Ok(Some((open.next, open.at)));
        }
        while self.frames.len() > open.frames {
            if let Some(frame @ Frame::Register { .. }) = self.frames.pop() {
                self.resume(frame)?;
            }
        }
        Ok(None)
    }

    /// The next code point in the direction of the innermost lookaround, and the position at its other end.
    fn over(&self, at: u32) -> Option<(u32, u32)> {
        let behind = self.open.last().is_some_and(|open| open.behind);
        let over = if behind { self.text.previous(at as usize) } else { self.text.next(at as usize) };
        over.map(|(c, at)| (c, position(at)))
    }

    /// Matches again what a group matched; a group that has not matched counts as the empty text.
    fn repeated(&mut self, reference: u32, ignore_case: bool, at: u32) -> Result<Option<u32>, Exhausted> {
        let slots = self.program.references.get(reference as usize).map(Vec::as_slice).unwrap_or_default();
        spend(self.budget, slots.len())?;
        let Some(slot) = slots.iter().find(|slot| self.register(**slot * 3 + 1) != NONE) else {
            return Ok(Some(at));
        };
        let (start, end) = (self.register(slot * 3 + 1), self.register(slot * 3 + 2));
        let behind = self.open.last().is_some_and(|open| open.behind);
        let mut at = at;
        let mut of_group = if behind { end } else { start };
        while of_group != if behind { start } else { end } {
            spend(self.budget, if ignore_case { 32 } else { 1 })?;
            let (Some((expected, next_of_group)), Some((c, next))) = (self.over(of_group), self.over(at)) else {
                return Ok(None);
            };
            if expected != c && !(ignore_case && canonical(expected) == canonical(c)) {
                return Ok(None);
            }
            (of_group, at) = (next_of_group, next);
        }
        Ok(Some(at))
    }

    fn register(&self, register: u32) -> u32 {
        self.registers.get(register as usize).copied().unwrap_or(NONE)
    }

    fn set(&mut self, register: u32, value: u32) -> Result<(), Exhausted> {
        let before = self.register(register);
        if before == value {
            return Ok(());
        }
        self.push(Frame::Register { register, value: before })?;
        if let Some(place) = self.registers.get_mut(register as usize) {
            *place = value;
        }
        Ok(())
    }

    fn push(&mut self, frame: Frame) -> Result<(), Exhausted> {
        if self.frames.len() >= MOST_FRAMES {
            return Err(Exhausted);
        }
        self.frames.push(frame);
        Ok(())
    }

    fn has_failed(&mut self, index: u32, at: u32) -> Result<bool, Exhausted> {
        if self.failed.is_empty() {
            return Ok(false);
        }
        self.write_state(index, at)?;
        Ok(self.failed.contains(self.state.as_slice()))
    }

    /// Writes everything that decides how matching goes on from a position. From the start of an iteration only whether
    /// it is the current position matters: if it is not, no path returns to it.
    fn write_state(&mut self, index: u32, at: u32) -> Result<(), Exhausted> {
        spend(self.budget, 4 + self.registers.len() / 2)?;
        let (groups, iterations) =
            self.registers.split_at_checked((self.program.slots * 3) as usize).unwrap_or_default();
        self.state.clear();
        self.state.extend([index, at]);
        self.state.extend(groups);
        self.state.extend(
            iterations.chunks(32).map(|chunk| chunk.iter().fold(0, |bits, start| bits << 1 | u32::from(*start == at))),
        );
        Ok(())
    }
}
