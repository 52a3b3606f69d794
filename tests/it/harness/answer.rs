//! An answer of the service as bytes and headers, and what holds for every one of them.

/// Every answer carries these, whatever it is and whatever went wrong.
const ALWAYS: [(&str, &str); 4] = [
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
];

pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn from_ureq(mut response: ureq::http::Response<ureq::Body>) -> Self {
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap().to_owned()))
            .collect();
        let status = response.status().as_u16();
        Self { status, headers, body: response.body_mut().read_to_vec().unwrap() }.checked()
    }

    /// Reads what came over a connection. `None` when it was cut before the end of the headers.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Some(Self { status, headers, body: bytes[end + 4..].to_vec() }.checked())
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Names and values of the cookies it sets; a value is empty when the cookie is taken away.
    pub fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        let set = self.headers.iter().filter(|(name, _)| name == "set-cookie");
        set.filter_map(|(_, cookie)| cookie.split(';').next()?.split_once('='))
    }

    fn checked(self) -> Self {
        for (name, value) in ALWAYS {
            assert_eq!(self.header(name), Some(value), "{name}: {:?}", self.headers);
        }
        let policy = self.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(self.header("server"), None);
        assert_eq!(self.header("x-powered-by"), None);
        for (_, cookie) in self.headers.iter().filter(|(name, _)| name == "set-cookie") {
            assert_closed_cookie(cookie);
        }
        self
    }
}

/// Bound to this host and, but for the three that open nothing, to this window; unseen by script, never sent from another site.
fn assert_closed_cookie(cookie: &str) {
    let mut parts = cookie.split("; ");
    let (name, value) = parts.next().unwrap().split_once('=').unwrap();
    let known = [
        "__Host-draft",
        "__Host-reply",
        "__Host-staff",
        "__Host-known",
        "__Host-kiosk",
        "__Host-keys",
        "__Host-visited",
        "__Host-provider",
    ];
    assert!(known.contains(&name), "{cookie}");
    let attributes: Vec<&str> = parts.collect();
    // Setting a cookie for a second is how one is taken away: see `forget`.
    let is_farewell = value == "left" && attributes.contains(&"Max-Age=1");
    // One comes along when a provider sends a browser back.
    let same_site = match name == "__Host-provider" && !is_farewell {
        true => "SameSite=Lax",
        false => "SameSite=Strict",
    };
    for wanted in ["HttpOnly", "Secure", same_site, "Path=/"] {
        assert!(attributes.contains(&wanted), "{cookie}");
    }
    let lasts = attributes.iter().any(|it| it.starts_with("Max-Age") || it.starts_with("Expires"));
    let may_last = ["__Host-known", "__Host-kiosk", "__Host-keys"].contains(&name);
    assert!(is_farewell || !lasts || may_last, "{cookie}");
    assert!(!attributes.iter().any(|it| it.starts_with("Domain")), "{cookie}");
}
