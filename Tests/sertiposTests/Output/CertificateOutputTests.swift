import Domain
import PKI
import Pipeline
import TestSupport
import Testing

@testable import sertipos

@Suite("Certificates on a terminal")
struct CertificateOutputTests {
    @Test("dates decide how a certificate stands, not the ledger alone")
    func standing() throws {
        let desk = try LiveDeskSample()
        let now = desk.clock.now()
        let ended = ListedCertificate(try desk.hold("01", days: -1), at: now)
        #expect(ended.status == .expired && ended.daysLeft == -1)
        let valid = ListedCertificate(try desk.hold("02", days: 0), at: now)
        #expect(valid.status == .valid && valid.daysLeft == 0)
        let replaced = ListedCertificate(try desk.hold("03", replacedBy: "02"), at: now)
        #expect(replaced.description.contains("replaced") && replaced.replacedBy == "02")
        let revoked = ListedCertificate(try desk.hold("04", days: -5, status: .revoked), at: now)
        #expect(revoked.status == .revoked && revoked.revocation == .superseded)
    }

    @Test("a sheet hides the NIK and names an import as such")
    func sheet() throws {
        let desk = try LiveDeskSample()
        let sheet = CertificateSheet(
            try desk.hold("0A0B"), facts: nil, fingerprint: nil, pem: "PEM\n", at: desk.clock.now())
        #expect(sheet.nik == "************0001")
        #expect(!sheet.description.contains("3201011708900001"))
        #expect(sheet.description.contains("request      none: imported"))
        #expect(sheet.description.hasSuffix("\nPEM"))
    }

    @Test("the revocation list is shown as it was published, with what it lacks")
    func revocations() throws {
        let desk = try LiveDeskSample()
        let now = desk.clock.now()
        let entry = RevokedCertificate(
            serial: try #require(CertificateSerial(hex: "0C")), revokedAt: now, reason: .keyCompromise)
        func report(_ octets: [UInt8]?) -> RevocationListReport {
            .init(
                file: "/d/sertipos.crl", address: nil, octets: octets, due: [entry], isDryRun: false, at: now)
        }
        let absent = report(nil)
        #expect(!absent.isPublished && !absent.isDamaged && absent.missing.count == 1)
        #expect(absent.description.contains("not there yet"))
        #expect(report([1, 2]).isDamaged && report([1, 2]).description.contains("DAMAGED"))

        try desk.live.makeAuthority()
        guard case .embedded(open: let open) = try desk.live.certification().maker else {
            Issue.record("the desk's own authority was asked for")
            return
        }
        let list = try open().revocationList(
            [entry], number: 5, thisUpdate: now + -10, nextUpdate: now + -1)
        let late = report(list)
        #expect(late.isPublished && late.number == 5 && late.isOverdue && late.missing.isEmpty)
        #expect(late.entries.map(\.serial) == ["0C"])
        #expect(late.description.contains("OVERDUE") && late.description.contains("keyCompromise"))
    }
}
