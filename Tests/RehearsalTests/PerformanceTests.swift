import Domain
import Foundation
import Notices
import Testing

@testable import Rehearsal

@Suite("A performance notices what is wrong")
struct PerformanceTests {
    private func helpAsked(_ arrivals: [(String, String)], taken: Int = 1) throws -> Timeline {
        let office = PigeonHoles()
        let budi = try Samples.person(.mutt)
        let desk = try Samples.desk { _ in
            office.waiting = try arrivals.map { recipient, subject in
                (try Samples.address(recipient), Samples.deskMail(subject: subject, html: "<p>x</p>").octets)
            }
            return DeskActivity(taken: taken, sent: arrivals.count)
        }
        let performance = Performance(desk: desk, office: office, people: [budi], start: Samples.moment)
        performance.play([
            Story("Help", synopsis: "Budi asks.") { play in
                let turn = try play.send(
                    budi.write(to: play.desk.address, subject: "BANTUAN", text: ""), "asks for help")
                play.expect("only Budi is answered", turn, [(budi, .senderHelp)])
            }
        ])
        #expect(office.carried.count == 1)
        return performance.timeline
    }

    @Test("the right notice at the right person passes")
    func passes() throws {
        let timeline = try helpAsked([("budi@surel.example", "Bantuan")])
        #expect(timeline.failures.isEmpty)
        #expect(timeline.checks.count == 2)
        #expect(timeline.mailCount == 2)
    }

    @Test(
        "silence, another notice, a second mail, or mail to a bystander fails",
        arguments: [
            [], [("budi@surel.example", "Sesuatu yang lain")],
            [("budi@surel.example", "Bantuan"), ("budi@surel.example", "Bantuan")],
            [("budi@surel.example", "Bantuan"), ("admin@desk.test", "Bantuan")],
        ] as [[(String, String)]])
    func fails(arrivals: [(String, String)]) throws {
        let failures = try helpAsked(arrivals).failures
        #expect(failures.map(\.remark) == ["only Budi is answered"])
        #expect(failures.first?.finding.contains("expected budi@surel.example: sender.help; found") == true)
    }

    @Test("a desk that reads nothing is found out, even where silence is right")
    func unread() throws {
        let failures = try helpAsked([("budi@surel.example", "Bantuan")], taken: 0).failures
        #expect(failures.map(\.remark) == ["the desk takes in one mail"])
    }

    @Test("every story fails on a desk that answers nobody, and each is played all the same")
    func deafDesk() throws {
        let desk = try Samples.desk { _ in DeskActivity(taken: 1, sent: 0) }
        let performance = Performance(
            desk: desk, office: PigeonHoles(), people: Cast.everybody, start: Samples.moment)
        performance.play(Repertoire.all)
        #expect(performance.timeline.chapters.count == Repertoire.all.count)
        for chapter in performance.timeline.chapters {
            #expect(chapter.entries.contains { !$0.isFulfilled }, "\(chapter.title)")
        }
    }

    @Test("an error of the desk is a failed check with its words")
    func error() throws {
        let desk = try Samples.desk { _ in throw LostMail(description: "disk full") }
        let performance = Performance(
            desk: desk, office: PigeonHoles(), people: Cast.everybody, start: Samples.moment)
        performance.play([.issuance])
        #expect(performance.timeline.failures.map(\.finding) == ["disk full"])
    }

    @Test("a desk without manners is told so")
    func manners() {
        let letter = Samples.deskMail(
            subject: "Bantuan", html: "<p>NIK 3201-0117-0890-0001</p>", fields: "")
        let faults = MailManners.faults(of: letter)
        #expect(faults.contains("has no Auto-Submitted"))
        #expect(faults.contains("has no Message-ID or no Date"))
        #expect(faults.contains("shows a full NIK"))
        #expect(MailManners.faults(of: Samples.deskMail(subject: "Bantuan", html: "<p>x</p>")).isEmpty)
    }

    @Test("the timeline reads as a story and says the same as JSON")
    func timeline() throws {
        let timeline = try helpAsked([("budi@surel.example", "Bantuan")])
        #expect(
            timeline.text.contains("   Mon 23 Nov 2026\n   09.11  Budi Santoso → the desk      BANTUAN\n"))
        #expect(timeline.text.contains("          ✓ only Budi is answered\n"))
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(timeline)) as? [String: Any]
        #expect(json?["mails"] as? Int == 2)
        #expect(json?["failures"] as? Int == 0)
        let story = (json?["stories"] as? [[String: Any]])?.first
        let entries = try #require(story?["entries"] as? [[String: Any]])
        #expect(entries.map { $0["kind"] as? String } == ["mail", "mail", "check", "check"])
        #expect(entries[1]["notice"] as? String == "sender.help")
        #expect(entries[2]["passed"] as? Bool == true)
    }
}
