import Domain
import Forms

/// What an officer's reply says: words for the citizen, and remarks for the desk alone.
struct OfficerAnswer {
    /// What goes to the citizen; empty if nothing does.
    let text: String
    /// Whether the first line ends the case: `TUTUP`, `CLOSE`.
    let isClosing: Bool
    /// The number of a line such as `LAPOR: 1234567`, which does not go to the citizen.
    let laporNumber: String?

    /// Reads the fresh text: neither the signature nor what was quoted.
    init(_ reply: ReplyText) {
        var lines = reply.fresh.map(\.text)
        laporNumber = LaporNumber.first(in: lines)
        lines.removeAll { LaporNumber.read($0) != nil }
        let first = lines.firstIndex { line in line.contains { !$0.isWhitespace } }
        let closing = first.flatMap { Self.closing(lines[$0]) }
        if let first, let closing { lines[first] = closing }
        isClosing = closing != nil
        text = lines.joined(separator: "\n").trimmingSpaces
    }

    /// What stands behind the closing word on its line, mostly nothing; `nil` if the line does not close.
    private static func closing(_ line: String) -> String? {
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = parts.first else { return nil }
        let words = head.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        guard let verb = words.first, ["tutup", "close"].contains(verb) else { return nil }
        let isBare = words.dropFirst().allSatisfy { word in
            companions.contains(word) || word.utf8.allSatisfy { (48...57).contains($0) }
        }
        // `Tutup jalan di depan pasar` is somebody's road.
        guard isBare else { return nil }
        return parts.count > 1 ? String(parts[1]).trimmingSpaces : ""
    }

    private static let companions: Set<String> = [
        "kasus", "case", "nomor", "no", "number", "pa", "this", "ini",
    ]
}

extension String {
    /// Without white space at both ends.
    var trimmingSpaces: String {
        var view = unicodeScalars[...]
        while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
        while let last = view.last, last.properties.isWhitespace { view.removeLast() }
        return String(Substring(view))
    }
}
