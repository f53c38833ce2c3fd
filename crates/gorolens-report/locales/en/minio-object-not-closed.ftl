minio-object-not-closed-title = { $n ->
    [one] 1 object of minio is
   *[other] { $n } objects of minio are
} open: most likely not closed
minio-object-not-closed-why = { $n ->
    [one] 1 goroutine serves
   *[other] { $n } goroutines serve
} the reads of an object each, until Close or the end of its context.
minio-object-not-closed-or = Objects that are read slowly, with other work in between.
minio-object-not-closed-remedy = Close every object: defer object.Close() right after the error check.
minio-object-not-closed-step-close = Look for GetObject without a Close on every path; reading to the end does not close it.
