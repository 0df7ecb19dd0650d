public import Foundation

/// A real Chromium without a window, driven over two descriptors (Chrome DevTools Protocol). It gets a home and
/// a profile of its own, can reach no host, and ends with this object.
///
/// Used from one thread at a time. No call waits longer than ``patience``.
public final class ChromiumBrowser: @unchecked Sendable {
    /// Where Debian installs it.
    public static let program = "/usr/bin/chromium"
    /// Whether it is there: `.enabled(if: ChromiumBrowser.isPresent)`.
    public static var isPresent: Bool { access(program, X_OK) == 0 }
    /// How long one answer may take, in seconds; the first includes the start.
    public static let patience = 60.0

    /// A folder that goes with the browser; pages may be written here.
    public let folder: URL

    private let process: pid_t
    private let pipe: ChromiumPipe
    private var pages: [String: ChromiumLog] = [:]
    private var lastCall = 0

    /// Starts a browser.
    public init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "sertipos-chromium-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        (process, pipe) = try Self.start(in: folder)
        _ = try call("Browser.getVersion")
    }

    /// A fresh page that shares no storage with others.
    public func newPage() throws -> ChromiumPage {
        let context = try call("Target.createBrowserContext")["browserContextId"] as? String ?? ""
        let target = try call(
            "Target.createTarget", ["url": "about:blank", "browserContextId": context])["targetId"]
        let attached = try call("Target.attachToTarget", ["targetId": target ?? "", "flatten": true])
        guard let session = attached["sessionId"] as? String else {
            throw ChromiumFailure("the browser opened no page")
        }
        let log = ChromiumLog()
        pages[session] = log
        return try ChromiumPage(browser: self, session: session, context: context, log: log)
    }

    /// Ends a page and its storage.
    func close(session: String, context: String) {
        pages[session] = nil
        _ = try? call("Target.disposeBrowserContext", ["browserContextId": context])
    }

    /// Sends one command and waits for its answer; events that come first are noted.
    func call(
        _ method: String, _ parameters: [String: Any] = [:], session: String? = nil
    ) throws -> [String: Any] {
        lastCall += 1
        var message: [String: Any] = ["id": lastCall, "method": method, "params": parameters]
        message["sessionId"] = session
        let deadline = Date.now.addingTimeInterval(Self.patience)
        try pipe.send(try JSONSerialization.data(withJSONObject: message))
        while true {
            let answer = try receive(until: deadline, for: method)
            guard answer["id"] as? Int == lastCall else { continue }
            if let error = answer["error"] as? [String: Any] {
                throw ChromiumFailure("\(method): \(error["message"] ?? error)")
            }
            return answer["result"] as? [String: Any] ?? [:]
        }
    }

    /// Reads events until `condition` holds.
    func wait(for what: String, until condition: () -> Bool) throws {
        let deadline = Date.now.addingTimeInterval(Self.patience)
        while !condition() { _ = try receive(until: deadline, for: what) }
    }

    private func receive(until deadline: Date, for what: String) throws -> [String: Any] {
        let octets: Data
        do {
            octets = try pipe.receive(until: deadline)
        } catch {
            let errors = try? String(contentsOf: folder.appending(path: "stderr"), encoding: .utf8)
            throw ChromiumFailure("\(what): \(error)\n\(errors?.suffix(2_000) ?? "")")
        }
        let message = try JSONSerialization.jsonObject(with: octets) as? [String: Any] ?? [:]
        if let method = message["method"] as? String, let session = message["sessionId"] as? String {
            pages[session]?.note(method, message["params"] as? [String: Any] ?? [:])
        }
        return message
    }

    deinit {
        // It ends by itself when its descriptors close; its children are in its process group.
        pipe.close()
        let deadline = Date.now.addingTimeInterval(5)
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            if Date.now > deadline { kill(-process, SIGKILL) }
            poll(nil, 0, 5)
        }
        try? FileManager.default.removeItem(at: folder)
    }

    private static func start(in folder: URL) throws -> (pid_t, ChromiumPipe) {
        let (pipe, theirs) = try ChromiumPipe.pair()
        defer { Glibc.close(theirs) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads of a test run block most signals; a child must not inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let errors = folder.appending(path: "stderr").path
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_adddup2(&actions, theirs, 3)
        posix_spawn_file_actions_adddup2(&actions, theirs, 4)
        let words = ([program] + options(folder)).map { strdup($0) } + [nil]
        let environment = [
            "HOME=\(folder.path)", "XDG_CONFIG_HOME=\(folder.path)", "XDG_CACHE_HOME=\(folder.path)",
            "TMPDIR=\(folder.path)", "PATH=/usr/bin:/bin", "LANG=C.UTF-8",
        ]
        let variables = environment.map { strdup($0) } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, &attributes, words, variables)
        guard code == 0 else {
            pipe.close()
            throw ChromiumFailure("\(program): \(String(cString: strerror(code)))")
        }
        return (child, pipe)
    }

    private static func options(_ folder: URL) -> [String] {
        [
            "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu",
            "--user-data-dir=\(folder.appending(path: "profile").path)", "--no-first-run",
            "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage", "--mute-audio",
            "--hide-scrollbars",
            "--password-store=basic", "--host-resolver-rules=MAP * ~NOTFOUND", "about:blank",
        ]
    }
}

/// Why a browser could not do what a test asked.
public struct ChromiumFailure: Error, CustomStringConvertible {
    /// In words.
    public let description: String

    /// A failure.
    init(_ description: String) { self.description = description }
}
