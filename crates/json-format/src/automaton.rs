//! A regular expression as the automaton that the compiler made of it, over the bytes of UTF-8. Knows no syntax of such
//! expressions.

/// A dense automaton over byte classes.
#[derive(Clone, Copy, Debug)]
pub struct Automaton {
    /// The class of each byte.
    pub classes: &'static [u8; 256],
    /// For each state, the next state by class.
    pub transitions: &'static [u16],
    /// The number of classes, including the last one, which is the end of the text.
    pub class_count: u16,
    /// The state before the first byte.
    pub start: u16,
    /// States from here on have matched, whatever follows.
    pub matched_from: u16,
}

impl Automaton {
    /// Whether the pattern matches anywhere in the text: patterns are not anchored (section 6.3.3).
    #[must_use]
    pub fn is_match(&self, text: &[u8]) -> bool {
        let step = |state: u16, class: u16| {
            let index = usize::from(state) * usize::from(self.class_count) + usize::from(class);
            self.transitions.get(index).copied().unwrap_or(0)
        };
        let mut state = self.start;
        for &byte in text {
            let class = self.classes.get(usize::from(byte)).copied().unwrap_or(0);
            state = step(state, class.into());
            if state >= self.matched_from {
                return true;
            }
        }
        step(state, self.class_count - 1) >= self.matched_from
    }
}
