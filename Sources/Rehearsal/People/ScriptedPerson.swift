public import Domain

/// Somebody who acts in a story, purely by mail: reads, follows a link, fills in, replies.
public struct ScriptedPerson: Sendable, Hashable {
    /// What they are to the desk; the transcript colours their mails by it.
    public enum Part: String, Sendable, Hashable, CaseIterable {
        /// Asks for a certificate, or holds one.
        case applicant
        /// Speaks for an agency.
        case verifier
        /// Decides for the certification body.
        case authority
        /// Answers complaints and questions.
        case officer
        /// Has nothing to do with certificates.
        case citizen
        /// Runs the desk; only reads.
        case administrator
    }

    /// The name in From.
    public let name: String
    /// Where they write from and read.
    public let address: EmailAddress
    /// What they write mail with; it does to text what such programs do.
    public let program: MailProgram
    /// What they are to the desk.
    public let part: Part

    /// A person.
    public init(name: String, address: EmailAddress, program: MailProgram, part: Part = .applicant) {
        self.name = name
        self.address = address
        self.program = program
        self.part = part
    }

    /// The first word of the name, for remarks.
    public var firstName: String { String(name.prefix { $0 != " " }) }

    /// A mail of their own.
    public func write(
        to recipient: EmailAddress, subject: String, text: String, documents: [SyntheticDocument] = []
    ) -> Letter {
        Letter(from: self, to: recipient, subject: subject, text: text, documents: documents)
    }

    /// The mail that a link opens, after `edit` in the compose window. The program has its way with the body.
    public func follow(
        _ link: MailtoLink, documents: [SyntheticDocument] = [], edit: (String) -> String = { $0 }
    ) -> Letter {
        Letter(
            from: self, to: link.recipient, subject: link.subject,
            text: program.opened(body: edit(link.body)), documents: documents)
    }

    /// A reply: to Reply-To, in the thread, with the original quoted as the program does.
    public func reply(
        to letter: ReceivedLetter, text: String, documents: [SyntheticDocument] = []
    ) -> Letter {
        let message = letter.message
        let recipient = message.replyTo.first?.address ?? message.originator?.address ?? address
        var reply = Letter(
            from: self, to: recipient, subject: program.replySubject(message.subject), text: text,
            documents: documents)
        reply.answered = letter
        return reply
    }
}
