//! `demo`: the whole service with a made-up school, on this computer only.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use super::{CommandError, serve, terminal};
use crate::app::{App, OpenError, Site};
use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::{Cost, Pepper, random};
use crate::demo::{self, BANNER, Demonstration, Mailbox};
use crate::web::Server;

/// Short enough to watch.
const SLOT_SECONDS: i64 = 10;

#[derive(Args)]
pub(super) struct DemoArguments {
    /// The port to open in the browser; 0 takes any that is free.
    #[arg(long, default_value_t = 8083)]
    port: u16,
}

pub(super) async fn run(arguments: DemoArguments) -> Result<ExitCode, CommandError> {
    let folder = Folder::make()?;
    let done = show(&folder.0, arguments.port).await;
    drop(folder);
    done.map(|()| ExitCode::SUCCESS)
}

async fn show(folder: &Path, port: u16) -> Result<(), CommandError> {
    terminal::say("Making a school with six members of staff …");
    let mailbox = Mailbox::start().await?;
    let pepper_file = folder.join("pepper");
    let pepper = Pepper::generate().map_err(OpenError::from)?;
    std::fs::write(&pepper_file, pepper.to_text().expose())?;
    // The address is known once the port is: the system may choose it.
    let listener = std::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port)));
    let port = listener.and_then(|listener| listener.local_addr()).map_err(|error| {
        CommandError::Refused(format!("port {port} cannot be used ({error}); try --port 0"))
    })?;
    let config = configuration(folder, port.port(), mailbox.port());
    let config = Config::from_text(&config)?;
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
    let url = &config.server.public_url;
    terminal::say("");
    terminal::say("THIS IS A DEMONSTRATION. Nobody reads slips that are sent here.");
    terminal::say("");
    terminal::say(&format!("  Start here:      {url}/demo"));
    terminal::say(&format!("  Pupils' form:    {url}/"));
    terminal::say(&format!("  Staff sign in:   {url}/staff"));
    terminal::say(&format!("  Mailbox:         {url}/demo/mailbox"));
    terminal::say("");
    terminal::say("Press Ctrl-C to stop. Everything is gone then.");
    serve::until_stopped(app, server).await
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
