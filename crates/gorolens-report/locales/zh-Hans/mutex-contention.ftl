mutex-contention-title = { $n } 个 goroutine 在排队等同一把锁，每个只等片刻
mutex-contention-or-holder = 如果第二份转储里等的还是同一批，说明有人一直拿着锁。
mutex-contention-remedy = 如果代价太大：缩短持锁时间，或拆成多把锁。
mutex-contention-step-profile = 打开 mutex profile（runtime.SetMutexProfileFraction），看时间花在哪里。
mutex-contention-step-shorter = 在 Lock 之前计算；把数据分到多把锁下；多数只读时用 RWMutex，只是一个数时用 atomic。
mutex-contention-profile = 是哪把锁、谁拿着（需要 runtime.SetMutexProfileFraction）
