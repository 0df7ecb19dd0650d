/// `OK`, `NO` and `BAD` with their response code (RFC 3501 section 7.1). The human text is dropped: servers
/// repeat names and addresses in it.
struct StatusResponse: Equatable {
    /// The kinds of status.
    enum Condition: String {
        /// Done.
        case ok = "OK"
        /// Not done.
        case no = "NO"
        /// Not understood.
        case bad = "BAD"
        /// The server is about to close.
        case bye = "BYE"
    }

    /// The status.
    let condition: Condition
    /// The response code's name in upper case, such as `UIDVALIDITY`; empty without one.
    let code: String
    /// The number that follows the code.
    let number: UInt32?

    /// Reads the status that begins at `start`; `nil` if there is none.
    init?(_ text: [UInt8], from start: Int) {
        guard start < text.count else { return nil }
        let word = String(decoding: text[start...].prefix { $0 != 32 }, as: UTF8.self).uppercased()
        guard let condition = Condition(rawValue: word) else { return nil }
        self.condition = condition
        var cursor = ResponseCursor(text, at: start + word.utf8.count)
        guard cursor.take(32), cursor.take(UInt8(ascii: "[")) else {
            code = ""
            number = nil
            return
        }
        let rest = text[cursor.position...]
        let name = rest.prefix { $0 != 32 && $0 != UInt8(ascii: "]") }.prefix(40)
        code = String(decoding: name.filter { (0x21...0x7E).contains($0) }, as: UTF8.self).uppercased()
        cursor = ResponseCursor(text, at: cursor.position + name.count)
        number = cursor.take(32) ? try? cursor.nonZeroNumber() : nil
    }

    /// Whether a refusal may pass by itself (RFC 5530).
    var isTransient: Bool {
        ["UNAVAILABLE", "INUSE", "SERVERBUG", "LIMIT", "OVERQUOTA", "CONTACTADMIN", "EXPUNGEISSUED"].contains(
            code)
    }

    /// `NO [LIMIT]`.
    var description: String { code.isEmpty ? condition.rawValue : "\(condition.rawValue) [\(code)]" }
}
