/// Decides for every line of a message who wrote it.
struct LineSorter {
    let plain: PlainText
    private(set) var lines: [PlainText.Line] = []
    private(set) var roles: [ReplyText.Role] = []
    /// How many quoted originals without `>` markers we are in.
    private var base = 0
    private var inSignature = false

    init(plain: PlainText) { self.plain = plain }

    mutating func sort() {
        lines.reserveCapacity(plain.lines.count)
        for line in plain.lines {
            if line.end - line.start > 160 {
                lines += LongLine.cut(line, in: plain)
            } else {
                lines.append(line)
            }
        }
        roles = Array(repeating: .body(layer: 0), count: lines.count)
        let attributions = markAttributions()
        var index = 0
        while index < lines.count {
            index += place(index, attributions)
        }
    }

    /// End of the attribution that begins at a line, by its first line; -1 where none begins.
    private func markAttributions() -> [Int] {
        var ends = Array(repeating: -1, count: lines.count)
        var previous = -1
        var attempts = 0
        for index in lines.indices where lines[index].depth == 0 && endsWithColon(lines[index]) {
            attempts += 1
            // No letter has that many; the bound keeps hostile texts cheap.
            guard attempts <= Self.mostAttributions else { break }
            guard let start = QuoteHeader.attributionStart(endingAt: index, lines, in: plain),
                start > previous
            else { continue }
            ends[start] = index
            previous = index
        }
        return ends
    }

    private func endsWithColon(_ line: PlainText.Line) -> Bool {
        var end = line.end
        while end > line.start, Octet.isBlank(plain.octets[end - 1]) { end -= 1 }
        return end - line.start >= 3 && plain.octets[end - 1] == Octet.colon
    }

    private static let mostAttributions = 500

    /// Gives line `index` its role and returns how many lines that settled.
    private mutating func place(_ index: Int, _ attributions: [Int]) -> Int {
        let line = lines[index]
        if line.depth > 0 {
            inSignature = false
            roles[index] = .body(layer: base + line.depth)
            return 1
        }
        if attributions[index] >= 0 {
            let end = attributions[index]
            return startQuote(index, through: end, unlessMarked: true)
        }
        let range = plain.trimmed(line)
        guard !range.isEmpty else {
            roles[index] = inSignature ? .signature : .body(layer: base)
            return 1
        }
        let content = plain.octets[range]
        if QuoteHeader.isSeparator(content) || opensHeaderBlock(content, index) {
            return startQuote(index, through: index, unlessMarked: true)
        }
        let length = QuoteHeader.headerBlockLength(at: index, lines, in: plain)
        if length > 0 { return startQuote(index, through: index + length - 1, unlessMarked: false) }
        if base == 0, !inSignature {
            if SignatureLine.isDelimiter(content) {
                // `---` is also a rule between paragraphs; only the first two are delimiters for sure.
                inSignature = content.count <= 2 || isLastBlock(after: index)
            } else if SignatureLine.isDeviceLine(content) {
                roles[index] = .signature
                return 1
            }
        }
        roles[index] = inSignature ? .signature : .body(layer: base)
        return 1
    }

    /// Lines `index` through `end` are a quote header; what follows is quoted unless `>` marks it.
    private mutating func startQuote(_ index: Int, through end: Int, unlessMarked: Bool) -> Int {
        for position in index...end { roles[position] = .attribution }
        inSignature = false
        var next = end + 1
        while next < lines.count, plain.isBlank(lines[next]), next - end < 8 { next += 1 }
        let isMarked = next < lines.count && lines[next].depth > 0
        if !(unlessMarked && isMarked) { base += 1 }
        return end - index + 1
    }

    /// A rule of underscores right above a header block, as Outlook draws it.
    private func opensHeaderBlock(_ content: ArraySlice<UInt8>, _ index: Int) -> Bool {
        guard content.count >= 5, content.allSatisfy({ $0 == Octet.underscore || $0 == Octet.hyphen }) else {
            return false
        }
        var next = index + 1
        while next < lines.count, plain.isBlank(lines[next]), next - index < 4 { next += 1 }
        return next < lines.count && QuoteHeader.headerBlockLength(at: next, lines, in: plain) > 0
    }

    /// Whether at most eight lines follow before quoted text or the end.
    private func isLastBlock(after index: Int) -> Bool {
        var count = 0
        for line in lines[(index + 1)...].prefix(40) where !plain.isBlank(line) {
            if line.depth > 0 { return true }
            count += 1
            if count > 8 { return false }
        }
        return true
    }
}
