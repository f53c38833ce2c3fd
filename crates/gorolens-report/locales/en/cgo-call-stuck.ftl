cgo-call-stuck-title = { $n } goroutines have been inside the C function { $name } for minutes
cgo-call-stuck-position = { $n } calls into C have not returned; each holds a thread of the operating system.
cgo-call-stuck-or-loop = An event loop in C that is meant to block looks the same; then there is one, or a fixed number.
cgo-call-stuck-remedy = Bound the calls in time and in number.
cgo-call-stuck-step-timeout = Use the library's own timeout: Go cannot cancel a call into C.
cgo-call-stuck-step-limit = A semaphore around the call keeps the number of threads small while it hangs.
cgo-call-stuck-gdb = where the threads stand in C
