import Domain
import Testing

@testable import Notices

@Suite struct NameTests {
    @Test func `names are an audience and an event`() {
        let audiences: Set = [
            "applicant", "verifier", "authority", "officer", "citizen", "sender", "administrator",
        ]
        for name in NoticeName.allCases {
            let parts = name.rawValue.split(separator: ".")
            #expect(parts.count == 2 && audiences.contains(String(parts[0])), "\(name.rawValue)")
            // The Swift name says the same.
            let words = name.rawValue.split { !$0.isLetter }.map(String.init)
            let spelled =
                (words.first ?? "")
                + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
            #expect("\(name)" == spelled)
        }
    }

    @Test func `a request has a mechanism, a case has a kind, nothing is both`() {
        for name in NoticeName.allCases {
            let variables = Set(name.variables.map(\.name))
            #expect(name.isAboutRequest == variables.isSuperset(of: ["number", "mechanism"]))
            #expect(!(name.isAboutRequest && name.isAboutCase))
            let isCase = [".case-", ".personal-data"].contains { name.rawValue.contains($0) }
            #expect(name.isAboutCase == isCase)
            #expect(variables.count == name.variables.count, "\(name.rawValue) has a variable twice")
        }
        #expect(!NoticeName.verifierBatchSummary.isAboutRequest)
        #expect(!NoticeName.applicantCertificateExpiring.isAboutRequest)
    }

    @Test func `every sample has a word for every variable`() {
        for name in NoticeName.allCases {
            for locale in Domain.Locale.allCases {
                for (key, value) in name.sampleValues(locale)
                where value == .text(key) || value == .multiline(key) {
                    #expect(Bool(false), "\(name.rawValue): \(key)")
                }
            }
        }
    }

    @Test func `the numbers of samples are numbers`() throws {
        for name in [NoticeName.senderStatus, .verifierBatchSummary, .citizenCaseReceived, .senderLinkUsed] {
            var numbers: [String] = []
            for case .text(let number)? in [name.sampleValues(.english)["number"]] { numbers.append(number) }
            for case .rows(let rows)? in [name.sampleValues(.english)["requests"]] {
                for case .text(let number)? in rows.map({ $0["number"] }) { numbers.append(number) }
            }
            #expect(!numbers.isEmpty)
            for number in numbers { #expect(RequestNumber(number) != nil, "\(number)") }
        }
    }

    @Test(arguments: Domain.Locale.allCases)
    func `people can tell every mail by its subject`(locale: Domain.Locale) throws {
        var names: [String: NoticeName] = [:]
        for name in NoticeName.allCases {
            let text = try #require(Templates.files["\(locale.rawValue)/\(name.rawValue).md"])
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("subject:") })
            let twin = names.updateValue(name, forKey: String(line))
            #expect(twin == nil, "\(line)")
        }
    }
}
