public import Domain

/// Splits a text into records and cells (RFC 4180, with any one delimiter). The grammar is a library's, and only the
/// outermost room may import it, so the caller supplies this.
///
/// Contract: one array per record in order; an empty record may be an empty array; `\n` ends a record outside quotes
/// and is kept inside them; records may differ in length. Throws ``CSVDamage`` where quotes do not match.
public typealias CSVParsing = @Sendable (_ text: String, _ delimiter: Character) throws -> [[String]]

/// Quotes that do not match: from here on it cannot be told which cell is which.
public struct CSVDamage: ClassifiedError, Hashable {
    /// The record, from 1, or `nil` if it is not known.
    public let record: Int?

    /// Damage in `record`.
    public init(record: Int?) { self.record = record }

    /// The same octets will not read better later.
    public var failureClass: FailureClass { .permanent }
    /// For logs; holds nothing of the file.
    public var description: String {
        record.map { "the quotes in record \($0) do not match" } ?? "the quotes do not match"
    }
}
