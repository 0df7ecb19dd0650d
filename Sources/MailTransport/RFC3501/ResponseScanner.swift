internal import Glibc

/// Cuts an IMAP octet stream into responses and literals (RFC 3501 section 9), however it was split into
/// packets. Content of literals is never looked at, so nothing in a message can be taken for protocol.
struct ResponseScanner {
    /// What the next octets are.
    enum Step: Equatable {
        /// All input is used up; more must be received.
        case needsMore
        /// A literal of that many octets follows; ``text`` holds the response up to it.
        case literalBegins(Int)
        /// These octets of the input belong to the literal.
        case literalOctets(Range<Int>)
        /// The literal came whole.
        case literalEnds
        /// A response is complete in ``text``; a literal stands in it as `{n}`.
        case response
    }

    /// How a server breaks the grammar.
    enum Fault: Error, Equatable {
        /// A response longer than the cap, without its literals.
        case lineTooLong
        /// A line feed without carriage return, or the other way round, or a NUL.
        case strayControl
        /// A literal's size is no number, or the literal stands inside a quoted string.
        case malformedLiteral
        /// A literal larger than the cap.
        case literalTooLarge(Int)
    }

    private enum State {
        case line
        case literal(remaining: Int)
        case complete
    }

    /// The present response without its literals.
    private(set) var text: [UInt8] = []
    private var state: State = .line
    private let lineCap: Int
    private let literalCap: Int

    /// A scanner at the beginning of a response.
    init(lineCap: Int = 65_536, literalCap: Int) {
        self.lineCap = lineCap
        self.literalCap = literalCap
        text.reserveCapacity(1024)
    }

    /// Takes octets of `input` from `position` on and moves `position` behind them.
    mutating func step(_ input: UnsafeRawBufferPointer, at position: inout Int) throws(Fault) -> Step {
        switch state {
        case .complete:
            text.removeAll(keepingCapacity: true)
            state = .line
            return try line(input, at: &position)
        case .line:
            return try line(input, at: &position)
        case .literal(let remaining):
            if remaining == 0 {
                state = .line
                return .literalEnds
            }
            let count = min(remaining, input.count - position)
            if count <= 0 { return .needsMore }
            defer { position += count }
            state = .literal(remaining: remaining - count)
            return .literalOctets(position..<position + count)
        }
    }

    private mutating func line(_ input: UnsafeRawBufferPointer, at position: inout Int) throws(Fault) -> Step
    {
        guard position < input.count, let base = input.baseAddress else { return .needsMore }
        let start = base + position
        let available = input.count - position
        let found = memchr(start, 10, available)
        let length = found.map { UnsafeRawPointer($0) - start + 1 } ?? available
        guard text.count + length <= lineCap else { throw .lineTooLong }
        text.append(contentsOf: UnsafeRawBufferPointer(start: start, count: length))
        position += length
        guard found != nil else { return .needsMore }
        text.removeLast()
        guard text.popLast() == 13, !text.contains(13), !text.contains(0) else { throw .strayControl }
        if let size = try literalSize() {
            guard size <= literalCap else { throw .literalTooLarge(size) }
            state = .literal(remaining: size)
            return .literalBegins(size)
        }
        state = .complete
        return .response
    }

    /// The size of the literal that `text` ends with, `nil` if the response ends here.
    ///
    /// Only data responses hold literals: the human text of OK, NO, BAD and BYE may end in anything.
    private func literalSize() throws(Fault) -> Int? {
        guard text.last == UInt8(ascii: "}"), isDataResponse else { return nil }
        var index = text.count - 2
        while index >= 0, text[index] != UInt8(ascii: "{") {
            if text[index] == 32 || text[index] == UInt8(ascii: "\"") { return nil }
            index -= 1
        }
        guard index >= 0 else { return nil }
        var digits = text[(index + 1)..<(text.count - 1)]
        if digits.last == UInt8(ascii: "+") { digits.removeLast() }
        guard !digits.isEmpty, digits.count <= 19, !isInsideQuotes(index) else { throw .malformedLiteral }
        var size = 0
        for digit in digits {
            guard (48...57).contains(digit) else { throw .malformedLiteral }
            let (product, overflow) = size.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(digit) - 48)
            guard !overflow, !carry else { throw .malformedLiteral }
            size = sum
        }
        return size
    }

    private var isDataResponse: Bool {
        guard text.count > 2, text[0] == UInt8(ascii: "*"), text[1] == 32 else { return false }
        let word = text[2...].prefix { $0 != 32 }.map { $0 & 0xDF }
        return !Self.statusWords.contains(word)
    }

    private func isInsideQuotes(_ end: Int) -> Bool {
        var isQuoted = false
        var index = 0
        while index < end {
            if isQuoted, text[index] == UInt8(ascii: "\\") {
                index += 1
            } else if text[index] == UInt8(ascii: "\"") {
                isQuoted.toggle()
            }
            index += 1
        }
        return isQuoted
    }

    private static let statusWords: [[UInt8]] = ["OK", "NO", "BAD", "BYE", "PREAUTH"].map { Array($0.utf8) }
}
