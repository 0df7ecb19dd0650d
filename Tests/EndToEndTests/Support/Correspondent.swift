import Domain
import Foundation

/// Somebody who writes to the desk and reads what it answers.
final class Correspondent {
    let address: String
    let name: String
    private let post: any PostOffice
    private var seen: Set<String> = []

    init(_ address: String, name: String, post: any PostOffice) {
        self.address = address
        self.name = name
        self.post = post
    }

    /// A mail that should be there is not.
    struct Waiting: Error, CustomStringConvertible {
        let person: String
        let words: String
        let subjects: [String]
        var description: String { "\(person) waits for '\(words)' and has \(subjects)" }
    }

    /// The first mail not read yet whose subject holds these words, as soon as it is there.
    func next(_ words: String) throws -> OpenedMail {
        let deadline = ContinuousClock.now + .seconds(120)
        var others: [String: String] = [:]
        while true {
            for file in post.files(of: address) where !seen.contains(file) && others[file] == nil {
                let subject = SentMail(
                    recipient: address, octets: Array(try Data(contentsOf: URL(filePath: file)))
                ).subject
                guard subject.contains(words) else {
                    others[file] = subject
                    continue
                }
                seen.insert(file)
                return try OpenedMail(file: file)
            }
            guard ContinuousClock.now < deadline else {
                throw Waiting(person: address, words: words, subjects: others.values.sorted())
            }
            // The delivery agent tells nobody; this yields the processor between two looks.
            poll(nil, 0, 5)
        }
    }

    /// All mails so far.
    func all() throws -> [OpenedMail] { try post.files(of: address).map { try OpenedMail(file: $0) } }

    /// Writes to the desk.
    func write(_ subject: String, _ body: String, _ enclosures: [Letter.Enclosure] = []) throws {
        try post.deliver(
            Letter(
                from: address, name: name, to: post.desk, subject: subject, body: body,
                enclosures: enclosures))
    }

    /// Sends a prefilled answer, with other text if any is given.
    func send(_ answer: MailtoLink, _ body: String? = nil, _ enclosures: [Letter.Enclosure] = []) throws {
        try post.deliver(
            Letter(
                from: address, name: name, to: answer.recipient.addrSpec, subject: answer.subject,
                body: body ?? answer.body, enclosures: enclosures))
    }

    /// Presses Reply.
    func reply(to mail: OpenedMail, _ body: String) throws {
        let target = mail["Reply-To"].isEmpty ? mail["From"] : mail["Reply-To"]
        let address = target.split(whereSeparator: { "<> ,".contains($0) }).last { $0.contains("@") }
        try post.deliver(
            Letter(
                from: self.address, name: name, to: address.map(String.init) ?? post.desk,
                subject: "Re: \(mail.subject)", body: body, answered: mail.messageID))
    }
}
