import Glibc

/// How much more work a larger input makes. Counted is the processor time of this thread, so that a busy machine
/// changes nothing, and only as a ratio, so that a slow one does not either.
public enum WorkGrowth {
    /// How many times the input grows.
    public static let factor = 8
    /// Work in proportion to the input grows eightfold, quadratic work 64 times.
    private static let most = 20.0
    /// Below so many nanoseconds steps that come once, such as a larger buffer, are all there is to see.
    private static let floor: Int64 = 100_000_000

    /// Whether `body`, called with `size / factor` and with `size`, works about in proportion. A disturbed
    /// measurement is repeated.
    public static func isProportional(upTo size: Int, _ body: (Int) throws -> Void) rethrows -> Bool {
        for _ in 1...3 {
            let small = try time { try body(size / factor) }
            let large = try time { try body(size) }
            if large < floor || Double(large) <= most * Double(max(small, 1)) { return true }
        }
        return false
    }

    /// Nanoseconds of processor time.
    private static func time(_ body: () throws -> Void) rethrows -> Int64 {
        let start = now()
        try body()
        return now() - start
    }

    private static func now() -> Int64 {
        var moment = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &moment)
        return Int64(moment.tv_sec) * 1_000_000_000 + Int64(moment.tv_nsec)
    }
}
