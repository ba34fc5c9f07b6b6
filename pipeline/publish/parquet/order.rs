//! The order of floats that a file declares.
//!
//! The writer declares the total order of IEEE 754 for float columns. Readers older than that order
//! refuse the whole file (Python Polars up to 1.42) or ignore the statistics of these columns
//! (pyarrow). Figures are neither NaN nor minus zero, so the order of their type is equivalent, and
//! every reader knows it. The writer has no option for it.

use std::io::{self, Write};

use crate::store::Store;

/// A column order in the compact protocol of Thrift: field 1 (order of the type) or 2 (total order)
/// of a union, with an empty structure.
const OF_TYPE: [u8; 3] = [0x1C, 0, 0];
const TOTAL: [u8; 3] = [0x2C, 0, 0];

/// Length of the footer and the magic number, at the end of the file.
const TRAILER: usize = 8;

/// The number of bytes at the end of a file that are held back: enough for the orders of a thousand
/// columns.
const HELD: usize = 4096;

/// A file whose last bytes are held back until it ends, since they declare the order.
pub(super) struct HeldBack {
    store: Store,
    end: Vec<u8>,
}

impl HeldBack {
    pub(super) fn new(store: Store) -> HeldBack {
        HeldBack { store, end: Vec::new() }
    }

    /// The whole file, which declares the order of the type for all its columns.
    pub(super) fn finish(mut self, columns: usize) -> io::Result<Store> {
        declare_type_order(&mut self.end, columns);
        self.store.write_all(&self.end)?;
        Ok(self.store)
    }
}

impl Write for HeldBack {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.end.extend_from_slice(bytes);
        // Not byte by byte, since what is held back is moved each time.
        if self.end.len() >= 2 * HELD {
            let passed = self.end.len() - HELD;
            self.store.write_all(&self.end[..passed])?;
            self.end.drain(..passed);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.store.flush()
    }
}

/// Declares the order of the type for every column. The orders are the last field of the footer,
/// one for each column; a file with another footer is not changed.
pub(super) fn declare_type_order(file: &mut [u8], columns: usize) {
    let Some(end) = file.len().checked_sub(TRAILER + 1) else { return };
    let Some(start) = end.checked_sub(columns * OF_TYPE.len()) else { return };
    let footer_ends = file[end] == 0;
    let orders = &mut file[start..end];
    let known = orders.chunks_exact(OF_TYPE.len()).all(|order| order == OF_TYPE || order == TOTAL);
    if footer_ends && known {
        orders.chunks_exact_mut(OF_TYPE.len()).for_each(|order| order.copy_from_slice(&OF_TYPE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_file_is_held_back_however_it_comes() {
        let whole: Vec<u8> = (0..5 * HELD).map(|at| (at % 251) as u8).collect();
        for part in [1, 7, HELD - 1, HELD, 2 * HELD + 1, whole.len()] {
            let mut file = HeldBack::new(Store::new());
            for bytes in whole.chunks(part) {
                file.write_all(bytes).unwrap();
                assert!(file.end.len() < 2 * HELD);
            }
            assert!(file.end.len() >= HELD);
            assert!(file.finish(3).unwrap().finish().bytes().unwrap() == whole, "parts of {part}");
        }
    }

    #[test]
    fn only_a_footer_that_is_understood_is_touched() {
        let trailer = [0, 9, 0, 0, 0, b'P', b'A', b'R', b'1'];
        let mut file = [&[7, 0x2C, 0, 0, 0x1C, 0, 0][..], &trailer].concat();
        let before = file.clone();
        declare_type_order(&mut file, 3);
        assert_eq!(file, before, "three columns would overwrite the bytes before");
        declare_type_order(&mut file, 2);
        assert_eq!(file[..7], [7, 0x1C, 0, 0, 0x1C, 0, 0]);
        declare_type_order(&mut [0; 5], 2);
    }
}
