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
        let isToVerifier = message.to.contains { to in
            Cast.verifiers.contains { $0.address == to.address }
        }
        if !isToVerifier, Cast.populationNumbers.contains(where: { letter.shows($0) }) {
            faults.append("shows a full NIK")
        }
        return faults
    }
}

extension ReceivedLetter {
    /// Whether the digits stand anywhere in it, also with separators between them.
    func shows(_ digits: String) -> Bool {
        [message.subject, text, html ?? ""].contains { text in
            text.filter { !$0.isWhitespace && $0 != "-" && $0 != "." }.contains(digits)
        }
    }
}
