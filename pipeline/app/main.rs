//! The `figlift` program: parse, call, map to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    figlift::cli::main(std::env::args_os())
}
