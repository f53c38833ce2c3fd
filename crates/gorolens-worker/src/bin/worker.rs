//! The worker's entry: everything is in the library.

fn main() {
    gorolens_worker::serve();
}
