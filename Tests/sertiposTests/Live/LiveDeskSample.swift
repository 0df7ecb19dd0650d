import Domain
import Foundation
import TestSupport
import Testing

@testable import sertipos

/// A desk in a folder of its own, with the project's templates and a clock that the test moves.
final class LiveDeskSample {
    let folder: ScratchFolder
    let clock = FixedClock()
    let live: LiveDesk

    init(_ configuration: String = ConfigurationSample.minimum) throws {
        folder = try ScratchFolder()
        for (name, text) in [
            ("cron/desk.yaml", configuration),
            ("cron/holidays.yaml", "version: 1\nyears: {}\n"),
            ("cron/verifiers.csv", "email,name,agency,locale\nsiti@x.id,Siti,Dinas,id\n"),
            ("secrets/.keep", ""), ("spool/README.md", ""),
        ] { try folder.write(text, to: name) }
        for name in [".", "cron", "secrets", "spool"] {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o700], ofItemAtPath: folder.path(name))
        }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("mail-templates"),
            withDestinationPath: ShippedFile.path("mail-templates"))
        live = try LiveDesk(folder: DeskFolder(path: folder.path), clock: clock)
    }

    /// A certificate in the ledger, `days` before its end.
    @discardableResult
    func hold(
        _ serial: String, holder: String = "Budi Santoso", days: Int64 = 100,
        status: CertificateStatus = .valid, replacedBy: String? = nil
    ) throws -> CertificateRecord {
        let now = clock.now()
        let record = CertificateRecord(
            serial: try #require(CertificateSerial(hex: serial)), issuer: "CN=PSrE", request: nil,
            holder: holder, address: try #require(EmailAddress("budi@x.id")), nik: "3201011708900001",
            nip: nil, verifier: try #require(EmailAddress("siti@x.id")), agency: "Dinas",
            notBefore: now + -1000 * 86_400, notAfter: now + days * 86_400, status: status,
            toBeSigned: [1], replacedBy: replacedBy.flatMap { CertificateSerial(hex: $0) },
            revokedAt: status == .revoked ? now : nil, revocation: status == .revoked ? .superseded : nil)
        try live.ledger().write { try $0.insert(record) }
        return record
    }
}
