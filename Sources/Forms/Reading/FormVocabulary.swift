internal import Domain

/// The words of one form in both languages, ready to be found in a text.
struct FormVocabulary: Sendable {
    /// What a label found in a text stands for.
    enum Subject: Sendable, Hashable {
        /// A field, by its index.
        case field(Int)
        /// `Jenis:` or `Kode:`; ends a value, holds none.
        case reserved
    }

    private let labels: PhraseTrie
    /// Help texts of the blank form; they end a value and are none.
    private let hints: PhraseTrie
    private let fieldCount: Int

    init(_ definition: FormDefinition) {
        var labels = PhraseTrie()
        var hints = PhraseTrie()
        for (index, field) in definition.fields.enumerated() {
            for label in Locale.allCases.flatMap({ field.labels[$0] ?? [] }) {
                labels.insert(label, value: index)
            }
        }
        for label in ReservedLabel.type + ReservedLabel.code {
            labels.insert(label, value: definition.fields.count)
        }
        for locale in Locale.allCases {
            for hint in BlankFormText(definition, locale).hints { hints.insert(hint, value: 0) }
        }
        self.labels = labels
        self.hints = hints
        fieldCount = definition.fields.count
    }

    @inline(__always)
    func canBegin(with octet: UInt8) -> Bool { labels.canBegin(with: octet) }

    /// The label that begins at `start`, and where its value begins.
    func label(
        in octets: [UInt8], at start: Int, isLineStart: Bool
    ) -> (subject: Subject, valueStart: Int)? {
        labels.longest(in: octets, from: start, to: octets.count) { match in
            guard let end = LabelEnd.valueStart(octets, after: match.end, isLineStart: isLineStart) else {
                return nil
            }
            return (match.value < fieldCount ? .field(match.value) : .reserved, end)
        }
    }

    /// The field whose label fills `range` alone, as in the head of a table.
    func headLabel(in octets: [UInt8], _ range: Range<Int>) -> Subject? {
        labels.longest(in: octets, from: range.lowerBound, to: range.upperBound) { match in
            let rest = octets[match.end..<range.upperBound]
            guard rest.allSatisfy({ Octet.isSeparator($0) || $0 == Octet.colon }) else { return nil }
            return match.value < fieldCount ? .field(match.value) : .reserved
        }
    }

    /// The end of the help text that begins at `start`.
    func hintEnd(in octets: [UInt8], at start: Int) -> Int? {
        var first = start
        while first < octets.count, Octet.isSeparator(octets[first]), first - start < 6 { first += 1 }
        guard let end = hints.longest(in: octets, from: first, to: octets.count, accept: { $0.end }) else {
            return nil
        }
        var position = end
        while position < octets.count, position - end < 4,
            octets[position] == Octet.rightParenthesis || octets[position] == Octet.dot
                || octets[position] == Octet.asterisk || octets[position] == 0x5D
        {
            position += 1
        }
        return position
    }
}

/// What may stand between a label and its value.
enum LabelEnd {
    private static let longestGap = 80

    /// Where the value begins if a colon (at a line's start also a tab or `=`) follows the label that ends
    /// at `end`.
    static func valueStart(_ octets: [UInt8], after end: Int, isLineStart: Bool) -> Int? {
        var position = end
        var sawTab = false
        var sawLineEnd = false
        while position < octets.count, position - end < longestGap {
            switch octets[position] {
            case Octet.colon: return afterColon(octets, position)
            case Octet.tab: sawTab = true
            case Octet.space, Octet.asterisk, Octet.underscore, Octet.dot, Octet.rightParenthesis: break
            case Octet.leftParenthesis:
                guard let close = closing(octets, position) else { return nil }
                position = close
            case Octet.newline:
                if isLineStart, sawTab, !sawLineEnd { return position }
                // `NIK` and `: 3171…` on the next line.
                guard !sawLineEnd, colonFollows(octets, position + 1) else { return nil }
                sawLineEnd = true
            case Octet.greater where sawLineEnd: break
            case Octet.equals where isLineStart && !sawLineEnd: return position + 1
            default: return isLineStart && sawTab && !sawLineEnd ? position : nil
            }
            position += 1
        }
        return isLineStart && sawTab && position == octets.count ? position : nil
    }

    private static func afterColon(_ octets: [UInt8], _ colon: Int) -> Int {
        var position = colon
        while position < octets.count, position - colon < longestGap {
            switch octets[position] {
            case Octet.colon, Octet.space, Octet.tab, Octet.asterisk: position += 1
            default: return position
            }
        }
        return position
    }

    private static func colonFollows(_ octets: [UInt8], _ start: Int) -> Bool {
        var position = start
        while position < octets.count, position - start < 8,
            octets[position] == Octet.space
                || octets[position] == Octet.greater || octets[position] == Octet.tab
        {
            position += 1
        }
        return position < octets.count && octets[position] == Octet.colon
    }

    /// The closing bracket of a remark such as `(16 angka)`.
    private static func closing(_ octets: [UInt8], _ open: Int) -> Int? {
        var position = open + 1
        while position < octets.count, position - open < 60 {
            switch octets[position] {
            case Octet.rightParenthesis: return position
            case Octet.newline, Octet.colon: return nil
            default: position += 1
            }
        }
        return nil
    }
}
