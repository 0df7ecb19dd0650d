import Domain
import TestSupport
import Testing

@testable import MailTransport

@Suite struct FetchResponseTests {
    private func parse(_ text: String, isPrefix: Bool = false) throws -> FetchResponse? {
        try FetchResponse(Array(text.utf8), isPrefix: isPrefix)
    }

    @Test func `attributes come in any order and case`() throws {
        let response = try #require(
            try parse(
                "* 12 FETCH (FLAGS (\\Seen \\deleted) uid 5 Rfc822.Size 40 X (a (b \"c)\")) INTERNALDATE \"22-Nov-2026 10:00:00 +0700\")"
            ))
        #expect(response.uid == UID(5))
        #expect(response.size == 40)
        #expect(response.isDeleted == true)
        #expect(response.internalDate?.description == "2026-11-22T03:00:00Z")
        #expect(response.body == .absent)
    }

    @Test func `the message may be a literal, a quoted string or NIL`() throws {
        #expect(try parse("* 1 FETCH (UID 5 BODY[] {12}", isPrefix: true)?.endsWithBody == true)
        #expect(try parse("* 1 FETCH (BODY[HEADER] {12} UID 5)")?.body == .literal(12))
        #expect(try parse("* 1 FETCH (UID 5 BODY[] \"a\\\"b\")")?.body == .quoted(Array("a\"b".utf8)))
        #expect(try parse("* 1 FETCH (UID 5 BODY[] NIL)")?.body == FetchResponse.Body.none)
        #expect(try parse("* 1 FETCH (X {3}", isPrefix: true)?.endsWithBody == false)
    }

    @Test func `other responses are no FETCH`() throws {
        #expect(try parse("* 12 EXPUNGE") == nil)
        #expect(try parse("* FLAGS (\\Seen)") == nil)
    }

    @Test(arguments: [
        "* 1 FETCH (UID 0)", "* 1 FETCH (UID 4294967296)", "* 1 FETCH (UID x)", "* 1 FETCH (UID 5",
        "* 1 FETCH (UID 5) x", "* 1 FETCH (BODY[] (a))", "* 1 FETCH (RFC822.SIZE 9999999999999999999)",
        "* 1 FETCH (X \"abc)",
    ])
    func `nonsense is refused`(text: String) {
        #expect(throws: ResponseCursor.Malformed.self) { try parse(text) }
    }

    @Test func `lists may be nested twenty deep and no more`() throws {
        func nested(_ depth: Int) -> String {
            "* 1 FETCH (X " + String(repeating: "(", count: depth) + String(repeating: ")", count: depth)
                + ")"
        }
        #expect(try parse(nested(20)) != nil)
        #expect(throws: ResponseCursor.Malformed.self) { try parse(nested(21)) }
        #expect(throws: ResponseCursor.Malformed.self) { try parse(nested(20_000)) }
    }

    @Test func `ten thousand damaged responses never trap`() throws {
        var random = SeededRandom(3)
        let seed = Array(
            "* 12 FETCH (UID 5 RFC822.SIZE 4096 FLAGS (\\Seen) INTERNALDATE \"22-Nov-2026 10:00:00 +0700\" BODY[] {4})"
                .utf8)
        for _ in 0..<10_000 {
            var text = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<text.count, using: &random)
                if Bool.random(using: &random) {
                    text.remove(at: index)
                } else {
                    text[index] = UInt8.random(in: 0...255, using: &random)
                }
            }
            let isPrefix = Bool.random(using: &random)
            if let response = try? FetchResponse(text, isPrefix: isPrefix) {
                #expect(response.uid?.value != 0)
            }
            _ = StatusResponse(text, from: Int.random(in: 0...200, using: &random))
        }
    }
}
