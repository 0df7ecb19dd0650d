/// A value that stands in a text for a field, not yet checked.
struct FieldOccurrence {
    /// Index of the field in the form.
    let field: Int
    /// 0 is the sender's own text; the lowest layer with a value wins.
    let layer: Int
    /// Text on the label's own line, or the first line under an empty label.
    var first: String
    /// Further lines that may belong to it, joined.
    var joined: String
    /// How sure it is that the further lines belong to it.
    var join: Join = .none
    /// Whether it cannot be told where the value ends: nothing marks the end in a line of many labels.
    var isOpenEnded = false
    /// Whether several cells of a table hold text.
    var hasSeveralCells = false
    let lineNumber: Int
    /// The text it stands in, and where label and value are; most are never shown.
    let source: [UInt8]
    let excerpt: Range<Int>

    /// Label and value as they stand there, at most 200 octets.
    var lineText: String {
        String(decoding: Octet.trimmed(source[excerpt]).prefix(200), as: UTF8.self)
    }

    enum Join {
        /// There are none.
        case none
        /// The line was full, or the next one is indented: a mail program wrapped it.
        case wrapped
        /// The line was the longest of the text.
        case likely
        /// Nothing speaks for it but that the line follows directly.
        case doubtful
    }
}
