fatal-deadlock-title = Deadlock: the runtime found all goroutines asleep
fatal-deadlock-runtime = The program ended with “all goroutines are asleep”: every goroutine waited and nothing could wake any of them.
fatal-deadlock-places = They waited in { $places }.
fatal-deadlock-remedy = Find the wake-up that is missing: one of these goroutines, or one that has ended, should have sent, closed, unlocked or called Done.
fatal-deadlock-step-main = Begin with the main goroutine (id 1): what does it wait for, and who should provide it?
fatal-deadlock-step-other = Then follow the others the same way. A goroutine that returned early is often the one that should have acted.
