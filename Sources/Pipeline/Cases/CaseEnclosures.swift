import Domain
import Forms
import Notices

/// The files of a mail that go along when it is passed on, and those that stay at the desk.
struct CaseEnclosures {
    /// Files under names of ours.
    private(set) var attachments: [OutgoingMail.Attachment] = []
    /// One row per file: its name and size, with the reason if it stays.
    private(set) var rows: [[String: NoticeValue]] = []
    /// Files that stay at the desk, in words.
    private(set) var kept: [String] = []

    /// More files than this are not looked at one by one.
    private static let most = 20
    /// Signatures and wrappers that nobody meant to send.
    private static let silent: Set<String> = [
        "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
        "application/ms-tnef", "text/calendar",
    ]
    /// Office documents without macros, by media type: ZIP containers.
    private static let documents: [String: String] = [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
        "application/vnd.oasis.opendocument.text": "odt",
        "application/vnd.oasis.opendocument.spreadsheet": "ods",
    ]
    private static let texts: [String: String] = ["text/plain": "txt", "text/csv": "csv"]

    /// The enclosures of `message`. A stranger's programs and archives never reach an officer; an officer's
    /// archives reach a citizen (`isOfficial`).
    init(
        _ message: ReceivedMessage, discretion: DiscreetText, isOfficial: Bool, words: Wording, locale: Locale
    ) {
        var room = DocumentLoader.largestForward
        let files = message.attachments.filter { !Self.silent.contains($0.mediaType) }
        for attachment in files.prefix(Self.most) {
            let size = attachment.content.size
            let original = discretion.masked(attachment.filename ?? "", limit: 80)
            let kind = Self.kind(of: attachment, isOfficial: isOfficial)
            guard let kind, size <= room, let bytes = Self.bytes(of: attachment, kind, discretion) else {
                let reason: Wording.Key =
                    kind != nil && size > room ? "document.notAttached" : "case.notPassedOn"
                let name = original.isEmpty ? attachment.mediaType : original
                keep(name, "\(DataSize.text(size, locale)), \(words[reason, locale])")
                continue
            }
            room -= size
            let name = "lampiran-\(attachments.count + 1).\(kind.suffix)"
            attachments.append(.init(filename: name, mediaType: kind.mediaType, bytes: bytes))
            rows.append([
                "name": .text(original.isEmpty ? name : "\(name) (\(original))"),
                "size": .text(DataSize.text(size, locale)),
            ])
        }
        if files.count > Self.most {
            keep("+ \(files.count - Self.most)", words["case.notPassedOn", locale])
        }
    }

    private mutating func keep(_ name: String, _ remark: String) {
        kept.append("\(name) (\(remark))")
        rows.append(["name": .text(name), "size": .text(remark)])
    }

    private struct Kind {
        let mediaType: String
        let suffix: String
    }

    /// What a file is by its first octets, never by its name; `nil` for whatever is not passed on, such as a mail
    /// within the mail, which may hold anybody's codes.
    private static func kind(of attachment: MessageAttachment, isOfficial: Bool) -> Kind? {
        let declared = attachment.mediaType
        guard let kind = MediaKind(prefix: attachment.content.prefix) else {
            guard let suffix = texts[declared], !attachment.content.prefix.contains(0) else { return nil }
            return Kind(mediaType: declared, suffix: suffix)
        }
        switch kind {
        case .jpg, .png, .pdf, .heic, .webp, .tiff:
            return Kind(mediaType: kind.mediaType, suffix: kind.rawValue)
        case .zip:
            if let suffix = documents[declared] { return Kind(mediaType: declared, suffix: suffix) }
            return isOfficial ? Kind(mediaType: kind.mediaType, suffix: kind.rawValue) : nil
        case .ole:
            guard isOfficial else { return nil }
            return declared == "application/vnd.ms-excel"
                ? Kind(mediaType: declared, suffix: "xls")
                : Kind(mediaType: "application/msword", suffix: "doc")
        }
    }

    /// The octets; `nil` for a text that would give away a code or the address.
    private static func bytes(
        of attachment: MessageAttachment, _ kind: Kind, _ discretion: DiscreetText
    ) -> [UInt8]? {
        let bytes = attachment.content.decoded()
        return texts[kind.mediaType] != nil && discretion.isRevealing(bytes) ? nil : bytes
    }
}
