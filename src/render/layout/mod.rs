//! What stands around every page: head, header, menus, footer, and what scripts need to know.

pub mod chrome;
pub mod frame;
pub mod linked;
pub mod llms;
pub mod opensearch;
pub mod script_texts;
