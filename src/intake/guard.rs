//! The guard around every import: a thread of its own, a deadline, and a net for faults.
//!
//! A reader may be slow, recurse deeply or hold a mistake of ours. None of that may take the window or the other files
//! with it. So each file is read on its own thread, with a stack large enough for the deepest nesting that the limits
//! allow, and somebody waits for it who can give up: at the deadline, or when the user says stop. Threads cannot be
//! ended from outside, so one that is given up goes on until its reader's own limits end it; what it brings is
//! dropped. As long as [`MOST_ABANDONED`] of them are still running, no further file is begun.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long one file may take.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// Stack sizes to try, in bytes, the largest first. Only what is used of a stack costs memory.
const STACKS: [usize; 3] = [256 << 20, 64 << 20, 8 << 20];

/// How often whoever waits looks whether it should stop.
const LOOK: Duration = Duration::from_millis(20);

/// As many given-up threads may run on before no further file is begun.
pub const MOST_ABANDONED: usize = 4;

/// Why there is no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The deadline passed.
    #[error(
        "reading it took longer than {seconds} seconds and was given up; the other files are not affected. Save only the pages that matter as a file of their own, or as plain text, and open that."
    )]
    TooLong {
        /// The deadline, in seconds.
        seconds: u64,
    },
    /// A fault in a reader.
    #[error(
        "Scruple failed on this file, and it is left out; the other files are not affected. Please report this, with the file if it may be shared. Meanwhile save it as plain text and open that. The fault: {what}"
    )]
    Fault {
        /// What the program said.
        what: String,
    },
    /// Too many earlier files are still being read.
    #[error(
        "it was not begun: {running} files before it were given up and still keep the computer busy. Close Scruple, take those files out, and open this one again."
    )]
    Busy {
        /// How many.
        running: usize,
    },
    /// The system gave no thread.
    #[error("the system has no room for another task ({0}). Close other programs and try again.")]
    NoThread(String),
    /// The user said stop.
    #[error("reading was stopped.")]
    Stopped,
}

/// Counts threads that were given up and still run.
static ABANDONED: AtomicUsize = AtomicUsize::new(0);

/// Runs `work` on a thread of its own and waits for it: until the deadline, or until `stopped` says yes.
///
/// # Errors
/// [`Trouble`], where the work brought nothing.
pub fn run<T: Send + 'static>(
    name: &str,
    deadline: Duration,
    stopped: &dyn Fn() -> bool,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    run_counted(name, deadline, stopped, &ABANDONED, work)
}

fn run_counted<T: Send + 'static>(
    name: &str,
    deadline: Duration,
    stopped: &dyn Fn() -> bool,
    abandoned: &'static AtomicUsize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    let running = abandoned.load(Ordering::SeqCst);
    if running >= MOST_ABANDONED {
        return Err(Trouble::Busy { running });
    }
    let (sender, receiver) = sync_channel(1);
    // The work is kept where a failed start can hand it to the next one.
    let given_up = Arc::new(AtomicBool::new(false));
    let slot = Arc::new(std::sync::Mutex::new(Some((work, sender))));
    let mut failure = String::new();
    for stack in STACKS {
        let (slot, mark) = (Arc::clone(&slot), Arc::clone(&given_up));
        let spawned = thread::Builder::new()
            .name(format!("reading {}", plain(name)))
            .stack_size(stack)
            .spawn(move || {
                let taken = slot
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .take();
                if let Some((work, sender)) = taken {
                    deliver(work, &sender, &mark, abandoned);
                }
            });
        match spawned {
            Ok(_) => return wait(&receiver, deadline, stopped, &given_up, abandoned),
            Err(error) => failure = error.to_string(),
        }
    }
    Err(Trouble::NoThread(failure))
}

/// Does the work and hands its result over; counts itself out where nobody waits any more.
fn deliver<T>(
    work: impl FnOnce() -> T,
    sender: &SyncSender<Result<T, String>>,
    given_up: &AtomicBool,
    abandoned: &AtomicUsize,
) {
    let result = catch_unwind(AssertUnwindSafe(work)).map_err(|fault| said(fault.as_ref()));
    // There is room for one result, so that this never waits; an error means that nobody listens.
    if sender.send(result).is_err() {
        log::debug!("a file that was given up came to its end");
    }
    if given_up.swap(true, Ordering::SeqCst) {
        abandoned.fetch_sub(1, Ordering::SeqCst);
    }
}

fn wait<T>(
    receiver: &Receiver<Result<T, String>>,
    deadline: Duration,
    stopped: &dyn Fn() -> bool,
    given_up: &AtomicBool,
    abandoned: &AtomicUsize,
) -> Result<T, Trouble> {
    let start = Instant::now();
    let trouble = loop {
        let left = deadline.saturating_sub(start.elapsed());
        match receiver.recv_timeout(left.min(LOOK)) {
            Ok(result) => return result.map_err(|what| Trouble::Fault { what }),
            Err(RecvTimeoutError::Disconnected) => {
                let what = "the reader ended without a result".to_owned();
                return Err(Trouble::Fault { what });
            }
            Err(RecvTimeoutError::Timeout) if stopped() => break Trouble::Stopped,
            Err(RecvTimeoutError::Timeout) if start.elapsed() >= deadline => {
                let seconds = deadline.as_secs();
                break Trouble::TooLong { seconds };
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    };
    abandoned.fetch_add(1, Ordering::SeqCst);
    // Whoever comes second to this mark counts the thread out: the thread, or this one where it has just ended.
    if given_up.swap(true, Ordering::SeqCst) {
        abandoned.fetch_sub(1, Ordering::SeqCst);
    }
    Err(trouble)
}

/// What a fault says of itself.
fn said(fault: &(dyn Any + Send)) -> String {
    fault
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| fault.downcast_ref::<String>().cloned())
        .map(|s| s.chars().take(200).collect())
        .unwrap_or_else(|| "it says nothing of itself".to_owned())
}

/// A name that a thread can have.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEVER: fn() -> bool = || false;

    #[test]
    fn what_comes_in_time_is_handed_over() {
        assert_eq!(run("a.txt", DEADLINE, &NEVER, || 2 + 2), Ok(4));
    }

    #[test]
    fn a_fault_is_caught_and_said() {
        let got = run("a.txt", DEADLINE, &NEVER, || -> u8 { panic!("bad xref") });
        let Err(trouble @ Trouble::Fault { .. }) = got else {
            panic!("{got:?}");
        };
        let said = trouble.to_string();
        assert!(
            said.contains("bad xref") && said.contains("report"),
            "{said}"
        );
    }

    #[test]
    fn a_reader_that_does_not_end_is_given_up_at_the_deadline() {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let start = Instant::now();
        let deadline = Duration::from_millis(60);
        let sleep = || thread::sleep(Duration::from_millis(700));
        let got = run_counted("slow.pdf", deadline, &NEVER, &COUNT, sleep);
        assert_eq!(got, Err(Trouble::TooLong { seconds: 0 }));
        assert!(start.elapsed() < Duration::from_millis(600));
        assert_eq!(COUNT.load(Ordering::SeqCst), 1, "it still runs");
        // Once it has ended it no longer counts.
        while COUNT.load(Ordering::SeqCst) > 0 {
            assert!(start.elapsed() < Duration::from_secs(10));
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn stop_is_heard_while_a_file_is_read() {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let start = Instant::now();
        let stop = || start.elapsed() > Duration::from_millis(50);
        let sleep = || thread::sleep(Duration::from_secs(2));
        let got = run_counted("slow.pdf", DEADLINE, &stop, &COUNT, sleep);
        assert_eq!(got, Err(Trouble::Stopped));
        assert!(start.elapsed() < Duration::from_secs(1));
    }

    #[test]
    fn with_too_many_given_up_no_further_file_is_begun() {
        static COUNT: AtomicUsize = AtomicUsize::new(MOST_ABANDONED);
        let got = run_counted("next.pdf", DEADLINE, &NEVER, &COUNT, || 1);
        let running = MOST_ABANDONED;
        assert_eq!(got, Err(Trouble::Busy { running }));
    }

    #[test]
    fn the_stack_holds_deep_nesting() {
        fn deep(left: u32) -> u64 {
            // A frame of a few hundred bytes that cannot be optimised away.
            let here = std::hint::black_box([u64::from(left); 32]);
            if left == 0 {
                return here.iter().sum();
            }
            deep(left - 1) + here.first().copied().unwrap_or(0)
        }
        // About 60 MB: an ordinary thread of 2 MB would end the program here.
        let got = run("deep.html", DEADLINE, &NEVER, || deep(150_000));
        assert!(got.is_ok_and(|sum| sum > 0));
    }
}
