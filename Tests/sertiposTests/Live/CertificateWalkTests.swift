import ArgumentParser
import Domain
import TestSupport
import Testing

@testable import sertipos

@Suite("Walking the certificates")
struct CertificateWalkTests {
    private func serials(_ desk: LiveDeskSample, step: Int, stopAfter: Int = .max) throws -> [String] {
        var found: [String] = []
        try desk.live.ledger().read { view in
            try CertificateWalk(view: view, filter: CertificateFilter(), step: step).each { certificate in
                found.append(certificate.serial.description)
                return found.count < stopAfter
            }
        }
        return found
    }

    @Test(
        "every certificate comes once, in order, however short the steps and however many end together",
        arguments: 1...9)
    func complete(step: Int) throws {
        let desk = try LiveDeskSample()
        for index in 1...8 { try desk.hold("0\(index)", days: [1, 2, 2, 2, 2, 2, 3, 4][index - 1]) }
        let all = (1...8).map { "0\($0)" }
        #expect(try serials(desk, step: step) == all)
        #expect(try serials(desk, step: step, stopAfter: 3) == Array(all.prefix(3)))
    }

    @Test("a certificate is found by its serial number or by the end of it, never by a guess")
    func finding() throws {
        let desk = try LiveDeskSample()
        try desk.hold("AA11111111")
        try desk.hold("BB11111111")
        try desk.hold("CC22222222")
        func find(_ text: String) throws -> String {
            try desk.live.ledger().read { try CertificateWalk.find(text, in: $0).serial.description }
        }
        #expect(try find("aa:11:11:11:11") == "AA11111111")
        #expect(try find("22222222") == "CC22222222")
        let several = #expect(throws: UnknownSerial.self) { try find("11111111") }
        #expect(several?.matches == 2)
        for text in ["2222222", "33333333", "xyz", ""] {
            #expect(throws: UnknownSerial.self) { try find(text) }
        }
    }

    @Test("the list can be narrowed by status, by its end and by its holder")
    func narrowing() throws {
        let desk = try LiveDeskSample()
        try desk.hold("01", days: -1)
        try desk.hold("02", holder: "Ani", days: 10)
        try desk.hold("03", days: 20, replacedBy: "04")
        try desk.hold("04", days: 40)
        try desk.hold("05", status: .revoked)
        func list(_ arguments: String...) throws -> [String] {
            let command = try CertificateList.parse(arguments)
            return try desk.live.ledger().read { view in
                try command.search(view, at: desk.clock.now()).map(\.serial.description)
            }
        }
        #expect(try list() == ["01", "02", "03", "04", "05"])
        #expect(try list("--status", "expired") == ["01"])
        #expect(try list("--status", "valid") == ["02", "03", "04"])
        #expect(try list("--status", "revoked") == ["05"])
        #expect(try list("--expiring", "30") == ["02"])
        #expect(try list("--holder", "ANI") == ["02"])
        #expect(try list("--holder", "budi@", "--limit", "2") == ["01", "02"])
        #expect(try list("--limit", "0") == [])
        for arguments in [
            ["--status", "dead"], ["--expiring", "-1"], ["--expiring", "1", "--status", "valid"],
        ] {
            #expect(throws: (any Error).self) { try CertificateList.parse(arguments) }
        }
    }
}
