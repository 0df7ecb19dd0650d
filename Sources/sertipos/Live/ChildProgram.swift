internal import Domain
internal import Glibc

/// Another program, run without a shell for a bounded time: an alert hook, `crontab`, `dpkg-query`.
struct ChildProgram {
    /// How it ended.
    struct Ending {
        /// Its exit code; `nil` if a signal ended it or its time was over.
        let code: Int32?
        /// The first MiB of its standard output.
        let output: String
        /// The first MiB of its standard error.
        let errors: String
    }

    /// Most octets kept of each output.
    static let outputLimit = 1 << 20

    private let arguments: [String]

    /// The program `arguments[0]`, an absolute path or a name to look for in `PATH`.
    init(_ arguments: [String]) { self.arguments = arguments }

    /// Runs it with `input` on its standard input, and ends it by force after `seconds`.
    func run(_ input: String = "", seconds: Int) throws(ChildProgramError) -> Ending {
        let feed = try Channel(arguments)
        let output = try Channel(arguments)
        let errors = try Channel(arguments)
        defer { for channel in [feed, output, errors] { channel.closeBoth() } }
        let child = try start(feed.reading, output.writing, errors.writing)
        feed.closeReading()
        output.closeWriting()
        errors.closeWriting()
        var left = Array(input.utf8)[...]
        // A program that does not read ends the feeding with EPIPE, which must not end this process.
        signal(SIGPIPE, SIG_IGN)
        var code: Int32??
        var rounds = seconds * 50
        while code == nil || output.isOpen || errors.isOpen {
            feed.write(&left)
            output.read()
            errors.read()
            if code == nil { code = Self.ended(child) }
            // Grandchildren may keep the outputs open: they are not waited for.
            if code != nil, rounds > 5 { rounds = 5 }
            guard rounds > 0 else { break }
            rounds -= 1
            if code == nil || output.isOpen || errors.isOpen { poll(nil, 0, 20) }
        }
        if code == nil {
            kill(-child, SIGKILL)
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
        }
        return Ending(code: code ?? nil, output: output.text, errors: errors.text)
    }

    /// How the child ended: its code, or `nil` inside for a signal; `nil` outside while it runs.
    private static func ended(_ child: pid_t) -> Int32?? {
        var status: Int32 = 0
        let result = waitpid(child, &status, WNOHANG)
        guard result != 0, !(result < 0 && errno == EINTR) else { return nil }
        return .some(result == child && status & 0x7F == 0 ? (status >> 8) & 0xFF : nil)
    }

    private func start(
        _ input: Int32, _ output: Int32, _ errors: Int32
    ) throws(ChildProgramError) -> pid_t {
        guard let program = arguments.first else { throw failure(EINVAL) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, number) in [(input, 0), (output, 1), (errors, 2)] as [(Int32, Int32)] {
            posix_spawn_file_actions_adddup2(&actions, descriptor, number)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The desk ignores SIGPIPE, and its threads may block signals; a child must inherit neither. A group of
        // its own lets the end by force reach the child's children.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var words = arguments.map { strdup($0) }
        defer { words.forEach { free($0) } }
        words.append(nil)
        var child: pid_t = 0
        let code = posix_spawnp(&child, program, &actions, &attributes, words, environ)
        guard code == 0 else { throw failure(code) }
        return child
    }

    private func failure(_ code: Int32) -> ChildProgramError {
        ChildProgramError(program: arguments.first ?? "", reason: String(cString: strerror(code)))
    }
}

/// One pipe between the desk and a program; our end never blocks, and the program inherits no other end.
private final class Channel {
    private(set) var reading: Int32
    private(set) var writing: Int32
    private var octets: [UInt8] = []

    init(_ arguments: [String]) throws(ChildProgramError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw ChildProgramError(
                program: arguments.first ?? "", reason: String(cString: strerror(errno)))
        }
        (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    /// Whether more may come.
    var isOpen: Bool { reading >= 0 }
    /// What came, at most ``ChildProgram/outputLimit`` octets.
    var text: String { String(decoding: octets.prefix(ChildProgram.outputLimit), as: UTF8.self) }

    /// Takes what is there.
    func read() {
        guard reading >= 0 else { return }
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(reading, &chunk, chunk.count)
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            guard count > 0 else { return closeReading() }
            if octets.count < ChildProgram.outputLimit { octets += chunk.prefix(count) }
        }
    }

    /// Gives as much as the program takes now, and closes the pipe behind the last octet.
    func write(_ left: inout ArraySlice<UInt8>) {
        guard writing >= 0 else { return }
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        while !left.isEmpty {
            let count = left.withUnsafeBytes { Glibc.write(writing, $0.baseAddress, $0.count) }
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            guard count > 0 else { break }
            left = left.dropFirst(count)
        }
        closeWriting()
    }

    func closeReading() {
        if reading >= 0 { close(reading) }
        reading = -1
    }

    func closeWriting() {
        if writing >= 0 { close(writing) }
        writing = -1
    }

    func closeBoth() {
        closeReading()
        closeWriting()
    }
}

/// Another program could not be started.
struct ChildProgramError: ClassifiedError {
    let program: String
    let reason: String
    var failureClass: FailureClass { .permanent }
    var description: String { "\(program) cannot be run: \(reason)" }
}
