/// Checks that need more than one row.
enum AnnexComparison {
    static func apply(to rows: inout [AnnexRow]) {
        refuseRoundedNumbers(in: &rows)
        refuseRepetitions(of: .nik, in: &rows)
        refuseRepetitions(of: .email, in: &rows)
    }

    /// The later of two rows with one NIK or one mailbox is asked back.
    private static func refuseRepetitions(of key: FieldKey, in rows: inout [AnnexRow]) {
        var firstRows: [String: Int] = [:]
        for index in rows.indices {
            guard let value = rows[index].reading.values[key] else { continue }
            if let first = firstRows[value.normalized] {
                refuse(key, .repeatedInAnnex(row: first), &rows[index])
            } else {
                firstRows[value.normalized] = rows[index].number
            }
        }
    }

    /// A column of numbers keeps 15 digits: the last one of every NIK becomes zero. One such NIK may be right;
    /// when all of three or more end like that and none was written as text, the column is not believed.
    private static func refuseRoundedNumbers(in rows: inout [AnnexRow]) {
        let numbers = rows.compactMap { $0.reading.values[.nik] }
        guard numbers.count >= 3,
            numbers.allSatisfy({ $0.raw.hasSuffix("0") && $0.raw.utf8.allSatisfy(Octet.isDigit) })
        else { return }
        for index in rows.indices { refuse(.nik, .spreadsheetNumber, &rows[index]) }
    }

    private static func refuse(_ key: FieldKey, _ reason: Malformation, _ row: inout AnnexRow) {
        guard let value = row.reading.values.removeValue(forKey: key) else { return }
        row.reading.faults.append(
            FormFault(
                key: key, problem: .malformed(reason), lineText: value.lineText, lineNumber: value.lineNumber,
                understood: value.raw))
    }
}
