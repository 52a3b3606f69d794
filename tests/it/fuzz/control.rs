//! The control of the others here: a parser with a fault is found out.

#[test]
#[should_panic(expected = "test failed")]
fn a_planted_fault_is_found() {
    bolero::check!().for_each(|bytes: &[u8]| assert!(bytes.first() != Some(&b's')));
}
