public import Domain
public import Notices

/// The report on one period: figures, the mail that tells them, and the files that go with it.
public struct DeskReport: Sendable {
    /// Which period.
    public let period: ReportPeriod
    /// The figures.
    public let figures: ReportFigures
    /// The mail's subject, text and HTML.
    public let notice: RenderedNotice
    /// Its pictures, which the HTML names by their Content-ID, and the sheet of figures.
    public let files: [OutgoingMail.Attachment]

    private let desk: Desk
    private let draft: NoticeDraft
    private let now: Timestamp

    /// The report on `period` as `view` has it now.
    public init(_ period: ReportPeriod, desk: Desk, in view: any LedgerView, now: Timestamp) throws {
        let figures = try ReportFigures(period, in: view, settings: desk.settings, now: now)
        try self.init(period, figures, desk: desk, now: now)
    }

    /// The report that words `figures`.
    init(_ period: ReportPeriod, _ figures: ReportFigures, desk: Desk, now: Timestamp) throws {
        let recipient = NamedAddress(address: desk.settings.administrator)
        let wording = ReportWording(words: desk.words, locale: desk.locale(of: recipient.address))
        let messageID = try desk.makeMessageID(at: now)
        let pictures = ReportCharts(figures: figures, wording: wording, messageID: messageID).all()
        var values = desk.commonValues(recipient)
        let own = ReportValues(
            figures: figures, period: period, wording: wording, day: desk.settings.calendar.dayLength)
        values.merge(own.all) { _, new in new }
        for picture in pictures { values[picture.variable] = .picture(picture.picture) }
        let sheet = OutgoingMail.Attachment(
            filename: "sertipos-\(period).csv", mediaType: "text/csv; charset=utf-8",
            bytes: ReportSheet(figures).bytes)
        self.period = period
        self.figures = figures
        self.desk = desk
        self.now = now
        files = pictures.map(\.file) + [sheet]
        notice = try desk.notices.render(.administratorReport, wording.locale, values)
        draft = NoticeDraft(
            kind: .work, notice: .administratorReport, locale: wording.locale, values: values,
            recipient: recipient, request: nil, replyCode: nil, attachments: files, messageID: messageID,
            inReplyTo: nil, references: [])
    }

    /// The mail's final octets.
    public func mail() throws -> [UInt8] {
        try MailAssembly(desk: desk, now: now).mails(of: [draft]).first?.octets ?? []
    }

    /// Queues the mail to the administrator.
    public func queue(_ transaction: any LedgerTransaction) throws {
        try Outgoing(desk: desk, now: now).queue([draft], transaction)
    }
}
