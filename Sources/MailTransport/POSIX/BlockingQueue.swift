internal import Glibc

/// A first-in, first-out queue between threads; who finds it empty waits.
///
/// Unchecked, since the compiler does not know POSIX mutexes: `elements` and `isClosed` are only touched in
/// ``whileLocked(_:)``, and the two pointers never change.
final class BlockingQueue<Element: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let news = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var elements: [Element] = []
    private var isClosed = false

    /// An empty queue.
    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(news, nil)
    }

    deinit {
        pthread_cond_destroy(news)
        pthread_mutex_destroy(mutex)
        news.deallocate()
        mutex.deallocate()
    }

    /// Appends.
    func put(_ element: Element) {
        whileLocked {
            elements.append(element)
            pthread_cond_signal(news)
        }
    }

    /// Lets everybody who waits go when the last element is taken.
    func close() {
        whileLocked {
            isClosed = true
            pthread_cond_broadcast(news)
        }
    }

    /// The first element, as soon as there is one; `nil` once the queue is closed and empty.
    func take() -> Element? {
        whileLocked {
            waitForNews()
            return elements.isEmpty ? nil : elements.removeFirst()
        }
    }

    /// All elements, as soon as there is one; none once the queue is closed and empty.
    func takeAll() -> [Element] {
        whileLocked {
            waitForNews()
            defer { elements.removeAll() }
            return elements
        }
    }

    private func waitForNews() {
        while elements.isEmpty, !isClosed { pthread_cond_wait(news, mutex) }
    }

    private func whileLocked<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}
