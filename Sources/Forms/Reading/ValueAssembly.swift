/// Puts values together from the marks of a text: wrapped lines, values under their label, answers between
/// quotes.
struct ValueAssembly {
    private let reply: ReplyText
    private let definition: FormDefinition
    private let marks: [LabelMark]
    private let octets: [UInt8]
    private let isDoubled: Bool
    private let numbersLabels: Bool
    private let layerOffset: Int
    private let widths: [Int: Int]

    init(_ reply: ReplyText, _ definition: FormDefinition, _ scanner: LabelScanner, layerOffset: Int) {
        self.reply = reply
        self.definition = definition
        self.octets = reply.plain.octets
        self.layerOffset = layerOffset
        marks = Self.withoutMentions(scanner.marks, reply)
        numbersLabels = scanner.numbersLabels
        let shape = TextShape(reply)
        isDoubled = shape.isDoubled
        widths = shape.widths
    }

    /// All occurrences, in the order of the text. Those in a signature stand in the last layer.
    func occurrences() -> [FieldOccurrence] {
        var found: [FieldOccurrence] = []
        found.reserveCapacity(marks.count)
        for (index, mark) in marks.enumerated() {
            guard let field = mark.field else { continue }
            found.append(occurrence(index, field))
        }
        return found
    }

    /// Lines with labels of no field.
    func unknownLabels() -> [LabelMark] {
        marks.filter { $0.subject == .unknown && layer($0.line) < Layer.signature }
    }

    /// A label inside a line of less than three that also stands at a line's start is mentioned, not meant.
    private static func withoutMentions(_ marks: [LabelMark], _ reply: ReplyText) -> [LabelMark] {
        guard marks.contains(where: { !$0.isLineStart }) else { return marks }
        struct Place: Hashable {
            let field: Int
            let layer: Int
        }
        var perLine: [Int: Int] = [:]
        var atStart: Set<Place> = []
        for mark in marks {
            guard let field = mark.field else { continue }
            perLine[mark.line, default: 0] += 1
            if mark.isLineStart {
                atStart.insert(Place(field: field, layer: Layer.of(reply.roles[mark.line])))
            }
        }
        return marks.filter { mark in
            guard let field = mark.field, !mark.isLineStart, perLine[mark.line, default: 0] < 3 else {
                return true
            }
            return !atStart.contains(Place(field: field, layer: Layer.of(reply.roles[mark.line])))
        }
    }

    private func layer(_ line: Int) -> Int { Layer.of(reply.roles[line]) }

    private func occurrence(_ index: Int, _ field: Int) -> FieldOccurrence {
        let mark = marks[index]
        var next = index + 1
        let line = reply.lines[mark.valueLine]
        var end = mark.valueLimit ?? line.end
        if next < marks.count, marks[next].line == mark.valueLine { end = min(end, marks[next].start) }
        let own = max(mark.valueStart, min(end, line.end))
        var first = ValueText.cleaned(octets[mark.valueStart..<max(own, mark.valueStart)])
        let isLast = next >= marks.count || marks[next].line != mark.valueLine
        var further = ""
        var join = FieldOccurrence.Join.none
        var valueLayer = layer(mark.line)
        var cursor = mark.valueLine
        if mark.valueLimit == nil {
            if !isLast, first.isEmpty, marks[next].subject == .hint {
                // The value was typed behind the help text, or below it.
                let hint = marks[next]
                next += 1
                let hintLine = reply.lines[hint.valueLine]
                let limit =
                    next < marks.count && marks[next].line == hint.valueLine
                    ? marks[next].start : hintLine.end
                if hint.valueStart < limit { first = ValueText.cleaned(octets[hint.valueStart..<limit]) }
                cursor = hint.valueLine
            }
            if next >= marks.count || marks[next].line > cursor {
                collect(
                    &first, &further, &join, &valueLayer, from: cursor, next, definition.fields[field].kind)
            }
        }
        if numbersLabels, isLast {
            if further.isEmpty {
                first = ValueText.withoutTrailingNumber(first)
            } else {
                further = ValueText.withoutTrailingNumber(further)
            }
        }
        let isCrowded = isLast && !mark.isLineStart && further.isEmpty
        return FieldOccurrence(
            field: field, layer: valueLayer == Layer.signature ? valueLayer : valueLayer + layerOffset,
            first: first, joined: first + further, join: join,
            isOpenEnded: isCrowded && sharesLine(index),
            hasSeveralCells: ValueText.cellCount(octets[mark.valueStart..<own]) > 1,
            lineNumber: reply.lines[mark.line].number, source: octets,
            excerpt: excerpt(mark, end: max(own, mark.valueStart)))
    }

    /// Whether the mark is one of at least three in its line.
    private func sharesLine(_ index: Int) -> Bool {
        let line = marks[index].line
        return index >= 2 && marks[index - 1].line == line && marks[index - 2].line == line
    }

    /// Follows a value over the lines below its label.
    private func collect(
        _ first: inout String, _ further: inout String, _ join: inout FieldOccurrence.Join,
        _ valueLayer: inout Int, from start: Int, _ firstMark: Int, _ kind: FieldKind
    ) {
        var next = firstMark
        var cursor = start
        var blanks = 0
        var line = start + 1
        while line < reply.lines.count, line - start < 80 {
            if reply.plain.isBlank(reply.lines[line]) {
                blanks += 1
                guard blanks <= allowedBlanks(first.isEmpty, valueLayer, line) else { return }
                line += 1
                continue
            }
            let lineLayer = layer(line)
            if lineLayer != valueLayer {
                // An answer typed under a quoted, empty label; or the tail of a wrapped quoted line.
                let isAnswer = first.isEmpty && lineLayer == 0 && valueLayer < Layer.signature
                let isTail = isWrapTail(cursor, line)
                guard isAnswer || isTail else { return }
                if isAnswer { valueLayer = 0 }
            }
            var text = reply.lines[line].start..<reply.lines[line].end
            var isEnd = false
            if next < marks.count, marks[next].line == line {
                let mark = marks[next]
                if mark.isLineStart {
                    // Help under an empty label; the value may stand behind it.
                    guard mark.subject == .hint, first.isEmpty else { return }
                    next += 1
                    line = mark.valueLine
                    let isLimited = next < marks.count && marks[next].line == line
                    text = mark.valueStart..<(isLimited ? marks[next].start : reply.lines[line].end)
                    isEnd = isLimited
                } else {
                    text = text.lowerBound..<mark.start
                    isEnd = true
                }
            }
            let cleaned = text.isEmpty ? "" : ValueText.cleaned(octets[text])
            if cleaned.isEmpty {
                if isEnd { return }
                cursor = line
                line += 1
                continue
            }
            let trimmed = Octet.trimmed(octets[text])
            if SignatureLine.isClosing(trimmed) || SignatureLine.isGreeting(trimmed) || isRule(trimmed) {
                return
            }
            if first.isEmpty {
                first = cleaned
            } else {
                let evidence = evidence(cursor, line, kind, isInline: isEnd)
                if evidence == .doubtful, !further.isEmpty { return }
                further += separator(cursor, line, kind) + cleaned
                join = weaker(join, evidence)
                if evidence == .doubtful { return }
            }
            if isEnd { return }
            blanks = 0
            cursor = line
            line += 1
        }
    }

    /// Long texts keep the line ends that their writer made.
    private func separator(_ line: Int, _ next: Int, _ kind: FieldKind) -> String {
        guard case .longText = kind else { return " " }
        return fullLength(line) + 1 + firstWordLength(next) > 68 ? " " : "\n"
    }

    private func allowedBlanks(_ isEmpty: Bool, _ layer: Int, _ line: Int) -> Int {
        let isAnswered = isEmpty && layer > 0
        return (isDoubled ? 1 : 0) + (isAnswered ? 1 : 0)
    }

    private func weaker(_ left: FieldOccurrence.Join, _ right: FieldOccurrence.Join) -> FieldOccurrence.Join {
        switch (left, right) {
        case (.doubtful, _), (_, .doubtful): .doubtful
        case (.likely, _), (_, .likely): .likely
        case (.wrapped, _), (_, .wrapped): .wrapped
        case (.none, .none): .none
        }
    }

    /// Whether line `next` continues `line`: what a mail program that wraps would have done.
    private func evidence(_ line: Int, _ next: Int, _ kind: FieldKind, isInline: Bool) -> FieldOccurrence.Join
    {
        if case .longText = kind { return .wrapped }
        let full = fullLength(line) + 1 + firstWordLength(next)
        if full > 68 || isInline { return .wrapped }
        let indent = reply.plain.trimmed(reply.lines[next]).lowerBound - reply.lines[next].start
        let ownIndent = reply.plain.trimmed(reply.lines[line]).lowerBound - reply.lines[line].start
        if indent >= 2, indent > ownIndent { return .wrapped }
        let width = widths[layer(line)] ?? 0
        return (36...100).contains(width) && full > width ? .likely : .doubtful
    }

    /// Whether `line` without a quote marker is the tail of the full, quoted line above it.
    private func isWrapTail(_ above: Int, _ line: Int) -> Bool {
        let depth = reply.lines[above].depth
        guard depth > 0, line == above + 1, reply.lines[line].depth == depth - 1,
            line + 1 < reply.lines.count,
            reply.lines[line + 1].depth == depth
        else { return false }
        return fullLength(above) + 1 + firstWordLength(line) > 68
    }

    private func fullLength(_ line: Int) -> Int {
        reply.lines[line].end - reply.lines[line].start + reply.lines[line].depth * 2
    }

    private func firstWordLength(_ line: Int) -> Int {
        let range = reply.plain.trimmed(reply.lines[line])
        return octets[range].prefix { !Octet.isBlank($0) }.count
    }

    /// `== Lampiran ==`, `-----`, `###`: a rule, whatever is written in it.
    private func isRule(_ octets: ArraySlice<UInt8>) -> Bool {
        guard let first = octets.first, "=-#~+".utf8.contains(first) else { return false }
        return octets.prefix(2).count { $0 == first } == 2
    }

    /// Where label and value stand.
    private func excerpt(_ mark: LabelMark, end: Int) -> Range<Int> {
        mark.isLineStart && mark.valueLimit == nil
            ? reply.lines[mark.line].start..<max(end, mark.start, reply.lines[mark.line].start)
            : mark.start..<end
    }
}
