import Domain
import Foundation
import Pipeline
import TestSupport
import Testing

@Suite("The exposure report")
struct ExposureTests {
    private static let nik = "3201011708900001"

    @Test("names person, agency, classes of data and whom to notify, NIK masked unless asked for")
    func entries() throws {
        let desk = try TestDesk(certificates: .embedded)
        _ = try desk.issue()
        let number = try desk.request().number
        let report = try desk.ledger.read { try ExposureReport(of: [number], in: $0) }
        let entry = try #require(report.entries.first)
        #expect(
            entry.number == "\(number)" && entry.mechanism == "issuance" && entry.state == "closed.issued")
        #expect(entry.name == "Budi Santoso" && entry.address == TestDesk.budi)
        #expect(entry.agency == "Dinas Kominfo" && entry.verifier == TestDesk.siti)
        #expect(entry.nik == "************0001")
        #expect(
            Set(["name", "nik", "document:letter", "mails", "certificate"]).isSubset(of: Set(entry.classes)),
            "\(entry.classes)")
        #expect(entry.certificates.count == 1 && entry.mails >= 3)
        #expect(report.people == 1 && report.agencies == ["Dinas Kominfo"] && report.missing.isEmpty)
        let full = try desk.ledger.read { try ExposureReport(of: [number], in: $0, isNIKShown: true) }
        #expect(full.entries.first?.nik == Self.nik)
        let text = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        #expect(!text.contains(Self.nik))
    }

    @Test("while a request is open the identity form counts as well")
    func open() throws {
        let desk = try TestDesk()
        _ = try desk.issueToVerification()
        let report = try desk.ledger.read { try ExposureReport(since: nil, in: $0) }
        #expect(report.entries.first?.classes.contains("document:identity-card") == true)
        #expect(
            report.entries.first?.classes.contains("birth-date") == true,
            "\(report.entries.first?.classes ?? [])")
    }

    @Test("a set by day leaves out what was quiet since, an unknown number is named")
    func sets() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        desk.wait(86_400)
        desk.submit(applicant: "ani@kominfo.example", nik: "3201015708900003") {
            $0.replacing("Budi Santoso", with: "Ani Lestari")
        }
        try desk.run()
        let since = desk.clock.now() + -3600
        #expect(
            try desk.ledger.read { try ExposureReport(since: since, in: $0) }.entries.map(\.name) == [
                "Ani Lestari"
            ])
        #expect(try desk.ledger.read { try ExposureReport(since: nil, in: $0) }.people == 2)
        let unknown = try #require(RequestNumber(year: 2026, sequence: 77))
        #expect(try desk.ledger.read { try ExposureReport(of: [unknown], in: $0) }.missing == ["\(unknown)"])
    }

    @Test("every request is in the report, with work in proportion")
    func speed() throws {
        let desk = try TestDesk()
        desk.submit()
        try desk.run()
        let model = try desk.request()
        try desk.ledger.write { transaction in
            for sequence in 2...2_000 {
                let number = try #require(RequestNumber(year: 2026, sequence: sequence))
                try transaction.insert(
                    RequestRecord(
                        number: number, mechanism: model.mechanism, state: model.state,
                        payloadVersion: model.payloadVersion, payload: model.payload,
                        applicantName: model.applicantName, applicant: model.applicant,
                        verifier: model.verifier,
                        agency: model.agency, openedAt: model.openedAt, changedAt: model.changedAt,
                        dueAt: model.dueAt))
                try transaction.append(
                    EventRecord(at: model.openedAt, request: number, name: "submitted", actor: "verifier"))
            }
        }
        #expect(try desk.ledger.read { try ExposureReport(since: nil, in: $0) }.entries.count == 2_000)
        let numbers = (1...2_000).compactMap { RequestNumber(year: 2026, sequence: $0) }
        let isProportional = try WorkGrowth.isProportional(upTo: numbers.count) { (count: Int) throws in
            let some = Array(numbers.prefix(count))
            #expect(try desk.ledger.read { try ExposureReport(of: some, in: $0) }.entries.count == count)
        }
        #expect(isProportional)
    }
}
