import Domain
import Foundation
import Testing
import Workflows

@Suite("Recorded histories")
struct RecordedHistoryTests {
    static let isRecording = ProcessInfo.processInfo.environment["SERTIPOS_RECORD_HISTORIES"] == "1"
    static let scripts = HistoryScripts.all.keys.sorted()

    @Test("a recorded history leads where it led", arguments: scripts)
    func replay(name: String) throws {
        let script = try #require(HistoryScripts.all[name])
        let file = RecordedHistory.file(name)
        if Self.isRecording, !FileManager.default.fileExists(atPath: file.path) {
            try RecordedHistory(script).json().write(to: file, options: .atomic)
        }
        let history = try RecordedHistory(file)
        #expect(history.version == RecordedHistory.currentVersion)
        #expect(history.events == script, "the events are read as something else than was recorded")
        #expect(try RecordedHistory.replay(history.events) == history.states)
    }

    @Test("every file belongs to a story, and the stories reach every end of every mechanism")
    func completeness() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: RecordedHistory.folder.path)
        #expect(Set(names) == Set(Self.scripts.map { "\($0).json" }))
        var reached: Set<String> = []
        for name in Self.scripts { reached.formUnion(try RecordedHistory(RecordedHistory.file(name)).states) }
        #expect(reached == Set(RequestState.openNames + Outcome.names.map { "closed.\($0)" }))
    }

    @Test("a recorded file has the form that is written today", arguments: scripts)
    func form(name: String) throws {
        let file = try Data(contentsOf: RecordedHistory.file(name))
        let now = try RecordedHistory(RecordedHistory.file(name)).json()
        #expect(try Self.normalized(now) == Self.normalized(file))
    }

    /// Without the spaces that another encoder may set otherwise.
    private static func normalized(_ json: Data) throws -> Data {
        try JSONSerialization.data(
            withJSONObject: try JSONSerialization.jsonObject(with: json), options: .sortedKeys)
    }

    @Test("a missing, damaged or unopened history does not pass")
    func unreadable() throws {
        #expect(throws: (any Error).self) { try RecordedHistory(RecordedHistory.file("none")) }
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(RecordedHistory.self, from: Data(#"{"version":1,"events":[]}"#.utf8))
        }
        #expect(throws: RecordedHistory.Unopened.self) { try RecordedHistory.replay([.identityComplete]) }
        #expect(throws: RecordedHistory.Unopened.self) { try RecordedHistory.replay([]) }
    }
}
