//! The writer's entry: everything is in the library.

fn main() {
    gorolens_worker::write();
}
