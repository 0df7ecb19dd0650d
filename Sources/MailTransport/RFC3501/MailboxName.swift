/// Mailbox names on the wire: modified UTF-7 in a quoted string (RFC 3501 section 5.1.3).
enum MailboxName {
    /// `name` as a quoted string, or `nil` if it holds control characters or is longer than 1,000 octets.
    static func quoted(_ name: String) -> String? {
        let encoded = modifiedUTF7(name)
        guard !name.isEmpty, encoded.utf8.count <= 1000,
            encoded.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        let escaped = encoded.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    /// Printable ASCII as it is, `&` as `&-`, all else as UTF-16 in modified Base64 between `&` and `-`.
    static func modifiedUTF7(_ name: String) -> String {
        var wire = ""
        var shifted: [UInt16] = []
        func flush() {
            guard !shifted.isEmpty else { return }
            wire += "&" + base64(shifted) + "-"
            shifted.removeAll()
        }
        for scalar in name.unicodeScalars {
            if (0x20...0x7E).contains(scalar.value) || scalar.value < 0x20 || scalar.value == 0x7F {
                flush()
                wire += scalar == "&" ? "&-" : String(scalar)
            } else {
                shifted += Array(String(scalar).utf16)
            }
        }
        flush()
        return wire
    }

    private static func base64(_ units: [UInt16]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)
        var digits: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for unit in units {
            bits = bits << 16 | UInt32(unit)
            count += 16
            while count >= 6 {
                count -= 6
                digits.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
            bits &= (1 << UInt32(count)) - 1
        }
        if count > 0 { digits.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        return String(decoding: digits, as: UTF8.self)
    }
}
