//! From bytes to a document.
