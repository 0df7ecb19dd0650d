import Foundation
import Testing

/// What an administrator does with a head that was mailed, and with a question about exposed data.
@Suite(.enabled(if: Program.isPresent))
struct AuditCommandTests {
    private struct Chain: Decodable {
        let events: Int64
        let head: String?
        let unmet: [String]?
    }

    private struct Exposure: Decodable {
        struct Entry: Decodable {
            let number: String
            let nik: String
        }
        let entries: [Entry]
        let people: Int
    }

    private func desk() throws -> DeskFixture {
        let desk = try DeskFixture()
        try desk.receive((1...3).map { SampleMail.submission($0).octets })
        #expect(try desk.run("run").isClean)
        return desk
    }

    @Test
    func `an earlier head is found at its place, another one ends with 65`() throws {
        let desk = try desk()
        let earlier: Chain = try desk.run("audit", "verify", "--json").json()
        let head = "\(earlier.events):\(try #require(earlier.head))"
        try desk.receive([SampleMail.submission(4).octets], from: 5_000)
        #expect(try desk.run("run").isClean)
        let held = try desk.run("audit", "verify", "--expect", head)
        #expect(held.isClean && held.output.contains("every expected head stands"), "\(held)")
        let later: Chain = try desk.run("audit", "verify", "--json", "--expect", head).json()
        #expect(later.events > earlier.events && later.unmet == [])

        for wrong in ["\(earlier.events - 1):\(earlier.head ?? "")", "9999:\(earlier.head ?? "")"] {
            let run = try desk.run("audit", "verify", "--expect", head, "--expect", wrong)
            #expect(run.code == 65 && run.output.contains("not there: \(wrong)"), "\(run)")
        }
        #expect(try desk.run("audit", "verify", "--expect", "12").code == 64)
    }

    @Test
    func `exposure names persons, masks NIKs, and writes a table no spreadsheet calculates with`() throws {
        let desk = try desk()
        let report: Exposure = try desk.run("exposure", "--all", "--json").json()
        #expect(report.entries.count == 3 && report.people == 3)
        #expect(report.entries.allSatisfy { $0.nik.hasPrefix("************") && $0.nik.count == 16 })
        let number = try #require(report.entries.first?.number)
        let one = try desk.run("exposure", number)
        #expect(one.isClean && one.output.contains("1 requests, 1 people"), "\(one)")
        let full: Exposure = try desk.run("exposure", number, "--json", "--full-nik").json()
        #expect(full.entries.first?.nik.allSatisfy(\.isNumber) == true)
        let table = try desk.run("exposure", "--all", "--csv").output.split(separator: "\n")
        #expect(table.count == 4 && table.allSatisfy { $0.hasPrefix("\"") && !$0.contains("\"=") })
        #expect(try desk.run("exposure", "--all", "--since", "2099-01-01").output.contains("0 requests"))
        #expect(try desk.run("exposure", "SE-2026-000099-X").code != 0)
        for words in [
            [], ["--all", number], ["--since", "2026-11-01", number], ["--all", "--csv", "--json"],
        ] {
            #expect(try Program.run(["exposure"] + words + ["--desk", desk.path]).code == 64, "\(words)")
        }
    }
}
