import Domain

/// The header fields of one entity as byte ranges of the message (RFC 5322 section 2.2).
struct HeaderSection {
    /// One field: where its name and its still folded value stand.
    struct Field {
        let name: Range<Int>
        var value: Range<Int>
    }

    /// The fields, topmost first.
    private(set) var fields: [Field] = []
    /// Where the body begins.
    private(set) var bodyStart: Int
    /// What was wrong.
    private(set) var defects: [MessageDefect] = []
    /// Whether a limit was passed, so that the rest was not read.
    private(set) var isCut = false

    /// Reads the section that begins at the start of `range`. Line ends may be CRLF or LF.
    ///
    /// The section ends at the first empty line, or before the first line that is no field: there mail
    /// programs differ, hence an ambiguous defect.
    init(_ bytes: Span<UInt8>, in range: Range<Int>, isTop: Bool, limits: MessageLimits) {
        bodyStart = range.upperBound
        var position = range.lowerBound
        var lines = 0
        while position < range.upperBound {
            let lineFeed = bytes.firstIndex(of: Octet.lf, in: position..<range.upperBound)
            let next = lineFeed.map { $0 + 1 } ?? range.upperBound
            var end = lineFeed ?? range.upperBound
            if lineFeed != nil, end > position, bytes[end - 1] == Octet.cr { end -= 1 }
            if position == end, lineFeed != nil {
                bodyStart = next
                return
            }
            lines += 1
            if lines > limits.headerLines {
                cut(.tooManyHeaderLines, at: position)
                return
            }
            if end - range.lowerBound > limits.headerBytes {
                cut(.headerTooLarge, at: position)
                return
            }
            inspect(bytes, line: position..<end)
            if bytes[position].isWSP {
                extend(bytes, line: position..<end)
            } else if isTop, position == range.lowerBound, Self.isMboxLine(bytes, line: position..<end) {
                defects.append(MessageFault.mboxFromLine.found(at: position))
            } else if !begin(bytes, line: position..<end) {
                defects.append(MessageFault.malformedHeaderLine.found(at: position))
                bodyStart = position
                return
            }
            position = next
        }
    }

    private mutating func cut(_ fault: MessageFault, at offset: Int) {
        defects.append(fault.found(at: offset))
        isCut = true
    }

    private mutating func inspect(_ bytes: Span<UInt8>, line: Range<Int>) {
        if let nul = bytes.firstIndex(of: Octet.nul, in: line) {
            note(.nulInHeader, at: nul)
        }
        if let bare = bytes.firstIndex(of: Octet.cr, in: line) {
            note(.bareCRInHeader, at: bare)
        }
        if line.count > 998 { note(.longLine, at: line.lowerBound) }
    }

    /// Records a defect once per section, however often it occurs.
    private mutating func note(_ fault: MessageFault, at offset: Int) {
        if !defects.contains(where: { $0.name == fault.rawValue }) {
            defects.append(fault.found(at: offset))
        }
    }

    private mutating func extend(_ bytes: Span<UInt8>, line: Range<Int>) {
        guard let last = fields.indices.last else {
            return note(.leadingContinuation, at: line.lowerBound)
        }
        if !line.contains(where: { !bytes[$0].isWSP }) { note(.blankContinuation, at: line.lowerBound) }
        fields[last].value = fields[last].value.lowerBound..<line.upperBound
    }

    private mutating func begin(_ bytes: Span<UInt8>, line: Range<Int>) -> Bool {
        guard let colon = bytes.firstIndex(of: Octet.colon, in: line) else { return false }
        var nameEnd = colon
        while nameEnd > line.lowerBound, bytes[nameEnd - 1].isWSP { nameEnd -= 1 }
        guard nameEnd > line.lowerBound else { return false }
        for index in line.lowerBound..<nameEnd where !(33...126).contains(bytes[index]) { return false }
        if nameEnd != colon { note(.spaceBeforeColon, at: line.lowerBound) }
        fields.append(Field(name: line.lowerBound..<nameEnd, value: colon + 1..<line.upperBound))
        return true
    }

    private static func isMboxLine(_ bytes: Span<UInt8>, line: Range<Int>) -> Bool {
        let marker: [UInt8] = [0x46, 0x72, 0x6F, 0x6D, 0x20]
        let start = line.count > 5 && bytes[line.lowerBound] == Octet.greater ? 1 : 0
        guard line.count >= start + marker.count else { return false }
        return marker.indices.allSatisfy { bytes[line.lowerBound + start + $0] == marker[$0] }
    }
}

extension HeaderSection {
    /// The unfolded octets of a value, without white space at the ends.
    static func unfolded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, bytes[start].isWhitespace { start += 1 }
        while end > start, bytes[end - 1].isWhitespace { end -= 1 }
        guard bytes.firstIndex(of: Octet.lf, in: start..<end) != nil else { return bytes.copy(start..<end) }
        var value: [UInt8] = []
        value.reserveCapacity(end - start)
        for index in start..<end {
            let octet = bytes[index]
            if octet == Octet.lf { continue }
            if octet == Octet.cr, index + 1 < end, bytes[index + 1] == Octet.lf { continue }
            value.append(octet)
        }
        return value
    }
}
