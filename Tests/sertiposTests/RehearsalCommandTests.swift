import ArgumentParser
import Domain
import Foundation
import Rehearsal
import Testing

@testable import sertipos

@Suite("A rehearsal")
struct RehearsalCommandTests {
    /// Monday, 23 November 2026, in the morning; the stories begin a week before.
    private static let today: Int64 = 1_795_399_200

    @Test("all stories come true on Maildirs; transcript, certificates and silence about passphrases remain")
    func wholeRehearsal() throws {
        let scratch = try ScratchFolder()
        let folder = scratch.path("spool/rehearsal")
        let report = try RehearsalReport(
            playingIn: folder,
            installation: Installation(environment: ["SERTIPOS_SHARE": ShippedFile.path("")]),
            transport: .maildir, today: Timestamp(seconds: Self.today))
        for failure in report.timeline.failures { Issue.record("\(failure.remark): \(failure.finding)") }
        #expect(report.timeline.chapters.count == Repertoire.all.count)
        #expect(report.timeline.mailCount == 317)
        #expect(report.timeline.requests.count == 19)
        #expect(report.timeline.cases.count == 3)
        #expect(report.description.contains("all \(report.timeline.checks.count) checks passed"))
        #expect(report.timeline.text.contains("   Mon 16 Nov 2026\n   09.11  Rina Wulandari → the desk"))
        let page = try String(contentsOfFile: report.transcript, encoding: .utf8)
        #expect(page.ranges(of: "<article class=\"mail").count == report.timeline.mailCount)
        checkSecrecy(folder)
        if OpenSSL.isPresent { try checkCertificates(folder) }
    }

    /// No passphrase is in the spool, the ledger or the secrets.
    private func checkSecrecy(_ folder: String) {
        let needles = Cast.Passphrase.allCases.flatMap { Self.encodings(of: $0.rawValue) }
        var count = 0
        for part in ["spool", "secrets", "cron"] {
            let files = FileManager.default.enumerator(atPath: "\(folder)/\(part)")
            while let name = files?.nextObject() as? String {
                guard let data = FileManager.default.contents(atPath: "\(folder)/\(part)/\(name)") else {
                    continue
                }
                count += 1
                for needle in needles where data.firstRange(of: needle) != nil {
                    Issue.record("\(String(decoding: needle, as: UTF8.self)) is in \(part)/\(name)")
                }
            }
        }
        #expect(count > 50)
    }

    /// As it is, and as it stands somewhere in base64.
    private static func encodings(of text: String) -> [Data] {
        [Data(text.utf8)]
            + (0..<3).map { shift in
                let whole = (Data(count: shift) + Data(text.utf8)).base64EncodedString()
                return Data(whole.dropFirst(4).dropLast(4).utf8)
            }
    }

    /// OpenSSL agrees on certificates and the revocation list, and opens the keys with their passphrases.
    private func checkCertificates(_ folder: String) throws {
        func certificate(_ name: String) -> [String] {
            ["-CAfile", "\(folder)/people/\(name)/chain.pem", "\(folder)/people/\(name)/certificate.pem"]
        }
        let now = ["verify", "-attime", "\(Self.today)"]
        for name in ["budi", "dewi"] {
            let verdict = try OpenSSL.run(now + certificate(name))
            #expect(verdict.code == 0 && verdict.output.contains(": OK"), "\(verdict.output)")
        }
        let (budi, dewi) = (certificate("budi"), certificate("dewi"))
        #expect(
            try OpenSSL.run(now + ["-CAfile", budi[2], dewi[2]]).code != 0, "signed by nobody in the chain")

        let (list, pem) = ("\(folder)/spool/exports/sertipos.crl", "\(folder)/people/list.pem")
        let shown = try OpenSSL.run(
            ["crl", "-inform", "DER", "-in", list, "-out", pem, "-text"] + budi.prefix(2))
        #expect(shown.code == 0 && shown.output.contains("verify OK"), "\(shown.output)")
        let text = try String(contentsOfFile: pem, encoding: .utf8)
        #expect(text.ranges(of: "Serial Number: ").count == 5, "\(text)")
        for reason in ["Key Compromise", "Cessation Of Operation", "Superseded"] {
            #expect(text.contains(reason))
        }
        // The list of 2028, while the certificates of 2026 are still in their time.
        let later = ["verify", "-attime", "\(Self.today + 675 * 86_400)", "-crl_check", "-CRLfile", pem]
        let good = try OpenSSL.run(later + budi)
        #expect(good.code == 0, "\(good.output)")
        for name in ["eko", "dewi"] {
            let bad = try OpenSSL.run(later + certificate(name))
            #expect(bad.code != 0 && bad.output.contains("certificate revoked"), "\(bad.output)")
        }

        let keys: [(String, Cast.Passphrase)] = [
            ("budi/certificate", .budi), ("budi/certificate-2", .budiAgain), ("dewi/certificate", .dewi),
            ("agus/certificate", .agusAgain), ("eko/certificate", .eko),
        ]
        for (name, passphrase) in keys {
            let opened = try OpenSSL.pkcs12("\(folder)/people/\(name).p12", passphrase, ["-nodes"])
            #expect(opened.code == 0 && opened.output.contains("PRIVATE KEY"), "\(name): \(opened.output)")
        }
        let info = try OpenSSL.pkcs12("\(folder)/people/budi/certificate.p12", .budi, ["-info", "-noout"])
            .output
        #expect(["PBKDF2", "AES-256-CBC", "Iteration 600000"].allSatisfy(info.contains), "\(info)")
        // The passphrase that he set before his data were returned opens nothing.
        #expect(try OpenSSL.pkcs12("\(folder)/people/agus/certificate.p12", .agus, []).code != 0)
    }

    @Test("a folder that no rehearsal made is refused and stays as it is")
    func refusesForeignFolder() throws {
        let scratch = try ScratchFolder()
        try scratch.write("mine", to: "rehearsal/letter.txt")
        let folder = RehearsalFolder(path: scratch.path("rehearsal"))
        #expect(throws: DocumentError.self) { try folder.prepare() }
        #expect(try scratch.text("rehearsal/letter.txt") == "mine")
        try scratch.write("something else", to: "rehearsal/\(RehearsalFolder.marker)")
        #expect(throws: DocumentError.self) { try folder.prepare() }
        #expect(scratch.exists("rehearsal/letter.txt"))
    }

    @Test("a symbolic link is refused, wherever it leads")
    func refusesLink() throws {
        let scratch = try ScratchFolder()
        try RehearsalFolder(path: scratch.path("real")).prepare()
        try scratch.write("x", to: "real/old.txt")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("link"), withDestinationPath: scratch.path("real"))
        #expect(throws: DocumentError.self) { try RehearsalFolder(path: scratch.path("link")).prepare() }
        #expect(scratch.exists("real/old.txt"))
    }

    @Test("what an earlier rehearsal left is removed; an empty folder will do")
    func emptiesOwnFolder() throws {
        let scratch = try ScratchFolder()
        let folder = RehearsalFolder(path: scratch.path("a/b"))
        try folder.prepare()
        try scratch.write("old", to: "a/b/mail/x/new/1")
        try folder.prepare()
        #expect(!scratch.exists("a/b/mail"))
        #expect(scratch.exists("a/b/\(RehearsalFolder.marker)"))
        try FileManager.default.createDirectory(
            atPath: scratch.path("empty"), withIntermediateDirectories: false)
        try RehearsalFolder(path: scratch.path("empty")).prepare()
        #expect(scratch.exists("empty/\(RehearsalFolder.marker)"))
    }

    @Test("the standard folder lies in the desk at hand")
    func standardFolder() throws {
        let scratch = try ScratchFolder()
        try scratch.write("desk:\n", to: "cron/desk.yaml")
        #expect(
            RehearsalFolder.standard(environment: ["SERTIPOS_DESK": scratch.path])
                == scratch.path("spool/rehearsal"))
    }

    @Test("--live needs to know the servers, and --servers needs --live")
    func options() {
        #expect(throws: (any Error).self) { try Rehearse.parse(["--live", "--servers"]) }
        #expect(throws: (any Error).self) { try Rehearse.parse(["--servers", "x"]).run() }
        #expect(throws: (any Error).self) { try Rehearse.parse(["--live", "--servers", "/none"]).run() }
    }
}

/// The command line program.
private enum OpenSSL {
    static let path = "/usr/bin/openssl"
    static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: path) }

    static func pkcs12(
        _ file: String, _ passphrase: Cast.Passphrase, _ options: [String]
    ) throws -> (code: Int32, output: String) {
        try run(["pkcs12", "-in", file, "-passin", "pass:\(passphrase.rawValue)"] + options)
    }

    /// Both outputs in one.
    static func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
        let (process, pipe) = (Foundation.Process(), Pipe())
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}
