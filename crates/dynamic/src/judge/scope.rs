//! The dynamic scope (2020-12 core, section 7.1): the resources that the walk has entered, outermost first. Each is
//! listed once, since only the outermost resource with an anchor is ever looked for.

use std::collections::HashMap;

use crate::node::{Graph, InPlace, ResourceId};

/// The scope; empty, and free of cost, for schemas without dynamic references.
#[derive(Debug)]
pub struct Scope {
    is_asked: bool,
    entered: Vec<ResourceId>,
    /// A number for each scope there has been, by which verdicts are kept.
    numbers: Vec<usize>,
    known: HashMap<(usize, ResourceId), usize>,
}

impl Scope {
    /// A scope in which no resource has been entered.
    #[must_use]
    pub fn new(graph: &Graph) -> Self {
        let is_asked = graph
            .nodes
            .iter()
            .flat_map(|node| &node.in_place)
            .any(|step| matches!(step, InPlace::DynamicRef(..) | InPlace::RecursiveRef(_)));
        Self { is_asked, entered: Vec::new(), numbers: Vec::new(), known: HashMap::new() }
    }

    /// Enters a resource; returns whether it is new and must therefore be left again.
    pub fn enter(&mut self, resource: ResourceId) -> bool {
        if !self.is_asked || self.entered.contains(&resource) {
            return false;
        }
        let next = self.known.len() + 1;
        let number = *self.known.entry((self.id(), resource)).or_insert(next);
        self.entered.push(resource);
        self.numbers.push(number);
        true
    }

    /// Leaves the last resource entered, if it was new.
    pub fn leave(&mut self, entered: bool) {
        if entered {
            self.entered.pop();
            self.numbers.pop();
        }
    }

    /// The scope's number.
    #[must_use]
    pub fn id(&self) -> usize {
        self.numbers.last().copied().unwrap_or(0)
    }

    /// The resources, outermost first.
    pub fn resources(&self) -> impl Iterator<Item = ResourceId> {
        self.entered.iter().copied()
    }
}
