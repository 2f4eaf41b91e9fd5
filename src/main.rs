//! The program `spis`. All that it does is in the library's `cli` module.

use std::process::ExitCode;

// Many small values by many threads: the allocator of Linux is slow at that, those of other systems are not.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    spis::cli::run()
}
