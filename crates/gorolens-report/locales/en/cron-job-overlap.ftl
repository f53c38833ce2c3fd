cron-job-overlap-title = { $n ->
    [one] 1 run of a scheduled job is
   *[other] { $n } runs of scheduled jobs are
} under way at once
cron-job-overlap-why = { $n ->
    [one] 1 goroutine was
   *[other] { $n } goroutines were
} started by the scheduler and { $n ->
    [one] has
   *[other] have
} not ended: it starts another run with every tick.
cron-job-overlap-or = Jobs that are meant to run several times at once.
cron-job-overlap-remedy = Keep a job from overlapping itself, and find what its runs wait for.
cron-job-overlap-step-skip = cron.SkipIfStillRunning or DelayIfStillRunning; gocron: SingletonMode.
cron-job-overlap-step-deadline = Give each run a context with a deadline: what all the runs wait for is the cause.
cron-job-overlap-title-many = { $n } × { $type }: a scheduler is most likely made per request and never stopped
cron-job-overlap-why-many = Each scheduler has a goroutine that waits for the next tick, until Stop.
cron-job-overlap-or-many = A program that wants so many schedulers, such as one per tenant.
cron-job-overlap-remedy-many = Create one scheduler at the start and add jobs to it.
cron-job-overlap-instead = Move the constructor out of the handler; Stop ends the loop, and waits for no job.
