//! Exact numbers, and intervals of them.
//!
//! Every operation gives the exact result, however many digits it needs: none overflows and none
//! rounds. What has no result at all, such as a division by zero, is `None`.
//!
//! ```
//! use figlift_number::{Exact, Interval};
//! // 约 leaves 3.6% open by 0.05 on either side; over thirty years it makes 2.85 to 2.93 times as much.
//! let rate = Interval::around(Exact::decimal("3.6").unwrap(), Exact::decimal("0.05").unwrap());
//! let times = rate.as_multiple().powi(30);
//! let ends = times.low.zip(times.high).unwrap();
//! assert_eq!(format!("{:.2} {:.2}", ends.0.value.to_f64(), ends.1.value.to_f64()), "2.85 2.93");
//! ```

mod end;
mod exact;
mod interval;

pub use end::End;
pub use exact::Exact;
pub use interval::Interval;
