internal import Domain
internal import Synchronization

/// The clock of a rehearsal: it shows what the story says.
final class RehearsalClock: WallClock {
    private let moment: Mutex<Timestamp>

    init(_ moment: Timestamp) { self.moment = Mutex(moment) }

    func now() -> Timestamp { moment.withLock { $0 } }

    /// Moves the clock to `moment`.
    func set(_ moment: Timestamp) { self.moment.withLock { $0 = moment } }
}
