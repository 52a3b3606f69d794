//! Every parser under any bytes at all: a second each here, and for a minute each in the long checks.

mod answers;
mod backup;
mod codes;
mod control;
mod escape;
mod outside;
mod sealed;
mod settings;
mod tokens;

/// Any bytes as text, the way the service reads what is not UTF-8.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Bytes put in somewhere, over what is there or before it, and what is left of the rest.
type Change = (u32, Vec<u8>, bool, u32);

fn changed(whole: &[u8], (place, bytes, is_over, cut): &Change) -> Vec<u8> {
    let within = |number: u32, most: usize| usize::try_from(number).unwrap() % (most + 1);
    let place = within(*place, whole.len());
    let after = if *is_over { (place + bytes.len()).min(whole.len()) } else { place };
    let mut changed = [&whole[..place], bytes, &whole[after..]].concat();
    // Two of three keep their end.
    changed.truncate(within(*cut, 3 * whole.len()));
    changed
}
