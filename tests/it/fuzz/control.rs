//! The control of the long checks: a fault that guessing does not find and coverage does.

/// Fails on four bytes that blind guessing would meet once in four thousand million tries.
#[test]
fn a_planted_fault_is_found_by_coverage() {
    // Without it there is no fault, and in `tests/run` nothing to find.
    let is_planted = std::env::var_os("PLANTED_FAULT").is_some();
    bolero::check!().for_each(|bytes: &[u8]| {
        if is_planted
            && bytes.first() == Some(&b's')
            && bytes.get(1) == Some(&b'l')
            && bytes.get(2) == Some(&b'i')
            && bytes.get(3) == Some(&b'p')
        {
            panic!("the planted fault");
        }
    });
}
