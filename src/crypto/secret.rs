//! A value that is never shown and wipes itself.

use zeroize::Zeroize;

use super::traces;

/// Something that must not be shown, logged or stored as it is: it has no `Debug`, `Display` or
/// `Serialize`, and is overwritten when it is dropped. It is boxed, so that moving it copies no more
/// than where it lies.
///
/// ```compile_fail
/// let secret = ineedtotalk::crypto::Secret::new(String::from("hidden"));
/// println!("{secret:?}");
/// ```
///
/// ```
/// let secret = ineedtotalk::crypto::Secret::new(String::from("hidden"));
/// println!("{}", secret.expose().len());
/// ```
pub struct Secret<T: Zeroize>(Box<T>);

impl<T: Zeroize> Secret<T> {
    pub fn new(value: T) -> Self {
        Self(Box::new(value))
    }

    /// The value itself, borrowed: whoever asks promises not to keep a copy.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// Room to write the value in place.
    pub(super) fn expose_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl Secret<Vec<u8>> {
    /// Adds bytes at the end. Where that takes more room, the room left behind is wiped: growing a
    /// plain `Vec` would leave a copy in freed memory.
    pub fn append(&mut self, more: &[u8]) {
        let length = self.0.len() + more.len();
        if length > self.0.capacity() {
            let mut larger = Vec::with_capacity(length.next_power_of_two());
            larger.extend_from_slice(&self.0);
            std::mem::replace(&mut *self.0, larger).zeroize();
        }
        self.0.extend_from_slice(more);
    }
}

impl<T: Zeroize + Clone> Clone for Secret<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        if traces::forgets() {
            self.0.zeroize();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::fmt::{Debug, Display};
    use std::marker::PhantomData;
    use std::rc::Rc;

    /// Whether a type has a trait, told at compile time: the inherent constant, which exists only
    /// with the trait, is found before the blanket one.
    macro_rules! has {
        ($trait:path, $type:ty) => {{
            trait Lacks {
                const HAS: bool = false;
            }
            impl<T> Lacks for T {}
            struct Probe<T>(PhantomData<T>);
            impl<T: $trait> Probe<T> {
                const HAS: bool = true;
            }
            let _: Probe<$type> = Probe(PhantomData);
            // The same question, asked of types whose answer is known.
            struct Bare;
            assert!(<Probe<String>>::HAS && !<Probe<Bare>>::HAS);
            <Probe<$type>>::HAS
        }};
    }

    #[test]
    fn secrets_cannot_be_shown_or_written_out() {
        use crate::crypto::{
            CodeKeys, Pepper, ReaderPrivateKeys, RecoveryKit, SlipKey, ThreadKey,
            draft::DraftToken, session::SessionKeys, session::SessionToken, thread::Way,
            totp::TotpSecret,
        };
        macro_rules! is_closed {
            ($($type:ty),+) => {$(
                assert!(!has!(Debug, $type), stringify!($type));
                assert!(!has!(Display, $type), stringify!($type));
                assert!(!has!(serde::Serialize, $type), stringify!($type));
            )+};
        }
        is_closed!(Secret<String>, Secret<Vec<u8>>, Secret<[u8; 32]>, ReaderPrivateKeys, SlipKey);
        is_closed!(CodeKeys, ThreadKey, Way);
        is_closed!(Pepper, RecoveryKit, SessionToken, SessionKeys, DraftToken, TotpSecret);
    }

    #[test]
    fn a_secret_grows_by_what_is_appended() {
        let mut secret = Secret::new(Vec::new());
        for part in [b"They ".as_slice(), b"", b"took my bag."] {
            secret.append(part);
        }
        assert_eq!(secret.expose().as_slice(), b"They took my bag.");
    }

    #[test]
    fn a_secret_is_wiped_when_it_is_dropped() {
        struct Watched(Rc<Cell<bool>>);
        impl Zeroize for Watched {
            fn zeroize(&mut self) {
                self.0.set(true);
            }
        }
        let wiped = Rc::new(Cell::new(false));
        let secret = Secret::new(Watched(wiped.clone()));
        assert!(!wiped.get());
        drop(secret);
        assert!(wiped.get());
    }
}
