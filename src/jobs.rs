//! Background work: progress and cancellation.
