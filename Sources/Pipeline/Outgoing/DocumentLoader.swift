import Domain
import Forms
import Workflows

/// Fetches documents out of spooled messages, for the people who have to check them.
struct DocumentLoader {
    /// Documents together larger than this stay at the desk, in octets: the mail has to fit into memory
    /// beside the largest permitted message, and into people's mailboxes.
    static let largestForward = 6 << 20

    let spool: any MessageSpool
    let desk: Desk
    /// The message being processed, so that its own documents are not read and parsed again.
    var current: (digest: Digest, message: ReceivedMessage)?

    /// The message with this digest, as it was read when it came.
    private func message(_ digest: Digest) throws -> ReceivedMessage {
        if let current, current.digest == digest { return current.message }
        let octets = try spool.read(digest)
        let outer = desk.codec.read(octets)
        // Only a signature that held makes anything of such a mail; its documents are inside.
        guard SignatureFinding.opaqueTypes.contains(outer.mediaType),
            let content = desk.signatures?.content(ofVerified: octets)
        else { return outer }
        return desk.codec.read(content)
    }

    /// The document under a name of ours, or `nil` if its message is not there any more.
    func attachment(_ document: FormData.Document) throws -> OutgoingMail.Attachment? {
        guard let digest = Digest(hex: document.message) else { return nil }
        let message = try message(digest)
        guard message.attachments.indices.contains(document.index) else { return nil }
        return OutgoingMail.Attachment(
            filename: document.field + Self.suffix(document.mediaType), mediaType: document.mediaType,
            bytes: message.attachments[document.index].content.decoded())
    }

    private static func suffix(_ mediaType: String) -> String {
        switch mediaType {
        case "image/jpeg": ".jpg"
        case "image/png": ".png"
        case "image/heic": ".heic"
        case "application/pdf": ".pdf"
        default: ".bin"
        }
    }
}

extension DocumentLoader {
    /// The seal itself, out of the mail that brought it; `nil` if it is not there any more or is another one.
    func sealedText(_ sealed: SealedPassphrase, _ digesting: any Digesting) throws -> String? {
        guard let digest = Digest(hex: sealed.message) else { return nil }
        let message = try message(digest)
        guard let jwe = SealedTextScanner.find(in: message.body),
            digesting.digest(Array(jwe.utf8)).hex == sealed.digest
        else { return nil }
        return jwe
    }
}
