//! The binary `aftercare`. Everything it does is in the library beside it, so that tests can reach it.

use std::process::ExitCode;

/// Twelve in a hundred of a registration's time went into the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    aftercare_server::run()
}
