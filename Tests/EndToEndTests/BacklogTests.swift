import Foundation
import Testing

/// A long outage leaves a long queue: one run works it off, in bounded memory.
@Suite(.enabled(if: Program.isPresent), .serialized)
struct BacklogTests {
    private static let limitKiB = 64 << 10

    @Test
    func `one run handles 2,000 waiting submissions within 64 MiB, the next one nothing`() throws {
        let desk = try DeskFixture()
        try desk.receive((1...2_000).map { SampleMail.submission($0).octets })
        let (execution, peak) = try Program.measured(["run", "--desk", desk.path])
        print("2,000 submissions: \(execution.duration), peak \(peak) KiB")
        #expect(execution.isClean, "\(execution)")
        #expect(peak <= Self.limitKiB)
        #expect(Set(try desk.requests().map(\.number)).count == 2_000)
        #expect(desk.sentCount() == 4_000)
        #expect(try desk.reconciliation().outcomes == ["processed": 2_000])

        let second = try desk.run("run", "--json")
        #expect(second.isClean, "\(second)")
        #expect(try desk.requests().count == 2_000)
        #expect(desk.sentCount() == 4_000)
        #expect(try desk.run("audit", "verify").code == 0)
    }

    @Test
    func `500 messages of 540 KB stay within 64 MiB`() throws {
        let desk = try DeskFixture()
        for number in 1...500 {
            let mail = SampleMail.submission(number, letterSize: 398_000)
            try desk.receive([mail.octets], from: 1_000 + number)
        }
        let (execution, peak) = try Program.measured(["run", "--desk", desk.path])
        print("500 messages of 540 KB: \(execution.duration), peak \(peak) KiB")
        #expect(execution.isClean, "\(execution)")
        #expect(peak <= Self.limitKiB)
        #expect(try desk.requests().count == 500)
        #expect(desk.sentCount() == 1_000)
    }

    @Test
    func `one message of 24 MiB is settled within bounded memory`() throws {
        let desk = try DeskFixture()
        let mail = SampleMail.submission(1, letterSize: 18_500_000).octets
        #expect(mail.count > 24_000_000)
        try desk.receive([mail, SampleMail.submission(2).octets])
        let (execution, peak) = try Program.measured(["run", "--desk", desk.path])
        print("a message of \(mail.count) octets: \(execution.duration), peak \(peak) KiB")
        #expect(execution.isClean, "\(execution)")
        #expect(peak <= Self.limitKiB)
        #expect(try desk.reconciliation().outcomes["pending"] == nil)
        #expect(try desk.requests().map(\.applicant).contains(SampleMail.applicant(2)))
    }
}
