chan-send-backpressure-title = { $n } goroutines wait to send; those who may receive are at work, perhaps too slowly
chan-send-backpressure-receivers = Others of the same code do not wait to send, or nobody has waited for minutes: the channel may well be taken from.
chan-send-backpressure-or-abandoned = If the same goroutines wait in a second dump, nobody receives any more.
chan-send-backpressure-remedy = Produce no more than is taken.
chan-send-backpressure-step-bound = Limit how many produce at a time: a semaphore, a fixed number of workers, errgroup's SetLimit.
chan-send-backpressure-step-drop = Where late values are worth nothing: a select with default drops them, and a counter says how many.
