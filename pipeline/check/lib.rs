//! Checks of figures against expectations.
