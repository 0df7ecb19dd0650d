/// Finds the parts of a multipart body (RFC 2046 section 5.1.1).
///
/// A delimiter is a line `--boundary` or `--boundary--`, with white space at most behind it. The line end
/// before it belongs to it. Readers that accept a mere prefix would differ; see ``MessageFault/boundaryPrefix``.
struct MultipartScanner {
    /// Where the bodies and headers of the parts stand.
    private(set) var parts: [Range<Int>] = []
    /// What was wrong, with its offset.
    private(set) var faults: [(MessageFault, Int)] = []
    /// Whether parts were left out because there are too many.
    private(set) var isCut = false

    /// Scans `range` for `boundary`; at most `maximum` parts.
    init(_ bytes: Span<UInt8>, in range: Range<Int>, boundary: [UInt8], maximum: Int) {
        let delimiter = [Octet.hyphen, Octet.hyphen] + boundary
        var position = range.lowerBound
        var partStart: Int?
        var isClosed = false
        while let hit = bytes.firstIndex(of: delimiter, in: position..<range.upperBound) {
            position = hit + delimiter.count
            let line = Line(bytes, hit, position, range)
            guard line.precedes != .text else { continue }
            if line.hasText {
                if line.isClosing { note(.delimiterWithText, at: hit) }
                continue
            }
            if line.precedes == .bareCR {
                note(.bareCRAtBoundary, at: hit)
                continue
            }
            if isClosed {
                note(.delimiterAfterClose, at: hit)
                break
            }
            // Two delimiters with nothing at all between them are one.
            if let start = partStart, start != hit { parts.append(start..<max(start, line.contentEnd)) }
            partStart = nil
            position = line.next
            if line.isClosing {
                isClosed = true
            } else if parts.count == maximum {
                isCut = true
                return
            } else {
                partStart = line.next
            }
        }
        if let start = partStart { parts.append(start..<range.upperBound) }
        if parts.isEmpty {
            note(.boundaryNotFound, at: range.lowerBound)
        } else if !isClosed {
            note(.missingCloseDelimiter, at: range.upperBound)
        }
    }

    private mutating func note(_ fault: MessageFault, at offset: Int) {
        if !faults.contains(where: { $0.0 == fault }) { faults.append((fault, offset)) }
    }

    /// A line that begins with the delimiter.
    private struct Line {
        enum Preceding { case lineEnd, bareCR, text }

        private(set) var precedes: Preceding
        let isClosing: Bool
        /// Where the content before this line ends.
        let contentEnd: Int
        /// Where the following line begins.
        private(set) var next: Int

        /// Whether something other than white space follows the delimiter.
        private(set) var hasText = false

        init(_ bytes: Span<UInt8>, _ hit: Int, _ end: Int, _ range: Range<Int>) {
            var contentEnd = hit
            if hit == range.lowerBound {
                precedes = .lineEnd
            } else if bytes[hit - 1] == Octet.lf {
                precedes = .lineEnd
                contentEnd -= 1
                if contentEnd > range.lowerBound, bytes[contentEnd - 1] == Octet.cr { contentEnd -= 1 }
            } else {
                precedes = bytes[hit - 1] == Octet.cr ? .bareCR : .text
            }
            self.contentEnd = contentEnd
            var index = end
            let hyphens = index + 1 < range.upperBound && bytes[index] == Octet.hyphen
            isClosing = hyphens && bytes[index + 1] == Octet.hyphen
            if isClosing { index += 2 }
            while index < range.upperBound, bytes[index].isWSP { index += 1 }
            next = min(index + 1, range.upperBound)
            guard index < range.upperBound, bytes[index] != Octet.lf else { return }
            guard bytes[index] == Octet.cr else {
                hasText = true
                return
            }
            if index + 1 == range.upperBound { return }
            if bytes[index + 1] == Octet.lf {
                next = index + 2
            } else if precedes == .lineEnd {
                precedes = .bareCR
            }
        }
    }
}
