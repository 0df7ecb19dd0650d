import Domain
import Foundation
import PKI
import Pipeline
import Spool
import Testing

@Suite("Mail at rest")
struct RestStageTests {
    @Test("a whole issuance goes through while every mail is sealed behind each step")
    func issuance() throws {
        let desk = try TestDesk(certificates: .embedded)
        desk.submit()
        try desk.run()
        try desk.rest()
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi))
        try desk.next()
        try desk.rest()
        try desk.decide("Setuju", in: try desk.mail("verifier.verification-link", for: TestDesk.siti))
        try desk.next()
        try desk.rest()
        try desk.sealPassphrase(for: try desk.mail("applicant.passphrase-link", for: TestDesk.budi))
        try desk.next()
        try desk.rest()
        // The letter and the card that go along come out of sealed mail, and so does the passphrase.
        let asked = try desk.mail("authority.request-link", for: TestDesk.authority)
        #expect(asked.attachments.contains { $0.filename == "ktp.jpg" || $0.mediaType == "image/jpeg" })
        try desk.decide("Setuju", in: asked, from: TestDesk.authority)
        try desk.next()
        #expect(try desk.request().state == "closed.issued")
        try desk.rest()
        #expect(try desk.files("incoming").isEmpty)
        #expect(try desk.files("evidence").count == 5)
        #expect(try desk.ledger.read { try $0.unsealedMessages(after: 0, limit: 9) }.isEmpty)
    }

    @Test("no octet of a sealed mail can be read without the key file")
    func content() throws {
        let desk = try TestDesk()
        desk.receive(from: TestDesk.siti, subject: "Halo", body: "NIK saya 3201011708900001", pdf: true)
        try desk.run()
        #expect(try !desk.holders(of: ["3201011708900001"]).isEmpty)
        #expect(try desk.rest().sealed == 1)
        #expect(try desk.holders(of: ["3201011708900001", "rekomendasi"]).isEmpty)
        let digest = try #require(try desk.spool.sealedDigests().first)
        #expect(String(decoding: try desk.spool.read(digest), as: UTF8.self).contains("3201011708900001"))
    }

    @Test("what is decided in a run is sealed by the next one, quarantined mail never")
    func order() throws {
        let desk = try TestDesk()
        let before = try RestStage.waiting(desk.ledger)
        desk.submit()
        try desk.run()
        #expect(before.isEmpty)
        #expect(try RestStage.waiting(desk.ledger).count == 1)
        #expect(try desk.rest().sealed == 1)
        #expect(try desk.rest() == .init())
    }

    @Test("the same mail under a new identifier stays sealed and opens nothing anew")
    func again() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        try desk.rest()
        desk.mailbox.uidValidity = 2
        try desk.run()
        #expect(try desk.requests().count == 1)
        #expect(try desk.files("incoming").isEmpty)
        #expect(try RestStage.waiting(desk.ledger).isEmpty)
    }

    @Test("each request has a key of its own, mail of none has the desk's")
    func keys() throws {
        let desk = try TestDesk()
        desk.submit()
        desk.submit(applicant: "ani@kominfo.example", nik: "3201011708900002")
        desk.receive(from: TestDesk.siti, subject: "BANTUAN", body: "")
        try desk.run()
        try desk.rest()
        let keys = try desk.ledger.read { try $0.liveEvidenceKeys(after: nil, limit: 9) }
        let owners = try desk.requests().map { EvidenceOwner.file($0.number) }
        #expect(keys.map(\.owner) == [EvidenceOwner.desk] + owners)
        #expect(Set(keys.compactMap(\.wrapped)).count == 3)
        let anew = try EvidenceRewrapping(ledger: desk.ledger, cipher: try desk.evidenceKey.open()).run()
        #expect(anew == 0)
        try desk.evidenceKey.addKey()
        #expect(try EvidenceRewrapping(ledger: desk.ledger, cipher: try desk.evidenceKey.open()).run() == 3)
        try desk.evidenceKey.dropFormerKeys()
        let cipher = try desk.evidenceKey.open()
        for digest in try desk.spool.sealedDigests() {
            let name = digest.hex
            var octets = Array(
                try Data(
                    contentsOf: desk.folder.appending(path: "spool/evidence/\(name.prefix(2))/\(name).sealed")
                ))
            let wrapped = try #require(try desk.ledger.evidenceKey(of: try cipher.owner(of: octets))?.wrapped)
            try cipher.open(&octets, named: digest, under: wrapped)
        }
    }

    @Test("a lost key file is told, not replaced")
    func lostKey() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        try desk.rest()
        try FileManager.default.removeItem(atPath: desk.folder.appending(path: "secrets/evidence-key").path)
        let key = desk.evidenceKey
        let live = EvidenceSafe(keyring: desk.ledger) { try key.open() }
        #expect(throws: (any Error).self) { try live.cipher() }
    }
}
