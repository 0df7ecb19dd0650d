/// Something wrong with an annex as a whole; what is wrong with one row is a ``FormFault`` of that row.
public enum AnnexFault: Sendable, Hashable, Codable {
    /// The file has `size` octets, more than `maximum`.
    case tooLarge(size: Int, maximum: Int)
    /// Quotes do not match from `row` on, or the file arrived damaged (`nil`).
    case unreadable(row: Int?)
    /// No row names the columns.
    case headerMissing
    /// There is a header and nobody under it.
    case empty
    /// More people than one annex may hold.
    case tooManyRows(found: Int, maximum: Int)
    /// A required field that neither a column nor the letter holds.
    case columnMissing(FieldKey)
    /// A filled column that no field is called; `nearest` has nearly its name. Only ever a warning.
    case columnUnknown(String, nearest: FieldKey?)
    /// Rows with text that are nobody's: signatures, notes. Only ever a warning.
    case rowsIgnored([Int])
}
