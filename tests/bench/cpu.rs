//! What a process has had of the processors.

use std::time::Duration;

use crate::Fault;

/// Linux counts in hundredths of a second, whatever the machine.
const TICKS_PER_SECOND: f64 = 100.0;

/// Of the process with this number, since it began.
pub fn time_of(process: u32) -> Result<Duration, Fault> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name, in brackets, may have anything in it.
    let (_, rest) = stat.rsplit_once(") ").ok_or("no such process")?;
    let ticks = rest.split(' ').skip(11).take(2).map(str::parse::<f64>);
    let ticks = ticks.sum::<Result<f64, _>>()?;
    Ok(Duration::from_secs_f64(ticks / TICKS_PER_SECOND))
}
