import Domain
import Testing

@testable import PKI

@Suite("Reading certificate revocation lists")
struct RevocationListFactsTests {
    private let now = Authorities.now

    private func list(_ entries: [RevokedCertificate], number: Int64 = 7) throws -> [UInt8] {
        try Authorities.shared(.p256).authority.revocationList(
            entries, number: number, thisUpdate: now, nextUpdate: now + 86_400)
    }

    @Test("number, times and lines come back as they were written")
    func roundTrip() throws {
        let entries = try RevocationCode.allCases.enumerated().map { index, reason in
            RevokedCertificate(
                serial: try #require(CertificateSerial(hex: "\(index + 1)00FF")), revokedAt: now + -60,
                reason: reason)
        }
        let facts = try #require(RevocationListFacts(der: try list(entries, number: .max)))
        #expect(facts.number == .max)
        #expect(facts.thisUpdate == now && facts.nextUpdate == now + 86_400)
        #expect(facts.entries == entries)
    }

    @Test("an empty list has no lines; what is no list, cut short or goes on is none")
    func others() throws {
        let octets = try list([])
        #expect(try #require(RevocationListFacts(der: octets)).entries.isEmpty)
        #expect(RevocationListFacts(der: []) == nil)
        #expect(RevocationListFacts(der: octets + [0]) == nil)
        let certificate = try #require(try Authorities.shared(.p256).authority.chain.first)
        #expect(RevocationListFacts(der: certificate) == nil)
        for count in 0..<octets.count {
            #expect(RevocationListFacts(der: Array(octets.prefix(count))) == nil)
        }
    }
}
