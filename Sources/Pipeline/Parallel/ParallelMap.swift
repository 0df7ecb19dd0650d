import Synchronization

extension RandomAccessCollection where Self: Sendable, Index == Int, Element: Sendable {
    /// `transform` of every element, in order, on all cores. Throws the first error by position.
    func parallelMap<Output: Sendable>(
        _ transform: @escaping @Sendable (Element) throws -> Output
    ) throws -> [Output] {
        guard count > 1, WorkerThread.processors > 1 else { return try map(transform) }
        let sheet = Sheet<Output>(count: count)
        let start = startIndex
        let work: @Sendable () -> Void = {
            while let offset = sheet.take() {
                sheet.write(Result { try transform(self[start + offset]) }, at: offset)
            }
        }
        let helpers = (1..<Swift.min(WorkerThread.processors, count)).map { _ in WorkerThread(work) }
        work()
        for helper in helpers { helper.join() }
        return try sheet.results()
    }
}

/// One slot per element: each is written by the thread that took it, and read when all threads are done.
private final class Sheet<Output: Sendable>: @unchecked Sendable {
    private let slots: UnsafeMutableBufferPointer<Result<Output, any Error>?>
    private let next = Atomic<Int>(0)

    init(count: Int) {
        slots = .allocate(capacity: count)
        slots.initialize(repeating: nil)
    }

    deinit {
        slots.deinitialize()
        slots.deallocate()
    }

    /// The next element nobody has taken.
    func take() -> Int? {
        let offset = next.add(1, ordering: .relaxed).oldValue
        return offset < slots.count ? offset : nil
    }

    func write(_ result: Result<Output, any Error>, at offset: Int) { slots[offset] = result }

    func results() throws -> [Output] { try slots.compactMap { try $0?.get() } }
}
