//! Work that the message loop hands to other threads.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use crossbeam_channel::{Sender, unbounded};

/// No more threads than these work at once.
const MOST_THREADS: usize = 4;

type Work = Box<dyn FnOnce() + Send>;

/// Threads that work. They end with their work when nobody has any more for them.
pub(super) struct Workers(Sender<Work>);

impl Workers {
    /// As many as the machine has processors, within reason.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn new() -> io::Result<Self> {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let (sender, receiver) = unbounded::<Work>();
        // One long check must not keep a short answer waiting.
        for index in 0..processors.clamp(2, MOST_THREADS) {
            let receiver = receiver.clone();
            let name = format!("worker {index}");
            thread::Builder::new().name(name).spawn(move || receiver.into_iter().for_each(|work| work()))?;
        }
        Ok(Self(sender))
    }

    /// Does `work`, then hands what came of it to `done`; a panic comes as the
    /// words that it left.
    pub fn run<T>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
        done: impl FnOnce(Result<T, String>) + Send + 'static,
    ) {
        let work = move || done(catch_unwind(AssertUnwindSafe(work)).map_err(|panic| words(&*panic)));
        // The threads wait for as long as there is somebody to send.
        let _ = self.0.send(Box::new(work));
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_panic_is_told_and_the_next_work_is_done() {
        let workers = Workers::new().expect("threads");
        let (tell, told) = channel();
        for number in [1, 0, 2] {
            let tell = tell.clone();
            workers.run(
                move || {
                    assert_ne!(number, 0, "no such number");
                    number
                },
                move |result| tell.send(result).expect("told"),
            );
        }
        let mut results: Vec<_> = told.iter().take(3).collect();
        results.sort();
        assert!(results[2].as_ref().is_err_and(|words| words.contains("no such number")));
        assert_eq!(results[..2], [Ok(1), Ok(2)]);
    }
}
