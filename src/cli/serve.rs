//! `serve`: answer and send until stopped.

use std::process::ExitCode;
use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};

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
    until_stopped(app, server).await?;
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

/// Serves and runs the jobs until SIGTERM or SIGINT; what is under way is finished first.
pub(super) async fn until_stopped(app: App, server: Server) -> Result<(), CommandError> {
    let jobs = Jobs::spawn(app);
    let handle = server.handle();
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    actix_web::rt::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        handle.stop(true).await;
    });
    server.run().await?;
    jobs.stop().await;
    Ok(())
}
