//! libFuzzer's way to [`gorolens_fuzz::damaged`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gorolens_fuzz::damaged(bytes));
