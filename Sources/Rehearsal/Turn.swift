public import Domain
public import Notices

/// What a mail to the desk led to: the mails that arrived afterwards, at whomever.
public struct Turn: Sendable {
    /// A mail that arrived.
    public struct Arrival: Sendable {
        /// At whom.
        public let recipient: EmailAddress
        /// Which notice it is, by its subject.
        public let notice: NoticeName?
        /// The mail.
        public let letter: ReceivedLetter
    }

    /// How many mails the desk took in.
    public let taken: Int
    /// The mails.
    public internal(set) var arrivals: [Arrival]
}

extension Performance {
    /// Checks that these people got these notices, each once, and that nobody else got anything.
    @discardableResult
    public func expect(
        _ claim: String, _ turn: Turn, _ expected: [(ScriptedPerson, NoticeName)]
    ) -> Bool {
        let wanted = expected.map { "\($0.0.address): \($0.1.rawValue)" }.sorted()
        let found = turn.arrivals.map { "\($0.recipient): \($0.notice?.rawValue ?? "unknown")" }.sorted()
        let list = { (names: [String]) in names.isEmpty ? "nothing" : names.joined(separator: ", ") }
        return expect(claim, wanted == found, "expected \(list(wanted)); found \(list(found))")
    }

    /// The mail of this kind that this person just got.
    public func mail(_ notice: NoticeName, to person: ScriptedPerson, in turn: Turn) throws -> ReceivedLetter
    {
        let arrival = turn.arrivals.first { $0.recipient == person.address && $0.notice == notice }
        return try require("\(person.firstName) has the mail \(notice.rawValue)", arrival?.letter)
    }

    /// The button for `action` in a mail of this kind.
    public func button(
        _ action: String, in letter: ReceivedLetter, _ notice: NoticeName
    ) throws -> MailtoLink {
        let link = letter.links.first { guide.isLabel($0.label, of: action, in: notice) }
        let labels = letter.links.map(\.label).joined(separator: ", ")
        return try require(
            "the mail \(notice.rawValue) has its button for \(action)", link?.answer,
            "its buttons are: \(labels)")
    }
}
