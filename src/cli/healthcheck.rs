//! `healthcheck`: does the service on this machine answer?

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::CommandError;
use crate::config::Config;
use crate::web::on_this_machine;

const SECONDS_MAX: u64 = 5;

pub(super) async fn run(config: &Config) -> Result<ExitCode, CommandError> {
    let asked = tokio::time::timeout(Duration::from_secs(SECONDS_MAX), ask(config.server.listen));
    match asked.await {
        Ok(Ok(true)) => Ok(ExitCode::SUCCESS),
        Ok(Ok(false) | Err(_)) | Err(_) => Ok(ExitCode::from(1)),
    }
}

async fn ask(listen: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(on_this_machine(listen)).await?;
    stream
        .write_all(b"GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .await?;
    let mut status = [0; 12];
    stream.read_exact(&mut status).await?;
    Ok(status.ends_with(b" 200"))
}
