import Foundation

/// Runs the program under `strace`, which kills it or lets system calls fail where a test says so.
enum SystemCallTracer {
    /// What happens at a call.
    enum Injection: Hashable {
        /// The process dies before the call is made.
        case kill
        /// The call fails with this error name.
        case error(String)
    }

    /// Which calls of one name are meant, counted from 1 within each thread.
    enum Moment: Hashable {
        case only(Int)
        case from(Int)
    }

    /// Whether processes may be traced here.
    static let isUsable: Bool = {
        let trial = try? ChildProcess(
            ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=write", "true"],
            environment: ProcessInfo.processInfo.environment)
        return (try? trial?.wait().code) == 0
    }()

    /// How often the busiest thread of a run makes each of these calls. The run takes effect.
    static func count(_ calls: [String], _ arguments: [String]) throws -> [String: Int] {
        let log = NSTemporaryDirectory() + "sertipos-trace-\(UUID().uuidString)"
        defer { unlink(log) }
        let set = calls.map { "?\($0)" }.joined(separator: ",")
        let trace = ["strace", "-f", "-qq", "-o", log, "-e", "trace=\(set)", "-e", "signal=none"]
        let execution = try ChildProcess(
            trace + [try Program.required()] + arguments, environment: Program.environment
        ).wait()
        guard execution.code == 0 else { throw Shell.Failure(execution: execution) }
        var counts: [String: [Substring: Int]] = [:]
        for line in try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n") {
            // "PID  name(…": a call that another thread interrupted is resumed on a line of its own.
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2, let open = words[1].firstIndex(of: "("),
                !words[1].hasPrefix("<")
            else { continue }
            let name = words[1][..<open].trimmingCharacters(in: .whitespaces)
            counts[name, default: [:]][words[0], default: 0] += 1
        }
        return counts.mapValues { $0.values.max() ?? 0 }
    }

    /// Runs the program with an injection.
    static func run(
        _ arguments: [String], _ injection: Injection, at call: String, _ moment: Moment
    ) throws -> Execution {
        let what =
            switch injection {
            case .kill: "signal=KILL"
            case .error(let name): "error=\(name)"
            }
        let when =
            switch moment {
            case .only(let number): "\(number)"
            case .from(let number): "\(number)+"
            }
        // Not with --seccomp-bpf: strace 6.1 then counts no further than the first call.
        return try ChildProcess(
            [
                "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=?\(call)", "-e",
                "inject=?\(call):\(what):when=\(when)", try Program.required(),
            ] + arguments,
            environment: Program.environment
        ).wait()
    }
}
