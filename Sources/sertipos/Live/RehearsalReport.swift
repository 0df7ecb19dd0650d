internal import Domain
internal import Foundation
internal import Rehearsal

/// What `rehearse` shows: the timeline and where the transcript lies.
struct RehearsalReport: Encodable, CustomStringConvertible {
    let timeline: Timeline
    /// The transcript's absolute path.
    let transcript: String

    /// Plays all stories in the folder at `path` and writes the transcript there.
    init(
        playingIn path: String, installation: Installation, transport: RehearsalConfiguration.Transport,
        today: Timestamp = SystemClock().now()
    ) throws {
        try RehearsalFolder(path: path).prepare()
        let folder = DeskFolder(path: path)
        let desk = try RehearsalDesk(
            folder: folder, installation: installation, transport: transport, start: Self.start(today))
        timeline = try desk.play()
        let page = folder.resolve("transcript.html")
        try NewFile.write(Array(TranscriptPage(timeline: timeline).html.utf8), to: page)
        transcript = (folder.absolutePath ?? path).appendingComponent("transcript.html")
    }

    /// Nine o'clock on the Monday before: so the weekends fall on the same places of the stories every time, and
    /// the first certificate is valid already for whoever looks at it with other programs.
    private static func start(_ today: Timestamp) -> Timestamp {
        let date = LocalTime(today, in: .wib).date
        let monday = CivilDate(
            daysSinceEpoch: date.daysSinceEpoch - (date.weekday == 1 ? 7 : date.weekday - 1))
        return LocalTime(date: monday, secondOfDay: 9 * 3600, zone: .wib).timestamp
    }

    private enum CodingKeys: CodingKey { case transcript }

    func encode(to encoder: any Encoder) throws {
        try timeline.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(transcript, forKey: .transcript)
    }

    private static func cases(_ timeline: Timeline) -> String {
        timeline.cases.count == 1 ? "1 case" : "\(timeline.cases.count) cases"
    }

    /// The stories, then one line of summary.
    var description: String {
        let failures = timeline.failures
        let checks =
            failures.isEmpty
            ? "all \(timeline.checks.count) checks passed"
            : "\(failures.count) of \(timeline.checks.count) checks FAILED"
        return """
            \(timeline.text)
            \(timeline.mailCount) mails, \(timeline.requests.count) requests, \(Self.cases(timeline)), \(checks).
            Look at every mail: \(transcript)
            """
    }
}
