//! The binary `aftercare`. Everything it does is in the library beside it, so that tests can reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    aftercare_server::run()
}
