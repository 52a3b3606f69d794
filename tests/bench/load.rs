//! Many visitors: so many at once, or so many a second whether or not the service keeps up.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ineedtotalk::crypto::random;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use crate::Fault;
use crate::client::Site;
use crate::latency::{Load, count};
use crate::visits::Visit;

/// `total` visits, each visitor coming back as soon as they are answered.
pub async fn crowd(
    site: &Site,
    visit: &Visit,
    total: usize,
    at_once: usize,
) -> Result<Load, Fault> {
    let begun = Arc::new(AtomicUsize::new(0));
    let since = Instant::now();
    let mut visitors = JoinSet::new();
    for _ in 0..at_once {
        let (site, visit, begun) = (site.clone(), visit.clone(), Arc::clone(&begun));
        visitors.spawn(async move {
            let (mut took, mut page_bytes) = (Vec::new(), 0);
            while begun.fetch_add(1, Ordering::Relaxed) < total {
                let asked = Instant::now();
                page_bytes = visit.make(&site).await?;
                took.push(asked.elapsed());
            }
            Ok::<_, Fault>((took, page_bytes))
        });
    }
    let (mut took, mut page_bytes) = (Vec::with_capacity(total), 0);
    while let Some(ended) = visitors.join_next().await {
        let (theirs, bytes) = ended??;
        took.extend(theirs);
        page_bytes = page_bytes.max(bytes);
    }
    Ok(Load { took, lasted: since.elapsed(), page_bytes })
}

/// Visitors who know nothing of each other: the gaps between them are of random length, and each is
/// timed from when they came, so that a service that falls behind is seen to.
pub async fn stream(
    site: &Site,
    visit: &Visit,
    per_second: f64,
    lasting: Duration,
) -> Result<Load, Fault> {
    let since = Instant::now();
    let mut comes_at = since;
    let mut visitors = JoinSet::new();
    while comes_at.duration_since(since) < lasting {
        sleep_until(comes_at).await;
        let (site, visit) = (site.clone(), visit.clone());
        visitors.spawn(async move {
            let page_bytes = visit.make(&site).await?;
            let took = comes_at.elapsed();
            Ok::<_, Fault>((took, page_bytes))
        });
        comes_at += gap(per_second)?;
    }
    let (mut took, mut page_bytes) = (Vec::new(), 0);
    while let Some(ended) = visitors.join_next().await {
        let (one, bytes) = ended??;
        took.push(one);
        page_bytes = page_bytes.max(bytes);
    }
    Ok(Load { took, lasted: since.elapsed(), page_bytes })
}

/// The time until the next of people who come at random.
fn gap(per_second: f64) -> Result<Duration, Fault> {
    let chance = f64::from(u32::from_be_bytes(random::bytes()?)) / f64::from(u32::MAX);
    Ok(Duration::from_secs_f64(-chance.max(1e-9).ln() / per_second))
}

/// Slips stored in each second, by so many senders, of whom none looks at the last page.
pub async fn stored_per_second(
    site: &Site,
    at_once: usize,
    lasting: Duration,
) -> Result<(usize, f64), Fault> {
    let since = Instant::now();
    let mut senders = JoinSet::new();
    for _ in 0..at_once {
        let site = site.clone();
        senders.spawn(async move {
            let mut stored = 0;
            while since.elapsed() < lasting {
                crate::visits::press_send(&site).await?;
                stored += 1;
            }
            Ok::<usize, Fault>(stored)
        });
    }
    let mut stored = 0;
    while let Some(ended) = senders.join_next().await {
        stored += ended??;
    }
    Ok((stored, count(stored) / since.elapsed().as_secs_f64()))
}
