//! Randomness from the operating system, the one source of every key, id and token.

use ring::rand::{SecureRandom, SystemRandom};

/// The operating system gave no randomness: nothing secret may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no randomness")]
pub struct NoRandomness;

/// `N` bytes that nobody can guess.
pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut drawn = [0; N];
    fill(&mut drawn)?;
    Ok(drawn)
}

/// Fills `room` with bytes that nobody can guess.
pub fn fill(room: &mut [u8]) -> Result<(), NoRandomness> {
    SystemRandom::new().fill(room).map_err(|_| NoRandomness)
}

/// Puts `things` in an order that nobody can guess.
pub fn shuffle<T>(things: &mut [T]) -> Result<(), NoRandomness> {
    for last in (1..things.len()).rev() {
        things.swap(last, below(last + 1)?);
    }
    Ok(())
}

/// A number from 0 to `limit - 1`, each as likely as the other. `limit` is at least 1.
fn below(limit: usize) -> Result<usize, NoRandomness> {
    let limit = u64::try_from(limit).map_err(|_| NoRandomness)?.max(1);
    // Numbers above the largest multiple of `limit` would favour the small ones.
    let fair_max = u64::MAX - u64::MAX % limit;
    loop {
        let drawn = u64::from_be_bytes(bytes()?);
        if drawn < fair_max {
            return usize::try_from(drawn % limit).map_err(|_| NoRandomness);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(bytes::<32>(), bytes::<32>());
    }

    #[test]
    fn a_shuffle_keeps_everything_and_puts_each_thing_in_each_place() {
        let mut seen = [[0_u32; 4]; 4];
        for _ in 0..2_000 {
            let mut order = [0, 1, 2, 3];
            shuffle(&mut order).unwrap();
            for (place, thing) in order.iter().enumerate() {
                seen[place][*thing] += 1;
            }
        }
        for place in seen {
            assert_eq!(place.iter().sum::<u32>(), 2_000);
            assert!(place.iter().all(|count| (380..620).contains(count)), "{place:?}");
        }
    }
}
