import Domain
import TestSupport
import Testing

@testable import MIME

struct TransferEncodingTests {
    private func base64(_ text: String) -> (String, Base64Decoder.Damage) {
        let result = Base64Decoder.decode(Array(text.utf8))
        return (String(decoding: result.octets, as: UTF8.self), result.damage)
    }

    @Test(arguments: [
        ("", "", 0), ("YQ==", "a", 0), ("YWI=", "ab", 0), ("YWJj", "abc", 0), ("YW\r\nJj\r\n", "abc", 0),
        ("YQ==YQ==", "aa", 4), ("YQ==\r\nYWI=\r\nYWJj", "aababc", 4), ("YQ", "a", 2), ("YWI", "ab", 2),
        ("YWJjZ", "abc", 2), ("YQ=", "a", 2), ("YR==", "a", 8), ("YW!Jj", "abc", 1), ("YWJj=", "abc", 8),
        ("YQ===", "a", 2), ("YWJj--x", "abc", 3),
    ])
    func `base64 is decoded whole or reported`(text: String, decoded: String, damage: UInt8) {
        let result = base64(text)
        #expect(result.0 == decoded)
        #expect(result.1.rawValue == damage)
    }

    @Test func `two padded blocks of 100 octets are 200 octets`() {
        let block = Base64Encoder.encode([UInt8](repeating: 7, count: 100))
        let octets =
            Mail.octets(
                "From: a@b.id\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n") + block
            + block
        let message = MessageReader().receivedMessage(octets)
        #expect(message.attachments[0].content.size == 200)
        #expect(message.attachments[0].content.decoded() == [UInt8](repeating: 7, count: 200))
        #expect(message.attachments[0].isDamaged == false)
        #expect(message.defects.map(\.name) == ["base64-chunked"])
    }

    @Test func `a cut or altered attachment is damaged and quarantined`() {
        for text in ["AAAA/", "AA*A", "AAA"] {
            let message = MessageReader().receivedMessage(
                Mail.octets(
                    "From: a@b.id\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n\(text)"))
            #expect(message.attachments[0].isDamaged)
            #expect(message.disqualifyingDefect != nil)
        }
    }

    @Test func `random octets survive base64 in any line length, whole and measured`() {
        var random = SeededRandom(7)
        for _ in 0..<60 {
            let octets = random.randomBytes(
                Int.random(in: 0..<200_000, using: &random) % (1 << Int.random(in: 1...17, using: &random)))
            let lines = Base64Encoder.lines(octets)
            #expect(Base64Decoder.decode(lines).octets == octets)
            let measured = Base64Decoder.measure(lines[...], prefix: 4096)
            #expect(measured.0 == octets.count)
            #expect(measured.1 == Array(octets.prefix(4096)))
            #expect(measured.2.isEmpty)
        }
    }

    @Test(arguments: [
        ("a=20b", "a b"), ("a=\r\nb", "ab"), ("a= \t\r\nb", "ab"), ("a  \r\nb", "a\r\nb"), ("=c3=B6", "ö"),
        ("=zz=4", "=zz=4"), ("a=", "a"), ("a=3D=", "a="), ("a b ", "a b "), ("=", ""), ("a\nb\n", "a\nb\n"),
        ("", ""),
    ])
    func `quoted-printable is read tolerantly`(text: String, decoded: String) {
        #expect(
            String(decoding: QuotedPrintableDecoder.decode(Array(text.utf8)[...]).octets, as: UTF8.self)
                == decoded)
    }

    @Test func `random text survives quoted-printable in short lines`() {
        var random = SeededRandom(8)
        for _ in 0..<60 {
            let octets = random.randomBytes(Int.random(in: 0..<2000, using: &random)).filter { $0 != 13 }
            let encoded = QuotedPrintableEncoder.encode(octets)
            let lines = encoded.split(separator: 10, omittingEmptySubsequences: false)
            #expect(
                lines.allSatisfy { $0.count <= 77 && !$0.starts(with: Array("From ".utf8)) && $0.first != 46 }
            )
            let decoded = QuotedPrintableDecoder.decode(encoded[...])
            #expect(LineEnds.normalized(decoded.octets) == octets + [10])
            #expect(!decoded.isInvalid)
        }
    }
}
