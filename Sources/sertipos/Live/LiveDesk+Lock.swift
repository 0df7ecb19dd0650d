internal import Domain
internal import Glibc
internal import Spool

extension LiveDesk {
    /// Does `body` while no run works on the desk, and keeps runs away meanwhile. Throws ``DeskBusy`` if one is
    /// under way and does not end within `patience` seconds.
    func exclusively<Result>(waiting patience: Int = 0, _ body: () throws -> Result) throws -> Result {
        // The lock lies in the spool, which makes itself.
        _ = try spool()
        let lock = try RunLock(path: folder.runLock)
        var rest = patience
        while try !lock.tryAcquire() {
            guard rest > 0 else { throw DeskBusy(holder: lock.holder()) }
            rest -= 1
            sleep(1)
        }
        defer { lock.release() }
        return try body()
    }

    /// The same, trying again up to `attempts` times with a `pause` between.
    func exclusively<Result>(
        attempts: Int, pause: () -> Void, _ body: () throws -> Result
    ) throws -> Result {
        for _ in 1..<max(1, attempts) {
            do { return try exclusively(body) } catch is DeskBusy { pause() }
        }
        return try exclusively(body)
    }

    /// The same, unless nothing will be written: then nobody is kept away.
    func exclusively<Result>(unless isTrial: Bool, _ body: () throws -> Result) throws -> Result {
        isTrial ? try body() : try exclusively(body)
    }
}

/// A run is under way, and two must not change the desk at once.
struct DeskBusy: ClassifiedError {
    /// Who works on the desk, if it is known.
    let holder: String?

    var failureClass: FailureClass { .transient }
    var description: String {
        "\(holder ?? "a run") works on this desk; nothing was changed, try again in a moment"
    }
}
