internal import Glibc

/// CLOCK_MONOTONIC: deadlines must not move when somebody sets the wall clock.
enum MonotonicClock {
    /// Milliseconds since some moment in the past.
    static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
