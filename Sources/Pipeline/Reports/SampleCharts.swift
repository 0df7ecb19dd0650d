public import Domain
public import Notices

/// The pictures of a made-up week, for looking at the report's texts without a desk. They are drawn like those of a
/// real one, from the figures that the sample values name.
public struct SampleCharts: Sendable {
    /// What takes the place of the sample pictures.
    public let values: [String: NoticePicture]
    /// The files, which the HTML names by their Content-ID.
    public let files: [OutgoingMail.Attachment]

    /// Pictures with the words of `words` in `locale`, for the mail `messageID`.
    public init(words: Wording, locale: Locale, messageID: MessageID) {
        let wording = ReportWording(words: words, locale: locale)
        let pictures = ReportCharts(figures: Self.figures, wording: wording, messageID: messageID).all()
        values = Dictionary(uniqueKeysWithValues: pictures.map { ($0.variable, $0.picture) })
        files = pictures.map(\.file)
    }

    private static var figures: ReportFigures {
        let hour: Int64 = 3_600
        let day = 8 * hour
        let monday = CivilDate(daysSinceEpoch: 20_780)
        return ReportFigures(
            period: "2026-W48", from: monday, until: CivilDate(daysSinceEpoch: 20_786), isPartial: false,
            requests: [
                .init(mechanism: .issuance, opened: 22, done: 17, otherwise: 2, open: 13, overdue: 2),
                .init(mechanism: .revocation, opened: 9, done: 7, open: 5),
            ],
            endings: [.init(outcome: "issued", count: 17), .init(outcome: "rejected", count: 2)],
            service: [
                .init(
                    mechanism: .issuance, count: 19, kept: 18, median: day * 14 / 10,
                    ninetieth: day * 28 / 10,
                    promised: 3 * day, day: day),
                .init(
                    mechanism: .revocation, count: 7, kept: 7, median: hour * 7 / 2, ninetieth: 20 * hour,
                    promised: 24 * hour, day: 24 * hour),
            ],
            waiting: [
                .init(role: .applicant, open: 9, oldest: 146 * hour, moves: 26, median: day * 8 / 10),
                .init(role: .verifier, open: 5, oldest: 44 * hour, moves: 24, median: day / 2),
            ],
            cases: .init(), refusals: .init(), expiring: .init())
    }
}
