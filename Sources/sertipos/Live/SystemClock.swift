internal import Domain
internal import Glibc

/// The machine's clock.
struct SystemClock: WallClock {
    func now() -> Timestamp { Timestamp(seconds: Int64(time(nil))) }
}
