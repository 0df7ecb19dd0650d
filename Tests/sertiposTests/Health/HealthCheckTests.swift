import Domain
import Foundation
import PKI
import Pipeline
import TestSupport
import Testing

@testable import sertipos

@Suite("The doctor's checks")
struct HealthCheckTests {
    private let sample: LiveDeskSample

    init() throws { sample = try LiveDeskSample() }

    private func probes(
        free: Int64 = 50_000_000_000, inodes: Int64? = nil, synchronized: Bool? = true, crontab: String? = nil
    ) -> MachineProbes {
        MachineProbes(
            packageVersion: { _ in nil }, userCrontab: { crontab },
            space: { _ in .init(freeOctets: free, freeInodes: inodes) }, isClockSynchronized: { synchronized }
        )
    }

    private func find(
        _ check: any HealthCheck, _ machine: MachineProbes? = nil, offline: Bool = false
    ) throws -> [HealthFinding] {
        try check.findings(HealthSubject(sample.live, isOffline: offline, machine: machine ?? probes()))
    }

    private func levels(_ findings: [HealthFinding]) -> Set<HealthFinding.Level> {
        Set(findings.map(\.level))
    }

    @Test(
        "disk: below 200 MB, without inodes, and where nothing may be written it fails; below 1 GB it warns")
    func disk() throws {
        #expect(levels(try find(DiskCheck())) == [.ok])
        #expect(try find(DiskCheck(), probes(free: 199_000_000)).first?.exit == 75)
        #expect(levels(try find(DiskCheck(), probes(free: 900_000_000))) == [.warn])
        #expect(try find(DiskCheck(), probes(inodes: 10)).first?.exit == 75)
        #expect(levels(try find(DiskCheck(), probes(inodes: 100_000))) == [.ok])
    }

    @Test("permissions: what others may enter or change fails with a chmod")
    func permissions() throws {
        let fresh = try find(PermissionsCheck())
        #expect(levels(fresh) == [.ok], "\(fresh)")
        let chmod = { (mode: Int, name: String) in
            try FileManager.default.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: sample.folder.path(name))
        }
        try chmod(0o750, "spool")
        #expect(try find(PermissionsCheck()).first?.remedy?.hasPrefix("chmod 700") == true)
        try chmod(0o700, "spool")
        try chmod(0o666, "cron/desk.yaml")
        #expect(levels(try find(PermissionsCheck())) == [.warn])
        try chmod(0o600, "cron/desk.yaml")
        try chmod(0o777, "cron")
        #expect(levels(try find(PermissionsCheck())) == [.fail])
    }

    @Test("clock: a clock that runs ahead of itself, or follows nobody, is told")
    func clock() throws {
        #expect(levels(try find(ClockCheck())) == [.ok])
        #expect(levels(try find(ClockCheck(), probes(synchronized: false))) == [.warn])
        let now = sample.clock.now()
        let note = { (seconds: Int64) in
            try sample.live.ledger().write {
                try $0.setFact("clock-high-water", String(now.seconds + seconds))
            }
        }
        try note(86_400)
        #expect(try find(ClockCheck()).first?.exit == 75)
        try note(-10 * 86_400)
        #expect(levels(try find(ClockCheck())) == [.warn])
        try note(0)
        #expect(levels(try find(ClockCheck())) == [.ok])
    }

    @Test("ledger: whole, not there yet, damaged, or with a broken chain")
    func ledger() throws {
        #expect(levels(try find(LedgerCheck())) == [.ok])
        try sample.live.ledger().write { try $0.setFact("a", "b") }
        #expect(try find(LedgerCheck()).first?.text.contains("0 events") == true)
        var octets = try Data(contentsOf: URL(filePath: sample.live.folder.ledger))
        octets.replaceSubrange(4_096..<4_400, with: repeatElement(0x5A, count: 304))
        try octets.write(to: URL(filePath: sample.live.folder.ledger))
        let report = HealthExamination.report(HealthSubject(sample.live, isOffline: true, machine: probes()))
        let finding = report.findings.first { $0.check == "ledger" }
        #expect(finding?.level == .fail && finding?.exit == 65, "\(report)")
    }

    @Test("trust: without authserv-id, suspended, never tested, stale and fresh")
    func trust() throws {
        #expect(levels(try find(TrustCheck())) == [.warn])
        let now = sample.clock.now()
        let ledger = try sample.live.ledger()
        try ledger.write { try $0.setFact(CanaryLog.key, "\(now.seconds - 9 * 86_400) removed") }
        #expect(try find(TrustCheck()).first?.text.contains("9 days ago") == true)
        try ledger.write { try $0.setFact(CanaryLog.key, "\(now.seconds - 86_400) removed") }
        #expect(levels(try find(TrustCheck())) == [.ok])
        try ledger.write { try $0.setFact(TrustSuspension.key, String(now.seconds)) }
        #expect(try find(TrustCheck()).first?.exit == 78)
        let bare = try LiveDeskSample(
            ConfigurationSample.minimum.replacing(", authserv-id: mx.contoh.go.id", with: ""))
        let subject = HealthSubject(bare.live, machine: probes())
        #expect(try TrustCheck().findings(subject).first?.exit == 78)
    }

    @Test(
        "keys: none yet is fine; a wrong passphrase, a root's key on the machine and an end in sight are told"
    )
    func keys() throws {
        #expect(levels(try find(KeysCheck())) == [.ok])
        try sample.live.makeAuthority()
        _ = try sample.live.certification()
        let findings = try find(KeysCheck())
        #expect(findings.contains { $0.text.contains("the passphrase opens the authority") }, "\(findings)")
        #expect(findings.contains { $0.level == .warn && $0.text.contains("root's key") })
        try sample.folder.write("another passphrase\n", to: "secrets/authority-passphrase")
        #expect(try find(KeysCheck()).contains { $0.level == .fail && $0.text.contains("passphrase") })
        sample.clock.advance(by: 9 * 366 * 86_400 + 200 * 86_400)
        #expect(try find(KeysCheck()).contains { $0.level == .warn && $0.text.contains("certificate ends") })
    }

    @Test("schedule: mistakes fail, an installation that is missing or old warns")
    func schedule() throws {
        let desk = try #require(sample.live.folder.absolutePath)
        let text = "SERTIPOS_DESK=\(desk)\nPATH=/bin\nMAILTO=a@x.id\n*/2 * * * * /bin/true/sertipos run\n"
        try sample.folder.write(text, to: "cron/sertipos.crontab")
        #expect(try find(ScheduleCheck()).first?.exit == 78)
        let program = try sample.folder.write("#!/bin/sh\n", to: "sertipos", mode: 0o700)
        let good = text.replacing("/bin/true/sertipos", with: program)
        try sample.folder.write(good, to: "cron/sertipos.crontab")
        #expect(try find(ScheduleCheck()).map(\.level) == [.warn])
        let installed = CrontabBlock(desk: desk).installing(good, into: "")
        #expect(try find(ScheduleCheck(), probes(crontab: installed)).map(\.level) == [.ok])
        let old = CrontabBlock(desk: desk).installing(good + "# x\n", into: "")
        #expect(try find(ScheduleCheck(), probes(crontab: old)).map(\.level) == [.warn])
    }

    @Test("mailbox and submission on Maildirs; offline nothing is opened")
    func mail() throws {
        #expect(levels(try find(MailboxCheck())) == [.ok])
        #expect(levels(try find(SubmissionCheck())) == [.ok])
        let offline = try find(MailboxCheck(), offline: true) + find(SubmissionCheck(), offline: true)
        #expect(offline.allSatisfy { $0.text.contains("not asked") })
    }

    @Test(
        "configuration: secrets others may read, an empty list and missing holidays are told with their places"
    )
    func configuration() throws {
        #expect(try find(ConfigurationCheck()).contains { $0.text.contains("holidays.yaml") })
        try sample.folder.write("email,name,agency,locale\n", to: "cron/verifiers.csv")
        #expect(try find(ConfigurationCheck()).contains { $0.text.contains("nobody may open requests") })
    }

    @Test("runs: none, failures in a row, and a good one that is long ago")
    func runs() throws {
        #expect(levels(try find(RunsCheck())) == [.warn])
        let ledger = try sample.live.ledger()
        let run = { (result: String) in
            try ledger.write { transaction in
                let id = try transaction.beginRun("run", at: sample.clock.now())
                try transaction.endRun(id, at: sample.clock.now(), result: result, summary: "{}")
            }
        }
        try run("ok")
        #expect(levels(try find(RunsCheck())) == [.ok])
        try run("TransportError")
        try run("TransportError")
        #expect(try find(RunsCheck()).first?.text.hasPrefix("2 runs in a row") == true)
        try run("ok")
        sample.clock.advance(by: 7_200)
        #expect(levels(try find(RunsCheck())) == [.warn])
    }

    @Test("backup: silent until a backup was made, then by its age")
    func backup() throws {
        try sample.live.ledger().write { _ in }
        #expect(try find(BackupCheck()).isEmpty)
        let note = { (age: Int64) in
            let moment = sample.clock.now() + -age
            try sample.live.ledger().write { try $0.setFact(BackupCheck.key, String(moment.seconds)) }
        }
        try note(86_400)
        #expect(levels(try find(BackupCheck())) == [.ok])
        try note(9 * 86_400)
        #expect(levels(try find(BackupCheck())) == [.warn])
    }

    @Test("token: days that are left by the file's own date")
    func token() throws {
        let path = try sample.folder.write("{}", to: "secrets/oauth.json")
        let renewed = { (days: Int64) in
            let date = Date(timeIntervalSince1970: Double(sample.clock.now().seconds - days * 86_400))
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        let mailbox = """
            { url: "imaps://imap.x.id/INBOX", user: a, oauth-file: secrets/oauth.json, authserv-id: mx.contoh.go.id }
            """
        let text = ConfigurationSample.minimum.replacing(
            "{ url: \"maildir:inbox\", authserv-id: mx.contoh.go.id }", with: mailbox)
        let live = try LiveDesk(
            folder: DeskFolder(
                path: try sample.folder.write(text, to: "cron/desk.yaml").replacing(
                    "/cron/desk.yaml", with: "")),
            clock: sample.clock)
        let find = { try TokenCheck().findings(HealthSubject(live, machine: probes())) }
        for (days, level) in [(1, .ok), (70, .warn), (91, .fail)] as [(Int64, HealthFinding.Level)] {
            try renewed(days)
            let found = try find()
            #expect(found.map(\.level) == [level], "\(found)")
        }
        #expect(try TokenCheck.daysLeft(path, at: sample.clock.now()) == -1)
    }
}
