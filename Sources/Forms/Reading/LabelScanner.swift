/// A label, a help text or another mark found in a text.
struct LabelMark {
    enum Subject: Hashable {
        case field(Int)
        /// `Jenis:`, `Kode:`.
        case reserved
        /// A label of no field.
        case unknown
        /// Help text of the blank form.
        case hint
    }

    let subject: Subject
    /// Where the label begins, with bullets and numbers in front of it.
    let start: Int
    /// Where the value begins.
    let valueStart: Int
    /// Where the value must end, if a table says so.
    var valueLimit: Int?
    /// Index of the line the label begins in.
    let line: Int
    /// Index of the line the value begins in.
    let valueLine: Int
    let isLineStart: Bool

    var field: Int? {
        if case .field(let index) = subject { index } else { nil }
    }
}

/// Finds all labels of a form in a text, in one pass.
struct LabelScanner {
    private let reply: ReplyText
    private let vocabulary: FormVocabulary
    private let octets: [UInt8]
    private(set) var marks: [LabelMark] = []
    /// Whether labels inside lines carry numbers (`2. NIK:`); then a number may also end a line.
    private(set) var numbersLabels = false
    /// Whether a label was found inside a line: then line ends may stand anywhere, also in labels.
    private var hasInnerLabels = false
    private var line = 0

    init(_ reply: ReplyText, _ vocabulary: FormVocabulary) {
        self.reply = reply
        self.vocabulary = vocabulary
        octets = reply.plain.octets
    }

    mutating func scan() {
        while line < reply.lines.count {
            if reply.roles[line] != .attribution { scanLine() }
            line += 1
        }
    }

    private mutating func scanLine() {
        let start = reply.lines[line].start
        var position = start
        while position < reply.lines[line].end, Octet.isBlank(octets[position]) { position += 1 }
        guard position < reply.lines[line].end else { return }
        if let head = tableHead(from: position) {
            readTable(head)
            return
        }
        position = lineStart(from: start, position) ?? start
        // Labels inside the line: all line breaks may have become spaces.
        while position < reply.lines[line].end {
            position = inner(at: position) ?? position + 1
        }
    }

    /// A mark at the start of the line; returns where to go on.
    private mutating func lineStart(from start: Int, _ position: Int) -> Int? {
        if octets[position] == Octet.leftParenthesis, let end = vocabulary.hintEnd(in: octets, at: position) {
            return add(.hint, start, end, isLineStart: true)
        }
        let first = afterBullets(position)
        guard first < reply.lines[line].end else { return nil }
        if vocabulary.canBegin(with: octets[first]),
            let (subject, valueStart) = vocabulary.label(in: octets, at: first, isLineStart: true)
        {
            return add(Self.subject(subject), start, valueStart, isLineStart: true)
        }
        if let end = unknownLabelEnd(first) { return add(.unknown, start, end, isLineStart: true) }
        return nil
    }

    /// A mark at `position` inside the line; returns where to go on.
    private mutating func inner(at position: Int) -> Int? {
        let octet = octets[position]
        if octet == Octet.leftParenthesis, let end = vocabulary.hintEnd(in: octets, at: position) {
            return add(.hint, position, end, isLineStart: false)
        }
        guard Octet.isWord(octet), vocabulary.canBegin(with: octet), canPrecedeLabel(position - 1),
            let (subject, valueStart) = vocabulary.label(in: octets, at: position, isLineStart: false),
            hasInnerLabels || valueStart <= reply.lines[line].end || !nextLineBeginsWithLabel()
        else { return nil }
        hasInnerLabels = true
        return add(Self.subject(subject), beforeBullets(position), valueStart, isLineStart: false)
    }

    /// `Jabatan: Kepala Dinas` above `Instansi:` must not be read as the label `Dinas/Instansi`, which only a
    /// run-together text breaks in two.
    private func nextLineBeginsWithLabel() -> Bool {
        guard line + 1 < reply.lines.count else { return false }
        let next = reply.lines[line + 1]
        var position = next.start
        while position < next.end, Octet.isBlank(octets[position]) { position += 1 }
        return position < next.end && vocabulary.canBegin(with: octets[position])
            && vocabulary.label(in: octets, at: position, isLineStart: true) != nil
    }

    private mutating func add(
        _ subject: LabelMark.Subject, _ start: Int, _ valueStart: Int, isLineStart: Bool
    ) -> Int {
        let first = line
        while line + 1 < reply.lines.count, reply.lines[line].end < valueStart { line += 1 }
        marks.append(
            LabelMark(
                subject: subject, start: start, valueStart: valueStart, line: first, valueLine: line,
                isLineStart: isLineStart))
        return valueStart
    }

    private static func subject(_ subject: FormVocabulary.Subject) -> LabelMark.Subject {
        switch subject {
        case .field(let index): .field(index)
        case .reserved: .reserved
        }
    }

    private func canPrecedeLabel(_ index: Int) -> Bool {
        guard index >= 0 else { return true }
        switch octets[index] {
        case Octet.space, Octet.tab, Octet.newline, Octet.asterisk, Octet.underscore, Octet.greater,
            Octet.comma, 0x3B, 0x7C, Octet.rightParenthesis:
            return true
        default: return false
        }
    }

    /// Steps over `1.`, `a)`, `-`, `*`, `#` and a table's row number.
    private func afterBullets(_ start: Int) -> Int {
        let end = reply.lines[line].end
        var position = start
        for _ in 0..<6 {
            while position < end, Octet.isBlank(octets[position]) { position += 1 }
            guard position < end else { return position }
            let octet = octets[position]
            if "-*#|_\"+>~".utf8.contains(octet) {
                position += 1
                continue
            }
            var next = position
            while next < end, next - position < 3, Octet.isDigit(octets[next]) { next += 1 }
            if next == position, Octet.isLetter(octet), position + 1 < end,
                octets[position + 1] == Octet.dot || octets[position + 1] == Octet.rightParenthesis
            {
                next = position + 1
            }
            guard next > position, next < end,
                octets[next] == Octet.dot || octets[next] == Octet.rightParenthesis
                    || octets[next] == Octet.tab
            else { return position }
            position = next + 1
        }
        return position
    }

    /// The reverse for a label inside a line: `2. NIK:` begins at the number, `> NIK:` at the mark.
    private mutating func beforeBullets(_ label: Int) -> Int {
        let floor = reply.lines[line].start
        var position = label
        for _ in 0..<4 {
            var before = position
            while before > floor, Octet.isBlank(octets[before - 1]) { before -= 1 }
            guard before > floor else { return position }
            let octet = octets[before - 1]
            let standsAlone = before - 2 < floor || Octet.isBlank(octets[before - 2])
            if ("*#|>".utf8.contains(octet)) || octet == Octet.hyphen && standsAlone {
                position = before - 1
            } else if octet == Octet.dot || octet == Octet.rightParenthesis {
                var digits = before - 1
                while digits > floor, before - digits < 4, Octet.isDigit(octets[digits - 1]) { digits -= 1 }
                guard digits < before - 1,
                    digits == floor || Octet.isBlank(octets[digits - 1])
                        || octets[digits - 1] == Octet.asterisk
                else { return position }
                position = digits
                numbersLabels = true
            } else {
                return position
            }
        }
        return position
    }

    /// The end of something that looks like a label at the line's start: up to six words and a colon.
    private func unknownLabelEnd(_ start: Int) -> Int? {
        let end = min(reply.lines[line].end, start + 48)
        guard start < end, Octet.isUppercase(octets[start]) else { return nil }
        var blanks = 0
        var position = start
        while position < end {
            let octet = octets[position]
            if octet == Octet.colon {
                let next = position + 1
                guard position - start >= 3, next >= octets.count || octets[next] != Octet.slash else {
                    return nil
                }
                return blanks > 0 && holdsKnownLabel(start + 1, position) ? nil : next
            }
            guard Octet.isWord(octet) || Octet.isSeparator(octet), octet != Octet.tab else { return nil }
            if octet == Octet.space { blanks += 1 }
            if blanks > 5 { return nil }
            position += 1
        }
        return nil
    }

    /// The tail of a wrapped value in front of a known label is no label: `Santoso NIK:`.
    private func holdsKnownLabel(_ start: Int, _ end: Int) -> Bool {
        (start..<end).contains { position in
            octets[position] == Octet.leftParenthesis && vocabulary.hintEnd(in: octets, at: position) != nil
                || vocabulary.canBegin(with: octets[position]) && canPrecedeLabel(position - 1)
                    && vocabulary.label(in: octets, at: position, isLineStart: false) != nil
        }
    }
}

extension LabelScanner {
    /// The fields named by the cells of a table's first row, if it has at least three cells and all known
    /// ones are labels: `NO | NAMA | NIP | NIK`.
    private func tableHead(from start: Int) -> [Int?]? {
        let end = reply.lines[line].end
        guard octets[start..<end].contains(Octet.tab) else { return nil }
        var fields: [Int?] = []
        var known = 0
        for cell in cells(line) {
            if case .field(let index) = vocabulary.headLabel(in: octets, cell) {
                fields.append(index)
                known += 1
            } else {
                fields.append(nil)
            }
        }
        return known >= 2 && known * 2 > fields.count ? fields : nil
    }

    /// Rows below a head, until one has another number of cells.
    private mutating func readTable(_ head: [Int?]) {
        let headLine = line
        marks.append(
            LabelMark(
                subject: .reserved, start: reply.lines[line].start, valueStart: reply.lines[line].end,
                line: line,
                valueLine: line, isLineStart: true))
        var row = line + 1
        while row < reply.lines.count, reply.roles[row] == reply.roles[headLine] {
            if reply.plain.isBlank(reply.lines[row]) {
                row += 1
                continue
            }
            let cells = cells(row)
            guard cells.count == head.count else { break }
            for (field, cell) in zip(head, cells) {
                marks.append(
                    LabelMark(
                        subject: field.map { .field($0) } ?? .reserved, start: cell.lowerBound,
                        valueStart: cell.lowerBound, valueLimit: cell.upperBound, line: row, valueLine: row,
                        isLineStart: true))
            }
            row += 1
        }
        line = row - 1
    }

    private func cells(_ index: Int) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = reply.lines[index].start
        let end = reply.lines[index].end
        for position in start..<end where octets[position] == Octet.tab {
            cells.append(start..<position)
            start = position + 1
        }
        cells.append(start..<end)
        return cells
    }
}
