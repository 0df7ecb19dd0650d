internal import Domain

/// The two parts of a `multipart/signed` (RFC 1847 section 2.1) between exactly three boundary lines.
struct SignedMultipart {
    /// The first part, as it was signed: up to, and without, the CRLF that belongs to the boundary.
    let content: ArraySlice<UInt8>
    /// The second part.
    let signature: ArraySlice<UInt8>

    /// Sentences that mail programs put before the first part for readers without MIME. The list is closed: nothing
    /// a sender chooses gets through.
    private static let customaryPreambles = [
        // OpenSSL
        "This is an S/MIME signed message",
        // Mozilla
        "This is a cryptographically signed message in MIME format.",
        // Microsoft and many others
        "This is a multipart message in MIME format.", "This is a multi-part message in MIME format.",
    ].map { Array($0.utf8) }

    /// Takes `body` apart, which is in canonical lines.
    init(body: ArraySlice<UInt8>, boundary: [UInt8]) throws(SignedMailRefusal) {
        let dashBoundary = [0x2D, 0x2D] + boundary
        var lines: [(range: Range<Int>, isClosing: Bool)] = []
        var start = body.startIndex
        while start < body.endIndex {
            let end = CanonicalLines.end(ofLineFrom: start, in: body)
            let next = min(end + 1, body.endIndex)
            let line = body[start..<(end < body.endIndex ? end - 1 : end)]
            if line.starts(with: dashBoundary) {
                guard let isClosing = Self.isClosing(line.dropFirst(dashBoundary.count)) else {
                    throw .malformedMultipart
                }
                guard lines.count < 3 else { throw .wrongPartCount }
                lines.append((start..<next, isClosing))
            }
            start = next
        }
        guard let last = lines.last, last.isClosing else { throw .malformedMultipart }
        guard lines.map(\.isClosing) == [false, false, true] else { throw .wrongPartCount }
        content = try Self.part(of: body, from: lines[0].range, to: lines[1].range)
        signature = try Self.part(of: body, from: lines[1].range, to: lines[2].range)
        try Self.checkSurroundings(body[..<lines[0].range.lowerBound], body[lines[2].range.upperBound...])
    }

    /// Whether what follows the boundary makes it the last one. `nil` if anything else stands there: white space that
    /// some readers ignore, or a longer name that some readers take for this one.
    private static func isClosing(_ rest: ArraySlice<UInt8>) -> Bool? {
        if rest.isEmpty { return false }
        return rest.elementsEqual([0x2D, 0x2D]) ? true : nil
    }

    private static func part(
        of body: ArraySlice<UInt8>, from first: Range<Int>, to second: Range<Int>
    ) throws(SignedMailRefusal) -> ArraySlice<UInt8> {
        let end = second.lowerBound - 2
        guard first.upperBound <= end else { throw .malformedMultipart }
        return body[first.upperBound..<end]
    }

    private static func checkSurroundings(
        _ preamble: ArraySlice<UInt8>, _ epilogue: ArraySlice<UInt8>
    ) throws(SignedMailRefusal) {
        guard epilogue.allSatisfy(StructuredText.isWhiteSpace) else { throw .textAroundParts }
        let text = StructuredText.trimmed(preamble)
        guard text.isEmpty || customaryPreambles.contains(where: { text.elementsEqual($0) }) else {
            throw .textAroundParts
        }
    }
}
