/// What a verifier or registration authority decided. Doubt is an answer of its own: it is asked back,
/// never guessed.
public enum DecisionReading: Sendable, Hashable {
    /// Decisions that need a reason.
    public enum Refusal: String, Sendable, Hashable, Codable {
        /// Kembalikan.
        case `return`
        /// Tolak.
        case reject
    }

    /// Setuju.
    case approve
    /// Kembalikan: what has to be corrected.
    case `return`(reason: String)
    /// Tolak: why.
    case reject(reason: String)
    /// Return or reject without the reason that is mandatory.
    case missingReason(Refusal)
    /// Neither; the line that was read, empty if there was none.
    case unclear(line: String)
}

/// Reads decisions out of plain replies.
public enum Decision {
    /// The decision in the fresh text of `reply`: its first line that is no greeting must be the word.
    ///
    /// `Setuju`, `Ya, disetujui`, `Kembalikan: …`, `Ditolak karena …` count in any case. A question, a
    /// negation, two words of decision, or a remark under an approval that sounds like a condition do not.
    public static func read(from reply: ReplyText) -> DecisionReading {
        var lines = DecisionLines.lines(of: reply)[...]
        while let line = lines.first, SignatureLine.isGreeting(Array(line.utf8)[...]), sides(line).isEmpty {
            lines.removeFirst()
        }
        guard let line = lines.first else { return .unclear(line: "") }
        let rest = Array(lines.dropFirst())
        guard let (side, tail) = head(of: line) else { return .unclear(line: line) }
        switch side {
        case .approve:
            guard tail.isEmpty, isUnconditional(rest) else { return .unclear(line: line) }
            return .approve
        case .return:
            guard let reason = reason(tail, rest) else { return .missingReason(.return) }
            return .return(reason: reason)
        case .reject:
            guard let reason = reason(tail, rest) else { return .missingReason(.reject) }
            return .reject(reason: reason)
        }
    }

    private enum Side {
        case approve
        case `return`
        case reject
    }

    /// The decision the line opens with and what stands behind it as reason; `nil` in doubt.
    private static func head(of line: String) -> (side: Side, reason: String)? {
        let octets = Array(line.utf8)
        let end = reasonMark(octets)
        let headWords = FoldedWords.words(
            String(decoding: octets[..<(end?.lowerBound ?? octets.count)], as: UTF8.self))
        let reason = end.map { String(decoding: octets[$0.upperBound...], as: UTF8.self) } ?? ""
        guard !octets.prefix(end?.lowerBound ?? octets.count).contains(0x3F) else { return nil }
        let decisive = headWords.filter { sideWords[$0] != nil }
        let sides = Set(decisive.compactMap { sideWords[$0] })
        guard sides.count == 1, let side = sides.first else { return nil }
        guard headWords.allSatisfy({ sideWords[$0] != nil || fillers.contains($0) }) else { return nil }
        switch side {
        case .approve:
            // Whatever stands behind an approval may be a condition.
            let remark = FoldedWords.words(reason)
            guard remark.allSatisfy(fillers.contains), !reason.contains("?") else { return nil }
            return (.approve, "")
        case .return, .reject:
            // `Kembalikan/Tolak: …` was caught above; `Tolak: atau setuju?` is no decision.
            guard !reason.hasSuffix("?") || Self.sides(reason).isEmpty else { return nil }
            return (side, reason)
        }
    }

    /// Where the head ends and the reason begins: `:`, `,`, ` - `, `karena`, `because`.
    private static func reasonMark(_ octets: [UInt8]) -> Range<Int>? {
        var position = 0
        while position < octets.count {
            let octet = octets[position]
            if octet == Octet.colon || octet == 0x3B { return position..<position + 1 }
            if octet == Octet.comma || octet == Octet.dot {
                // `Ya, setuju`: the word has to stand in front of the mark.
                let head = String(decoding: octets[..<position], as: UTF8.self)
                if !sides(head).isEmpty { return position..<position + 1 }
            }
            if octet == Octet.hyphen, position > 0, Octet.isBlank(octets[position - 1]) {
                return position..<position + 1
            }
            if position == 0 || Octet.isBlank(octets[position - 1]) {
                for word in causes where octets[position...].count > word.count {
                    let matches = octets[position..<position + word.count].elementsEqual(
                        word, by: { Octet.lowered($0) == $1 })
                    if matches, Octet.isBlank(octets[position + word.count]) {
                        return position..<position + word.count
                    }
                }
            }
            position += 1
            if position > 400 { return nil }
        }
        return nil
    }

    private static func sides(_ text: String) -> Set<Side> {
        Set(FoldedWords.words(text).compactMap { sideWords[$0] })
    }

    /// The reason: the rest of the line and the lines below, up to a closing formula.
    private static func reason(_ tail: String, _ rest: [String]) -> String? {
        var pieces = [DecisionLines.withoutLabel(tail)]
        for line in rest {
            if SignatureLine.isClosing(Array(line.utf8)[...]) { break }
            pieces.append(DecisionLines.withoutLabel(line))
        }
        let reason = pieces.filter { !$0.isEmpty && !DecisionLines.isPlaceholder($0) }.joined(separator: "\n")
        let letters = reason.unicodeScalars.count { $0.properties.isAlphabetic }
        return letters >= 3 ? String(reason.prefix(2000)) : nil
    }

    /// Whether nothing below an approval takes it back or sets a condition.
    private static func isUnconditional(_ rest: [String]) -> Bool {
        for line in rest {
            if line.contains("?") { return false }
            let words = FoldedWords.words(line)
            if words.contains(where: { conditions.contains($0) }) { return false }
            if words.contains(where: { sideWords[$0] != nil && sideWords[$0] != .approve }) { return false }
        }
        return true
    }

    private static let sideWords: [String: Side] = [
        "setuju": .approve, "disetujui": .approve, "setujui": .approve, "menyetujui": .approve,
        "approve": .approve,
        "approved": .approve, "acc": .approve,
        "kembalikan": .return, "dikembalikan": .return, "return": .return, "returned": .return,
        "perbaiki": .return, "diperbaiki": .return,
        "tolak": .reject, "ditolak": .reject, "menolak": .reject, "reject": .reject, "rejected": .reject,
    ]
    private static let fillers: Set<String> = [
        "ya", "yes", "ok", "oke", "okay", "baik", "saya", "kami", "pak", "bu", "bapak", "ibu", "terima",
        "kasih",
        "terimakasih", "thanks", "thank", "you", "i", "we", "this", "request", "the", "permohonan", "ini",
        "telah",
        "sudah", "dengan", "untuk", "is", "yth", "admin", "petugas", "alasan", "reason", "berkas", "dokumen",
        "it",
        "selamat", "pagi", "siang", "sore", "malam", "salam", "hormat", "kepada", "pemohon", "se",
        "lanjutkan",
        "dilanjutkan", "sekian", "it", "application", "kembali", "untuk", "di",
    ]
    private static let conditions: Set<String> = [
        "tapi", "tetapi", "namun", "kecuali", "asal", "asalkan", "apabila", "jika", "bila", "setelah",
        "sebelum",
        "belum", "tidak", "tdk", "jangan", "batal", "salah", "keliru", "ralat", "dulu", "dahulu", "but",
        "not", "if",
        "unless", "except", "after", "before", "wrong", "however", "don", "tunda", "catatan", "syarat",
    ]
    private static let causes: [[UInt8]] = ["karena", "sebab", "because", "since", "dikarenakan"]
        .map { Array($0.utf8) }
}
