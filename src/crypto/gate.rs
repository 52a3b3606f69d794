//! The one way to Argon2: two at a time, on threads that may block, with a bounded queue.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

use super::traces;

/// So many people are signing in that this one should try again in a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many people are signing in at once")]
pub struct GateBusy;

/// Lets a few pieces of heavy work run at once: each takes 64 MiB and a quarter of a second.
#[derive(Clone)]
pub struct Argon2Gate {
    running: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Default for Argon2Gate {
    fn default() -> Self {
        Self {
            running: Arc::new(Semaphore::new(Self::RUNNING_MAX)),
            waiting: Arc::new(AtomicUsize::new(0)),
        }
    }
}

impl Argon2Gate {
    const RUNNING_MAX: usize = 2;
    const WAITING_MAX: usize = 32;

    /// Runs `work` when it is its turn. Refuses at once when too many wait already.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, GateBusy> {
        let _place = Place::take(&self.waiting)?;
        // The permit goes with the work: whoever asked may be gone before it is done.
        let permit = self.running.clone().acquire_owned().await.map_err(|_| GateBusy)?;
        let done = traces::leaving_none_elsewhere(move || {
            let _permit = permit;
            work()
        });
        done.await.map_err(|_| GateBusy)
    }
}

/// A place in the queue, given back however the wait ends.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(waiting: &Arc<AtomicUsize>) -> Result<Self, GateBusy> {
        let place = Self(waiting.clone());
        if waiting.fetch_add(1, Ordering::Relaxed) < Argon2Gate::WAITING_MAX {
            Ok(place)
        } else {
            Err(GateBusy)
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    #[tokio::test]
    async fn two_run_at_once_and_the_rest_wait_or_are_refused() {
        let gate = Argon2Gate::default();
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..40)
            .map(|_| {
                let (gate, now, most) = (gate.clone(), now.clone(), most.clone());
                tokio::spawn(async move {
                    gate.run(move || {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(5));
                        now.fetch_sub(1, Ordering::SeqCst);
                    })
                    .await
                })
            })
            .collect();
        let mut refused = 0;
        for task in tasks {
            refused += usize::from(task.await.unwrap().is_err());
        }
        assert_eq!(most.load(Ordering::SeqCst), 2);
        assert_eq!(refused, 40 - Argon2Gate::WAITING_MAX);
        assert_eq!(gate.run(|| 7).await, Ok(7), "places were given back");
    }
}
