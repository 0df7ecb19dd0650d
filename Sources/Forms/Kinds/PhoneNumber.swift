/// A telephone number in E.164 form; numbers without a country belong to Indonesia (+62).
public struct PhoneNumber: Sendable, Hashable {
    /// `+628123456789`.
    public let international: String

    /// Reads `0812-3456-789`, `+62 812 3456 789`, `62812…`, `812…` (a spreadsheet dropped the zero), `(021)
    /// 345678`.
    public init(_ text: String) throws(Malformation) {
        let pieces = text.split { "/;|".contains($0) || $0 == "," }.map(String.init)
        if pieces.count > 1 {
            var numbers: Set<String> = []
            for piece in pieces where piece.utf8.count(where: Octet.isDigit) >= 6 {
                numbers.insert(try PhoneNumber(piece).international)
            }
            if numbers.count > 1 { throw .several(numbers.sorted()) }
        }
        var words = text
        for prefix in ["hp", "wa", "telp", "whatsapp", "tel"] where words.lowercased().hasPrefix(prefix) {
            words = String(words.dropFirst(prefix.count).drop { ".: ".contains($0) })
        }
        let run = try DigitRun(pieces.count > 1 ? pieces[0] : words)
        var digits = run.digits[...]
        if run.hasPlus || digits.starts(with: "00".utf8) {
            if !run.hasPlus { digits = digits.dropFirst(2) }
            guard digits.starts(with: "62".utf8) else {
                guard (8...15).contains(digits.count), digits.first != 48 else { throw .phoneLength }
                international = "+" + String(decoding: digits, as: UTF8.self)
                return
            }
            digits = digits.dropFirst(2)
        } else if digits.starts(with: "62".utf8), digits.count >= 10 {
            digits = digits.dropFirst(2)
        } else if digits.first != 48, digits.first != UInt8(ascii: "8") {
            throw .phoneLength
        }
        if digits.first == 48 { digits = digits.dropFirst() }
        let isMobile = digits.first == UInt8(ascii: "8")
        guard digits.first != 48, (isMobile ? 9...12 : 8...11).contains(digits.count) else {
            throw .phoneLength
        }
        international = "+62" + String(decoding: digits, as: UTF8.self)
    }

    /// Whether it is a mobile number of Indonesia; only those receive WhatsApp and SMS.
    public var isIndonesianMobile: Bool { international.hasPrefix("+628") }
}
