//! The service against the bare loop, in short slices that take turns, so that both meet the machine
//! in the same moods.
//!
//! The figure is `ratio`: what the service stored a second over all its slices, divided by what the
//! loop stored over all of its own. Each slip counts once, whichever slice it fell in. `ratio, median
//! of the slices` divides pair by pair, which weighs a slice in which either stood still as much as
//! any other; it is printed beside the figure, with its quartiles, to show how even the machine was.

use std::sync::Arc;
use std::time::Duration;

use ineedtotalk::config::Config;

use crate::bare::Bare;
use crate::client::Site;
use crate::latency::{count, part_of};
use crate::{Fault, cpu, load, one_thread, two_threads};

/// Slips under way at any moment, on either side.
const AT_ONCE: usize = 64;
/// Uses up the service's spare slots, and opens every connection.
const WARM_UP: Duration = Duration::from_secs(2);

pub fn run(
    site: &Site,
    config: &Config,
    service: u32,
    slices: usize,
    lasting: Duration,
) -> Result<(), Fault> {
    let (clients, loops) = (one_thread()?, two_threads()?);
    let bare = Arc::new(loops.block_on(Bare::open(config))?);
    loops.block_on(bare.stored_per_second(AT_ONCE, WARM_UP))?;
    let (warm, _) = clients.block_on(load::stored_per_second(site, AT_ONCE, WARM_UP))?;
    let (mut stored, mut bare_stored) = (0, 0);
    let (mut served, mut bared, mut ratios) = (0.0, 0.0, Vec::new());
    let (mut spent, mut asked, mut bare_spent) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for _ in 0..slices {
        let before = cpu::time_of(std::process::id())?;
        let (made, base) = loops.block_on(bare.stored_per_second(AT_ONCE, lasting))?;
        bare_spent += cpu::time_of(std::process::id())? - before;
        bare_stored += made;
        let before = (cpu::time_of(service)?, cpu::time_of(std::process::id())?);
        let (sent, rate) = clients.block_on(load::stored_per_second(site, AT_ONCE, lasting))?;
        let after = (cpu::time_of(service)?, cpu::time_of(std::process::id())?);
        stored += sent;
        spent += after.0 - before.0;
        asked += after.1 - before.1;
        served += rate;
        bared += base;
        ratios.push(rate / base);
    }
    println!("readers: {}", bare.readers());
    println!("acknowledged: {}", warm + stored);
    println!("slips a second: {:.0}", served / count(slices));
    println!("slips a second, bare: {:.0}", bared / count(slices));
    println!("ratio: {:.3}", served / bared);
    for (name, part) in [("lower quartile", 25), ("median", 50), ("upper quartile", 75)] {
        println!("ratio, {name} of the slices: {:.3}", part_of(&mut ratios, part));
    }
    for (whose, spent, slips) in
        [("service", spent, stored), ("client", asked, stored), ("bare", bare_spent, bare_stored)]
    {
        println!("{whose} cpu us: {:.0}", spent.as_secs_f64() * 1e6 / count(slips));
    }
    Ok(())
}
