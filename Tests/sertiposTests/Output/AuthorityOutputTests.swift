import Domain
import Foundation
import Pipeline
import TestSupport
import Testing

@testable import sertipos

@Suite("The authority on a terminal")
struct AuthorityOutputTests {
    @Test("before anything is made there is nothing to show but where it will be")
    func before() throws {
        let report = try AuthorityReport(try LiveDeskSample().live)
        #expect(!report.isMade && report.certificates.isEmpty && report.sealingKeys.isEmpty)
        #expect(report.hasPassphraseFile == false && report.rootKey == nil)
        #expect(report.description.contains("no authority yet"))
    }

    @Test("an authority is shown by fingerprints, paths and ages, and no secret stands in the report")
    func made() throws {
        let desk = try LiveDeskSample()
        try desk.live.makeAuthority()
        _ = try desk.live.certification()
        desk.clock.advance(by: 12 * 86_400)
        let report = try AuthorityReport(desk.live)
        #expect(report.isMade && report.certificates.map(\.role) == ["issuing", "root"])
        #expect(report.certificates.allSatisfy { $0.fingerprint.count == 95 })
        #expect(report.sealingKeys.map(\.ageDays) == [12])
        #expect(report.sealingKeys.map(\.isCurrent) == [true])
        let rotation = try #require(report.sealingKeyRotation)
        #expect(rotation == (desk.clock.now() + 18 * 86_400).description)
        #expect(report.rootKey == desk.folder.path("secrets/authority/root-key.pem"))
        let passphrase = try desk.folder.text("secrets/authority-passphrase").dropLast()
        let shown = try report.description + OutputSchema.line(report)
        #expect(passphrase.count > 20 && !shown.contains(passphrase) && !shown.contains("PRIVATE"))

        try FileManager.default.removeItem(atPath: desk.folder.path("secrets/authority/root-key.pem"))
        let later = try AuthorityReport(desk.live)
        #expect(later.rootKey == nil && later.description.contains("not on this machine"))
    }

    @Test("an outside body's key is shown by its id; there is nothing to make or to list")
    func mailed() throws {
        let own = try LiveDeskSample()
        _ = try own.live.certification()
        let folder = try ScratchFolder()
        let seal = try #require(
            try FileManager.default.contentsOfDirectory(atPath: own.folder.path("secrets/sealing")).first)
        let process = Foundation.Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "pkey", "-in", own.folder.path("secrets/sealing/\(seal)"), "-pubout", "-out",
            folder.path("ra.pem"),
        ]
        try process.run()
        process.waitUntilExit()
        let live = try LiveDeskSample(
            ConfigurationSample.minimum
                + "\nauthority: { kind: mailed, recipient-key: \(folder.path("ra.pem")) }\n"
        ).live
        let report = try AuthorityReport(live)
        #expect(report.kind == "mailed" && report.folder == nil && report.sealingKeyRotation == nil)
        #expect(report.sealingKeys.map(\.id) == [try own.live.certification().sealing.currentKey.id])
        #expect(throws: ConfigurationError.self) { try live.makeAuthority() }
        #expect(throws: ConfigurationError.self) { try live.embedded() }
        let page = try PageReport(file: "p.html", key: "k", live, isDryRun: false)
        #expect(page.renewUntil == nil && page.description.contains("authority.recipient-key"))
    }

    @Test("the page must be published again before what is sealed to the old key can be lost")
    func page() throws {
        let desk = try LiveDeskSample()
        #expect(try desk.live.hasSealingKey() == false)
        _ = try desk.live.certification()
        #expect(try desk.live.hasSealingKey())
        let made = desk.clock.now()
        let report = try PageReport(file: "p.html", key: "k", desk.live, isDryRun: false)
        #expect(report.renewFrom == (made + 30 * 86_400).description)
        // A link's day, the applicant's fortnight, and three days to spare.
        #expect(report.renewUntil == (made + (30 + 1 + 14 + 3) * 86_400).description)
        #expect(report.description.contains("WARNING"))
    }
}
