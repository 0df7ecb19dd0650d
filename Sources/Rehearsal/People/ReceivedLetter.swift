public import Domain
internal import MIME

/// A mail as a person sees it: text, HTML, attachments, and the links with their labels.
public struct ReceivedLetter: Sendable {
    /// A button or link that opens an answer.
    public struct Link: Sendable, Hashable {
        /// What is written on it.
        public let label: String
        /// The answer it opens.
        public let answer: MailtoLink
    }

    /// As it came.
    public let octets: [UInt8]
    /// As it was read.
    public let message: ReceivedMessage
    /// The HTML part, if there is one.
    public let html: String?
    /// Links that open a prefilled answer, in their order.
    public let links: [Link]

    /// Reads a mail.
    public init(_ octets: [UInt8]) {
        let reader = MessageReader()
        self.octets = octets
        message = reader.receivedMessage(octets)
        let page = reader.entity(octets).flattened.first { entity in
            entity.isLeaf && entity.contentType.mediaType == "text/html" && entity.filename == nil
        }
        html = page?.text()
        links = Anchors.labelled(in: html ?? "").compactMap { anchor in
            guard let answer = MailtoLink(url: anchor.target), !answer.body.isEmpty else { return nil }
            return Link(label: anchor.label, answer: answer)
        }
    }

    /// The text part, `\n` line ends.
    public var text: String { message.body }

    /// The link with this label.
    public func link(_ label: String) -> MailtoLink? { links.first { $0.label == label }?.answer }

    /// The request it is about, by its subject.
    public var number: RequestNumber? { RequestNumber.first(in: message.subject) }
}
