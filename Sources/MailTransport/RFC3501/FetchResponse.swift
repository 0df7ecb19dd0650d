internal import Domain

/// `* 12 FETCH (UID 5 RFC822.SIZE 4096 INTERNALDATE "…" BODY[] {4096}` (RFC 3501 section 7.4.2).
struct FetchResponse {
    /// What stands for the message's octets.
    enum Body: Equatable {
        /// The response does not speak of them.
        case absent
        /// NIL.
        case none
        /// A literal of that size.
        case literal(Int)
        /// A quoted string.
        case quoted([UInt8])
    }

    /// The message, if the server named it so far.
    private(set) var uid: UID?
    /// RFC822.SIZE.
    private(set) var size: Int?
    /// INTERNALDATE, if it is a date.
    private(set) var internalDate: Timestamp?
    /// Whether FLAGS hold `\Deleted`; `nil` without FLAGS.
    private(set) var isDeleted: Bool?
    /// The section that was asked for.
    private(set) var body: Body = .absent
    /// Whether the text ends with the literal that stands for ``body``.
    private(set) var endsWithBody = false

    /// Reads a response; `nil` if it is another one than FETCH. With `isPrefix` it may end after a literal.
    init?(_ text: [UInt8], isPrefix: Bool) throws(ResponseCursor.Malformed) {
        var cursor = ResponseCursor(text)
        guard cursor.take(UInt8(ascii: "*")), cursor.take(32), let first = cursor.next,
            (48...57).contains(first)
        else { return nil }
        _ = try cursor.number()
        try cursor.expect(32)
        guard ResponseCursor.matches(try cursor.word(), "FETCH") else { return nil }
        try cursor.expect(32)
        try cursor.expect(UInt8(ascii: "("))
        if cursor.take(UInt8(ascii: ")")) {
            guard cursor.isAtEnd else { throw ResponseCursor.Malformed() }
            return
        }
        repeat {
            try attribute(&cursor)
            if isPrefix, cursor.isAtEnd { return }
        } while cursor.take(32)
        try cursor.expect(UInt8(ascii: ")"))
        guard cursor.isAtEnd else { throw ResponseCursor.Malformed() }
    }

    private mutating func attribute(_ cursor: inout ResponseCursor) throws(ResponseCursor.Malformed) {
        let name = try cursor.word()
        try cursor.expect(32)
        if ResponseCursor.matches(name, "UID") {
            uid = UID(try cursor.nonZeroNumber())
        } else if ResponseCursor.matches(name, "RFC822.SIZE") {
            size = try cursor.number()
        } else if ResponseCursor.matches(name, "INTERNALDATE"), cursor.next == UInt8(ascii: "\"") {
            internalDate = InternalDate.timestamp(try cursor.quoted())
        } else if ResponseCursor.matches(name, "FLAGS"), cursor.next == UInt8(ascii: "(") {
            isDeleted = try Self.flags(&cursor)
        } else if ResponseCursor.matches(name, "BODY[]") || ResponseCursor.matches(name, "BODY[HEADER]") {
            try section(&cursor)
        } else {
            try cursor.skipValue()
        }
    }

    private mutating func section(_ cursor: inout ResponseCursor) throws(ResponseCursor.Malformed) {
        switch cursor.next {
        case UInt8(ascii: "{"):
            body = .literal(try cursor.literal())
            endsWithBody = cursor.isAtEnd
        case UInt8(ascii: "\""):
            body = .quoted(try cursor.quoted())
        default:
            guard ResponseCursor.matches(try cursor.word(), "NIL") else { throw ResponseCursor.Malformed() }
            body = .none
        }
    }

    private static func flags(_ cursor: inout ResponseCursor) throws(ResponseCursor.Malformed) -> Bool {
        try cursor.expect(UInt8(ascii: "("))
        var isDeleted = false
        while !cursor.take(UInt8(ascii: ")")) {
            if cursor.take(32) { continue }
            if ResponseCursor.matches(try cursor.word(), "\\DELETED") { isDeleted = true }
        }
        return isDeleted
    }
}
