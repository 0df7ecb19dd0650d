internal import Domain

/// Tells the rows that are people from titles, totals, signatures and notes around them.
struct AnnexRowSorter {
    /// Indices of the rows that are people.
    private(set) var people: [Int] = []
    /// Indices of rows with text that are nobody, as far as anybody may want to know.
    private(set) var ignored: [Int] = []

    private let header: AnnexHeader
    private let fields: [FormField]

    private enum Row {
        case nobody
        case person
        /// A name or another single value, without the number that people have.
        case doubtful
        /// Text under no field.
        case remark
    }

    init(_ rows: [[String]], _ header: AnnexHeader, _ fields: [FormField]) {
        self.header = header
        self.fields = fields
        let sorted = rows.indices.dropFirst(header.row + 1).map { (index: $0, row: kind(of: rows[$0])) }
        let last = sorted.last { $0.row == .person }?.index ?? header.row
        let clear = sorted.filter { $0.row == .person }
        let isNumbered = clear.count { isNumber(numberCell(rows[$0.index])) } * 2 > clear.count
        for (index, row) in sorted {
            switch row {
            case .nobody: break
            case .person: people.append(index)
            // Where everybody has a number, a lone name without one is a heading or a signature.
            case .doubtful:
                if index < last, !isNumbered { people.append(index) } else { ignored.append(index) }
            case .remark: ignored.append(index)
            }
        }
    }

    private func kind(of cells: [String]) -> Row {
        var filled: Set<FieldKey> = []
        var isRepeatedHeader = true
        var isProven = false
        for column in header.columns where column.index < cells.count {
            let field = fields[column.field]
            let text = AnnexCell.text(cells[column.index], field.kind)
            guard !ValueText.isNothing(text) else { continue }
            filled.insert(field.key)
            if text != column.title { isRepeatedHeader = false }
            switch field.key {
            case .nik: isProven = isProven || (try? PopulationNumber(text)) != nil
            case .email: isProven = isProven || text.utf8.contains(Octet.at)
            default: break
            }
        }
        let hasNumber = isNumber(numberCell(cells))
        guard !filled.isEmpty else {
            let hasText = cells.prefix(1000).contains { cell in
                cell.utf8.contains { Octet.isLetter($0) || $0 >= 0x80 }
            }
            return hasText && !isTotal(cells) ? .remark : .nobody
        }
        if isRepeatedHeader || isColumnNumbers(cells) { return .nobody }
        if isProven || filled.count >= 3 { return .person }
        if isTotal(cells) { return .nobody }
        if hasNumber || filled.contains(.name) && (filled.contains(.nik) || filled.contains(.nip)) {
            return .person
        }
        return .doubtful
    }

    private func numberCell(_ cells: [String]) -> String? {
        header.numberColumn.flatMap { $0 < cells.count ? cells[$0] : nil }
    }

    /// `7`, `7.`, `(7)`.
    private func isNumber(_ cell: String?) -> Bool {
        guard let cell else { return false }
        let digits = cell.utf8.filter { !Octet.isSeparator($0) }
        return (1...6).contains(digits.count) && digits.allSatisfy(Octet.isDigit)
    }

    /// `1;2;3;4`: the row under a header that numbers the columns.
    private func isColumnNumbers(_ cells: [String]) -> Bool {
        let numbers = cells.prefix(header.width).map { cell in
            isNumber(cell) ? Int(String(decoding: cell.utf8.filter(Octet.isDigit), as: UTF8.self)) : nil
        }
        let known = numbers.compactMap(\.self)
        guard known.count >= 3, numbers.allSatisfy({ $0 != nil }) else { return false }
        return zip(known, known.dropFirst()).allSatisfy { $0 + 1 == $1 }
    }

    /// `Jumlah: 12 orang`.
    private func isTotal(_ cells: [String]) -> Bool {
        let first = cells.lazy.prefix(1000).first { !ValueText.isNothing(String($0.prefix(100))) }
        let words = FoldedWords.words(first?.prefix(100) ?? "")
        return words.first.map(Self.totals.contains) ?? false
    }

    private static let totals: Set<String> = [
        "jumlah", "total", "subtotal", "sub", "grand", "rekapitulasi", "count", "sum",
    ]
}
