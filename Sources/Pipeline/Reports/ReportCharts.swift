import Domain
import Notices

/// The pictures of a report. Each has its figures in words as well, in the description.
struct ReportCharts {
    /// One picture: its place in the notice, and the file.
    struct Picture {
        let variable: String
        let picture: NoticePicture
        let file: OutgoingMail.Attachment
    }

    let figures: ReportFigures
    let wording: ReportWording
    /// What makes the names of the parts unique: the mail's own identifier.
    let messageID: MessageID

    /// Pictures for which there is something to show.
    func all() -> [Picture] {
        [
            picture("requestChart", "requests", "report.chart.requests", requests),
            picture("serviceChart", "service", "report.chart.service", service),
            picture("waitingChart", "waiting", "report.chart.waiting", waiting),
        ].compactMap(\.self)
    }

    private func picture(
        _ variable: String, _ name: String, _ title: Wording.Key, _ chart: BarChart
    ) -> Picture? {
        guard !chart.rows.isEmpty, let contentID = MessageID("\(name).\(messageID.value)") else { return nil }
        let canvas = chart.draw()
        let rows = chart.rows.map { "\($0.label) \($0.bars.map(\.text).joined(separator: ", "))" }
        let keys = chart.keys.map(\.label).joined(separator: ", ")
        let description =
            wording.words[title, wording.locale] + (keys.isEmpty ? "" : " (\(keys))") + ": "
            + rows.joined(separator: "; ")
        guard
            let picture = NoticePicture(
                contentID: contentID.value, description: description, width: canvas.width,
                height: canvas.height)
        else { return nil }
        return Picture(
            variable: variable, picture: picture,
            file: OutgoingMail.Attachment(
                filename: "\(name)-\(figures.period).png", mediaType: "image/png",
                bytes: PNGImage.bytes(of: canvas), contentID: contentID))
    }

    private func word(_ key: Wording.Key) -> String { wording.words[key, wording.locale] }

    private var requests: BarChart {
        let shown = figures.requests.filter { $0.opened + $0.done + $0.otherwise > 0 }
        return BarChart(
            rows: shown.map { counts in
                let ended = counts.done + counts.otherwise
                return BarChart.Row(
                    label: wording.mechanism(counts.mechanism),
                    bars: [
                        .init(value: Double(counts.opened), text: String(counts.opened), ink: .strong),
                        .init(value: Double(ended), text: String(ended), ink: .soft),
                    ])
            },
            keys: [
                .init(label: word("report.opened"), ink: .strong),
                .init(label: word("report.ended"), ink: .soft),
            ])
    }

    /// In parts of the promise, so that days and hours stand beside each other.
    private var service: BarChart {
        BarChart(
            rows: figures.service.map { service in
                let bar = { (seconds: Int64, ink: Canvas.Ink) in
                    BarChart.Bar(
                        value: Double(seconds) / Double(max(service.promised, 1)),
                        text: wording.duration(seconds, of: service),
                        ink: seconds > service.promised ? .alarm : ink)
                }
                return BarChart.Row(
                    label: wording.mechanism(service.mechanism),
                    bars: [bar(service.median, .strong), bar(service.ninetieth, .soft)])
            },
            keys: [
                .init(label: word("report.median"), ink: .strong),
                .init(label: word("report.ninetieth"), ink: .soft),
                .init(label: word("report.promise"), ink: .text),
            ], mark: 1)
    }

    private var waiting: BarChart {
        BarChart(
            rows: figures.waiting.filter { $0.open > 0 }.map { waiting in
                BarChart.Row(
                    label: wording.role(waiting.role),
                    bars: [.init(value: Double(waiting.open), text: String(waiting.open), ink: .strong)])
            })
    }
}
