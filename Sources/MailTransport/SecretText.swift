internal import Glibc

/// A password or token in memory that is overwritten when the last reference goes. It never turns into text again,
/// and it does not print itself.
public final class SecretText: @unchecked Sendable, CustomStringConvertible, CustomReflectable {
    /// How many octets there are.
    public let count: Int
    private let start: UnsafeMutablePointer<CChar>

    /// A copy of `octets`. Whoever made the original has to wipe it.
    public init(_ octets: some Collection<UInt8>) {
        count = octets.count
        start = .allocate(capacity: octets.count + 1)
        start.initialize(repeating: 0, count: octets.count + 1)
        for (index, octet) in octets.enumerated() { start[index] = CChar(bitPattern: octet) }
    }

    /// A copy of `text`, whose own memory stays as it is.
    public convenience init(_ text: String) { self.init(Array(text.utf8)) }

    deinit {
        explicit_bzero(start, count + 1)
        start.deallocate()
    }

    /// Lends the octets as a C string; the zero behind them is there. They must not be kept.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        body(UnsafePointer(start))
    }

    /// Whether it is UTF-8.
    var isText: Bool { scalars { _ in true } }

    /// Whether it can stand on a protocol line: something, UTF-8, no control characters of ASCII or Latin-1.
    var isSafe: Bool { count > 0 && scalars { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) } }

    /// Whether all scalars pass. Decoded one by one: a string would be a further copy that nobody wipes.
    private func scalars(_ passes: (Unicode.Scalar) -> Bool) -> Bool {
        var decoder = UTF8()
        var octets = UnsafeRawBufferPointer(start: start, count: count).makeIterator()
        while true {
            switch decoder.decode(&octets) {
            case .scalarValue(let scalar): if !passes(scalar) { return false }
            case .emptyInput: return true
            case .error: return false
            }
        }
    }

    /// Not the secret.
    public var description: String { "(secret)" }
    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SecretText: Equatable, ExpressibleByStringLiteral {
    /// For tests and for nothing else: a secret in the source is none.
    public convenience init(stringLiteral text: String) { self.init(text) }

    /// Compares the octets.
    public static func == (left: SecretText, right: SecretText) -> Bool {
        left.count == right.count && memcmp(left.start, right.start, left.count) == 0
    }
}

extension [UInt8] {
    /// Overwrites the octets and lets them go.
    mutating func wipe() {
        withUnsafeMutableBytes { buffer in
            if let start = buffer.baseAddress { explicit_bzero(start, buffer.count) }
        }
        removeAll()
    }
}
