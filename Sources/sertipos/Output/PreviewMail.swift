internal import Domain
internal import Notices
internal import Pipeline

/// One notice in one language with its sample values, as the mail it would be.
struct PreviewMail {
    let name: NoticeName
    let locale: Domain.Locale
    /// Where it lies in the preview's folder.
    var file: String { "\(locale.rawValue)/\(name.rawValue).eml" }
    let sender: String
    let recipient: String
    let notice: RenderedNotice
    /// The HTML as a browser can show it, with its pictures inside.
    let page: String
    /// The whole message.
    let octets: [UInt8]

    /// Writes `name` with its sample values. People and addresses are made up; nobody can be written to there.
    init(
        _ name: NoticeName, _ locale: Domain.Locale, _ catalog: NoticeCatalog, words: Wording,
        codec: MailCodec, now: Timestamp
    ) throws {
        guard let messageID = MessageID("\(name.rawValue).\(locale.rawValue)@contoh.example") else {
            throw UnwritableSample(name: name.rawValue)
        }
        var values = name.sampleValues(locale)
        let charts = SampleCharts(words: words, locale: locale, messageID: messageID)
        let places = charts.values.filter { values[$0.key] != nil }
        for (variable, picture) in places { values[variable] = .picture(picture) }
        let shown = Set(places.values.map(\.contentID))
        let files = charts.files.filter { file in file.contentID.map { shown.contains($0.value) } ?? false }
        notice = try catalog.render(name, locale, values)
        let audience = String(name.rawValue.prefix { $0 != "." })
        let from = try Self.address("layanan@contoh.example", Self.text(values["deskName"]))
        let to = try Self.address("\(audience)@contoh.example", Self.text(values["recipientName"]))
        page = InlinedPictures(notice.html, files).html
        let answers = values.values.compactMap { value in
            if case .link(let link) = value { link.recipient } else { nil }
        }
        octets = try codec.write(
            OutgoingMail(
                from: from, to: to, replyTo: answers.first { $0.subaddress.detail != nil },
                subject: notice.subject, text: notice.text, html: notice.html, attachments: files,
                messageID: messageID, date: now, zone: .wib, language: locale))
        self.name = name
        self.locale = locale
        sender = from.description
        recipient = to.description
    }

    private static func address(_ text: String, _ name: String?) throws -> NamedAddress {
        guard let address = EmailAddress(text) else { throw UnwritableSample(name: text) }
        return NamedAddress(displayName: name, address: address)
    }

    private static func text(_ value: NoticeValue?) -> String? {
        if case .text(let text)? = value { text } else { nil }
    }
}

/// A sample address or identifier is none: a mistake in this program.
struct UnwritableSample: ClassifiedError {
    let name: String
    var failureClass: FailureClass { .permanent }
    var description: String { "no sample mail can be made for '\(name)'" }
}
