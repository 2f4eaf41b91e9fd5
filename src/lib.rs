//! spis
