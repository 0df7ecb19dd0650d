/// What spreadsheets do to cells, undone where nothing was lost.
enum AnnexCell {
    /// `cell` as a person would have typed it into a form.
    static func text(_ cell: String, _ kind: FieldKind) -> String {
        // Cells longer than any field are refused as too long by their first part.
        let folded = PlainText.folded(String(cell.unicodeScalars.prefix(20_000)))
        let text = ValueText.cleaned(Array(folded.utf8)[...])
        switch kind {
        case .populationNumber, .serviceNumber, .phone: return withoutZeroFraction(text)
        case .personName, .grade, .email, .date, .choice, .shortText, .longText, .consent, .attachment:
            let hasMark = text.utf8.first == Octet.apostrophe && isMark(text.utf8.dropFirst().first, kind)
            return hasMark ? String(text.dropFirst()) : text
        }
    }

    /// Whether an apostrophe before `next` is the spreadsheet's mark for text, and not the letter of a name such
    /// as `'Aisyah`.
    private static func isMark(_ next: UInt8?, _ kind: FieldKind) -> Bool {
        guard kind.isFreeText, let next else { return true }
        return Octet.isDigit(next) || [Octet.equals, Octet.plus, Octet.hyphen, Octet.at].contains(next)
    }

    /// `81234567890.0` without its fraction, if the number before it is whole for sure.
    ///
    /// Spreadsheets keep 15 digits and fill up with zeros; a double keeps every whole number up to 2^53. So 15
    /// digits are safe, and a sixteenth that is not zero was never in a spreadsheet. Anything else stays as it
    /// is, and ``DigitRun`` refuses it.
    private static func withoutZeroFraction(_ text: String) -> String {
        let number = text.utf8.drop { $0 == Octet.apostrophe }
        let whole = number.prefix(while: Octet.isDigit)
        let rest = number.dropFirst(whole.count)
        guard !whole.isEmpty, let mark = rest.first, mark == Octet.dot || mark == Octet.comma,
            (1...2).contains(rest.count - 1), rest.dropFirst().allSatisfy({ $0 == 48 })
        else { return text }
        let digits = String(decoding: whole, as: UTF8.self)
        if whole.count <= 15 { return digits }
        guard whole.count == 16, let value = Int64(digits), value < 1 << 53, value % 10 != 0 else {
            return text
        }
        return digits
    }

    /// `cell` as it stands in a row, ready to be judged.
    static func occurrence(_ cell: String, _ column: AnnexHeader.Column, _ field: FormField, row: Int)
        -> FieldOccurrence
    {
        let text = text(cell, field.kind)
        let source = Array("\(column.title): \(text)".utf8)
        return FieldOccurrence(
            field: column.field, layer: 0, first: text, joined: text, lineNumber: row, source: source,
            excerpt: 0..<source.count)
    }
}
