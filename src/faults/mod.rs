//! Which faults a person is to hear of, and which are new.
//!
//! In: what is wrong with the content, what its owner accepts, and what was wrong before. Out: the faults without those
//! that are accepted, each known to be new or to have stood before.
//!
//! Nothing is checked here, and no error is ever left out.

mod accept;
mod since;
mod vanished;

pub use accept::accept;
pub use since::compare;
pub use vanished::vanished;
