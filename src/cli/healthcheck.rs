//! `healthcheck`: does the service on this machine answer?

use std::process::ExitCode;
use std::time::Duration;

use super::CommandError;
use crate::config::Config;
use crate::paths;
use crate::web::{OwnRequest, ServeError};

const SECONDS_MAX: u64 = 5;

pub(super) async fn run(config: &Config) -> Result<ExitCode, CommandError> {
    let has_tls = config.server.certificate_source().is_some();
    let own = OwnRequest::to(config.server.listen, has_tls).map_err(ServeError::from)?;
    let asked = own.get(paths::HEALTH);
    match tokio::time::timeout(Duration::from_secs(SECONDS_MAX), asked).await {
        Ok(Ok(200)) => Ok(ExitCode::SUCCESS),
        Ok(Ok(_) | Err(_)) | Err(_) => Ok(ExitCode::from(1)),
    }
}
