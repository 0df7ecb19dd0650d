import Domain
import Foundation
import Pipeline
import Spool
import Testing

@Suite("Erasure on demand")
struct EvidenceErasureTests {
    @Test("an open request and one whose certificate is in force are refused")
    func refusals() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let number = try desk.request().number
        let open = #expect(throws: ErasureError.self) { try desk.erase(number) }
        #expect(open?.problem == .open("awaitingIdentity"))
        #expect(throws: ErasureError.self) { try desk.erase(number, isForced: true) }
        #expect(try !desk.files("incoming").isEmpty)

        let other = try TestDesk()
        _ = try other.issue()
        let issued = try other.request().number
        let serial = try #require(try other.certificateRecords().first).serial
        let inForce = #expect(throws: ErasureError.self) { try other.erase(issued) }
        guard case .inForce(serial.tail, until: _)? = inForce?.problem else {
            Issue.record("\(String(describing: inForce))")
            return
        }
        let unknown = try #require(RequestNumber(year: 2026, sequence: 99))
        #expect(throws: ErasureError.self) { try other.erase(unknown) }
    }

    @Test("nothing of the person is left, the audit log says who, why and when")
    func erased() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let number = try desk.request().number
        desk.command("BATAL \(number)", from: TestDesk.siti)
        try desk.run()
        try desk.rest()
        let plan = try desk.ledger.read {
            try EvidenceErasure(spool: desk.spool, now: desk.clock.now()).plan(number, $0)
        }
        #expect(try desk.erase(number) == plan)
        #expect(plan.mails == 2)
        #expect(try desk.holders(of: ["3201011708900001", "Budi Santoso", TestDesk.budi]) == [])
        let record = try desk.request()
        #expect(record.state == "closed.cancelled" && record.applicantName.isEmpty)
        let last = try #require(try desk.ledger.read { try $0.events(of: number) }.last).event
        #expect(last.name == "evidence-erased" && last.actor == "administrator")
        #expect(last.payload.contains("permintaan pemilik data"))
        #expect(try desk.ledger.read { try $0.verifyChain() }.firstBroken == nil)
        let again = #expect(throws: ErasureError.self) { try desk.erase(number) }
        #expect(again?.problem == .erasedBefore)
    }

    @Test("mail that was not sealed yet is erased as well, and later mail about it is not kept")
    func unsealed() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let number = try desk.request().number
        desk.command("BATAL \(number)", from: TestDesk.siti)
        try desk.run()
        try desk.erase(number)
        #expect(try desk.files("incoming").isEmpty)
        desk.command("STATUS \(number)", from: TestDesk.siti)
        try desk.run()
        let report = try desk.rest()
        #expect(report.erased + report.sealed == 1)
        // The mailbox still holds what was erased; taken again, it is destroyed again.
        desk.mailbox.uidValidity = 2
        try desk.run()
        #expect(try desk.rest().erased == 2)
        #expect(try desk.holders(of: ["3201011708900001"]) == [])
    }

    @Test("with force a certificate in force keeps what revoking it needs until it ends")
    func forced() throws {
        let desk = try TestDesk()
        _ = try desk.issue()
        try desk.rest()
        let number = try desk.request().number
        let outcome = try desk.erase(number, isForced: true)
        #expect(outcome.certificatesInForce.count == 1)
        #expect(try desk.certificateRecords().first?.nik == "3201011708900001")
        #expect(try desk.files("evidence").isEmpty)
        let certificate = try #require(try desk.certificateRecords().first)
        desk.wait(certificate.notAfter - desk.clock.now() + 733 * TestDesk.day)
        try desk.run(isClockConfirmed: true)
        #expect(try desk.purge().certificates == 1)
        #expect(try desk.holders(of: ["3201011708900001"]) == [])
    }
}
