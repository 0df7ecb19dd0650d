import Foundation

/// A real clamd with a database of its own that knows one test signature. Its folder and the daemon end with this value.
public final class ClamdDaemon {
    /// Where Debian puts it.
    private static let program = "/usr/sbin/clamd"

    /// Whether there is one to try; `scripts/test` installs it.
    public static var isInstalled: Bool { access(program, X_OK) == 0 }

    /// Octets that it takes for malware, a name made up for this test.
    public static let harmful = Array(
        "sertipos-test-malware: harmless octets that only our own signature knows\n".utf8)
    /// What it calls them.
    public static let name = "Sertipos.Test.Malware.UNOFFICIAL"

    /// Its socket.
    public var socket: String { "\(folder)/clamd.ctl" }
    private let folder = NSTemporaryDirectory() + "sertipos-clamd-\(UUID().uuidString.prefix(8))"
    private var process: Process?

    /// Starts it; `streamLimit` is the most it takes at once, as clamd.conf writes sizes.
    public init(streamLimit: String = "30M") throws {
        try FileManager.default.createDirectory(atPath: "\(folder)/db", withIntermediateDirectories: true)
        let signature = Self.harmful.map { String(format: "%02x", $0) }.joined()
        try Data("Sertipos.Test.Malware:0:*:\(signature)\n".utf8).write(
            to: URL(filePath: "\(folder)/db/test.ndb"))
        let configuration = """
            Foreground yes
            LocalSocket \(socket)
            DatabaseDirectory \(folder)/db
            TemporaryDirectory \(folder)
            StreamMaxLength \(streamLimit)
            MaxThreads 4
            """
        try Data("\(configuration)\n".utf8).write(to: URL(filePath: "\(folder)/clamd.conf"))
        try start()
    }

    /// Starts it again after ``stop()``.
    public func start() throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["--config-file=\(folder)/clamd.conf"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        let deadline = Date(timeIntervalSinceNow: 60)
        while !answers {
            guard process.isRunning, Date() < deadline else { throw ClamdFailure() }
            poll(nil, 0, 5)
        }
    }

    /// Ends it; its socket file stays, as after a crash.
    public func stop() {
        guard let process, process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit {
        stop()
        // Whatever is left lies in a temporary folder of this machine.
        try? FileManager.default.removeItem(atPath: folder)
    }

    private var answers: Bool {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: socket.utf8.prefix(107)) }
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}

/// clamd did not start.
public struct ClamdFailure: Error {}
