import Domain
import Foundation
import TestSupport
import Testing

@testable import sertipos

@Suite("Alerts")
struct AlertTests {
    private static func settings(_ extra: String = "command: [/bin/true]") throws -> Configuration.Alerts {
        try ConfigurationSample.load(ConfigurationSample.minimum + "\nalerts: { \(extra) }\n").alerts
    }

    private static let start = Timestamp(seconds: 1_795_399_200)

    /// What is told by runs every two minutes that end like this.
    private func told(_ exits: [Int32?], every seconds: Int64 = 120) throws -> [Int] {
        var ladder = AlertLadder()
        let settings = try Self.settings()
        return exits.enumerated().compactMap { index, exit in
            let ending: AlertLadder.Ending = exit.map { .failed(exit: $0, text: "x") } ?? .good
            let now = Self.start + Int64(index) * seconds
            return ladder.note(ending, at: now, settings, desk: "d@x.id") == nil ? nil : index
        }
    }

    @Test("what needs a person is told at once, and when it is over; once in six hours while it lasts")
    func permanent() throws {
        #expect(try told([78, 78, 78, nil, nil]) == [0, 3])
        #expect(try told(Array(repeating: 78, count: 400)) == [0, 180, 360])
        #expect(try told([78, 69, 69, 78]) == [0, 1, 3])
        #expect(try told([nil, nil]) == [])
    }

    @Test("what may pass is told when it lasted a quarter of an hour and three runs")
    func passing() throws {
        #expect(try told(Array(repeating: 75, count: 10) + [nil]) == [8, 10])
        #expect(try told([75, 75, nil, 75, 75, nil]) == [])
        #expect(try told([75, 75, 75, 75], every: 3_600) == [2])
        #expect(try told([75, 78, 75]) == [1])
    }

    @Test("a clock that is set back silences nobody")
    func backwards() throws {
        var ladder = AlertLadder()
        let settings = try Self.settings()
        let failed = AlertLadder.Ending.failed(exit: 78, text: "x")
        #expect(ladder.note(failed, at: Self.start, settings, desk: "d") != nil)
        #expect(ladder.note(failed, at: Self.start + -86_400, settings, desk: "d") != nil)
    }

    @Test("the program gets the text on its standard input, without a shell, and is bounded in time")
    func command() throws {
        let folder = try ScratchFolder()
        let program = try folder.write(
            "#!/bin/sh\nprintf '%s|' \"$@\" >\"\(folder.path)/words\"\ncat >\"\(folder.path)/text\"\n",
            to: "page",
            mode: 0o700)
        let text = String(repeating: "trouble $HOME `id` \n", count: 10_000)
        try AlertCommand(words: [program, "--urgent", "a b", "$(id)"]).tell(text)
        #expect(try folder.text("text") == text && folder.text("words") == "--urgent|a b|$(id)|")
        try AlertCommand(words: []).tell(text)
        #expect { try AlertCommand(words: ["/bin/false"]).tell("x") } throws: {
            "\($0)".contains("/bin/false ended with 1")
        }
        #expect(throws: AlertUndelivered.self) { try AlertCommand(words: ["/nowhere"]).tell("x") }
        // One second, a child that ignores its input and leaves a grandchild behind.
        let ending = try ChildProgram(["/bin/sh", "-c", "sleep 60 & sleep 60"]).run("x", seconds: 1)
        #expect(ending.code == nil)
        let quick = try ChildProgram([
            "/bin/sh", "-c", "sleep 60 >/dev/null 2>&1 & echo a; echo b >&2; exit 3",
        ]).run(
            seconds: 20)
        #expect(quick.code == 3 && quick.output == "a\n" && quick.errors == "b\n")
    }

    @Test("a failed run tells, a good one tells that it is over and renews the dead-man file")
    func watch() throws {
        let folder = try ScratchFolder()
        let program = try folder.write("#!/bin/sh\ncat >>\"\(folder.path)/told\"\n", to: "page", mode: 0o700)
        let sample = try LiveDeskSample(
            ConfigurationSample.minimum + "\nalerts: { command: [\(program)], dead-man-file: spool/alive }\n")
        let watch = RunWatch(sample.live)
        watch.failed(DeskBusy(holder: nil))
        #expect(!folder.exists("told") && !sample.folder.exists("spool/alive"))
        watch.failed(NoAuthorityYet())
        let told = try folder.text("told")
        #expect(
            told.contains("exit 65") && told.contains("2 runs in a row") && told.contains("authority"),
            "\(told)")
        try watch.succeeded()
        #expect(try folder.text("told").hasSuffix("layanan@contoh.go.id works again after 0 minutes\n"))
        #expect(!sample.folder.exists("spool/alerts.json"))
        #expect(try sample.folder.text("spool/alive") == "\(sample.clock.now())\n")
        #expect(Heartbeat(sample.live).age(at: SystemClock().now()).map { $0 < 60 } == true)
    }

    @Test("the dead-man file cannot be written: the run says so")
    func heartbeat() throws {
        let sample = try LiveDeskSample(
            ConfigurationSample.minimum + "\nalerts: { dead-man-file: /nowhere/at/all }\n")
        #expect { try RunWatch(sample.live).succeeded() } throws: { "\($0)".contains("/nowhere/at/all") }
    }

    @Test(
        "mistakes are named with their place",
        arguments: [
            ("command: page-me", "absolute path"), ("command: [page-me]", "absolute path"),
            ("command: []", "absolute path"),
            ("after: soon", "period"), ("dead-man-file: ~/x", "not a file"),
            ("commnd: [/x]", "did you mean 'command'?"),
        ])
    func configuration(text: String, words: String) {
        let mistakes = ConfigurationSample.mistakes(ConfigurationSample.minimum + "\nalerts: { \(text) }\n")
        #expect(mistakes.count == 1 && mistakes.first?.contains(words) == true, "\(mistakes)")
    }

    @Test("without the section nobody is told, and the heart beats in the spool")
    func defaults() throws {
        let alerts = try ConfigurationSample.load().alerts
        #expect(alerts.command.isEmpty && alerts.deadManFile == "spool/heartbeat")
        #expect(alerts.after == 900 && alerts.again == 21_600)
    }
}
