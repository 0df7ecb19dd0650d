public import Domain
internal import Foundation
internal import PKI

/// The passphrase page as it opens in a browser, for people who have none: reads what is written into the page,
/// seals what is typed, and offers the same answer as its button does.
public struct OpenedPage: Sendable {
    private struct Settings: Decodable {
        struct Key: Decodable {
            let id: String
            let x: String
            let y: String
        }

        let number: String
        let code: String
        let nonce: String
        let replyAddress: String
        let deskAddress: String
        let expiresAt: Int64
        let locale: String
        let key: Key
    }

    private let settings: Settings
    private let words: [String: String]

    /// Opens the page in `octets`; `nil` if that is no such page.
    public init?(_ octets: [UInt8]) {
        let text = String(decoding: octets, as: UTF8.self)
        guard
            let json = Self.content(of: "<script type=\"application/json\" id=\"settings\">", in: text),
            let settings = try? JSONDecoder().decode(Settings.self, from: Data(json.utf8)),
            let words = Self.content(of: "<script type=\"text/plain\" id=\"words\">", in: text)
        else { return nil }
        self.settings = settings
        self.words = Self.words(words, settings.locale)
    }

    /// Whether the page says at `moment` that it is too late.
    public func isExpired(at moment: Timestamp) -> Bool { moment.seconds > settings.expiresAt }

    /// What the page offers when it is too late: the mail that asks for another one.
    public var request: MailtoLink? {
        guard let desk = EmailAddress(settings.deskAddress) else { return nil }
        let subject = words["expired.subject"]?.replacing("{number}", with: settings.number)
        return subject.map { MailtoLink(recipient: desk, subject: $0, body: "") }
    }

    /// The answer that the page offers once `passphrase` was typed and sealed.
    public func answer(sealing passphrase: String) throws -> MailtoLink? {
        guard let number = RequestNumber(settings.number), let to = EmailAddress(settings.replyAddress),
            let subject = words["mail.subject"], let sentence = words["mail.sentence"]
        else { return nil }
        let key = SealingKey(id: settings.key.id, x: settings.key.x, y: settings.key.y)
        let sealed = try PassphraseSealer(for: key).seal(
            SecretOctets(passphrase.utf8), request: number, nonce: settings.nonce)
        let essential = "Kode: \(settings.code)\n\nSegel:\n\(sealed.jwe)\n"
        return [sentence + "\n\n" + essential, essential].map { body in
            MailtoLink(recipient: to, subject: "[\(number)] \(subject)", body: body)
        }.first(where: \.isShortEnough)
    }

    private static func content(of tag: String, in text: String) -> Substring? {
        guard let start = text.firstRange(of: tag) else { return nil }
        let rest = text[start.upperBound...]
        return rest.firstRange(of: "</script>").map { rest[..<$0.lowerBound] }
    }

    /// A name on a line of its own, below it one line per language.
    private static func words(_ text: Substring, _ locale: String) -> [String: String] {
        var words: [String: String] = [:]
        var name = ""
        for line in text.split(separator: "\n") {
            let content = line.trimmed
            if line.first?.isWhitespace != true {
                name = content
            } else if content.hasPrefix("\(locale): ") {
                words[name] = content.dropFirst(locale.count + 2).trimmed
            }
        }
        return words
    }
}
