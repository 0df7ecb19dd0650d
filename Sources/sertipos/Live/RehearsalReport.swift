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
        // Nine o'clock this morning, so that dates in the mails are today's.
        let start = LocalTime(
            date: LocalTime(today, in: .wib).date, secondOfDay: 9 * 3600, zone: .wib
        ).timestamp
        let desk = try RehearsalDesk(
            folder: folder, installation: installation, transport: transport, start: start)
        timeline = try desk.play()
        let page = folder.resolve("transcript.html")
        try NewFile.write(Array(TranscriptPage(timeline: timeline).html.utf8), to: page)
        transcript = (folder.absolutePath ?? path).appendingComponent("transcript.html")
    }

    private enum CodingKeys: CodingKey { case transcript }

    func encode(to encoder: any Encoder) throws {
        try timeline.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(transcript, forKey: .transcript)
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
            \(timeline.mailCount) mails, \(timeline.requests.count) requests, \(checks).
            Look at every mail: \(transcript)
            """
    }
}
