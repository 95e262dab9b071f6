//! Background work: everything slow happens here, so that the window never waits.
//!
//! A job is a thread with an id, a progress, a token that cancels it, and a *generation*: whoever starts work
//! says to which state of the world it belongs, and drops what comes back for an older one. A finished job
//! wakes the window by itself, so nothing has to poll and an idle window costs nothing.

use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

/// Lets the window's thread go first on a busy machine: everything here can wait some milliseconds, and a frame cannot.
/// Where the system does not allow it, nothing is lost but that.
#[cfg(feature = "window")]
pub fn stand_back() {
    use thread_priority::{ThreadPriority, ThreadPriorityValue, set_current_thread_priority};
    /// Of 0 to 100, 50 being what threads have: nice 9 on Linux, below normal on Windows.
    const BEHIND: u8 = 25;
    let lowered = ThreadPriorityValue::try_from(BEHIND)
        .map(ThreadPriority::Crossplatform)
        .map(set_current_thread_priority);
    if !matches!(lowered, Ok(Ok(()))) {
        log::debug!("background work has the window's priority");
    }
}

#[cfg(not(feature = "window"))]
const fn stand_back() {}

/// Identity of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(u64);

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// What is being done, for people: `Reading 2 of 4: terms.pdf`.
    pub label: String,
    /// Steps done.
    pub done: usize,
    /// Steps in all; 0 where it is not known.
    pub of: usize,
}

/// What a running job holds on to.
#[derive(Clone)]
pub struct Handle {
    progress: Arc<Mutex<Progress>>,
    cancelled: Arc<AtomicBool>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Handle {
    /// Says how far the job is, and lets the window show it.
    pub fn report(&self, label: impl Into<String>, done: usize, of: usize) {
        let progress = Progress {
            label: label.into(),
            done,
            of,
        };
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
        (self.wake)();
    }

    /// Whether the job should stop: its result will be dropped.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A job that has not come back.
struct Running {
    id: JobId,
    handle: Handle,
    visible: bool,
}

/// A job that came back and still holds.
#[derive(Debug)]
pub struct Finished<T> {
    /// Which.
    pub id: JobId,
    /// The generation it was started for.
    pub generation: u64,
    /// What it brought, or nothing where it broke off: a fault in the program, which is said and not hidden.
    pub result: Result<T, Broken>,
}

/// A job ended without a result.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{label} stopped because of a fault in Scruple; nothing was changed, try once more")]
pub struct Broken {
    /// What was being done.
    pub label: String,
}

type Message<T> = (JobId, u64, Option<T>);

/// All background work of the window. `T` is what jobs bring back.
pub struct Jobs<T> {
    next: u64,
    running: Vec<Running>,
    sender: Sender<Message<T>>,
    receiver: Receiver<Message<T>>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl<T: Send + 'static> Jobs<T> {
    /// No work. `wake` is called from other threads whenever there is something to show.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        Self {
            next: 0,
            running: Vec::new(),
            sender,
            receiver,
            wake: Arc::new(wake),
        }
    }

    /// Starts work. `label` is shown in the status bar.
    pub fn start(
        &mut self,
        label: &str,
        generation: u64,
        work: impl FnOnce(&Handle) -> T + Send + 'static,
    ) -> JobId {
        self.launch(label, generation, true, work)
    }

    /// Starts work that people need not see, such as waiting for a dialog.
    pub fn start_quietly(
        &mut self,
        label: &str,
        generation: u64,
        work: impl FnOnce(&Handle) -> T + Send + 'static,
    ) -> JobId {
        self.launch(label, generation, false, work)
    }

    fn launch(
        &mut self,
        label: &str,
        generation: u64,
        visible: bool,
        work: impl FnOnce(&Handle) -> T + Send + 'static,
    ) -> JobId {
        let id = JobId(self.next);
        self.next += 1;
        let handle = Handle {
            progress: Arc::new(Mutex::new(Progress {
                label: label.to_owned(),
                ..Progress::default()
            })),
            cancelled: Arc::new(AtomicBool::new(false)),
            wake: Arc::clone(&self.wake),
        };
        self.running.push(Running {
            id,
            handle: handle.clone(),
            visible,
        });
        let answer = Answer {
            id,
            generation,
            sender: self.sender.clone(),
            wake: Arc::clone(&self.wake),
            result: None,
        };
        let work = move || {
            stand_back();
            let mut answer = answer;
            answer.result = Some(work(&handle));
        };
        if let Err(error) = thread::Builder::new().name("job".to_owned()).spawn(work) {
            // The closure was dropped with the error, and so has already said that it broke off.
            log::error!("no thread for {label}: {error}");
        }
        id
    }

    /// What has come back since the last call. Cancelled jobs come back as nothing.
    pub fn poll(&mut self) -> Vec<Finished<T>> {
        let mut out = Vec::new();
        while let Ok((id, generation, result)) = self.receiver.try_recv() {
            let Some(at) = self.running.iter().position(|r| r.id == id) else {
                continue;
            };
            let running = self.running.remove(at);
            if running.handle.is_cancelled() {
                continue;
            }
            let result = result.ok_or_else(|| Broken {
                label: running
                    .handle
                    .progress
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .label
                    .clone(),
            });
            out.push(Finished {
                id,
                generation,
                result,
            });
        }
        out
    }

    /// Tells a job to stop. Its result will be dropped.
    pub fn cancel(&self, id: JobId) {
        if let Some(running) = self.running.iter().find(|r| r.id == id) {
            running.handle.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// The oldest job that people should see, with its progress.
    #[must_use]
    pub fn shown(&self) -> Option<(JobId, Progress)> {
        let running = self
            .running
            .iter()
            .find(|r| r.visible && !r.handle.is_cancelled())?;
        let progress = running
            .handle
            .progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Some((running.id, progress.clone()))
    }

    /// Whether anything is still under way.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.running.is_empty()
    }
}

/// Sends the result when it goes out of scope, also where the work panicked.
struct Answer<T> {
    id: JobId,
    generation: u64,
    sender: Sender<Message<T>>,
    wake: Arc<dyn Fn() + Send + Sync>,
    result: Option<T>,
}

impl<T> Drop for Answer<T> {
    fn drop(&mut self) {
        let message = (self.id, self.generation, self.result.take());
        if self.sender.send(message).is_err() {
            log::debug!("a job ended after the window was closed");
        }
        (self.wake)();
    }
}

/// Waits for a future on this thread. For dialogs, which are futures that some other thread drives.
pub fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(thread::Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::time::{Duration, Instant};

    fn wait<T: Send + 'static>(jobs: &mut Jobs<T>) -> Vec<Finished<T>> {
        let start = Instant::now();
        let mut out = Vec::new();
        while !jobs.is_idle() && start.elapsed() < Duration::from_secs(10) {
            out.extend(jobs.poll());
            thread::sleep(Duration::from_millis(1));
        }
        out
    }

    #[test]
    fn a_finished_job_wakes_the_window_and_brings_its_generation() {
        let woken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&woken);
        let mut jobs = Jobs::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let id = jobs.start("Adding", 7, |handle| {
            handle.report("half", 1, 2);
            2 + 2
        });
        let done = wait(&mut jobs);
        let [one] = done.as_slice() else {
            panic!("one result, not {}", done.len());
        };
        assert_eq!((one.id, one.generation), (id, 7));
        assert!(matches!(one.result, Ok(4)));
        assert_eq!(
            woken.load(Ordering::Relaxed),
            2,
            "once to report, once at the end"
        );
    }

    #[test]
    fn a_cancelled_job_brings_nothing() {
        let mut jobs = Jobs::new(|| {});
        let id = jobs.start("Waiting", 0, |handle| {
            while !handle.is_cancelled() {
                thread::sleep(Duration::from_millis(1));
            }
        });
        assert_eq!(
            jobs.shown().map(|(id, p)| (id, p.label)),
            Some((id, "Waiting".to_owned()))
        );
        jobs.cancel(id);
        assert!(
            jobs.shown().is_none(),
            "a cancelled job is not shown any more"
        );
        assert!(wait(&mut jobs).is_empty());
        assert!(jobs.is_idle());
    }

    #[test]
    fn a_job_that_breaks_off_says_so() {
        let mut jobs: Jobs<()> = Jobs::new(|| {});
        jobs.start("Dividing", 0, |_| panic!("a fault, on purpose"));
        let done = wait(&mut jobs);
        let Some(Finished {
            result: Err(broken),
            ..
        }) = done.first()
        else {
            panic!("the fault is reported");
        };
        assert!(broken.to_string().starts_with("Dividing stopped"));
    }

    #[test]
    fn a_future_is_waited_for() {
        let (sender, receiver) = channel();
        let made_elsewhere = async move {
            let mut polled = false;
            std::future::poll_fn(move |context| {
                if polled {
                    return Poll::Ready(());
                }
                polled = true;
                let waker = context.waker().clone();
                thread::spawn(move || waker.wake());
                Poll::Pending
            })
            .await;
            sender.send(3).expect("the receiver is alive");
        };
        block_on(made_elsewhere);
        assert_eq!(receiver.recv(), Ok(3));
    }
}
