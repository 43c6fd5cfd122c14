//! A pattern's tree → instructions. Knows which parts need a memory of what groups matched (back references, and what they
//! refer to) and which do not; the latter are answered in linear time by `simulation.rs`, the former by `backtracking.rs`.

use std::ops::Range;

use crate::class::Lookup;
use crate::parser::{Assertion, Lookaround, Node, Repeat, Tree};
use crate::{MOST_INSTRUCTIONS, PatternError};

/// Numbers of instructions are indices in the code that they belong to. Where nothing else is said, the next one follows.
#[derive(Clone, Copy, Debug)]
pub enum Instruction {
    /// Goes over this code point.
    Char(u32),
    /// Goes over a code point of a class, an index in [`Program::classes`].
    Class(u32),
    /// Goes on with one, and if that fails with the other.
    Split {
        first: u32,
        second: u32,
    },
    Jump(u32),
    Assert(Assertion),
    /// Asks a table of [`Program::tables`].
    Table {
        table: u32,
        negative: bool,
    },
    Match,

    // In code of a backtracking program only:
    /// A group begins, a slot of three registers.
    Open(u32),
    Close(u32),
    /// Forgets what groups matched: from the one slot up to, not with, the other.
    Reset(u32, u32),
    /// An iteration begins whose body may match an empty text; the register remembers where.
    IterationStart(u32),
    /// An iteration ends, which fails if it was empty.
    IterationEnd(u32),
    /// An index in [`Program::references`].
    BackReference {
        reference: u32,
        ignore_case: bool,
    },
    /// What follows, up to [`Instruction::Match`], is matched by itself; then the text goes on at `next`.
    Lookaround {
        behind: bool,
        negative: bool,
        next: u32,
    },
}

/// Code that is matched from one end of the text to the other.
#[derive(Debug, Default)]
pub struct Code {
    pub instructions: Vec<Instruction>,
    /// Whether it goes over the text from right to left.
    pub backward: bool,
    /// Whether it can begin nowhere but at the start of the text.
    pub anchored: bool,
}

#[derive(Debug)]
pub struct Program {
    pub main: Code,
    /// Whether `main` has instructions for backtracking.
    pub backtracking: bool,
    /// For every lookaround without memory, code that finds the positions where it holds. A lookahead's goes backward. One
    /// may ask those before it.
    pub tables: Vec<Code>,
    pub classes: Vec<Lookup>,
    /// The slots of the groups of every back reference.
    pub references: Vec<Vec<u32>>,
    /// The number of slots.
    pub slots: u32,
    /// The number of registers of iterations.
    pub iterations: u32,
    /// The number of instructions in all code.
    pub instructions: usize,
}

/// Compiles a tree.
///
/// # Errors
/// Where it has more than [`MOST_INSTRUCTIONS`].
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
    /// The tables of lookarounds that have one already, as a repeated body is compiled many times.
    numbers: Vec<(u32, u32)>,
    iterations: u32,
    /// Instructions so far, in all code together.
    instructions: usize,
    /// Nodes so far. Not all of them have instructions, but they take time.
    nodes: usize,
    /// What is being written.
    code: Code,
}

/// How deep in iterations that may be empty, which is the number of their register; and which way.
#[derive(Clone, Copy)]
struct Place {
    backward: bool,
    backtracking: bool,
    depth: u32,
}

impl Compiler {
    /// Writes an instruction; its index.
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

    /// The number of tracked groups before a group, which is its slot if it is one.
    fn slot(&self, group: u32) -> u32 {
        u32::try_from(self.tracked.partition_point(|tracked| *tracked < group)).unwrap_or(u32::MAX)
    }

    fn slots(&self, groups: &Range<u32>) -> Range<u32> {
        self.slot(groups.start)..self.slot(groups.end)
    }

    /// Code of its own.
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
            // However often nothing is repeated, it is nothing.
            if self.here() == last {
                return Ok(());
            }
        }
        let Some(max) = repeat.max else {
            // Back to the last iteration, if one more would be the same. To write it twice would double what is nested.
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

    /// A choice between the next instruction and this place.
    fn patch_split(&mut self, split: u32, greedy: bool) {
        let (body, exit) = (split + 1, self.here());
        let (first, second) = if greedy { (body, exit) } else { (exit, body) };
        self.patch(split, Instruction::Split { first, second });
    }

    /// The body once; `RepeatMatcher` of section 22.2.2.3.1 says what is around it.
    fn iteration(&mut self, repeat: &Repeat, place: Place, optional: bool) -> Result<(), PatternError> {
        if !place.backtracking {
            // Without memory an empty iteration changes nothing, so that it need not be told from none.
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

/// Whether what comes first is the start of the text.
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
