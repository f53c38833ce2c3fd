//! Small pieces that several panels use.

mod code;
mod copy_button;
mod func_name;
pub(super) mod icons;
mod marked;
mod prose;

pub(super) use code::{view_command, view_go_code};
pub(super) use copy_button::CopyButton;
pub(super) use func_name::view_func;
pub(super) use marked::{Marks, use_marks, view_marked};
pub(super) use prose::view_prose;
