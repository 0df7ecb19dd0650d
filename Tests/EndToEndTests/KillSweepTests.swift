import Foundation
import Testing

/// Kills the program before its 1st, 2nd, 3rd … call of everything that changes the disk, then asks whether
/// one clean run makes it good. By default points are sampled; `SERTIPOS_FULL_SWEEP=1` takes them all.
@Suite(.enabled(if: Program.isPresent && SystemCallTracer.isUsable))
struct KillSweepTests {
    private static let isFull = ProcessInfo.processInfo.environment["SERTIPOS_FULL_SWEEP"] == "1"

    private static let submissions = 8

    private static let calls = [
        "write", "pwrite64", "fsync", "fdatasync", "syncfs", "rename", "renameat", "renameat2", "link",
        "linkat", "unlink", "unlinkat", "ftruncate", "mkdir", "mkdirat",
    ]

    /// The desk before the run, what an undisturbed run leads to, and how many calls that takes.
    private struct Stage: Sendable {
        let desk: DeskFixture
        let oracle: DeskOracle
        let counts: [String: Int]
    }

    private static let stage: Result<Stage, any Error> = Result {
        let desk = try DeskFixture()
        // More than eight messages share one flush of the file system; fewer are flushed one by one.
        var mails = (1...submissions).map { SampleMail.submission($0).octets }
        mails.insert(SampleMail.garbage, at: 1)
        mails.append(SampleMail.faultySubmission(submissions + 1).octets)
        try desk.receive(mails)
        let calm = try DeskFixture(copyOf: desk)
        let counts = try SystemCallTracer.count(calls, ["run", "--desk", calm.path])
        let oracle = try DeskOracle(of: calm)
        try #require(oracle.applicants.count == submissions)
        try #require(oracle.mails.count > submissions * 2)
        return Stage(desk: desk, oracle: oracle, counts: counts)
    }

    /// The points to try: all, or the first five, the last three and equal steps between them.
    private static func points(of total: Int, sampled limit: Int) -> [Int] {
        guard total > limit, !isFull else { return Array(0..<total).map { $0 + 1 } }
        let step = Double(total) / Double(limit - 8)
        let between = (0..<(limit - 8)).map { Int(Double($0) * step) + 1 }
        return Set(between + Array(1...5) + Array((total - 2)...total)).sorted()
    }

    @Test(arguments: calls)
    func `a run killed at any call is made good by the next one`(_ call: String) throws {
        let stage = try Self.stage.get()
        let total = stage.counts[call] ?? 0
        let points = Self.points(of: total, sampled: 20)
        var killed = 0
        for point in points {
            let desk = try DeskFixture(copyOf: stage.desk)
            let run = try SystemCallTracer.run(["run", "--desk", desk.path], .kill, at: call, .only(point))
            // Threads share the work a little differently every time: the last points may not be reached.
            if run.signal == SIGKILL { killed += 1 } else { #expect(run.isClean, "\(run)") }
            try expectRecovery(of: desk, "killed at \(call) \(point)")
        }
        if total > 0 {
            print("\(call): killed at \(killed) of \(points.count) points tried; there are \(total)")
        }
        // A sweep that kills nobody proves nothing; only the last points may miss.
        #expect(killed >= points.count - 8 && (total == 0 || killed > 0))
        if Self.isFull { try expectUntouched(call, after: total) }
    }

    @Test(arguments: [
        "write", "pwrite64", "fsync", "fdatasync", "syncfs", "rename", "renameat", "link", "unlink", "mkdir",
    ])
    func `a recovery that is killed as well is made good by the third run`(_ call: String) throws {
        let stage = try Self.stage.get()
        let total = stage.counts[call] ?? 0
        var killed = 0
        let points = Self.points(of: total, sampled: Self.isFull ? 40 : 11)
        for (index, point) in points.enumerated() {
            let desk = try DeskFixture(copyOf: stage.desk)
            let arguments = ["run", "--desk", desk.path]
            _ = try SystemCallTracer.run(arguments, .kill, at: call, .only(point))
            let again = 1 + index * 3 % min(17, total)
            let second = try SystemCallTracer.run(arguments, .kill, at: call, .only(again))
            if second.signal == SIGKILL { killed += 1 }
            try expectRecovery(of: desk, "killed at \(call) \(point), again at \(again)")
        }
        if total > 0 { print("\(call): \(killed) recoveries killed, of \(points.count) tried") }
        #expect(total == 0 || killed > 0)
    }

    private func expectRecovery(of desk: DeskFixture, _ point: String) throws {
        let recovery = try desk.run("run")
        #expect(recovery.isClean, "\(point): \(recovery)")
        #expect(recovery.output.isEmpty)
        let breaches = try Self.stage.get().oracle.breaches(on: desk)
        #expect(breaches.isEmpty, "\(point): \(breaches.joined(separator: "; "))")
    }

    /// The sweep is over only when a run comes through: beyond the last point nothing is left to kill.
    private func expectUntouched(_ call: String, after total: Int) throws {
        for point in (total + 1)...(total + 200) {
            let desk = try DeskFixture(copyOf: Self.stage.get().desk)
            let run = try SystemCallTracer.run(["run", "--desk", desk.path], .kill, at: call, .only(point))
            if run.isClean { return }
            try expectRecovery(of: desk, "killed at \(call) \(point)")
        }
        Issue.record("\(call): no end after \(total + 200) points")
    }
}
