/// A JSON value (RFC 8259) that can stand inside a `<script>` element: nothing in it ends the element, opens a
/// comment or breaks a line.
enum ScriptValue {
    case text(String)
    case number(Int64)
    case object([(String, ScriptValue)])

    /// The JSON text, ASCII where it matters.
    var json: String {
        var output: [UInt8] = []
        append(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private func append(to output: inout [UInt8]) {
        switch self {
        case .text(let text): Self.append(text, to: &output)
        case .number(let number): output += String(number).utf8
        case .object(let members):
            for (index, member) in members.enumerated() {
                output.append(index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
                Self.append(member.0, to: &output)
                output.append(UInt8(ascii: ":"))
                member.1.append(to: &output)
            }
            output += members.isEmpty ? "{}".utf8 : "}".utf8
        }
    }

    private static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\", "<", ">", "&", "'", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}",
                "\u{7F}"..."\u{9F}",
                // A value is no template either.
                "{", "}":
                let digits = String(scalar.value, radix: 16)
                output += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            default: output += String(scalar).utf8
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
