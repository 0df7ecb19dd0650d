/// Percent-encoding (RFC 3986 section 2.1).
enum PercentEncoding {
    /// `text` with everything but unreserved characters encoded.
    static func encoded(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for octet in text.utf8 {
            if isBase64URL(octet) || octet == UInt8(ascii: ".") || octet == UInt8(ascii: "~") {
                output.append(octet)
            } else {
                output += [UInt8(ascii: "%"), hex[Int(octet >> 4)], hex[Int(octet & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether `octet` is a character of base64url: a letter, a digit, `-` or `_`.
    static func isBase64URL(_ octet: UInt8) -> Bool {
        switch octet {
        case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
