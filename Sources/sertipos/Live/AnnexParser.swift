internal import Forms
internal import SwiftCSV

/// The grammar of CSV files, by SwiftCSV, for annexes.
enum AnnexParser {
    /// No annex that the desk reads holds this character, so that its record can only be the one that was added.
    private static let end = "\u{1A}"

    /// Splits a text into records and cells; quotes that do not match are refused with the record's number.
    ///
    /// SwiftCSV's `rows` fills every record up to the longest one, so that a few octets could ask for all memory;
    /// its enumeration does not. It also takes an open quote at the end for a cell: the added record shows it.
    static let parse: CSVParsing = { text, delimiter in
        let source = (text.hasSuffix("\n") ? text : text + "\n") + end
        var records: [[String]] = []
        do {
            let csv = try EnumeratedCSV(
                string: source, delimiter: .character(delimiter), loadColumns: false, rowLimit: 0)
            try csv.enumerateAsArray(rowLimit: nil) { cells in
                // Empty records keep their place and nothing else.
                records.append(cells.allSatisfy(\.isEmpty) ? [] : cells)
            }
        } catch {
            throw CSVDamage(record: records.count + 1)
        }
        guard records.popLast() == [end] else { throw CSVDamage(record: records.count + 1) }
        return records
    }
}
