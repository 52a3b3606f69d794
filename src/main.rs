//! The program.

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Memory that is given back is wiped first: nothing a pupil sent is left for whoever looks later.
#[global_allocator]
static WIPES_WHAT_IT_FREES: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    ineedtotalk::cli::main()
}
