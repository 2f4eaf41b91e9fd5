//! Excel in, Excel out: tables of offices as records, and records as tables.
//!
//! In: a [`Sheet`](crate::sheet::Sheet), a mapping of its columns, and the register as it is. Out: a [`Plan`] of what would
//! change, row by row and field by field, with the files as they would be; [`edit`](crate::edit) writes them. And the other
//! way, a collection as a [`Table`](crate::sheet::Table).
//!
//! Whether a value is right is not decided here: the register is validated as it would be, and what is wrong with a new or
//! changed record is said of the cell that it came from. Nothing is guessed: what has two meanings stays as it was typed.

mod amend;
mod cells;
mod column;
mod concepts;
mod drafts;
mod judging;
mod keying;
mod mapping;
mod matching;
mod merging;
mod outgoing;
mod plan;
mod planner;
mod planning;
mod proposal;
mod rows;
mod saying;
mod table;
mod told;
mod words;

pub use amend::entry as write_entry;
pub use drafts::identifier;
pub use mapping::{Mapping, read as read_mapping};
pub use outgoing::table as outgoing;
pub use plan::{Asked, Changed, Plan, Refused};
pub use planning::plan;
pub use proposal::{Proposal, propose};
pub use told::tell;
