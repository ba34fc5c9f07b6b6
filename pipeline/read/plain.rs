//! `txt`: plain text, in any encoding that figlift reads.

use crate::encoding::decode;
use crate::input::Input;

/// Plain text, also used for standard input and for single files with other extensions.
pub const PLAIN: Input = Input { extension: "txt", about: "plain text", decode };
