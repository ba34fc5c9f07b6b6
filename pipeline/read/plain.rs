//! `txt`: plain text, in any encoding that figlift reads.

use crate::encoding::decode;
use crate::input::Input;

/// Plain text. Also what reads standard input, and a single file of any other extension.
pub const PLAIN: Input = Input { extension: "txt", about: "plain text", decode };
