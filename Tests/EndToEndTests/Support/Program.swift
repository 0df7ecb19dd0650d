import Foundation
import TestSupport

/// The program under test, as people start it: a process of its own.
enum Program {
    /// Its path, from `$SERTIPOS_PROGRAM`; `nil` when the tests run without it.
    static let path: String? = {
        guard let path = ProcessInfo.processInfo.environment["SERTIPOS_PROGRAM"], !path.isEmpty else {
            return nil
        }
        return URL(filePath: path).standardizedFileURL.path
    }()

    /// Whether it is there: `.enabled(if: Program.isPresent)`.
    static var isPresent: Bool { path.map { access($0, X_OK) == 0 } ?? false }

    /// The path, or an error that says what to do.
    static func required() throws -> String {
        guard let path, isPresent else { throw Missing() }
        return path
    }

    struct Missing: Error, CustomStringConvertible {
        var description: String { "SERTIPOS_PROGRAM names no program; run scripts/test" }
    }

    /// The environment of a run: ours, without a desk, with the originals of this source tree.
    static var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["SERTIPOS_DESK"] = nil
        if environment["SERTIPOS_SHARE"] == nil {
            environment["SERTIPOS_SHARE"] = Corpora.projectRoot.path
        }
        return environment
    }

    /// Runs the program and waits for it.
    static func run(_ arguments: [String], folder: String? = nil) throws -> Execution {
        try start(arguments, folder: folder).wait()
    }

    /// Starts the program and returns at once.
    static func start(_ arguments: [String], folder: String? = nil) throws -> ChildProcess {
        try ChildProcess([try required()] + arguments, environment: environment, folder: folder)
    }

    /// Runs the program under a small parent and returns its peak resident memory in KiB.
    ///
    /// The parent is needed because a child inherits the peak of the process that started it, and this test
    /// process is large.
    static func measured(_ arguments: [String]) throws -> (execution: Execution, peakKiB: Int) {
        let report = NSTemporaryDirectory() + "sertipos-peak-\(UUID().uuidString)"
        defer { unlink(report) }
        let script = """
            import os, sys
            child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
            _, status, usage = os.wait4(child, 0)
            open(sys.argv[1], "w").write(str(usage.ru_maxrss))
            sys.exit(os.waitstatus_to_exitcode(status))
            """
        let execution = try ChildProcess(
            ["python3", "-c", script, report, try required()] + arguments, environment: environment
        ).wait()
        let text = try String(contentsOfFile: report, encoding: .utf8)
        return (execution, Int(text) ?? .max)
    }
}
