import Foundation

/// A process we started; its output goes to unnamed files, so that it never waits for a reader.
final class ChildProcess {
    private let identifier: pid_t
    private let output: Int32
    private let errors: Int32
    private let started = ContinuousClock.now
    private let arguments: [String]
    private var execution: Execution?

    /// Starts `arguments[0]`, looked for in `PATH`, with no standard input.
    init(_ command: [String], environment: [String: String], folder: String? = nil) throws {
        arguments = (folder.map { ["env", "-C", $0] } ?? []) + command
        output = try Self.unnamedFile()
        errors = try Self.unnamedFile()
        // The threads of a test run block most signals; a child must not inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawnp(&child, arguments[0], &actions, &attributes, words, variables)
        // A class that is fully made closes its files itself, even when its making ends here.
        identifier = child
        guard code == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL)
        }
    }

    /// Waits for the end; after two minutes the process is killed, which no test takes for success.
    func wait() throws -> Execution {
        while true {
            if let execution = try ended() { return execution }
            // Nobody is waited for longer than needed: this only yields the processor for a millisecond.
            poll(nil, 0, 1)
        }
    }

    /// Waits for all of them, each with its own duration.
    static func wait(for children: [ChildProcess]) throws -> [Execution] {
        var ends: [Int: Execution] = [:]
        while ends.count < children.count {
            for (index, child) in children.enumerated() where ends[index] == nil {
                ends[index] = try child.ended()
            }
            poll(nil, 0, 1)
        }
        return children.indices.compactMap { ends[$0] }
    }

    /// How it ended, or `nil` while it runs.
    private func ended() throws -> Execution? {
        if let execution { return execution }
        var status: Int32 = 0
        let result = waitpid(identifier, &status, WNOHANG)
        guard result == identifier else {
            guard result == 0 || errno == EINTR else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECHILD)
            }
            if ContinuousClock.now > started + .seconds(300) { kill(identifier, SIGKILL) }
            return nil
        }
        let signal = status & 0x7F
        execution = Execution(
            arguments: arguments, code: signal == 0 ? (status >> 8) & 0xFF : nil,
            signal: signal == 0 ? nil : signal, output: Self.content(output), errors: Self.content(errors),
            duration: ContinuousClock.now - started)
        return execution
    }

    deinit {
        close(output)
        close(errors)
    }

    /// Ends it.
    func terminate() throws {
        kill(identifier, SIGTERM)
        _ = try wait()
    }

    /// What it wrote to standard output so far.
    var outputSoFar: String { Self.content(output) }

    private static func unnamedFile() throws -> Int32 {
        let path = NSTemporaryDirectory() + "sertipos-output-\(UUID().uuidString)"
        let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        unlink(path)
        return file
    }

    private static func content(_ file: Int32) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = pread(file, &chunk, chunk.count, off_t(bytes.count))
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }
}

/// How a process ended.
struct Execution: CustomStringConvertible {
    let arguments: [String]
    /// The exit code, unless a signal ended it.
    let code: Int32?
    /// The signal that ended it.
    let signal: Int32?
    let output: String
    let errors: String
    let duration: Duration

    /// Ended with 0 and had nothing to complain of.
    var isClean: Bool { code == 0 && errors.isEmpty }

    /// What standard output holds as JSON.
    func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(output.utf8))
    }

    var description: String {
        let end = code.map { "exit \($0)" } ?? "signal \(signal ?? 0)"
        return "\(arguments.dropFirst().joined(separator: " ")): \(end)\n\(output)\n\(errors)"
    }
}
