# Numbers, times, sizes and lists.

words-comma = ,{" "}
words-and-more = { $shown } and { $more } more
words-minutes = { $n ->
    [0] under a minute
    [one] 1 minute
   *[other] { $n } minutes
}
words-hours = { $n } minutes ({ $hours } h { $rest } min)
words-days = { $n } minutes (about { $days } days)
words-bytes = { $n ->
    [one] 1 byte
   *[other] { $n } bytes
}
