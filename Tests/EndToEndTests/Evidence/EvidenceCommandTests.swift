import Foundation
import Testing

/// What an administrator does with evidence, by the program as it is installed.
@Suite(.enabled(if: Program.isPresent))
struct EvidenceCommandTests {
    /// A desk with three requests, sealed.
    private func sealed(from first: Int = 1) throws -> DeskFixture {
        let desk = try DeskFixture()
        try desk.receive((first..<(first + 3)).map { SampleMail.submission($0).octets })
        for _ in 0..<2 { try #require(try desk.run("run").isClean) }
        try #require(desk.files("evidence").count == 3)
        return desk
    }

    private func number(_ desk: DeskFixture) throws -> String {
        try #require(try desk.requests().first).number
    }

    @Test func `an export is whole, and every altered, missing or added file is named`() throws {
        let desk = try sealed()
        let folder = "\(desk.path)/bundle"
        let export = try desk.run("request", "export", try number(desk), "--to", folder)
        #expect(export.code == 0, "\(export)")
        #expect(export.errors.contains("unsealed personal data"))
        let names = desk.names("bundle")
        #expect(names.contains { $0.hasPrefix("mail-001-") } && names.contains("events.json"))
        // What was believed when the mail was decided on, beside what its fields say today.
        let mails = try desk.read("bundle/mails.json")
        #expect(mails.contains("\"sender\" : \"proven:") && mails.contains("\"senderToday\" : \"proven:"))
        let whole = try desk.run("audit", "verify", "--export", folder)
        #expect(whole.code == 0 && whole.output.contains("whole"), "\(whole)")
        // Without the desk the bundle still proves itself; coreutils read the seal of the manifest.
        let alone = try Program.run(["audit", "verify", "--export", folder], folder: "/tmp")
        #expect(alone.code == 0 && alone.output.contains("no desk to compare"), "\(alone)")
        try Shell.run(["sh", "-c", "cd '\(folder)' && sha256sum -c manifest.sha256"])

        for name in names {
            let path = URL(filePath: "\(folder)/\(name)")
            let original = try Data(contentsOf: path)
            for place in [0, original.count / 2, original.count - 1] {
                var octets = original
                octets[place] ^= 1
                try octets.write(to: path)
                let found = try desk.run("audit", "verify", "--export", folder)
                #expect(found.code == 65 && found.output.contains(name), "\(name): \(found)")
            }
            try FileManager.default.removeItem(at: path)
            let missing = try desk.run("audit", "verify", "--export", folder)
            #expect(
                missing.code == 65 && missing.output.contains("\(name) is missing"), "\(name): \(missing)")
            try original.write(to: path)
        }
        try desk.write("bundle/extra.txt", "x")
        let added = try desk.run("audit", "verify", "--export", folder)
        #expect(added.code == 65 && added.output.contains("extra.txt was added"))
        #expect(try desk.run("request", "export", try number(desk), "--to", folder).code == 78)
    }

    @Test func `a bundle of another desk's log is found out`() throws {
        let (one, other) = (try sealed(), try sealed(from: 11))
        let folder = "\(one.path)/bundle"
        try #require(try one.run("request", "export", try number(one), "--to", folder).code == 0)
        try #require(try other.run("run").isClean)
        let found = try other.run("audit", "verify", "--export", folder)
        #expect(found.code == 65 && found.output.contains("audit log"), "\(found)")
    }

    @Test
    func `erasing is refused while the request is open, forced it cancels, and leaves no trace of the NIK`()
        throws
    {
        let desk = try sealed()
        let number = try number(desk)
        let refused = try desk.run("request", "erase", number, "--reason", "diminta")
        #expect(refused.code == 65 && refused.errors.contains("is open"), "\(refused)")
        let trial = try desk.run("request", "erase", number, "--reason", "diminta", "--force", "--dry-run")
        #expect(trial.code == 65, "\(trial)")
        let erased = try desk.run("request", "erase", number, "--reason", "diminta", "--force", "--json")
        #expect(erased.code == 0, "\(erased)")
        #expect(desk.files("evidence").count == 2)
        #expect(try desk.run("request", "show", number).output.contains("evidence-erased (administrator)"))
        #expect(try desk.run("run").isClean)
    }

    @Test func `a new key keeps all mail readable, and the old key file alone opens nothing`() throws {
        let desk = try sealed()
        let former = try desk.read("secrets/evidence-key")
        let rotated = try desk.run("evidence", "rotate", "--json")
        #expect(rotated.code == 0 && rotated.output.contains("\"rewrapped\" : 3"), "\(rotated)")
        let digest = try #require(desk.files("evidence").first?.split(separator: "/").last?.prefix(64))
        #expect(try desk.run("explain", String(digest)).code == 0)
        try desk.write("secrets/evidence-key", former)
        let wrong = try desk.run("explain", String(digest))
        #expect(wrong.code == 65 && wrong.errors.contains("evidence-key"), "\(wrong)")
    }

    @Test func `a lost or open key file stops sealing with words, and nothing else`() throws {
        let desk = try sealed()
        try FileManager.default.removeItem(atPath: "\(desk.path)/secrets/evidence-key")
        try desk.receive([SampleMail.submission(4).octets], from: 2_000)
        #expect(try desk.run("run").isClean)
        let lost = try desk.run("run")
        #expect(lost.code == 65 && lost.errors.contains("evidence-key"), "\(lost)")
        #expect(try desk.requests().count == 4)
        #expect(desk.files("incoming").count == 1)
        #expect(desk.names("secrets").contains("evidence-key") == false)
    }

    @Test
    func `a restored desk goes on: links of before are dead, fresh ones are sent, nothing is opened twice`()
        throws
    {
        let desk = try sealed()
        let archive = "\(desk.path).tar"
        defer { try? FileManager.default.removeItem(atPath: archive) }
        let backup = try desk.run("backup", archive)
        #expect(backup.code == 0 && backup.output.contains("without secrets"), "\(backup)")
        try desk.receive([SampleMail.submission(4).octets], from: 3_000)
        try #require(try desk.run("run").isClean)
        let mails = desk.sentCount()

        let occupied = try Program.run(["restore", archive, "--desk", desk.path])
        #expect(occupied.code == 65 && occupied.errors.contains("--replace"), "\(occupied)")
        let restored = try Program.run(["restore", archive, "--desk", desk.path, "--replace", "--json"])
        #expect(restored.code == 0 && restored.errors.contains("no secrets"), "\(restored)")
        let aside = try #require(try restored.json(Restored.self).movedAside)
        defer { try? FileManager.default.removeItem(atPath: aside) }
        for name in ["secrets", "inbox", "outbound"] {
            try Shell.run([
                "sh", "-c",
                "rm -rf '\(desk.path)/\(name)' && cp -a '\(aside)/\(name)' '\(desk.path)/\(name)'",
            ])
        }
        #expect(try desk.run("run").isClean)
        #expect(try desk.requests().count == 4)
        // The fourth request was opened anew (two mails), the other three got a fresh link each.
        #expect(desk.sentCount() == mails + 2 + 3)
        #expect(try desk.reconciliation().outcomes == ["processed": 4])
        #expect(try desk.run("run").isClean)
        #expect(desk.sentCount() == mails + 5)
        let digest = try #require(desk.files("evidence").first?.split(separator: "/").last?.prefix(64))
        #expect(try desk.run("explain", String(digest)).code == 0)
        #expect(try desk.run("audit", "verify").code == 0)
    }

    private struct Restored: Decodable { let movedAside: String? }

    @Test func `no backup takes a foreign file, a newer ledger or another program's archive`() throws {
        let desk = try sealed()
        let archive = "\(desk.path)/b.tar"
        try #require(try desk.run("backup", archive).code == 0)
        for (script, name) in [
            ("tar -rf b.tar --transform 's,.*,../outside,' cron/desk.yaml", "added behind"),
            ("tar -cf b.tar cron", "without a manifest"),
            ("ln -s /etc/passwd cron/link && tar -cf b.tar cron && rm cron/link", "with a link"),
            ("head -c 4000 b.tar > c.tar && mv c.tar b.tar", "cut"),
        ] {
            let whole = try Data(contentsOf: URL(filePath: archive))
            try Shell.run(["sh", "-c", "cd '\(desk.path)' && \(script)"])
            let refused = try Program.run(["restore", archive, "--desk", "\(desk.path)/new"])
            #expect(refused.code == 65, "\(name): \(refused)")
            #expect(!FileManager.default.fileExists(atPath: "\(desk.path)/outside"), "\(name)")
            try? FileManager.default.removeItem(atPath: "\(desk.path)/new")
            try whole.write(to: URL(filePath: archive))
        }
    }
}
