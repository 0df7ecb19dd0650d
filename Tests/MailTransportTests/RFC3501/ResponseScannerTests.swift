import Testing

@testable import MailTransport

@Suite struct ResponseScannerTests {
    /// What came out of a scanner.
    enum Piece: Equatable {
        case begins(Int)
        case octets([UInt8])
        case ends
        case response(String)
    }

    static let sample = Array(
        """
        * OK [UIDNEXT 9] see {5}\r\n* 1 FETCH (UID 5 BODY[] {15}\r\n)\r\nA1 OK done\r\n)\r\n\
        * LIST () "/" {3}\r\na b\r\n* 2 FETCH (UID 6 BODY[] {0}\r\n X "q\\"{2}")\r\nS2 NO [LIMIT] why {7}\r\n
        """.utf8)

    /// Feeds `octets` in pieces of `size`; literal octets are joined.
    static func scan(_ octets: [UInt8], pieces size: Int) throws -> [Piece] {
        var scanner = ResponseScanner(literalCap: 1000)
        var found: [Piece] = []
        for start in stride(from: 0, to: octets.count, by: size) {
            let chunk = Array(octets[start..<min(start + size, octets.count)])
            try chunk.withUnsafeBytes { buffer in
                var position = 0
                while true {
                    switch try scanner.step(buffer, at: &position) {
                    case .needsMore: return
                    case .literalBegins(let size): found.append(.begins(size))
                    case .literalOctets(let range):
                        let piece = Array(buffer[range])
                        if case .octets(let before) = found.last {
                            found[found.count - 1] = .octets(before + piece)
                        } else {
                            found.append(.octets(piece))
                        }
                    case .literalEnds: found.append(.ends)
                    case .response: found.append(.response(String(decoding: scanner.text, as: UTF8.self)))
                    }
                }
            }
        }
        return found
    }

    @Test func `content that looks like protocol stays content`() throws {
        let found = try Self.scan(Self.sample, pieces: .max >> 1)
        #expect(
            found == [
                .response("* OK [UIDNEXT 9] see {5}"),
                .begins(15), .octets(Array(")\r\nA1 OK done\r\n".utf8)), .ends,
            ] + found[4...])
        #expect(found.contains(.octets(Array("a b".utf8))))
        #expect(found.last == .response("S2 NO [LIMIT] why {7}"))
    }

    @Test(arguments: [1, 2, 3, 5, 7, 11, 64]) func `packets do not matter`(size: Int) throws {
        #expect(try Self.scan(Self.sample, pieces: size) == Self.scan(Self.sample, pieces: Self.sample.count))
    }

    @Test func `a stream cut after any octet gives a prefix of the whole`() throws {
        let whole = try Self.scan(Self.sample, pieces: Self.sample.count)
        for length in 0..<Self.sample.count {
            let part = try Self.scan(Array(Self.sample[..<length]), pieces: 3)
            for (index, piece) in part.enumerated() {
                if case .octets(let octets) = piece, case .octets(let all) = whole[index] {
                    #expect(all.starts(with: octets))
                } else {
                    #expect(piece == whole[index])
                }
            }
            #expect(part.count <= whole.count)
        }
    }

    @Test(arguments: [
        ("* 1 FETCH (BODY[] {-5}\r\n", ResponseScanner.Fault.malformedLiteral),
        ("* 1 FETCH (BODY[] {}\r\n", .malformedLiteral),
        ("* 1 FETCH (BODY[] {99999999999999999999}\r\n", .malformedLiteral),
        ("* 1 FETCH (BODY[] {4294967296}\r\n", .literalTooLarge(4_294_967_296)),
        ("* 1 FETCH (BODY[] {1001}\r\n", .literalTooLarge(1001)),
        ("* 1 FETCH (X \"a{5}\r\n", .malformedLiteral),
        ("* 1 EXISTS\n", .strayControl),
        ("* 1\r EXISTS\r\n", .strayControl),
        ("* 1\0 EXISTS\r\n", .strayControl),
    ])
    func `lies about the grammar are refused`(text: String, fault: ResponseScanner.Fault) {
        #expect(throws: fault) { try Self.scan(Array(text.utf8), pieces: 4) }
    }

    @Test func `a line may be 64 KiB and no more`() throws {
        let long = [UInt8](repeating: 97, count: 65_534)
        #expect(try Self.scan(long + [13, 10], pieces: 4096).count == 1)
        #expect(throws: ResponseScanner.Fault.lineTooLong) {
            try Self.scan(long + [97, 13, 10], pieces: 4096)
        }
    }
}
