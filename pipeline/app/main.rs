//! The `figlift` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    figlift::cli::main(std::env::args_os())
}
