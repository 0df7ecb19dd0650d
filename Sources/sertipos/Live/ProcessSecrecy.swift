internal import Glibc

/// Keeps the memory of this process to itself: it holds passphrases and keys while it works.
enum ProcessSecrecy {
    /// PR_SET_DUMPABLE and PR_GET_DUMPABLE of prctl(2).
    private static let (setDumpable, getDumpable): (Int32, Int32) = (4, 3)

    /// Signals of a crash; Swift's runtime may have taken them to print registers and the memory they point to.
    private static let crashes = [SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGQUIT, SIGSYS]

    /// No core file for this process and its children (core(5)), also not through a pipe to a crash collector, no
    /// dump of registers and stack into cron's mail, and no other process of the same user may look into it
    /// (ptrace(2)). Must come before anything is read.
    static func begin() {
        for number in crashes { signal(number, SIG_DFL) }
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        let isLimited = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0
        guard isLimited, control(setDumpable, 0) == 0 else {
            Console.complain(
                "sertipos: core files cannot be switched off (setrlimit, prctl); nothing was read")
            exit(ExitStatus.software.rawValue)
        }
    }

    /// Whether the kernel may write this process's memory to a file; `nil` if it does not say.
    static var isDumpable: Bool? {
        let answer = control(getDumpable, 0)
        return answer < 0 ? nil : answer != 0
    }

    /// prctl(2) is a C function with `…`, which Swift does not import; all its arguments are of one word.
    private static func control(_ option: Int32, _ value: UInt) -> Int32 {
        typealias Function = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
        guard let symbol = dlsym(nil, "prctl") else { return -1 }
        return unsafeBitCast(symbol, to: Function.self)(option, value, 0, 0, 0)
    }
}
