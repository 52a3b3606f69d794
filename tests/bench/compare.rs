//! The service against the bare loop, one after the other and again, so that both meet the machine
//! in the same moods.

use std::sync::Arc;
use std::time::Duration;

use ineedtotalk::config::Config;

use crate::bare::Bare;
use crate::client::Site;
use crate::latency::{count, median};
use crate::{Fault, cpu, load, one_thread, two_threads};

/// Slips under way at any moment, on either side.
const AT_ONCE: usize = 64;
/// Uses up the service's spare slots, and opens every connection.
const WARM_UP: Duration = Duration::from_secs(2);

pub fn run(
    site: &Site,
    config: &Config,
    service: u32,
    rounds: usize,
    lasting: Duration,
) -> Result<(), Fault> {
    let (clients, loops) = (one_thread()?, two_threads()?);
    let bare = Arc::new(loops.block_on(Bare::open(config))?);
    let mut stored = 0;
    let (mut served, mut bared, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let (mut spent, mut asked) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let base = loops.block_on(async {
            bare.stored_per_second(AT_ONCE, WARM_UP).await?;
            bare.stored_per_second(AT_ONCE, lasting).await
        })?;
        let (warm, _) = clients.block_on(load::stored_per_second(site, AT_ONCE, WARM_UP))?;
        let before = (cpu::time_of(service)?, cpu::time_of(std::process::id())?);
        let (sent, rate) = clients.block_on(load::stored_per_second(site, AT_ONCE, lasting))?;
        let after = (cpu::time_of(service)?, cpu::time_of(std::process::id())?);
        stored += warm + sent;
        spent.push((after.0 - before.0).as_secs_f64() * 1e6 / count(sent));
        asked.push((after.1 - before.1).as_secs_f64() * 1e6 / count(sent));
        println!("round: {rate:.0} of {base:.0} slips a second, {:.2}", rate / base);
        served.push(rate);
        bared.push(base);
        ratios.push(rate / base);
    }
    println!("readers: {}", bare.readers());
    println!("acknowledged: {stored}");
    println!("slips a second: {:.0}", median(served));
    println!("slips a second, bare: {:.0}", median(bared));
    println!("ratio: {:.3}", median(ratios));
    println!("service cpu us: {:.0}", median(spent));
    println!("client cpu us: {:.0}", median(asked));
    Ok(())
}
