import Foundation
import Testing

/// Sealing, purging, backing up and restoring, killed before any call that changes the disk: the next attempt makes
/// it good. By default points are sampled; `SERTIPOS_FULL_SWEEP=1` takes them all.
@Suite(.enabled(if: Program.isPresent && SystemCallTracer.isUsable))
struct EvidenceSweepTests {
    private static let isFull = ProcessInfo.processInfo.environment["SERTIPOS_FULL_SWEEP"] == "1"

    private static let calls = [
        "write", "pwrite64", "fsync", "fdatasync", "syncfs", "rename", "renameat", "link", "linkat", "unlink",
        "unlinkat", "ftruncate", "mkdir", "mkdirat", "rmdir",
    ]

    private static let count = 10

    /// A desk with ten concluded mails that wait for their seal, one of them a request that was cancelled.
    private static let concluded: Result<DeskFixture, any Error> = Result {
        let desk = try DeskFixture()
        try desk.receive((1...count).map { SampleMail.submission($0).octets })
        try #require(try desk.run("run").isClean)
        return desk
    }

    /// The same after its seal, with everything so old that it has to go.
    private static let old: Result<DeskFixture, any Error> = Result {
        let desk = try DeskFixture(copyOf: concluded.get())
        for request in try desk.requests() {
            let cancelled = try desk.run("request", "cancel", request.number, "--reason", "selesai")
            try #require(cancelled.code == 0, "\(cancelled)")
        }
        try #require(try desk.run("run").isClean)
        let shift =
            "UPDATE request SET changedAt = changedAt - 100000000; UPDATE message SET receivedAt = receivedAt - 100000000; DELETE FROM fact WHERE key = 'purge-last';"
        try Shell.run(["sqlite3", "\(desk.path)/spool/ledger.sqlite", shift])
        return desk
    }

    private static func points(of total: Int) -> [Int] {
        let limit = 4
        guard total > limit, !isFull else { return Array(1...max(1, total)).filter { $0 <= total } }
        return Set((0..<limit).map { 1 + $0 * (total - 1) / (limit - 1) }).sorted()
    }

    /// Kills `command` at sampled points of `call` on copies of `desk`, then asks `recover` whether it is made good.
    private func sweep(
        _ call: String, _ original: DeskFixture, _ command: (DeskFixture) -> [String],
        _ recover: (DeskFixture, String) throws -> Void
    ) throws {
        let calm = try DeskFixture(copyOf: original)
        let total = try SystemCallTracer.count([call], command(calm))[call] ?? 0
        try recover(calm, "undisturbed")
        var killed = 0
        for point in Self.points(of: total) {
            let desk = try DeskFixture(copyOf: original)
            let run = try SystemCallTracer.run(command(desk), .kill, at: call, .only(point))
            if run.signal == SIGKILL { killed += 1 }
            try recover(desk, "killed at \(call) \(point) of \(total)")
        }
        if total > 0 {
            print("\(command(calm)[0]) \(call): killed \(killed) times, there are \(total) points")
        }
        #expect(total == 0 || killed > 0)
    }

    @Test(arguments: calls)
    func `a run killed while it seals is made good by the next one, and every mail reads as before`(
        _ call: String
    ) throws {
        let desk = try Self.concluded.get()
        let digests = desk.files("incoming").map { String($0.split(separator: "/").last?.prefix(64) ?? "") }
        try #require(digests.count == Self.count)
        try sweep(call, desk, { ["run", "--desk", $0.path] }) { desk, point in
            let recovery = try desk.run("run")
            #expect(recovery.isClean, "\(point): \(recovery)")
            #expect(desk.files("incoming").isEmpty && desk.files("temporary").isEmpty, "\(point)")
            #expect(desk.files("evidence").count == Self.count, "\(point)")
            for digest in digests.prefix(2) {
                let explained = try desk.run("explain", digest)
                #expect(
                    explained.code == 0 && explained.output.contains("Permohonan"), "\(point): \(explained)")
            }
            #expect(try desk.run("audit", "verify").code == 0, "\(point)")
        }
    }

    @Test(arguments: calls)
    func `a purge killed anywhere is finished by the next one`(_ call: String) throws {
        try sweep(call, try Self.old.get(), { ["purge", "--desk", $0.path] }) { desk, point in
            let recovery = try desk.run("purge")
            #expect(recovery.code == 0, "\(point): \(recovery)")
            #expect(desk.files("evidence").isEmpty && desk.files("incoming").isEmpty, "\(point)")
            let names = try Shell.run([
                "sqlite3", "\(desk.path)/spool/ledger.sqlite",
                "SELECT count(*) FROM event WHERE name = 'evidence-purged'",
            ])
            #expect(names == "\(Self.count)\n", "\(point): \(names)")
            #expect(try desk.run("audit", "verify").code == 0, "\(point)")
            let integrity = try Shell.run(
                ["sqlite3", "\(desk.path)/spool/ledger.sqlite", "PRAGMA integrity_check"])
            #expect(integrity == "ok\n", "\(point)")
        }
    }

    @Test(arguments: calls)
    func `a backup killed anywhere leaves the older one whole, and the next one is whole`(_ call: String)
        throws
    {
        let original = try DeskFixture(copyOf: try Self.concluded.get())
        try #require(try original.run("backup", "\(original.path)/desk.tar").code == 0)
        let older = try #require(FileManager.default.contents(atPath: "\(original.path)/desk.tar"))
        try sweep(call, original, { ["backup", "\($0.path)/desk.tar", "--desk", $0.path] }) { desk, point in
            let present = try #require(FileManager.default.contents(atPath: "\(desk.path)/desk.tar"))
            if present != older {
                let target = "\(desk.path)/restored"
                #expect(
                    try Program.run(["restore", "\(desk.path)/desk.tar", "--desk", target]).code == 0,
                    "\(point)")
            }
            let next = try desk.run("backup", "\(desk.path)/desk.tar")
            #expect(next.code == 0, "\(point): \(next)")
            let left = desk.names("").filter { $0.hasPrefix("desk.tar") }
            #expect(left == ["desk.tar"], "\(point): \(left)")
        }
    }

    @Test(arguments: calls)
    func `a restore killed anywhere leaves nothing or the whole desk, and is done by the next attempt`(
        _ call: String
    ) throws {
        let original = try DeskFixture(copyOf: try Self.concluded.get())
        try #require(try original.run("backup", "\(original.path)/desk.tar").code == 0)
        try sweep(call, original, { ["restore", "\($0.path)/desk.tar", "--desk", "\($0.path)/new"] }) {
            desk, point in
            let target = "\(desk.path)/new"
            if !FileManager.default.fileExists(atPath: "\(target)/cron/desk.yaml") {
                let again = try Program.run(["restore", "\(desk.path)/desk.tar", "--desk", target])
                #expect(again.code == 0, "\(point): \(again)")
            }
            let status = try Program.run(["audit", "verify", "--desk", target])
            #expect(status.code == 0, "\(point): \(status)")
            let listed = try Program.run(["request", "list", "--json", "--desk", target])
            #expect(listed.output.components(separatedBy: "\"number\"").count == Self.count + 1, "\(point)")
            #expect(desk.names("").filter { $0.hasPrefix("new") } == ["new"], "\(point)")
        }
    }
}

extension DeskFixture {
    /// Files below a folder of the spool.
    func files(_ folder: String) -> [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: "\(path)/spool/\(folder)")) ?? [])
            .filter { $0.contains(".") || folder == "temporary" }.sorted()
    }
}
