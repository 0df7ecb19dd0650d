import Domain
import Glibc
import Testing

@testable import Spool

struct RunLockTests {
    /// Kept by the suite, so that its folder outlives the test.
    private let fixture = SpoolFixture()

    @Test func `one lock excludes another until it is released`() throws {
        let path = fixture.base + "/run.lock"
        let first = try RunLock(path: path)
        let second = try RunLock(path: path)
        #expect(second.holder() == nil)
        #expect(try first.tryAcquire())
        #expect(try first.tryAcquire())
        #expect(try second.tryAcquire() == false)
        let holder = try #require(second.holder())
        #expect(holder.hasPrefix("process \(getpid()) since 20"))
        first.release()
        #expect(second.holder() == nil)
        #expect(try second.tryAcquire())
        #expect(access(path, F_OK) == 0)
    }

    @Test func `a released lock is free although a child still shares the descriptor`() throws {
        let path = fixture.base + "/run.lock"
        let lock = try RunLock(path: path)
        #expect(try lock.tryAcquire())
        var mine = stat()
        #expect(lstat(path, &mine) == 0)
        // As a child has it between fork and exec.
        let shared = (0..<256 as Range<CInt>).first { descriptor in
            var status = stat()
            return fstat(descriptor, &status) == 0 && status.st_ino == mine.st_ino
                && status.st_dev == mine.st_dev
        }
        let copy = dup(try #require(shared))
        defer { close(copy) }
        lock.release()
        #expect(try RunLock(path: path).tryAcquire())
    }

    @Test func `a dropped lock is free`() throws {
        let path = fixture.base + "/run.lock"
        do {
            let first = try RunLock(path: path)
            #expect(try first.tryAcquire())
        }
        #expect(try RunLock(path: path).tryAcquire())
    }

    @Test func `another process's lock holds us off, and its death frees it`() throws {
        let path = fixture.base + "/run.lock"
        let lock = try RunLock(path: path)
        // `flock` takes the lock, says so, and waits on a pipe that only the test closes.
        let child = try Child(["flock", path, "sh", "-c", "echo locked; exec cat"])
        #expect(child.readLine() == "locked\n")
        #expect(try lock.tryAcquire() == false)
        #expect(lock.holder() != nil)
        child.kill()
        #expect(try lock.tryAcquire())
    }

    @Test func `a holder notices that its lock file was deleted or replaced`() throws {
        let path = fixture.base + "/run.lock"
        let first = try RunLock(path: path)
        #expect(try first.isStillHeld() == false)
        #expect(try first.tryAcquire())
        #expect(try first.isStillHeld())
        unlink(path)
        #expect(try first.isStillHeld() == false)
        let second = try RunLock(path: path)
        #expect(try second.tryAcquire())
        #expect(try first.isStillHeld() == false)
        #expect(try second.isStillHeld())
    }

    @Test func `a file that is replaced between opening and locking is not taken for the lock`() throws {
        let path = fixture.base + "/run.lock"
        let first = try RunLock(path: path)
        var isFirstTime = true
        let acquired = try first.tryAcquire {
            if isFirstTime { unlink(path) }
            isFirstTime = false
        }
        #expect(acquired)
        #expect(try first.isStillHeld())
        #expect(try RunLock(path: path).tryAcquire() == false)
    }

    @Test func `the descriptor is not inherited`() throws {
        let path = fixture.base + "/run.lock"
        let lock = try RunLock(path: path)
        #expect(try lock.tryAcquire())
        let child = try Child(["sh", "-c", "echo started; exec cat"])
        #expect(child.readLine() == "started\n")
        lock.release()
        #expect(try RunLock(path: path).tryAcquire())
        child.kill()
    }

    @Test func `a link in its place and a file that others may write are refused`() throws {
        let path = fixture.base + "/run.lock"
        store("", at: fixture.base + "/else")
        symlink(fixture.base + "/else", path)
        #expect(code { _ = try RunLock(path: path) } == .unsafePermissions)
        unlink(path)
        store("", at: path)
        chmod(path, 0o666)
        #expect(code { _ = try RunLock(path: path) } == .unsafePermissions)
    }
}

/// A process of the test's own, with its output on a pipe and its input held open.
private final class Child {
    private var process: pid_t = 0
    private let output: CInt
    private let input: CInt
    private var isAlive = true

    init(_ command: [String]) throws {
        var toChild: [CInt] = [0, 0]
        var fromChild: [CInt] = [0, 0]
        try #require(pipe(&toChild) == 0)
        try #require(pipe(&fromChild) == 0)
        for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that `kill` reaches what it started.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        let result = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, environ)
        close(toChild[0])
        close(fromChild[1])
        (input, output) = (toChild[1], fromChild[0])
        try #require(result == 0)
    }

    func readLine() -> String {
        var text: [UInt8] = []
        var octet: UInt8 = 0
        while read(output, &octet, 1) == 1 {
            text.append(octet)
            if octet == 10 { break }
        }
        return String(decoding: text, as: UTF8.self)
    }

    func kill() {
        guard isAlive else { return }
        isAlive = false
        Glibc.kill(-process, SIGKILL)
        var status: CInt = 0
        waitpid(process, &status, 0)
        // The grandchild is gone when nobody holds the pipe's other end.
        while !readLine().isEmpty {}
        close(input)
        close(output)
    }

    deinit { kill() }
}
