/// The row of an annex that names its columns.
struct AnnexHeader {
    /// A column that holds a field.
    struct Column {
        let index: Int
        /// Index of the field in the form.
        let field: Int
        /// Its name as written, in one line.
        let title: String
    }

    /// Index of the row.
    let row: Int
    /// Columns with a field, from left to right; several may hold the same one.
    let columns: [Column]
    /// The column that numbers the rows.
    let numberColumn: Int?
    /// Named columns of no field.
    let unknown: [(index: Int, title: String)]
    /// Cells from here on stand under no name.
    let width: Int

    /// The first row of `rows` that names the person and the NIK or the mailbox, as fields of `form`.
    static func find(in rows: [[String]], _ form: FormReader) -> AnnexHeader? {
        for (index, row) in rows.prefix(AnnexText.headLength).enumerated() {
            guard row.count(where: { !$0.isEmpty }) >= 2 else { continue }
            let header = AnnexHeader(index, row, form)
            let keys = Set(header.columns.map { form.definition.fields[$0.field].key })
            if keys.contains(.name), keys.contains(.nik) || keys.contains(.email) { return header }
        }
        return nil
    }

    private init(_ row: Int, _ cells: [String], _ form: FormReader) {
        self.row = row
        var columns: [Column] = []
        var unknown: [(index: Int, title: String)] = []
        var numberColumn: Int?
        var width = 0
        // A hostile row may have a million cells; no spreadsheet has a thousand columns with names.
        for (index, cell) in cells.prefix(1000).enumerated() {
            let title = ValueText.cleaned(Array(PlainText.folded(cell).utf8.prefix(200))[...])
            guard !title.isEmpty else { continue }
            width = index + 1
            if let field = Self.field(title, form) {
                columns.append(Column(index: index, field: field, title: title))
            } else if numberColumn == nil, Self.numberTitles.contains(FoldedWords.folded(title)) {
                numberColumn = index
            } else {
                unknown.append((index, title))
            }
        }
        self.columns = columns
        self.numberColumn = numberColumn
        self.unknown = unknown
        self.width = width
    }

    /// The field that `title` names, also with a remark such as `(16 angka)` behind the label.
    private static func field(_ title: String, _ form: FormReader) -> Int? {
        for candidate in [title, withoutRemarks(title)] {
            let octets = FoldedWords.octets(candidate.utf8)
            guard case .field(let index)? = form.vocabulary.headLabel(in: octets, 0..<octets.count) else {
                continue
            }
            let field = form.definition.fields[index]
            return field.kind.isAttachment || !field.applies(to: form.mechanism) ? nil : index
        }
        return nil
    }

    private static func withoutRemarks(_ title: String) -> String {
        var depth = 0
        var output: [UInt8] = []
        for octet in title.utf8 {
            if octet == Octet.leftParenthesis { depth += 1 }
            if depth == 0 { output.append(octet) }
            if octet == Octet.rightParenthesis, depth > 0 { depth -= 1 }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static let numberTitles: Set<String> = [
        "no", "nomor", "no urut", "nomor urut", "urut", "nr", "#", "number", "row", "sn", "s n",
    ]
}
