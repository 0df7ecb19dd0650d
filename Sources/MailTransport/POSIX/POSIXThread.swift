internal import Glibc

/// A thread of its own for work that blocks.
struct POSIXThread {
    private let id: pthread_t

    /// Starts `body`; `nil` when the system has no room for another thread.
    init?(_ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        var id = pthread_t()
        let result = pthread_create(
            &id, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        guard result == 0 else {
            work.release()
            return nil
        }
        self.id = id
    }

    /// Waits for its end. To be called exactly once.
    func join() { pthread_join(id, nil) }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
