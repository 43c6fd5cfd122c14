//! A pattern's tree → instructions. Knows which parts need to remember what groups matched (back references, and the
//! groups they refer to) and which do not; the latter are answered in linear time by `simulation.rs`, the former by
//! `backtracking.rs`.

use std::ops::Range;

use crate::class::Lookup;
use crate::parser::{Assertion, Lookaround, Node, Repeat, Tree};
use crate::{MOST_INSTRUCTIONS, PatternError};

/// An instruction's number is its index in the code it belongs to. Unless noted otherwise, the next instruction
/// follows.
#[derive(Clone, Copy, Debug)]
pub enum Instruction {
    /// Consumes this code point.
    Char(u32),
    /// Consumes a code point of the class at this index in [`Program::classes`].
    Class(u32),
    /// Goes on with the first and, if that fails, with the second.
    Split {
        first: u32,
        second: u32,
    },
    Jump(u32),
    Assert(Assertion),
    /// Looks the position up in a table of [`Program::tables`].
    Table {
        table: u32,
        negative: bool,
    },
    Match,

    // Only in code for backtracking:
    /// Begins a group; its slot has three registers.
    Open(u32),
    Close(u32),
    /// Forgets what groups matched: from the first slot up to, but not including, the second.
    Reset(u32, u32),
    /// Begins an iteration whose body may match the empty text; the register remembers where.
    IterationStart(u32),
    /// Ends an iteration, and fails if it was empty.
    IterationEnd(u32),
    /// Matches again what a group matched; `reference` is an index in [`Program::references`].
    BackReference {
        reference: u32,
        ignore_case: bool,
    },
    /// Matches the code up to [`Instruction::Match`] by itself; then goes on at `next`.
    Lookaround {
        behind: bool,
        negative: bool,
        next: u32,
    },
}

/// Code that is run over the text from one end to the other.
#[derive(Debug, Default)]
pub struct Code {
    pub instructions: Vec<Instruction>,
    /// Whether it runs over the text from right to left.
    pub backward: bool,
    /// Whether a match can begin only at the start of the text.
    pub anchored: bool,
}

#[derive(Debug)]
pub struct Program {
    pub main: Code,
    /// Whether `main` has instructions for backtracking.
    pub backtracking: bool,
    /// For every lookaround without memory, code that finds the positions where it holds. A lookahead's code runs
    /// backward. Each may use the tables of those before it.
    pub tables: Vec<Code>,
    pub classes: Vec<Lookup>,
    /// The slots of the groups of every back reference.
    pub references: Vec<Vec<u32>>,
    /// The number of slots.
    pub slots: u32,
    /// The number of registers for iterations.
    pub iterations: u32,
    /// The number of instructions in all code together.
    pub instructions: usize,
}

/// Compiles a tree.
///
/// # Errors
/// The program would have more than [`MOST_INSTRUCTIONS`].
pub fn compile(tree: &Tree) -> Result<Program, PatternError> {
    let mut tracked: Vec<u32> = tree.references.iter().flatten().copied().collect();
    tracked.sort_unstable();
    tracked.dedup();
    let mut compiler = Compiler {
        tracked,
        tables: Vec::new(),
        numbers: Vec::new(),
        iterations: 0,
        instructions: 0,
        nodes: 0,
        code: Code::default(),
    };
    let backtracking = !tree.references.is_empty();
    let main = compiler.code(&tree.root, false, backtracking, 0)?;
    let references = tree.references.iter().map(|groups| groups.iter().map(|group| compiler.slot(*group)).collect());
    Ok(Program {
        main,
        backtracking,
        references: references.collect(),
        slots: compiler.slot(u32::MAX),
        iterations: compiler.iterations,
        instructions: compiler.instructions,
        tables: compiler.tables,
        classes: tree.classes.iter().cloned().map(Lookup::new).collect(),
    })
}

struct Compiler {
    /// The groups that back references refer to, in order.
    tracked: Vec<u32>,
    tables: Vec<Code>,
    /// Lookarounds that have a table already, since a repeated body is compiled several times.
    numbers: Vec<(u32, u32)>,
    iterations: u32,
    /// Instructions so far, in all code together.
    instructions: usize,
    /// Nodes so far. Some have no instructions, but they all take time.
    nodes: usize,
    /// The code being written.
    code: Code,
}

/// The direction, and how many iterations that may be empty surround this place, which numbers their registers.
#[derive(Clone, Copy)]
struct Place {
    backward: bool,
    backtracking: bool,
    depth: u32,
}

impl Compiler {
    /// Writes an instruction and returns its index.
    fn emit(&mut self, instruction: Instruction) -> Result<u32, PatternError> {
        self.instructions += 1;
        if self.instructions > MOST_INSTRUCTIONS {
            return Err(too_large());
        }
        let index = self.here();
        self.code.instructions.push(instruction);
        Ok(index)
    }

    fn here(&self) -> u32 {
        u32::try_from(self.code.instructions.len()).unwrap_or(u32::MAX)
    }

    fn patch(&mut self, index: u32, instruction: Instruction) {
        if let Some(place) = self.code.instructions.get_mut(index as usize) {
            *place = instruction;
        }
    }

    /// The number of tracked groups before this group, which is its slot if it is tracked itself.
    fn slot(&self, group: u32) -> u32 {
        u32::try_from(self.tracked.partition_point(|tracked| *tracked < group)).unwrap_or(u32::MAX)
    }

    fn slots(&self, groups: &Range<u32>) -> Range<u32> {
        self.slot(groups.start)..self.slot(groups.end)
    }

    /// Compiles a node into code of its own.
    fn code(&mut self, node: &Node, backward: bool, backtracking: bool, depth: u32) -> Result<Code, PatternError> {
        let code = Code { instructions: Vec::new(), backward, anchored: !backward && is_anchored(node) };
        let outer = std::mem::replace(&mut self.code, code);
        self.node(node, Place { backward, backtracking, depth })?;
        self.emit(Instruction::Match)?;
        Ok(std::mem::replace(&mut self.code, outer))
    }

    fn node(&mut self, node: &Node, place: Place) -> Result<(), PatternError> {
        self.nodes += 1;
        if self.nodes > 4 * MOST_INSTRUCTIONS {
            return Err(too_large());
        }
        match node {
            Node::Empty => {}
            Node::Char(c) => drop(self.emit(Instruction::Char(*c))?),
            Node::Class(class) => drop(self.emit(Instruction::Class(*class))?),
            Node::Assertion(assertion) => drop(self.emit(Instruction::Assert(*assertion))?),
            Node::BackReference { reference, ignore_case } => {
                self.emit(Instruction::BackReference { reference: *reference, ignore_case: *ignore_case })?;
            }
            Node::Sequence(nodes) if place.backward => {
                nodes.iter().rev().try_for_each(|node| self.node(node, place))?
            }
            Node::Sequence(nodes) => nodes.iter().try_for_each(|node| self.node(node, place))?,
            Node::Either(nodes) => self.either(nodes, place)?,
            Node::Group(number, body) => {
                let slot = self.slot(*number);
                let tracked = place.backtracking && self.slot(number + 1) > slot;
                if tracked {
                    self.emit(Instruction::Open(slot))?;
                }
                self.node(body, place)?;
                if tracked {
                    self.emit(Instruction::Close(slot))?;
                }
            }
            Node::Lookaround(lookaround) => self.lookaround(lookaround, place)?,
            Node::Repeat(repeat) => self.repeat(repeat, place)?,
        }
        Ok(())
    }

    fn either(&mut self, nodes: &[Node], place: Place) -> Result<(), PatternError> {
        let mut jumps = Vec::new();
        let mut rest = nodes.iter();
        while let Some(node) = rest.next() {
            if rest.as_slice().is_empty() {
                self.node(node, place)?;
                break;
            }
            let split = self.emit(Instruction::Jump(0))?;
            self.node(node, place)?;
            jumps.push(self.emit(Instruction::Jump(0))?);
            self.patch(split, Instruction::Split { first: split + 1, second: self.here() });
        }
        for jump in jumps {
            self.patch(jump, Instruction::Jump(self.here()));
        }
        Ok(())
    }

    fn lookaround(&mut self, lookaround: &Lookaround, place: Place) -> Result<(), PatternError> {
        let &Lookaround { number, behind, negative, ref body, ref groups, refers } = lookaround;
        if place.backtracking && (refers || !self.slots(groups).is_empty()) {
            let begin = self.emit(Instruction::Jump(0))?;
            self.node(body, Place { backward: behind, ..place })?;
            self.emit(Instruction::Match)?;
            self.patch(begin, Instruction::Lookaround { behind, negative, next: self.here() });
            return Ok(());
        }
        let known = self.numbers.iter().find(|(of, _)| *of == number).map(|(_, table)| *table);
        let table = match known {
            Some(table) => table,
            None => {
                let code = self.code(body, !behind, false, 0)?;
                self.tables.push(code);
                let table = u32::try_from(self.tables.len() - 1).unwrap_or(u32::MAX);
                self.numbers.push((number, table));
                table
            }
        };
        self.emit(Instruction::Table { table, negative })?;
        Ok(())
    }

    fn repeat(&mut self, repeat: &Repeat, place: Place) -> Result<(), PatternError> {
        let mut last = self.here();
        for _ in 0..repeat.min {
            last = self.here();
            self.iteration(repeat, place, false)?;
            // An empty body is empty however often it is repeated.
            if self.here() == last {
                return Ok(());
            }
        }
        let Some(max) = repeat.max else {
            // Jump back to the last iteration if a further one would be the same. Writing it twice would double the
            // size at each level of nesting.
            if repeat.min > 0 && !(place.backtracking && repeat.nullable) {
                let (back, exit) = (last, self.here() + 1);
                let (first, second) = if repeat.greedy { (back, exit) } else { (exit, back) };
                self.emit(Instruction::Split { first, second })?;
                return Ok(());
            }
            let split = self.emit(Instruction::Jump(0))?;
            self.iteration(repeat, place, true)?;
            self.emit(Instruction::Jump(split))?;
            self.patch_split(split, repeat.greedy);
            return Ok(());
        };
        let mut splits = Vec::new();
        for _ in repeat.min..max {
            splits.push(self.emit(Instruction::Jump(0))?);
            let begin = self.here();
            self.iteration(repeat, place, true)?;
            if self.here() == begin {
                break;
            }
        }
        for split in splits {
            self.patch_split(split, repeat.greedy);
        }
        Ok(())
    }

    /// Makes the instruction at `split` a choice between the instruction after it and this place.
    fn patch_split(&mut self, split: u32, greedy: bool) {
        let (body, exit) = (split + 1, self.here());
        let (first, second) = if greedy { (body, exit) } else { (exit, body) };
        self.patch(split, Instruction::Split { first, second });
    }

    /// Writes the body once; what surrounds it follows `RepeatMatcher` in section 22.2.2.3.1.
    fn iteration(&mut self, repeat: &Repeat, place: Place, optional: bool) -> Result<(), PatternError> {
        if !place.backtracking {
            // Without memory an empty iteration changes nothing, so it does not need to be detected.
            return self.node(&repeat.body, place);
        }
        let slots = self.slots(&repeat.groups);
        if !slots.is_empty() {
            self.emit(Instruction::Reset(slots.start, slots.end))?;
        }
        if !optional || !repeat.nullable {
            return self.node(&repeat.body, place);
        }
        self.iterations = self.iterations.max(place.depth + 1);
        self.emit(Instruction::IterationStart(place.depth))?;
        self.node(&repeat.body, Place { depth: place.depth + 1, ..place })?;
        self.emit(Instruction::IterationEnd(place.depth))?;
        Ok(())
    }
}

fn too_large() -> PatternError {
    let message = format!("it takes more than {MOST_INSTRUCTIONS} instructions, once its repetitions are written out");
    PatternError { message, offset: 0, beyond: true }
}

/// Whether the node begins with an assertion of the text's start.
fn is_anchored(node: &Node) -> bool {
    match node {
        Node::Assertion(Assertion::Start) => true,
        Node::Sequence(nodes) => nodes.first().is_some_and(is_anchored),
        Node::Either(nodes) => nodes.iter().all(is_anchored),
        Node::Group(_, body) => is_anchored(body),
        Node::Repeat(repeat) => repeat.min > 0 && is_anchored(&repeat.body),
        _ => false,
    }
}
