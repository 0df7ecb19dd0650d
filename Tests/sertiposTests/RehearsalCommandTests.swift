import ArgumentParser
import Domain
import Foundation
import Rehearsal
import Testing

@testable import sertipos

@Suite("A rehearsal")
struct RehearsalCommandTests {
    private func installation() throws -> Installation {
        try Installation(environment: ["SERTIPOS_SHARE": ShippedFile.path("")])
    }

    @Test("all stories come true on Maildirs, and leave a transcript of every mail")
    func wholeRehearsal() throws {
        let scratch = try ScratchFolder()
        // Monday, 23 November 2026, in the morning.
        let report = try RehearsalReport(
            playingIn: scratch.path("spool/rehearsal"), installation: installation(), transport: .maildir,
            today: Timestamp(seconds: 1_795_399_200))
        for failure in report.timeline.failures { Issue.record("\(failure.remark): \(failure.finding)") }
        #expect(report.timeline.chapters.count == Repertoire.all.count)
        #expect(report.timeline.requests.count == 8)
        #expect(report.description.contains("all \(report.timeline.checks.count) checks passed"))
        let page = try String(contentsOfFile: report.transcript, encoding: .utf8)
        #expect(page.ranges(of: "<article class=\"mail").count == report.timeline.mailCount)
    }

    @Test("a folder that no rehearsal made is refused and stays as it is")
    func refusesForeignFolder() throws {
        let scratch = try ScratchFolder()
        try scratch.write("mine", to: "rehearsal/letter.txt")
        let folder = RehearsalFolder(path: scratch.path("rehearsal"))
        #expect(throws: DocumentError.self) { try folder.prepare() }
        #expect(try scratch.text("rehearsal/letter.txt") == "mine")
        try scratch.write("something else", to: "rehearsal/\(RehearsalFolder.marker)")
        #expect(throws: DocumentError.self) { try folder.prepare() }
        #expect(scratch.exists("rehearsal/letter.txt"))
    }

    @Test("a symbolic link is refused, wherever it leads")
    func refusesLink() throws {
        let scratch = try ScratchFolder()
        try RehearsalFolder(path: scratch.path("real")).prepare()
        try scratch.write("x", to: "real/old.txt")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("link"), withDestinationPath: scratch.path("real"))
        #expect(throws: DocumentError.self) { try RehearsalFolder(path: scratch.path("link")).prepare() }
        #expect(scratch.exists("real/old.txt"))
    }

    @Test("what an earlier rehearsal left is removed; an empty folder will do")
    func emptiesOwnFolder() throws {
        let scratch = try ScratchFolder()
        let folder = RehearsalFolder(path: scratch.path("a/b"))
        try folder.prepare()
        try scratch.write("old", to: "a/b/mail/x/new/1")
        try folder.prepare()
        #expect(!scratch.exists("a/b/mail"))
        #expect(scratch.exists("a/b/\(RehearsalFolder.marker)"))
        try FileManager.default.createDirectory(
            atPath: scratch.path("empty"), withIntermediateDirectories: false)
        try RehearsalFolder(path: scratch.path("empty")).prepare()
        #expect(scratch.exists("empty/\(RehearsalFolder.marker)"))
    }

    @Test("the standard folder lies in the desk at hand")
    func standardFolder() throws {
        let scratch = try ScratchFolder()
        try scratch.write("desk:\n", to: "cron/desk.yaml")
        #expect(
            RehearsalFolder.standard(environment: ["SERTIPOS_DESK": scratch.path])
                == scratch.path("spool/rehearsal"))
    }

    @Test("--live needs to know the servers, and --servers needs --live")
    func options() {
        #expect(throws: (any Error).self) { try Rehearse.parse(["--live", "--servers"]) }
        #expect(throws: (any Error).self) { try Rehearse.parse(["--servers", "x"]).run() }
        #expect(throws: (any Error).self) { try Rehearse.parse(["--live", "--servers", "/none"]).run() }
    }
}
