import Foundation
import Testing

/// Disks fill up and break. The run says so, half of nothing is left, and the next one goes on.
@Suite(.enabled(if: Program.isPresent))
struct StorageFaultTests {
    /// A system call that fails with an error.
    struct Fault: Sendable, CustomTestStringConvertible {
        let call: String
        let error: String
        var testDescription: String { "\(call) \(error)" }

        static let all = [
            Fault(call: "fsync", error: "EIO"), Fault(call: "fdatasync", error: "EIO"),
            Fault(call: "syncfs", error: "EIO"), Fault(call: "pwrite64", error: "ENOSPC"),
            Fault(call: "pwrite64", error: "EIO"), Fault(call: "write", error: "ENOSPC"),
            Fault(call: "write", error: "EIO"), Fault(call: "rename", error: "ENOSPC"),
            Fault(call: "renameat", error: "ENOSPC"), Fault(call: "link", error: "ENOSPC"),
            Fault(call: "openat", error: "EMFILE"),
        ]
    }

    /// By default some; `SERTIPOS_FULL_SWEEP=1` takes more.
    private static let moments: [SystemCallTracer.Moment] = {
        let isFull = ProcessInfo.processInfo.environment["SERTIPOS_FULL_SWEEP"] == "1"
        let all = isFull ? [1, 2, 3, 5, 8, 12, 20, 35, 60, 110, 200] : [1, 2, 5, 12, 35, 110]
        return all.flatMap { [.only($0), .from($0)] }
    }()

    /// A desk with mails, and what an undisturbed run makes of it.
    private static let stage: Result<(desk: DeskFixture, oracle: DeskOracle), any Error> = Result {
        let desk = try DeskFixture()
        try desk.receive((1...9).map { SampleMail.submission($0).octets } + [SampleMail.garbage])
        let calm = try DeskFixture(copyOf: desk)
        try #require(try calm.run("run").isClean)
        return (desk, try DeskOracle(of: calm))
    }

    @Test(.enabled(if: SystemCallTracer.isUsable), arguments: Fault.all)
    func `a call that fails, once or for good, loses nothing`(_ fault: Fault) throws {
        let (original, oracle) = try Self.stage.get()
        var codes: [Int32: Int] = [:]
        for moment in Self.moments {
            let desk = try DeskFixture(copyOf: original)
            let run = try SystemCallTracer.run(
                ["run", "--desk", desk.path], .error(fault.error), at: fault.call, moment)
            let code = run.code ?? -1
            codes[code, default: 0] += 1
            // Starting without a single descriptor is beyond any program: the loader speaks there (127).
            let allowed: Set<Int32> = fault.call == "openat" ? [0, 65, 69, 75, 78, 127] : [0, 75]
            #expect(allowed.contains(code), "\(moment): \(run)")
            // With every write failing, the complaint cannot be written either: the code must do.
            let isMute = fault.call == "write"
            #expect(code == 0 || isMute || !run.errors.isEmpty, "\(moment): silent, exit \(code)")
            // A delivery that failed waits for its next attempt; the others must be whole after one run.
            try makeDue(desk)
            let recovery = try desk.run("run")
            #expect(recovery.isClean, "\(moment): \(recovery)")
            let breaches = try oracle.breaches(on: desk)
            #expect(breaches.isEmpty, "\(moment): \(breaches.joined(separator: "; "))")
        }
        print("\(fault.testDescription): \(Self.moments.count) moments, exit codes \(codes)")
    }

    @Test
    func `a full disk ends with 75, and the run after room was made completes`() throws {
        let folder = NSTemporaryDirectory() + "sertipos-full-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard (try? Shell.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder])) != nil else {
            print("no file system may be mounted here: the test of a really full disk is skipped")
            return
        }
        defer { _ = try? Shell.run(["umount", "-l", folder]) }
        let plain = try DeskFixture()
        try plain.receive((1...20).map { SampleMail.submission($0, letterSize: 60_000).octets })
        let desk = try DeskFixture(copyOf: plain, in: folder)
        for room in [16, 64, 200, 500, 900, 1_400, 1_900] {
            try leave(room, kibibytesIn: folder)
            let run = try desk.run("run")
            #expect(run.code == 75, "\(room) KiB: \(run)")
            #expect(run.errors.contains("storageFull") || run.errors.contains("No space"), "\(run.errors)")
        }
        try Shell.run(["rm", "-f", "\(folder)/ballast"])
        try makeDue(desk)
        let recovery = try desk.run("run")
        #expect(recovery.isClean, "\(recovery)")
        #expect(try desk.requests().count == 20)
        #expect(Set(try desk.sentMails().map(\.messageID)).count == 40)
        #expect(try desk.reconciliation().outcomes == ["processed": 20])
        #expect(try desk.run("audit", "verify").code == 0)
    }

    /// Fills the file system but for so much.
    private func leave(_ room: Int, kibibytesIn folder: String) throws {
        try Shell.run(["rm", "-f", "\(folder)/ballast"])
        var space = statvfs()
        try #require(statvfs(folder, &space) == 0)
        let free = Int(space.f_bavail * UInt(space.f_frsize)) >> 10
        try #require(free > room)
        try Shell.run(["fallocate", "-l", "\(free - room)KiB", "\(folder)/ballast"])
    }

    /// Lets the back-off of deferred mails be over, as time would.
    private func makeDue(_ desk: DeskFixture) throws {
        let ledger = "\(desk.path)/spool/ledger.sqlite"
        guard FileManager.default.fileExists(atPath: ledger) else { return }
        let hasOutbox = try Shell.run(
            ["sqlite3", ledger, "SELECT count(*) FROM sqlite_master WHERE name = 'outbox'"])
        guard hasOutbox == "1\n" else { return }
        try Shell.run(
            ["sqlite3", ledger, "UPDATE outbox SET nextAttemptAt = queuedAt WHERE status = 'queued'"])
    }
}
