import Domain
import Forms

/// What a citizen's mail says, as the officer may read it.
struct CitizenWords {
    /// The longest subject that is kept, in Unicode scalars.
    static let longestSubject = 150

    /// The mail's subject, or its first words.
    let subject: String
    /// The citizen's own words without what they quote; the subject if there is nothing else.
    let text: String
    /// Files that go along.
    let enclosures: CaseEnclosures
    /// A number of the national complaint channel that the mail names.
    let laporNumber: String?
    /// Whether the mail says nothing beyond a command word.
    let isEmpty: Bool

    init(_ routing: MessageRouting, _ citizen: EmailAddress) {
        let (assessment, desk) = (routing.assessment, routing.desk)
        let discretion = routing.letters.discretion(about: citizen)
        let reply = assessment.reply
        let body = discretion.masked(reply.freshText)
        let title = discretion.masked(
            Self.withoutControls(assessment.message.subject), limit: Self.longestSubject)
        let line = discretion.masked(reply.firstLine ?? "", limit: 80)
        enclosures = CaseEnclosures(
            assessment.message, discretion: discretion, isOfficial: false, words: desk.words,
            locale: desk.locale(of: desk.settings.officer))
        subject = title.isEmpty ? line : title
        text = body.isEmpty ? title : body
        laporNumber = LaporNumber.first(in: reply.fresh.map(\.text) + [assessment.message.subject])
        isEmpty =
            enclosures.rows.isEmpty
            && Self.isBareCommand(body) && Self.isBareCommand(title)
    }

    /// Operators read subjects on a terminal.
    private static func withoutControls(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// Whether nothing stands there but a word like `PENGADUAN`, which says that there is something to say.
    private static func isBareCommand(_ text: String) -> Bool {
        let words = text.split { !($0.isLetter || $0.isNumber) }
        guard words.count <= 1 else { return false }
        return words.isEmpty
            || CommandWord.read(subject: "", firstLine: String(text)).flatMap(CaseKind.init) != nil
    }
}
