//! Published test vectors: the suites compute what their specifications say, not merely something
//! that agrees with itself.

use data_encoding::HEXLOWER;
use hpke::{Deserializable, Kem, Serializable};

use super::fingerprint;
use super::hpke_seal::{self, PrivateKeyOf, X25519, XWing};

fn hex<const N: usize>(digits: &str) -> [u8; N] {
    HEXLOWER.decode(digits.as_bytes()).unwrap().try_into().unwrap()
}

/// Randomness that a vector gives, padded where the suite draws less than is on offer.
fn drawn(digits: &str) -> [u8; 64] {
    let mut drawn = [0; 64];
    let given = HEXLOWER.decode(digits.as_bytes()).unwrap();
    drawn[..given.len()].copy_from_slice(&given);
    drawn
}

#[test]
fn suite_1_seals_and_opens_as_rfc_9180_appendix_a_2_1() {
    type Private = PrivateKeyOf<X25519>;
    let private = "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb";
    let public = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";
    let randomness = "909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b";
    let encapsulated = "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a";
    let sealed = "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db\
        21993c62ce81883d2dd1b51a28";
    let (info, aad) = (b"Ode on a Grecian Urn", b"Count-0");
    let plain = b"Beauty is truth, truth beauty";

    let private = Private::from_bytes(&hex::<32>(private)).unwrap();
    let derived = X25519::sk_to_pk(&private);
    assert_eq!(HEXLOWER.encode(&derived.to_bytes()), public);
    let slot =
        hpke_seal::seal_for_test::<X25519>(&derived, info, aad, plain, drawn(randomness)).unwrap();
    assert_eq!(HEXLOWER.encode(&slot), format!("{encapsulated}{sealed}"));
    let opened = hpke_seal::open::<X25519>(&private, info, aad, &slot).unwrap();
    assert_eq!(opened.expose().as_slice(), plain);
}

#[test]
fn suite_2_seals_and_opens_as_the_vector_of_draft_ietf_hpke_pq() {
    // KEM 0x647a, KDF 1, AEAD 3. The ciphertext follows from the randomness by way of X-Wing, the
    // key schedule and the cipher, so it would differ if any of them did.
    let private = "3ec47fa82dd5689d27c6190e724c74ec8f608df3331ce331929e37b829676630";
    let randomness = "2a1c0a3745fe8a48fb62034d300f54dfe1974a5b2e169e580a8789cb1cf5fd19\
        0fc00f3fd899594e01a8b15334b9f3fa03d8de44da86e19f5776850fb689e6c8";
    let sealed = "c5c591f99092d5e38df0a52699af249c66f8275a863423c076de8147a53e65cc\
        584041c963b77a7e59ea93841b1339b5efda8909b71f74bb0073ad62e899de31\
        0c1566dea2fd29eba377";
    // The vector's own info and plain text are hexadecimal digits.
    let info = HEXLOWER.encode(b"Ode on a Grecian Urn");
    let plain = HEXLOWER.encode(b"Beauty is truth, truth beauty");

    let private = PrivateKeyOf::<XWing>::from_bytes(&hex::<32>(private)).unwrap();
    let public = XWing::sk_to_pk(&private);
    let slot = hpke_seal::seal_for_test::<XWing>(
        &public,
        info.as_bytes(),
        b"Count-0",
        plain.as_bytes(),
        drawn(randomness),
    )
    .unwrap();
    assert_eq!(HEXLOWER.encode(&slot[1_120..]), sealed);
    let opened = hpke_seal::open::<XWing>(&private, info.as_bytes(), b"Count-0", &slot).unwrap();
    assert_eq!(opened.expose().as_slice(), plain.as_bytes());
}

/// seed, randomness, SHA-256 of the public key, SHA-256 of the encapsulated key, shared secret.
const XWING_VECTORS: [[&str; 5]; 3] = [
    [
        "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26",
        "3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2\
         35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2",
        "2e816deebcd76c5c80d0cd2d174478871658e8e2ff42bc9d4a6e486372e856bb",
        "17cd532d657e44c897ca6583e548a5424fc70bf54f99515a4d2bcf99e3469f33",
        "d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384",
    ],
    [
        "badfd6dfaac359a5efbb7bcc4b59d538df9a04302e10c8bc1cbf1a0b3a5120ea",
        "17cda7cfad765f5623474d368ccca8af0007cd9f5e4c849f167a580b14aabdef\
         aee7eef47cb0fca9767be1fda69419dfb927e9df07348b196691abaeb580b32d",
        "c42ba5f8430d7d2c83739338203819f090e8303ce9c8b02107c272bfa5376916",
        "1661ea86d608a1924ba30840cb0a65f13ae051e3aec9cf0f064efc0bc92f2154",
        "f2e86241c64d60f6649fbc6c5b7d17180b780a3f34355e64a85749949c45f150",
    ],
    [
        "ef58538b8d23f87732ea63b02b4fa0f4873360e2841928cd60dd4cee8cc0d4c9",
        "22a96188d032675c8ac850933c7aff1533b94c834adbb69c6115bad4692d8619\
         f90b0cdf8a7b9c264029ac185b70b83f2801f2f4b3f70c593ea3aeeb613a7f1b",
        "6b080d6b84f095342092fa7a22423e58bd681397ad0ef00eac92bd254db4fa95",
        "d3ca5578500344b5896cffc4fd740c9311946b82951df155e6fd86a7966b43c6",
        "953f7f4e8c5b5049bdc771d1dffada0dd961477d1a2ae0988baa7ea6898d893f",
    ],
];

#[test]
fn x_wing_is_that_of_draft_connolly_cfrg_xwing_kem() {
    for [seed, randomness, public_hash, encapsulated_hash, shared] in XWING_VECTORS {
        let private = PrivateKeyOf::<XWing>::from_bytes(&hex::<32>(seed)).unwrap();
        let public = XWing::sk_to_pk(&private);
        assert_eq!(HEXLOWER.encode(&fingerprint::sha256(&public.to_bytes())), public_hash);
        let slot =
            hpke_seal::seal_for_test::<XWing>(&public, b"", b"", b"", drawn(randomness)).unwrap();
        let encapsulated = &slot[..1_120];
        assert_eq!(HEXLOWER.encode(&fingerprint::sha256(encapsulated)), encapsulated_hash);
        let encapsulated = <XWing as Kem>::EncappedKey::from_bytes(encapsulated).unwrap();
        let found = XWing::decap(&private, None, &encapsulated).unwrap();
        assert_eq!(HEXLOWER.encode(&found.0), shared);
    }
}
