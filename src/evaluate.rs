//! Precision, recall and F1 on labelled text.
