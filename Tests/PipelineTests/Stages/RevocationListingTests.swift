import Domain
import PKI
import Pipeline
import Spool
import Testing

@Suite("The revocation list on demand")
struct RevocationListingTests {
    private func published(_ desk: TestDesk) throws -> RevocationListFacts {
        let octets = try #require(try desk.spool.exported(RevocationListing.fileName))
        return try #require(RevocationListFacts(der: octets))
    }

    @Test("a list signed on demand has the next number, whether or not one was due")
    func onDemand() throws {
        let desk = try TestDesk()
        let listing = RevocationListing(desk: desk.desk, ledger: desk.ledger, exports: desk.spool)
        try listing.publish()
        let first = try published(desk)
        #expect(first.number == 1 && first.entries.isEmpty)
        #expect(first.thisUpdate == desk.clock.now() && first.nextUpdate == desk.clock.now() + 7 * 86_400)

        var certificate = try desk.hold()
        certificate.status = .revoked
        certificate.revokedAt = desk.clock.now()
        certificate.revocation = .superseded
        try desk.ledger.write { try $0.update(certificate) }
        desk.wait(60)
        try listing.publish()
        let second = try published(desk)
        #expect(second.number == 2)
        #expect(
            second.entries == [
                RevokedCertificate(
                    serial: certificate.serial, revokedAt: desk.clock.now() + -60, reason: .superseded)
            ])
        #expect(desk.certificates.faults.lists == [1, 2])
    }

    @Test("an outside body keeps its own list")
    func outside() throws {
        let desk = try TestDesk(certificates: .mailed)
        try RevocationListing(desk: desk.desk, ledger: desk.ledger, exports: desk.spool).publish()
        #expect(try desk.spool.exported(RevocationListing.fileName) == nil)
    }
}
