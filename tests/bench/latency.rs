//! How long visits took.

use std::time::Duration;

/// What a load came to.
pub struct Load {
    pub took: Vec<Duration>,
    pub lasted: Duration,
    /// Bytes of the last page.
    pub page_bytes: usize,
}

impl Load {
    pub fn per_second(&self) -> f64 {
        count(self.took.len()) / self.lasted.as_secs_f64()
    }

    pub fn print(mut self) {
        self.took.sort_unstable();
        println!("visits: {}", self.took.len());
        println!("visits a second: {:.1}", self.per_second());
        println!("page bytes: {}", self.page_bytes);
        for (name, part) in [("p50", 50), ("p95", 95), ("p99", 99), ("max", 100)] {
            println!("{name} ms: {:.2}", self.at_most(part).as_secs_f64() * 1_000.0);
        }
    }

    /// What `part` of a hundred took at most. The times are in order.
    fn at_most(&self, part: usize) -> Duration {
        let place = (self.took.len() * part).div_ceil(100).saturating_sub(1);
        self.took.get(place).copied().unwrap_or_default()
    }
}

/// Exact for any number of visits there is time for.
pub fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

/// What `part` of a hundred of the values are at most.
pub fn part_of(values: &mut [f64], part: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len() * part).div_ceil(100).saturating_sub(1);
    values.get(place).copied().unwrap_or(f64::NAN)
}
