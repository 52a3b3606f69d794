//! `demo`: the whole service with a made-up school, on this computer only.

use std::fs::OpenOptions;
use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use super::serve::{self, Stop};
use super::{CommandError, terminal};
use crate::app::{App, OpenError, Site};
use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::{Cost, Pepper, random};
use crate::demo::{self, BANNER, Demonstration, Mailbox};
use crate::web::Server;

/// Short enough to watch.
const SLOT_SECONDS: i64 = 10;

#[derive(Args)]
#[command(
    after_help = "With --config FILE it has what that school's pupils would see: its kinds of \
                        worry, pictures, recordings, mode, language and own help. Nothing else of the \
                        file is used: no database, no key, no mail server."
)]
pub(super) struct DemoArguments {
    /// The port to open in the browser; 0 takes any that is free.
    #[arg(long, default_value_t = 8083)]
    port: u16,
}

/// `theirs` is the configuration of the school that wants to see itself.
pub(super) async fn run(
    theirs: Option<&Config>,
    arguments: DemoArguments,
) -> Result<ExitCode, CommandError> {
    // Before there is anything to leave behind.
    let mut stop = Stop::listen()?;
    let folder = Folder::make()?;
    let made = tokio::select! {
        made = make(&folder.0, arguments.port, theirs) => made?,
        () = stop.asked() => return Ok(ExitCode::SUCCESS),
    };
    let Made { app, server, url } = made;
    tell_where(&url, theirs);
    serve::until_stopped(app, server, stop).await?;
    drop(folder);
    Ok(ExitCode::SUCCESS)
}

/// The service, ready to answer.
struct Made {
    app: App,
    server: Server,
    url: String,
}

async fn make(folder: &Path, port: u16, theirs: Option<&Config>) -> Result<Made, CommandError> {
    terminal::say("Making a school with six members of staff …");
    let mailbox = Mailbox::start().await?;
    let pepper_file = folder.join("pepper");
    let pepper = Pepper::generate().map_err(OpenError::from)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(pepper_file)?;
    file.write_all(pepper.to_text().expose().as_bytes())?;
    // The address is known once the port is: the system may choose it.
    let listener = std::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port)));
    let port = listener.and_then(|listener| listener.local_addr()).map_err(|error| {
        CommandError::Refused(format!("port {port} cannot be used ({error}); try --port 0"))
    })?;
    let config = configuration(folder, port.port(), mailbox.port());
    let mut config = Config::from_text(&config)?;
    if let Some(theirs) = theirs {
        show_as(theirs, &mut config);
    }
    let mut app = App::open(&config, Clock::System, Cost::production())?;
    app.site = Arc::new(Site { banner: Some(BANNER.to_owned()), ..(*app.site).clone() });
    app.db.migrate().await?;
    let people = demo::open_school(&app)
        .await
        .map_err(|error| CommandError::Refused(format!("the school could not be made: {error}")))?;

    let demonstration = Demonstration { people, mailbox };
    let server = Server::bind_with(app.clone(), config.server.listen, None, move |routes| {
        demo::routes(&demonstration, routes);
    })?;
    Ok(Made { app, server, url: config.server.public_url })
}

/// Takes what pupils see, and nothing that leads to a real slip, key or mailbox.
fn show_as(theirs: &Config, demonstration: &mut Config) {
    demonstration.taxonomy = theirs.taxonomy.clone();
    demonstration.symbols = theirs.symbols.clone();
    demonstration.voices = theirs.voices.clone();
    demonstration.pupils = theirs.pupils.clone();
    demonstration.school = theirs.school.clone();
    demonstration.retention = theirs.retention.clone();
}

fn tell_where(url: &str, theirs: Option<&Config>) {
    terminal::say("");
    terminal::say("THIS IS A DEMONSTRATION. Nobody reads slips that are sent here.");
    terminal::say("");
    terminal::say(&format!("  Start here:      {url}/demo"));
    terminal::say(&format!("  Pupils' form:    {url}/"));
    terminal::say(&format!("  Staff sign in:   {url}/staff"));
    terminal::say(&format!("  Mailbox:         {url}/demo/mailbox"));
    terminal::say("");
    if theirs.is_some() {
        terminal::say(
            "Pupils see it as your configuration has it; its database, keys and mail stay alone.",
        );
    }
    terminal::say("Press Ctrl-C to stop. Everything is gone then.");
}

fn configuration(folder: &Path, port: u16, mail_port: u16) -> String {
    let folder = folder.display();
    format!(
        r#"
        [server]
        listen = "127.0.0.1:{port}"
        public_url = "http://localhost:{port}"
        hosts = ["127.0.0.1"]
        [database]
        url = "sqlite://{folder}/slips.sqlite"
        [secrets]
        pepper_file = "{folder}/pepper"
        [mail]
        host = "127.0.0.1"
        port = {mail_port}
        security = "lan-relay-without-tls"
        from = "talk@elmwood.example"
        [timing]
        slot_seconds = {SLOT_SECONDS}
        "#
    )
}

/// A folder of this run's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Self, CommandError> {
        use std::os::unix::fs::DirBuilderExt;
        let name: [u8; 8] = random::bytes().map_err(OpenError::from)?;
        let name = format!("ineedtotalk-demo-{:016x}", u64::from_be_bytes(name));
        let folder = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind is sealed, and its pepper with it: no more than untidy.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Language, Mode, Nation};

    const THEIRS: &str = r#"
        [server]
        public_url = "https://talk.elmwood.example"
        [database]
        url = "postgres://talker@127.0.0.1/slips"
        [secrets]
        pepper_file = "/srv/secrets/pepper"
        [mail]
        host = "mail.elmwood.example"
        from = "talk@elmwood.example"
        [taxonomy]
        file = "/srv/elmwood.toml"
        [symbols]
        folder = "/srv/symbols"
        [pupils]
        mode = "pictures"
        language = "cy"
        [school]
        nation = "wales"
    "#;

    #[test]
    fn a_school_sees_its_own_kinds_of_worry_and_its_slips_keys_and_mail_are_left_alone() {
        let theirs = Config::from_text(THEIRS).unwrap();
        let mut shown = Config::from_text(&configuration(Path::new("/tmp/demo"), 1, 2)).unwrap();
        let before = shown.clone();
        show_as(&theirs, &mut shown);
        assert_eq!(shown.taxonomy.file, theirs.taxonomy.file);
        assert_eq!(shown.symbols.folder, theirs.symbols.folder);
        assert_eq!((shown.pupils.mode, shown.pupils.language), (Mode::Pictures, Language::Welsh));
        assert_eq!(shown.school.nation, Nation::Wales);
        assert_eq!(shown.database.url, before.database.url);
        assert_eq!(shown.secrets.pepper_file, before.secrets.pepper_file);
        assert_eq!((shown.mail.host, shown.mail.from), (before.mail.host, before.mail.from));
        assert_eq!(shown.server.public_url, before.server.public_url);
    }
}
