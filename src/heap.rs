//! The package's memory. It is taken from one end; what was taken last is given back at once, as most that a loop needs
//! for one item is, and all else between calls.
//!
//! What a call leaves behind stays until [`release`], so memory is bounded by what is kept, by what is left until then,
//! and by what one call needs.
#![allow(unsafe_code)]

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::Cell;

const PAGE: usize = 65_536; // bytes

/// Where free memory begins; 0 before the first is taken.
struct Heap {
    top: Cell<usize>,
}

// SAFETY: a wasm module without shared memory has one thread.
unsafe impl Sync for Heap {}

#[global_allocator]
static HEAP: Heap = Heap { top: Cell::new(0) };

unsafe extern "C" {
    /// The first byte behind the module's own data; set by the linker.
    static __heap_base: u8;
}

/// The address of so many bytes, or 0 if there is no memory for them.
#[inline(never)]
fn take(bytes: usize, align: usize) -> usize {
    let free = HEAP.top.get().max((&raw const __heap_base).addr());
    let start = (free + align - 1) & !(align - 1);
    let Some(top) = start.checked_add(bytes) else { return 0 };
    let pages = memory_size(0);
    let more = top.div_ceil(PAGE).saturating_sub(pages);
    // An eighth at least, since each growth is a call out of the module; only what is needed, where memory nearly ends.
    if more > 0 && memory_grow(0, more.max(pages / 8)) == usize::MAX && memory_grow(0, more) == usize::MAX {
        return 0;
    }
    HEAP.top.set(top);
    start
}

// SAFETY: `take` gives memory that nobody has: behind all it gave before, or behind what `release` keeps, whose caller
// promises that nothing is in use there.
unsafe impl GlobalAlloc for Heap {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size(), layout.align()) as *mut u8
    }

    /// What was allocated last is free again.
    unsafe fn dealloc(&self, old: *mut u8, layout: Layout) {
        if old.addr() + layout.size() == self.top.get() {
            self.top.set(old.addr());
        }
    }

    /// What was allocated last grows where it is.
    unsafe fn realloc(&self, old: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        let top = self.top.get();
        let is_last = old.addr() + layout.size() == top;
        if is_last {
            self.top.set(old.addr());
        }
        let new = take(bytes, layout.align()) as *mut u8;
        if new.is_null() {
            self.top.set(top);
        } else if !is_last {
            // SAFETY: two allocations, of which the new one is the larger: `Vec` asks for no less here.
            unsafe { new.copy_from_nonoverlapping(old, layout.size().min(bytes)) };
        }
        new
    }
}

/// Bytes in use behind `kept`, an address.
#[must_use]
pub fn used(kept: usize) -> usize {
    HEAP.top.get().saturating_sub(kept)
}

/// Gives back all memory behind `kept`, the end of an allocation; 0: all.
///
/// # Safety
/// Nothing that was allocated behind it is used any more.
pub unsafe fn release(kept: usize) {
    HEAP.top.set(kept);
}
