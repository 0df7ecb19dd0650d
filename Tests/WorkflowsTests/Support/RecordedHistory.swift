import Domain
import Foundation
import Workflows

/// A request's events as they were encoded once, and where it stood after each: a file of `Histories`.
struct RecordedHistory: Codable, Equatable {
    /// The version this program writes.
    static let currentVersion = 1

    /// Version of the file's form.
    let version: Int
    /// What happened; the first opened the request.
    let events: [RequestEvent]
    /// The state's name after each event; a rejected event leaves the former.
    let states: [String]

    /// What comes of `events` with today's reducers.
    init(_ events: [RequestEvent]) throws {
        version = Self.currentVersion
        self.events = events
        states = try Self.replay(events)
    }

    /// The recorded history in `file`.
    init(_ file: URL) throws {
        self = try JSONDecoder().decode(RecordedHistory.self, from: try Data(contentsOf: file))
    }

    /// As it stands in the file.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// A history that does not begin with an opening.
    struct Unopened: Error {}

    /// The state's name after each event.
    static func replay(_ events: [RequestEvent]) throws -> [String] {
        guard case .submitted(let submission) = events.first else { throw Unopened() }
        var state = CertificateWorkflow.open(submission).state
        var names = [state.name]
        for event in events.dropFirst() {
            do throws(Rejection) {
                state = try CertificateWorkflow.reduce(state, event).state
            } catch {
                // A rejected event is part of what happened; it leaves the state as it is.
                names.append(state.name)
                continue
            }
            names.append(state.name)
        }
        return names
    }

    /// Where the histories lie.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Histories")

    /// The file of the history called `name`.
    static func file(_ name: String) -> URL { folder.appending(path: "\(name).json") }
}
