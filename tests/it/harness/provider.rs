//! A provider whose accounts staff sign in with, in the test's own process: as well-behaved or as bad as
//! the test wants. It signs with a key of its own.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

use data_encoding::{BASE64, BASE64URL_NOPAD};
use ineedtotalk::config::SignInWithSection;
use ineedtotalk::crypto::fingerprint::sha256;
use ineedtotalk::domain::{ProviderUrl, Timestamp};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

pub const CLIENT_ID: &str = "talk of Elmwood";
const SECRET: &str = "pear:tree & 5% more";
/// As the header has both, each encoded by itself.
const BOTH: &str = "talk%20of%20Elmwood:pear%3Atree%20%26%205%25%20more";

/// What the provider does from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provided {
    Well,
    /// Hangs up at once.
    Nothing,
    /// Never says a word.
    Silence,
    /// More keys than anybody has.
    GiantKeys,
    /// Everything is somewhere else.
    Redirects,
    /// Names an address that is reached in the clear.
    WithoutTls,
    OtherIssuer,
    OtherNonce,
    OtherAudience,
    Expired,
    SignedBySomebodyElse,
    NotSigned,
    NoToken,
}

#[derive(Clone)]
pub struct TestProvider {
    pub issuer: String,
    state: Arc<Mutex<State>>,
}

struct State {
    provided: Provided,
    key: Key,
    codes: Vec<Asked>,
    /// Every request, whole.
    heard: Vec<String>,
}

/// What a code was given for.
struct Asked {
    code: String,
    subject: String,
    nonce: String,
    challenge: String,
    return_to: String,
    at: Timestamp,
}

struct Key {
    kid: String,
    pair: EcdsaKeyPair,
}

impl Key {
    fn new(kid: &str) -> Self {
        let (kind, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).unwrap();
        Self { kid: kid.to_owned(), pair }
    }

    fn shown(&self) -> Value {
        let (x, y) = self.pair.public_key().as_ref()[1..].split_at(32);
        let [x, y] = [x, y].map(|part| BASE64URL_NOPAD.encode(part));
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": self.kid, "x": x, "y": y })
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let [header, claims] =
            [header, claims].map(|it| BASE64URL_NOPAD.encode(it.to_string().as_bytes()));
        let message = format!("{header}.{claims}");
        let signed = self.pair.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
        format!("{message}.{}", BASE64URL_NOPAD.encode(signed.as_ref()))
    }
}

impl TestProvider {
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let issuer = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let state =
            State { provided: Provided::Well, key: Key::new("1"), codes: vec![], heard: vec![] };
        let provider = Self { issuer, state: Arc::new(Mutex::new(state)) };
        let serving = provider.clone();
        // Ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let serving = serving.clone();
                std::thread::spawn(move || serving.answer(stream.unwrap()));
            }
        });
        provider
    }

    /// The section of the configuration; the secret is kept in this folder.
    pub fn section(&self, folder: &std::path::Path) -> SignInWithSection {
        let file = folder.join("client-secret");
        std::fs::write(&file, format!("{SECRET}\n")).unwrap();
        SignInWithSection {
            name: Some("Microsoft 365".to_owned()),
            issuer: Some(ProviderUrl::parse(&self.issuer).unwrap()),
            client_id: Some(CLIENT_ID.to_owned()),
            client_secret_file: Some(file),
        }
    }

    pub fn provides(&self, provided: Provided) {
        self.state().provided = provided;
    }

    pub fn takes_a_new_key(&self) {
        self.state().key = Key::new("2");
    }

    pub fn heard(&self) -> Vec<String> {
        self.state().heard.clone()
    }

    /// Somebody who was sent to this address says who they are; the address they are sent back to,
    /// without its host.
    pub fn lets_in(&self, sent_to: &str, subject: &str, now: Timestamp) -> String {
        let (place, query) = sent_to.split_once('?').unwrap();
        assert_eq!(place, format!("{}/authorize", self.issuer));
        let asked: Vec<(String, String)> =
            form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let part = |name: &str| {
            let mut found = asked.iter().filter(|(key, _)| key == name);
            let value = found.next().unwrap_or_else(|| panic!("no {name}: {query}")).1.clone();
            assert!(found.next().is_none(), "{name} twice: {query}");
            value
        };
        assert_eq!(part("response_type"), "code");
        assert_eq!(part("client_id"), CLIENT_ID);
        assert_eq!(part("scope"), "openid email");
        assert_eq!(part("code_challenge_method"), "S256");
        assert_eq!(asked.len(), 9, "nothing else goes there: {query}");
        let mut state = self.state();
        let code = format!("code-{}", state.heard.len() + state.codes.len());
        state.codes.push(Asked {
            code: code.clone(),
            subject: subject.to_owned(),
            nonce: part("nonce"),
            challenge: part("code_challenge"),
            return_to: part("redirect_uri"),
            at: now,
        });
        let path = part("redirect_uri").splitn(4, '/').nth(3).unwrap().to_owned();
        let back: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &code)
            .append_pair("state", &part("state"))
            .append_pair("iss", &self.issuer)
            .finish();
        format!("/{path}?{back}")
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn answer(&self, mut stream: TcpStream) {
        let provided = self.state().provided;
        let Some(request) = read(&mut stream) else { return };
        self.state().heard.push(request.clone());
        let body = match provided {
            Provided::Nothing => return,
            Provided::Silence => {
                // Until the other end gives up.
                let _ = stream.read(&mut [0]);
                return;
            }
            Provided::Redirects => {
                let to = format!("{}/elsewhere", self.issuer);
                let answer =
                    format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
                let _ = stream.write_all(answer.as_bytes());
                return;
            }
            _ => match request.split(' ').nth(1).unwrap() {
                "/.well-known/openid-configuration" => Some(self.document(provided)),
                "/keys" => Some(self.keys(provided)),
                "/token" => self.token(&request, provided),
                _ => None,
            },
        };
        let (status, body) = match body {
            Some(body) => ("200 OK", body.to_string()),
            None => ("400 Bad Request", json!({ "error": "invalid_grant" }).to_string()),
        };
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len());
        let _ = stream.write_all([head, body].concat().as_bytes());
    }

    fn document(&self, provided: Provided) -> Value {
        let mut document = json!({
            "issuer": self.issuer,
            "authorization_endpoint": format!("{}/authorize", self.issuer),
            "token_endpoint": format!("{}/token", self.issuer),
            "jwks_uri": format!("{}/keys", self.issuer),
            "scopes_supported": ["openid", "email"],
        });
        match provided {
            Provided::WithoutTls => document["token_endpoint"] = json!("http://id.example/token"),
            Provided::OtherIssuer => document["issuer"] = json!("https://evil.example"),
            _ => {}
        }
        document
    }

    fn keys(&self, provided: Provided) -> Value {
        let key = self.state().key.shown();
        match provided {
            Provided::GiantKeys => json!({ "keys": [key], "more": "a".repeat(1_000_000) }),
            _ => json!({ "keys": [{ "kty": "OKP" }, key] }),
        }
    }

    /// For a code that was given for this, once, to whoever knows the secret.
    fn token(&self, request: &str, provided: Provided) -> Option<Value> {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let both = format!("authorization: Basic {}", BASE64.encode(BOTH.as_bytes()));
        if !head.lines().any(|line| line.eq_ignore_ascii_case(&both)) {
            return None;
        }
        let form: Vec<(String, String)> =
            form_urlencoded::parse(body.as_bytes()).into_owned().collect();
        let part = |name: &str| form.iter().find(|(key, _)| key == name).unwrap().1.clone();
        assert_eq!(part("grant_type"), "authorization_code");
        let mut state = self.state();
        let index = state.codes.iter().position(|asked| asked.code == part("code"))?;
        let asked = state.codes.remove(index);
        let shown = BASE64URL_NOPAD.encode(&sha256(part("code_verifier").as_bytes()));
        if (shown, part("redirect_uri")) != (asked.challenge.clone(), asked.return_to.clone()) {
            return None;
        }
        let token = match provided {
            Provided::NoToken => return Some(json!({ "access_token": "a" })),
            Provided::SignedBySomebodyElse => Key::new(&state.key.kid)
                .sign(&header("ES256", &state.key), &self.claims(&asked, provided)),
            Provided::NotSigned => {
                let token =
                    state.key.sign(&header("none", &state.key), &self.claims(&asked, provided));
                format!("{}.", token.rsplit_once('.').unwrap().0)
            }
            _ => state.key.sign(&header("ES256", &state.key), &self.claims(&asked, provided)),
        };
        Some(json!({ "access_token": "a", "token_type": "Bearer", "id_token": token }))
    }

    fn claims(&self, asked: &Asked, provided: Provided) -> Value {
        let (mut audience, mut nonce, mut at) = (CLIENT_ID, asked.nonce.as_str(), asked.at.0);
        match provided {
            Provided::OtherAudience => audience = "another service",
            Provided::OtherNonce => nonce = "another question",
            Provided::Expired => at -= 3_600,
            _ => {}
        }
        json!({
            "iss": self.issuer, "sub": asked.subject, "aud": audience, "nonce": nonce,
            "iat": at, "exp": at + 600, "email": format!("{}@elmwood.example", asked.subject),
        })
    }
}

fn header(alg: &str, key: &Key) -> Value {
    json!({ "alg": alg, "kid": key.kid, "typ": "JWT" })
}

/// A whole request; `None` when the other end hung up before.
fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let mut more = [0; 4_096];
        let count = stream.read(&mut more).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&more[..count]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("content-length").then(|| value.parse::<usize>().unwrap())
        });
        if body.len() >= length.unwrap_or(0) {
            return Some(text.into_owned());
        }
    }
}
