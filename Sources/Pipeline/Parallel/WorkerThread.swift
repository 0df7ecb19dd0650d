import Glibc

/// One thread for one piece of work. A thread of our own instead of a pool's: the pool of libdispatch ends the
/// process when file descriptors run out, and starting a thread costs less than reading one mail.
final class WorkerThread {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private var handle: pthread_t?

    /// Starts `body`; if the system gives no thread, it is done before this returns.
    init(_ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        var started = pthread_t()
        let result = pthread_create(
            &started, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        if result == 0 { handle = started } else { work.takeRetainedValue().body() }
    }

    /// Waits until the work is done. May be repeated.
    func join() {
        if let handle { pthread_join(handle, nil) }
        handle = nil
    }

    deinit { join() }

    /// How many threads can run at once.
    static let processors = max(1, min(16, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
