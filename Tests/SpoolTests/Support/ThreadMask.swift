import Glibc

/// Runs `body` on a thread of its own that alone has this umask (unshare(2), CLONE_FS): the other tests of the
/// process keep theirs.
func withUmask(_ mask: mode_t, _ body: @escaping () throws -> Void) throws {
    let work = Work(mask: mask, body: body)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(work).toOpaque()
    let result = pthread_create(
        &thread, nil,
        { context in
            guard let context else { return nil }
            Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
            return nil
        }, context)
    precondition(result == 0, "no thread")
    pthread_join(thread, nil)
    if let fault = work.fault { throw fault }
}

private final class Work {
    private let mask: mode_t
    private let body: () throws -> Void
    private(set) var fault: (any Error)?

    init(mask: mode_t, body: @escaping () throws -> Void) {
        self.mask = mask
        self.body = body
    }

    func run() {
        let cloneFS: CInt = 0x200
        let symbol = dlsym(nil, "unshare")
        let unshare = unsafeBitCast(symbol, to: (@convention(c) (CInt) -> CInt).self)
        precondition(unshare(cloneFS) == 0, "no umask of its own")
        umask(mask)
        do { try body() } catch { fault = error }
    }
}
