internal import Domain

/// What is true of every mail of the desk, whatever it says (DESIGN.md 2.5).
enum MailManners {
    /// Octets without attachments.
    private static let largest = 100_000

    /// What is wrong with a mail of the desk, in words.
    static func faults(of letter: ReceivedLetter) -> [String] {
        let message = letter.message
        var faults: [String] = []
        if message.values(of: "Auto-Submitted").isEmpty { faults.append("has no Auto-Submitted") }
        if message.messageID == nil || message.date == nil { faults.append("has no Message-ID or no Date") }
        if message.bodySource != .plain || letter.html == nil { faults.append("lacks its text or its HTML") }
        if let defect = message.defects.first { faults.append("has a defect: \(defect)") }
        if message.attachments.isEmpty, letter.octets.count > largest { faults.append("is over 100 KB") }
        let mayCheck = message.to.contains { to in
            Cast.everybody.contains { $0.address == to.address && [.verifier, .authority].contains($0.part) }
        }
        if !mayCheck, Cast.populationNumbers.contains(where: { letter.shows($0) }) {
            faults.append("shows a full NIK")
        }
        for passphrase in Cast.Passphrase.allCases where letter.holds(passphrase.rawValue) {
            faults.append("holds the passphrase \(passphrase)")
        }
        return faults
    }
}

extension ReceivedLetter {
    /// Whether these very words stand anywhere in it, headers and attached texts included.
    func holds(_ words: String) -> Bool {
        let files = message.attachments.map { String(decoding: $0.content.decoded(), as: UTF8.self) }
        return ([String(decoding: octets, as: UTF8.self), message.subject, text, html ?? ""] + files)
            .contains { $0.contains(words) }
    }

    /// Whether the digits stand anywhere in it, also with separators between them.
    func shows(_ digits: String) -> Bool {
        [message.subject, text, html ?? ""].contains { text in
            text.filter { !$0.isWhitespace && $0 != "-" && $0 != "." }.contains(digits)
        }
    }
}
