extension FormPen {
    /// A decision's body with the reason in place of the words in brackets that ask for it.
    public static func giveReason(_ body: String, _ reason: String) -> String {
        guard let open = body.firstIndex(of: "("), let close = body[open...].firstIndex(of: ")") else {
            return reason + "\n" + body
        }
        var text = body
        text.replaceSubrange(open...close, with: reason)
        return text
    }

    /// A decision's body with further lines below its first one.
    public static func add(_ lines: [String], to body: String) -> String {
        let end = body.firstIndex(of: "\n") ?? body.endIndex
        return body[..<end] + lines.map { "\n\($0)" }.joined() + body[end...]
    }
}
