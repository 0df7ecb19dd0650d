import Foundation

/// Holds everybody until a number of different visitors has come; open from then on.
final class Gate: @unchecked Sendable {
    private let condition = NSCondition()
    private let expected: Int
    private var visitors: Set<Int> = []

    init(expecting count: Int) { expected = count }

    /// Waits for the others. False after a minute without them, so that a failing test ends.
    func pass(_ visitor: Int) -> Bool {
        condition.withLock {
            visitors.insert(visitor)
            condition.broadcast()
            let end = Date() + 60
            while visitors.count < expected {
                guard condition.wait(until: end) else { return false }
            }
            return true
        }
    }
}
