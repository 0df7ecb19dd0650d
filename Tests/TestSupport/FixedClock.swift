public import Domain

/// A clock that shows what the test says.
public final class FixedClock: WallClock, @unchecked Sendable {
    private var moment: Timestamp

    /// A clock that stands at `moment`; by default 2026-11-23T02:00:00Z, a Monday, 09.00 WIB.
    public init(_ moment: Timestamp = Timestamp(seconds: 1_795_399_200)) { self.moment = moment }

    /// The set moment.
    public func now() -> Timestamp { moment }

    /// Moves the clock on.
    public func advance(by seconds: Int64) { moment = moment + seconds }
}
