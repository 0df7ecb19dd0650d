import Glibc

/// `syncfs(2)`: one call that makes everything on a file system durable.
///
/// Swift's Glibc module does not show it (it is declared for `_GNU_SOURCE` only), so it is looked up by name.
enum FileSystemFlush {
    /// Whether the call exists and reports write-back errors, as it does since Linux 5.8.
    static let isReliable = function != nil && kernelIsAtLeast(5, 8)

    /// Flushes the file system that the open file lies on; -1 and `errno` on failure.
    static func flush(_ descriptor: CInt) -> CInt {
        guard let function else {
            errno = ENOSYS
            return -1
        }
        return function(descriptor)
    }

    private static let function: (@convention(c) (CInt) -> CInt)? = {
        guard let symbol = dlsym(nil, "syncfs") else { return nil }
        return unsafeBitCast(symbol, to: (@convention(c) (CInt) -> CInt).self)
    }()

    private static func kernelIsAtLeast(_ major: Int, _ minor: Int) -> Bool {
        var name = utsname()
        guard uname(&name) == 0 else { return false }
        let release = withUnsafeBytes(of: name.release) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && (numbers[0], numbers[1]) >= (major, minor)
    }
}
