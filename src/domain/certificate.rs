//! The fingerprint of a certificate, by which somebody sees whether a browser was shown another.

/// SHA-256 of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct CertificateFingerprint([u8; Self::BYTES]);

/// A text that is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a SHA-256 fingerprint has 64 hexadecimal digits, with or without colons")]
pub struct NotAFingerprint;

impl CertificateFingerprint {
    const BYTES: usize = 32;

    /// From the hash of a certificate.
    pub fn of_hash(hash: [u8; Self::BYTES]) -> Self {
        Self(hash)
    }

    /// As browsers, `openssl` and people write it: colons, spaces and the size of letters are all the same.
    pub fn parse(typed: &str) -> Result<Self, NotAFingerprint> {
        let digits: Option<Vec<u8>> = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != ':')
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        let digits = digits.ok_or(NotAFingerprint)?;
        let (pairs, rest) = digits.as_chunks::<2>();
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| (high << 4) | low).collect();
        match rest.is_empty() {
            true => Ok(Self(bytes.try_into().map_err(|_| NotAFingerprint)?)),
            false => Err(NotAFingerprint),
        }
    }

    /// "AB:CD:…", as most browsers show it.
    pub fn in_pairs(self) -> String {
        self.0.map(|byte| format!("{byte:02X}")).join(":")
    }
}

impl TryFrom<String> for CertificateFingerprint {
    type Error = NotAFingerprint;

    fn try_from(text: String) -> Result<Self, NotAFingerprint> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_however_a_browser_writes_it() {
        let shown = CertificateFingerprint::of_hash([0xa7; 32]).in_pairs();
        assert!(shown.starts_with("A7:A7:") && shown.len() == 95, "{shown}");
        for typed in [shown.to_lowercase(), shown.replace(':', ""), format!(" {shown}\n")] {
            let read = CertificateFingerprint::parse(&typed).map(CertificateFingerprint::in_pairs);
            assert_eq!(read.as_ref(), Ok(&shown), "{typed}");
        }
        let (short, long) = (shown[3..].to_owned(), format!("{shown}:A7"));
        for typed in ["", "A7", &short, &long, &shown.replace('A', "G"), &format!("{shown}A")] {
            assert_eq!(CertificateFingerprint::parse(typed), Err(NotAFingerprint), "{typed}");
        }
    }
}
