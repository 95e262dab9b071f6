//! The catalogue that comes with the program.
