/// A moment on the desk's own clock: whole seconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// Seconds since the epoch; leap seconds do not count.
    public let seconds: Int64

    /// The moment `seconds` after the epoch.
    public init(seconds: Int64) { self.seconds = seconds }

    /// Reads the plain number it was written as.
    public init(from decoder: any Decoder) throws {
        seconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes a plain number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }

    /// A moment that many seconds later.
    public static func + (moment: Timestamp, seconds: Int64) -> Timestamp {
        Timestamp(seconds: moment.seconds + seconds)
    }

    /// Seconds from `right` to `left`.
    public static func - (left: Timestamp, right: Timestamp) -> Int64 { left.seconds - right.seconds }

    /// Orders by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

    /// ISO 8601 in UTC, such as `2026-11-22T10:00:00Z`.
    public var description: String {
        let local = LocalTime(self, in: .utc)
        return "\(local.date)T\(local.clock(separator: ":", seconds: true))Z"
    }
}
