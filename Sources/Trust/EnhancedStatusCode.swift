/// An enhanced mail system status code (RFC 3463): `class.subject.detail`.
public struct EnhancedStatusCode: Sendable, Hashable, CustomStringConvertible {
    /// 2 success, 4 persistent transient failure, 5 permanent failure.
    public let statusClass: Int
    /// What it is about: 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 security.
    public let subject: Int
    /// The detail, 0 if unknown.
    public let detail: Int

    /// The code that `text` begins with, white space skipped, or `nil`.
    public init?(_ text: some StringProtocol) {
        let octets = Array(text.utf8.drop { OctetScanner.isWhiteSpace($0) }.prefix(16))
        guard let code = Self.code(at: 0, in: octets) else { return nil }
        self = code
    }

    /// The first code that stands as a word of its own in `octets`.
    static func first(in octets: [UInt8]) -> EnhancedStatusCode? {
        for index in octets.indices where octets[index] == 0x34 || octets[index] == 0x35 {
            if index > 0, !isBoundary(octets[index - 1]) { continue }
            if let code = code(at: index, in: octets) { return code }
        }
        return nil
    }

    /// `5.1.1`.
    public var description: String { "\(statusClass).\(subject).\(detail)" }

    private init(statusClass: Int, subject: Int, detail: Int) {
        self.statusClass = statusClass
        self.subject = subject
        self.detail = detail
    }

    private static func code(at start: Int, in octets: [UInt8]) -> EnhancedStatusCode? {
        var scanner = OctetScanner(Array(octets[start..<min(start + 12, octets.count)]))
        var numbers: [Int] = []
        for part in 0..<3 {
            if part > 0, !scanner.take(UInt8(ascii: ".")) { return nil }
            let digits = scanner.run { (48...57).contains($0) }
            guard (1...3).contains(digits.count), let number = Int(OctetScanner.text(digits)) else {
                return nil
            }
            numbers.append(number)
        }
        if let after = scanner.next, !isBoundary(after), after != UInt8(ascii: ".") { return nil }
        if scanner.take(UInt8(ascii: ".")), let digit = scanner.next, (48...57).contains(digit) { return nil }
        guard [2, 4, 5].contains(numbers[0]), numbers[1] < 20 else { return nil }
        return EnhancedStatusCode(statusClass: numbers[0], subject: numbers[1], detail: numbers[2])
    }

    private static func isBoundary(_ octet: UInt8) -> Bool {
        switch octet {
        case 48...57, 65...90, 97...122, UInt8(ascii: "."), 0x80...: false
        default: true
        }
    }
}
