//! Work that is done side by side, while its results are taken in order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many items may be begun before the first of them has been taken.
const WINDOW: usize = 256;
/// How much the results that wait for their turn may weigh together before no
/// further item is begun.
const MOST_HELD: usize = 16 << 20;

/// The number of threads to use when `jobs` are asked for; 0 stands for all that
/// the machine has.
fn threads(jobs: usize, items: usize) -> usize {
    let all = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let wanted = if jobs == 0 { all() } else { jobs };
    wanted.min(items)
}

/// Calls `work` on each item, on `jobs` threads at once (0: as many as the machine
/// has), and `take` on each result, on this thread, in the order of the items.
///
/// No worker runs far ahead of what was taken: of the results, those are held that
/// wait for an earlier one, and when they weigh more than a fixed number of bytes
/// by `weigh`, no further item is begun but the one whose turn it is.
///
/// # Panics
/// When `work` or `take` does.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    weigh: impl Fn(&R) -> usize + Sync,
    mut take: impl FnMut(R),
) {
    let threads = threads(jobs, items.len());
    if threads <= 1 {
        return items.iter().map(work).for_each(take);
    }
    let queue = Queue::new(items.len());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let _stop = StopOnPanic(&queue);
                while let Some(index) = queue.begin() {
                    let result = work(&items[index]);
                    let weight = weigh(&result);
                    queue.put(index, result, weight);
                }
            });
        }
        let _stop = StopOnPanic(&queue);
        while let Some((result, weight)) = queue.next() {
            take(result);
            queue.release(weight);
        }
    });
}

/// What the threads share.
struct Queue<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
    items: usize,
}

struct State<R> {
    /// The next item to begin.
    next: usize,
    /// How many results were taken.
    taken: usize,
    /// Results that wait for their turn, each with its weight.
    ready: BTreeMap<usize, (R, usize)>,
    /// What is held weighs so much.
    held: usize,
    /// Whether a thread panicked.
    stopped: bool,
}

impl<R> Queue<R> {
    fn new(items: usize) -> Self {
        let state = State { next: 0, taken: 0, ready: BTreeMap::new(), held: 0, stopped: false };
        Self { state: Mutex::new(state), changed: Condvar::new(), items }
    }

    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<R>>) -> MutexGuard<'s, State<R>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item to work on, as soon as there is room for its result.
    fn begin(&self) -> Option<usize> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.next >= self.items {
                return None;
            }
            let ahead = state.next - state.taken;
            if ahead == 0 || (ahead < WINDOW && state.held < MOST_HELD) {
                state.next += 1;
                return Some(state.next - 1);
            }
            state = self.wait(state);
        }
    }

    fn put(&self, index: usize, result: R, weight: usize) {
        let mut state = self.lock();
        state.held += weight;
        state.ready.insert(index, (result, weight));
        drop(state);
        self.changed.notify_all();
    }

    /// The result whose turn it is, and its weight; none after the last.
    fn next(&self) -> Option<(R, usize)> {
        let mut state = self.lock();
        loop {
            if state.stopped || state.taken >= self.items {
                return None;
            }
            let turn = state.taken;
            if let Some(ready) = state.ready.remove(&turn) {
                state.taken += 1;
                return Some(ready);
            }
            state = self.wait(state);
        }
    }

    /// A result that was taken is held no more.
    fn release(&self, weight: usize) {
        self.lock().held -= weight;
        self.changed.notify_all();
    }
}

/// Ends the other threads when this one panics, so that none waits for it.
struct StopOnPanic<'q, R>(&'q Queue<R>);

impl<R> Drop for StopOnPanic<'_, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.lock().stopped = true;
            self.0.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Items that are slow now and then, so that results come out of order.
    fn work(&item: &usize) -> usize {
        if item.is_multiple_of(7) {
            thread::sleep(std::time::Duration::from_micros(200));
        }
        item
    }

    #[test]
    fn results_come_in_order_whatever_the_number_of_threads() {
        let items: Vec<usize> = (0..2000).collect();
        for jobs in [0, 1, 2, 8] {
            let mut taken = Vec::new();
            in_order(&items, jobs, work, |_| 1, |result| taken.push(result));
            assert_eq!(taken, items, "{jobs} jobs");
        }
    }

    #[test]
    fn workers_do_not_run_far_ahead() {
        let items: Vec<usize> = (0..1000).collect();
        let (begun, taken, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let ahead = |_: &usize| {
            let ahead = begun.fetch_add(1, Ordering::SeqCst) + 1 - taken.load(Ordering::SeqCst);
            most.fetch_max(ahead, Ordering::SeqCst);
        };
        let slow = |()| {
            thread::sleep(std::time::Duration::from_micros(50));
            taken.fetch_add(1, Ordering::SeqCst);
        };
        in_order(&items, 4, ahead, |()| 1, slow);
        // The result that is being taken counts as well.
        assert!(most.load(Ordering::SeqCst) <= WINDOW + 1, "{most:?}");
        for count in [&begun, &taken, &most] {
            count.store(0, Ordering::SeqCst);
        }
        in_order(&items, 4, ahead, |()| MOST_HELD, slow);
        // Each thread may have one at work, and one result may be held.
        assert!(most.load(Ordering::SeqCst) <= 4 + 2, "{most:?}");
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_passed_on_and_nobody_waits_for_ever() {
        let items: Vec<usize> = (0..1000).collect();
        in_order(&items, 4, |&item| assert_ne!(item, 300), |()| 1, |()| {});
    }

    #[test]
    #[should_panic(expected = "no more")]
    fn a_panic_of_the_taker_ends_the_workers() {
        let items: Vec<usize> = (0..1000).collect();
        in_order(&items, 4, |&item| item, |_| 1, |item| assert!(item < 300, "no more"));
    }
}
