import Domain
import Testing

@testable import Pipeline
@testable import sertipos

@Suite("Requests on a terminal")
struct RequestSelectionTests {
    private func found(
        _ desk: TestDesk, _ change: (inout RequestSelection) -> Void
    ) throws -> RequestSelection.Result {
        var selection = RequestSelection()
        change(&selection)
        return try desk.ledger.read {
            try selection.result(in: $0, settings: desk.desk.settings, now: desk.clock.now())
        }
    }

    @Test("a request is found by whom it waits for, also when the form went back to whoever sent it")
    func waiting() throws {
        for state in WaitingState.all {
            let desk = try TestDesk()
            try desk.bring(to: state)
            let expected: Role =
                [
                    TestDesk.budi: Role.applicant, TestDesk.siti: .verifier,
                    TestDesk.authority: .registrationAuthority,
                ][state.mover] ?? .administrator
            for role in [Role.applicant, .verifier, .registrationAuthority, .administrator] {
                let count = try found(desk) { $0.waitingFor = role }.requests.count
                #expect(count == (role == expected ? 1 : 0), "\(state.name) \(role)")
            }
        }
    }

    @Test("late is what has used up the promised time")
    func late() throws {
        let desk = try TestDesk()
        _ = try desk.issueToVerification()
        #expect(try found(desk) { $0.isOverdue = true }.requests.isEmpty)
        desk.wait(3 * 86_400 + 60)
        let result = try found(desk) { $0.isOverdue = true }
        #expect(result.requests.count == 1 && result.late == Set(result.requests.map(\.number)))
        #expect(try found(desk) { _ in }.late.count == 1)
    }

    @Test("limit, order and filters work together")
    func order() throws {
        let desk = try TestDesk()
        for index in 1...4 {
            desk.submit(
                applicant: "p\(5 - index)@kominfo.example", nik: "320101570890001\(index)",
                changing: {
                    $0.replacing(
                        "Budi Santoso", with: ["Dewi", "Cici", "Bayu", "Ani"][index - 1] + " Lestari")
                })
            try desk.run()
            desk.wait(86_400)
        }
        func names(_ change: (inout RequestSelection) -> Void) throws -> [String] {
            try found(desk, change).requests.map(\.applicantName)
        }
        #expect(try names { _ in } == ["Ani Lestari", "Bayu Lestari", "Cici Lestari", "Dewi Lestari"])
        #expect(
            try names { $0.order = .applicant } == [
                "Ani Lestari", "Bayu Lestari", "Cici Lestari", "Dewi Lestari",
            ])
        #expect(
            try names { $0.order = .due } == ["Dewi Lestari", "Cici Lestari", "Bayu Lestari", "Ani Lestari"])
        #expect(try names { $0.filter.limit = 2 } == ["Ani Lestari", "Bayu Lestari"])
        #expect(try found(desk) { $0.filter.limit = 2 }.isCut)
        #expect(try !found(desk) { $0.filter.limit = 4 }.isCut)
        #expect(try names { $0.filter.applicantName = "cici l" } == ["Cici Lestari"])
        let start = desk.clock.now() + -4 * 86_400
        #expect(
            try names {
                ($0.filter.openedFrom, $0.filter.openedBefore) = (start + 86_400, start + 3 * 86_400)
            } == ["Bayu Lestari", "Cici Lestari"])
    }

    @Test("a request's page says whose move it is, what is left of the promise, and what each mail did")
    func page() throws {
        let desk = try TestDesk()
        _ = try desk.issueToVerification()
        desk.wait(5 * 3600)
        let number = try desk.request().number
        let (settings, now) = (desk.desk.settings, desk.clock.now())
        let lines = try desk.ledger.read { view in
            let times = DeskTimes(zone: .wib, now: now)
            let standing = try #require(
                try RequestStanding(number, in: view, settings: settings, now: now))
            let timeline = try #require(try RequestTimeline(number, in: view))
            return standing.lines(.plain, times) + timeline.lines(.plain, times)
        }
        let text = lines.joined(separator: "\n")
        #expect(text.hasPrefix("\(number)  issuance  awaitingVerification"))
        for words in [
            "applicant  Budi Santoso <budi@kominfo.example>",
            "opened     2026-11-23 09:00 WIB, 5 h ago", "waits for  the verifier, for 5 h",
            "promise    6% of 3 working days used, over on 2026-11-26 09:00", "Monday, 2026-11-23",
            "  09:00              submitted (verifier)  by mail ",
            "mail verifier.verification-link to siti@kominfo.example: sent",
        ] {
            #expect(text.contains(words), "\(words)\n\(text)")
        }
        #expect(!text.contains("\u{1B}"))
    }
}
