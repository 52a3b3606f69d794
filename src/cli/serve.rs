//! `serve`: answer and send until stopped.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::CommandError;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::Cost;
use crate::jobs::Jobs;
use crate::services::trusted_readers::trusted_readers;
use crate::web::{ServeError, Server, Tls};

pub(super) async fn run(config: &Config) -> Result<ExitCode, CommandError> {
    let app = App::open(config, Clock::System, Cost::production())?;
    let pending = app.db.pending_migrations().await?;
    if !pending.is_empty() {
        return Err(CommandError::Refused(
            "the database is older than this program; make a backup, then run `ineedtotalk migrate`"
                .to_owned(),
        ));
    }
    refuse_another_pepper(&app).await?;
    let tls = Tls::open(&config.server, &app.site.host).map_err(ServeError::from)?;
    let protocol = if tls.is_some() { "https" } else { "http" };
    let server = Server::bind(app.clone(), config.server.listen, tls)?;
    tracing::info!(address = %server.address, protocol, "serving");
    until_stopped(app, server, Stop::listen()?).await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// With another pepper nobody could sign in and no slip be sealed: better not to begin.
async fn refuse_another_pepper(app: &App) -> Result<(), CommandError> {
    for school in app.schools.list(app.clock.now()).await? {
        let pepper = Arc::clone(&app.pepper);
        let trusted =
            app.db.read(school.id, move |reader| trusted_readers(reader, &pepper)).await?;
        if school.is_live && trusted.is_empty() {
            return Err(CommandError::Refused(format!(
                "no reader of {} is vouched for: the pepper is not the one this database was made with, or the database was changed; put the right pepper file in place",
                school.name.as_str()
            )));
        }
    }
    Ok(())
}

/// Being asked to stop, by SIGTERM or SIGINT. From when it listens, neither ends the program itself.
pub(super) struct Stop {
    terminate: Signal,
    interrupt: Signal,
}

impl Stop {
    pub fn listen() -> io::Result<Self> {
        let terminate = signal(SignalKind::terminate())?;
        Ok(Self { terminate, interrupt: signal(SignalKind::interrupt())? })
    }

    pub async fn asked(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Serves and runs the jobs until asked to stop; what is under way is finished first.
pub(super) async fn until_stopped(
    app: App,
    server: Server,
    mut stop: Stop,
) -> Result<(), CommandError> {
    let jobs = Jobs::spawn(app);
    let handle = server.handle();
    actix_web::rt::spawn(async move {
        stop.asked().await;
        handle.stop(true).await;
    });
    server.run().await?;
    jobs.stop().await;
    Ok(())
}
