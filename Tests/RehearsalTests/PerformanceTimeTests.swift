import Domain
import Notices
import Testing

@testable import Rehearsal

@Suite("Time passes in a performance")
struct PerformanceTimeTests {
    /// A desk that notes when it runs, and at `mails` puts mail into the office.
    private final class Diary {
        var runs: [Timestamp] = []
    }

    private func performance(
        _ diary: Diary, _ office: PigeonHoles, mailAfter hours: Int64? = nil
    ) throws -> Performance {
        let budi = try Samples.person(.mutt)
        let desk = try Samples.desk { moment in
            diary.runs.append(moment)
            guard let hours, moment >= Samples.moment + hours * 3600, office.waiting.isEmpty,
                diary.runs.count > 0
            else { return DeskActivity(taken: 0, sent: 0) }
            office.waiting = [(budi.address, Samples.deskMail(subject: "Bantuan", html: "<p>x</p>").octets)]
            return DeskActivity(taken: 0, sent: 1)
        }
        return Performance(desk: desk, office: office, people: [budi], start: Samples.moment)
    }

    @Test("the desk runs while time passes, never more than four days apart, and at the end")
    func pauses() throws {
        let diary = Diary()
        let performance = try performance(diary, PigeonHoles())
        let turn = try performance.pass(hours: 250, every: 1000, "time passes")
        #expect(turn.arrivals.isEmpty)
        #expect(diary.runs.map { ($0 - Samples.moment) / 3600 } == [96, 192, 250])
        #expect(performance.now == Samples.moment + 250 * 3600)
    }

    @Test("waiting ends with the mail that is waited for")
    func waiting() throws {
        let diary = Diary()
        let performance = try performance(diary, PigeonHoles(), mailAfter: 60)
        let budi = try Samples.person(.mutt)
        let turn = try performance.wait(for: .senderHelp, at: budi, days: 9, "days pass")
        #expect(turn.arrivals.map(\.notice) == [.senderHelp])
        #expect(diary.runs.count == 3)
    }

    @Test("waiting ends in time when nothing comes")
    func waitingInVain() throws {
        let diary = Diary()
        let performance = try performance(diary, PigeonHoles())
        let budi = try Samples.person(.mutt)
        #expect(try performance.wait(for: .senderHelp, at: budi, days: 2, "days pass").arrivals.isEmpty)
        #expect(diary.runs.count == 2)
    }

    @Test("a letter to another person reaches that person, and the desk does not run")
    func handedOver() throws {
        let diary = Diary()
        let office = PigeonHoles()
        let performance = try performance(diary, office)
        let rina = Cast.rina
        let wish = Samples.deskMail(subject: "Mohon perpanjangan", html: "<p>x</p>")
        office.waiting = [(rina.address, wish.octets)]
        performance.play([
            Story("Mail", synopsis: "Budi writes to Rina.") { play in
                let letter = Cast.budi.write(to: Cast.rina.address, subject: "Mohon", text: "Mohon.")
                let received = try play.send(letter, to: Cast.rina, "asks Rina")
                play.expect("Rina reads it", received.message.subject == "Mohon perpanjangan")
            }
        ])
        #expect(office.carried.map(\.recipient) == [rina.address])
        #expect(diary.runs.isEmpty && performance.timeline.failures.isEmpty)
        #expect(performance.timeline.checks.map(\.remark).contains("Rina reads it"))
        #expect(performance.timeline.chapters.first?.entries.first?.mail?.to == "Rina Wulandari")
    }

    @Test("mail that comes in the night before a story fails it")
    func leftovers() throws {
        let performance = try performance(Diary(), PigeonHoles(), mailAfter: 1)
        performance.play([Story("One", synopsis: "") { _ in }, Story("Two", synopsis: "") { _ in }])
        #expect(
            performance.timeline.failures.map(\.remark) == [
                "the stories before have left nothing to be reminded of"
            ])
    }
}
