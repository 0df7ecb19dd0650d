import Domain
import Foundation
import GRDB

/// One row of an answer, read by position. A value without meaning is an error, never a trap: the file may
/// have been damaged.
struct StoredRow {
    private let row: Row
    private let table: String

    init(_ row: Row, table: String) {
        self.row = row
        self.table = table
    }

    func integer(_ index: Int) throws -> Int64 { try present(optionalInteger(index), index) }

    func optionalInteger(_ index: Int) -> Int64? { row[index] as Int64? }

    func count(_ index: Int) throws -> Int {
        try present(Int(exactly: try integer(index)), index)
    }

    func flag(_ index: Int) throws -> Bool { try integer(index) != 0 }

    func text(_ index: Int) throws -> String { try present(row[index] as String?, index) }

    func optionalText(_ index: Int) -> String? { row[index] as String? }

    func moment(_ index: Int) throws -> Timestamp { Timestamp(seconds: try integer(index)) }

    func optionalMoment(_ index: Int) -> Timestamp? { optionalInteger(index).map { Timestamp(seconds: $0) } }

    /// Octets of a BLOB or, unchanged, of a TEXT; `nil` for NULL.
    func optionalBytes(_ index: Int) throws -> [UInt8]? {
        try row.withUnsafeData(atIndex: index) { $0.map { [UInt8]($0) } }
    }

    func bytes(_ index: Int) throws -> [UInt8] { try present(try optionalBytes(index), index) }

    func digest(_ index: Int) throws -> Digest { try present(Digest(bytes: try bytes(index)), index) }

    func optionalDigest(_ index: Int) throws -> Digest? {
        guard let bytes = try optionalBytes(index) else { return nil }
        return try present(Digest(bytes: bytes), index)
    }

    func address(_ index: Int) throws -> EmailAddress { try present(EmailAddress(try text(index)), index) }

    func request(_ index: Int) throws -> RequestNumber {
        try present(RequestKey.decode(try integer(index)), index)
    }

    func optionalRequest(_ index: Int) throws -> RequestNumber? {
        guard let key = optionalInteger(index) else { return nil }
        return try present(RequestKey.decode(key), index)
    }

    func choice<Choice: RawRepresentable<String>>(_ index: Int, of type: Choice.Type) throws -> Choice {
        try present(Choice(rawValue: try text(index)), index)
    }

    func optionalChoice<Choice: RawRepresentable<String>>(_ index: Int, of type: Choice.Type) throws
        -> Choice?
    {
        guard let name = optionalText(index) else { return nil }
        return try present(Choice(rawValue: name), index)
    }

    func serial(_ index: Int) throws -> CertificateSerial {
        try present(CertificateSerial(octets: try bytes(index)), index)
    }

    func optionalSerial(_ index: Int) throws -> CertificateSerial? {
        guard let octets = try optionalBytes(index) else { return nil }
        return try present(CertificateSerial(octets: octets), index)
    }

    func uid(_ index: Int) throws -> UID { UID(try present(UInt32(exactly: try integer(index)), index)) }

    func uidValidity(_ index: Int) throws -> UIDValidity {
        UIDValidity(try present(UInt32(exactly: try integer(index)), index))
    }

    /// `value`, or the error that says where it is missing.
    func present<Value>(_ value: Value?, _ index: Int) throws -> Value {
        guard let value else { throw LedgerError(.damagedRecord, "table \(table), column \(index)") }
        return value
    }
}
