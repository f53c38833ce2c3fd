//! libFuzzer's way to [`gorolens_fuzz::raw`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gorolens_fuzz::raw(bytes));
