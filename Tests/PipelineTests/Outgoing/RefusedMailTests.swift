import Domain
import Pipeline
import Testing

@Suite("Mail that is refused for good")
struct RefusedMailTests {
    @Test("a Registration Authority that cannot be reached is the administrator's to know, once a day")
    func authority() throws {
        let desk = try TestDesk()
        desk.submission.refused = [try #require(EmailAddress(TestDesk.authority))]
        try desk.sealPassphrase("Kuda-benar-baterai-7", for: try desk.issueToPassphrase())
        desk.markRead()
        try desk.run()
        let alarms = desk.newMail(for: TestDesk.administrator)
        #expect(alarms.count == 1)
        #expect(try #require(alarms.first).text.contains(TestDesk.authority))
        #expect(desk.newMail(for: TestDesk.siti).isEmpty)
    }
}
