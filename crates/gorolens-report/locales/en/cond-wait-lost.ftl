cond-wait-lost-title = { $n } goroutines wait on a sync.Cond
cond-wait-lost-turns = { $parents ->
    [one] 1 goroutine has
   *[other] { $parents } goroutines have
} started the { $n } of them over time, in turn, as connections do for their requests: they are no consumers that were started once.
cond-wait-lost-or-idle = Consumers of an idle queue wait like this for hours, in a fixed number.
cond-wait-lost-remedy = Wait in a loop that checks the condition, and Broadcast when closing.
cond-wait-lost-step-loop = Check the condition under the lock before every Wait: a Signal before the Wait is lost.
cond-wait-lost-step-broadcast = Signal wakes one waiter; Close and changes that concern all need Broadcast.
