import Domain
import Foundation
import TestSupport
import Testing

@testable import Trust

struct AuthenticationResultsTests {
    @Test func `comments, versions, reasons and quoted values are read`() throws {
        let field = try #require(
            AuthenticationResults(
                "(one) Mx.Desk.go.id (two (three \\) )) 1 (four) ; DKIM (a) / 1 (b) = (c) Pass reason=\"all is; well\" "
                    + "header . d = \"dinas.go.id\" (e) header.i=\"a b\"@dinas.go.id; spf=softfail (x) ;"))
        #expect(field.authservID == "mx.desk.go.id")
        #expect(field.version == 1)
        #expect(field.results.map(\.method) == ["dkim", "spf"])
        let dkim = try #require(field.results.first)
        #expect(dkim.result == "pass")
        #expect(dkim.reason == "all is; well")
        #expect(
            dkim.properties.map { "\($0.type).\($0.name)=\($0.value)" } == [
                "header.d=dinas.go.id", "header.i=a b@dinas.go.id",
            ])
    }

    @Test func `hostile fields are read in linear time and never trap`() {
        let many = 200_000
        for text in [
            String(repeating: "(", count: many), String(repeating: "()", count: many),
            "a;" + String(repeating: "x=y;", count: many),
            "a; b=c " + String(repeating: "\"", count: many), String(repeating: "\\", count: many),
            "a; b=c" + String(repeating: " d.e=f", count: many),
        ] {
            let field = AuthenticationResults(text)
            #expect(field == nil || field?.authservID == "a")
        }
    }

    @Test func `random octets never trap`() {
        let random = SeededRandom(7)
        let alphabet = Array("ab.;=/()\"\\ \t@1\u{0}é".utf8)
        var read = 0
        for _ in 0..<20_000 {
            let octets = random.randomBytes(Int(random.next() % 40)).map {
                alphabet[Int($0) % alphabet.count]
            }
            let text = String(decoding: octets, as: UTF8.self)
            if AuthenticationResults(text) != nil { read += 1 }
            _ = TraceField(text).isBorder(hosts: OwnHosts(authservID: [97], listed: []))
        }
        #expect(read > 0)
    }
}

/// The cases of a mail program's own parser tests.
@Suite(.enabled(if: Corpora.arePresent))
struct AuthenticationResultsCorpusTests {
    private enum Value: Decodable, Equatable {
        case text(String), number(Int)
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }
    private struct Case: Decodable {
        let name: String
        let field: String
        let parsing: String
        let error: Bool?
        let expect: [String: Value]?
    }
    private struct Table: Decodable { let cases: [Case] }

    /// Where we differ: we have one mode, which accepts what large providers write (so five `strict` errors are
    /// read), and a result we do not know is simply not a pass.
    private static let differing: Set<String> = [
        "strict:Relaxed parsing: Property with '/' not in quotes",
        "strict:Relaxed parsing: Missing authserv-id (Outlook)",
        "strict:Relaxed parsing: Missing authserv-id and DMARC action (Outlook)",
        "strict:Relaxed parsing: dmarc=bestguesspass (Outlook)",
        "strict:Invalid examples: Unknown results for SPF",
    ]

    @Test func `header cases agree but for the known differences`() throws {
        let table = try JSONDecoder().decode(
            Table.self, from: Data(try Corpora.bytes("authentication-results/header-cases.json")))
        var agreed = 0
        var seen: Set<String> = []
        for entry in table.cases {
            let value = entry.field.dropFirst("Authentication-Results:".count)
                .split(separator: "\r\n", omittingEmptySubsequences: false).joined()
            let read = AuthenticationResults(value)
            let matches = entry.error == true ? read == nil : agrees(read, entry.expect ?? [:])
            if matches { agreed += 1 } else { seen.insert("\(entry.parsing):\(entry.name)") }
        }
        #expect(seen == Self.differing)
        #expect(agreed == table.cases.count - 5)
        #expect(table.cases.count == 34)
    }

    private func agrees(_ read: AuthenticationResults?, _ expected: [String: Value]) -> Bool {
        guard let read else { return false }
        return expected.allSatisfy { path, value in
            switch path {
            case "authserv_id": return value == .text(read.authservID ?? "")
            case "authres_version": return value == .number(read.version)
            case "resinfo.length": return value == .number(read.results.count)
            default: break
            }
            let pieces = path.split(whereSeparator: { "[].".contains($0) }).map { String($0) }
            guard pieces.count >= 3, let index = Int(pieces[1]), read.results.indices.contains(index) else {
                return false
            }
            let result = read.results[index]
            switch pieces[2] {
            case "method": return value == .text(result.method)
            case "method_version": return value == .number(result.methodVersion)
            case "result": return value == .text(result.result)
            case "reason": return value == .text(result.reason ?? "")
            default:
                return result.properties.contains {
                    $0.type == pieces[3] && $0.name == pieces[4] && value == .text($0.value)
                }
            }
        }
    }

    @Test func `mails judged by another program give the verdicts we want`() throws {
        let expected = [
            "alignment-from_not_in_sdid.eml": "unproven:dkim-not-aligned",
            "fakePayPal.eml": "unproven:dkim-not-aligned",
            "multiple_arh-newest_no_result.eml": "unproven:several-results-of-ours",
            "multiple_arh-newest_parsing_error_02.eml": "unproven:no-results-of-ours",
            "multiple_arh-same_and_different_authserv.eml": "unproven:several-results-of-ours",
            "multiple_spf_and_dmarc_results.eml": "unproven:contradictory-results",
            "rfc6376-A.2-arh-failed.eml": "unproven:nothing-passed",
            "rfc6376-A.2-arh-valid-a_tag_sha1.eml": "unproven:dkim-not-aligned",
            "rfc6376-A.2-arh-valid-no_sdid_or_auid.eml": "unproven:dkim-not-aligned",
            "rfc6376-A.2-arh-valid.eml": "unproven:dkim-not-aligned",
        ]
        for (file, verdict) in expected {
            let message = RawMail.message(try Corpora.bytes("authentication-results/dkim_verifier/\(file)"))
            let own = AuthenticationResults.identifier(
                of: Array((message.values(of: "Authentication-Results").first ?? "").utf8))
            let id = file.hasPrefix("multiple") ? "example.net" : String(decoding: own ?? [], as: UTF8.self)
            #expect(SenderVerifier(authservID: id).verdict(of: message).description == verdict, "\(file)")
        }
    }

    @Test func `fields that another program wrote are read with its results`() throws {
        struct Written: Decodable {
            struct Case: Decodable {
                let result: String
                let file: String
            }
            let cases: [Case]
        }
        let written = try JSONDecoder().decode(
            Written.self, from: Data(try Corpora.bytes("authentication-results/authheaders/expected.json")))
        for entry in written.cases {
            let value = String(entry.result.dropFirst("Authentication-Results:".count))
            let field = try #require(AuthenticationResults(value), "\(value)")
            #expect(field.authservID == "example.com")
            var message = RawMail.message(
                try Corpora.bytes("authentication-results/authheaders/\(entry.file)"))
            message.headerFields.insert(HeaderField(name: "Authentication-Results", value: value), at: 0)
            let verdict = SenderVerifier(authservID: "example.com").verdict(of: message)
            let isProven =
                value.contains("dmarc=pass")
                || (value.contains("dkim=pass header.d=example.com") && !value.contains("dmarc=fail"))
            #expect(
                verdict.isProven == (isProven && message.originator?.address.domain == "example.com"),
                "\(value) \(verdict)")
        }
        #expect(written.cases.count >= 12)
    }
}
