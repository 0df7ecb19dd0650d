import Domain
import Foundation
import PKI
import TestSupport
import Testing

@testable import sertipos

/// A bad edit never reaches people.
@Suite("The last accepted version")
struct TemplateShelfTests {
    /// A folder of templates that a test may spoil, and the file of the accepted version.
    private struct Room {
        private let sample: LiveDeskSample
        let accepted: AcceptedTemplates
        let now = Timestamp(seconds: 1_795_000_000)
        var folder: ScratchFolder { sample.folder }

        init() throws {
            sample = try LiveDeskSample()
            unlink(sample.folder.path("mail-templates"))
            try FileManager.default.copyItem(
                atPath: ShippedFile.path("mail-templates"), toPath: sample.folder.path("mail-templates"))
            accepted = AcceptedTemplates(
                path: sample.live.folder.acceptedTemplates, digesting: OpenSSLDigest())
        }

        /// The shelf of a fresh run.
        var shelf: TemplateShelf {
            TemplateShelf(TemplateFolder(path: folder.path("mail-templates")), accepted: accepted)
        }

        func accept() throws {
            let shelf = shelf
            _ = try shelf.read()
            try keep(shelf, at: now)
        }

        func keep(_ shelf: TemplateShelf, at moment: Timestamp) throws {
            try shelf.keep(at: moment, in: try sample.live.spool())
        }

        func edit(_ name: String, _ change: (String) -> String) throws {
            try folder.write(change(try folder.text("mail-templates/\(name)")), to: "mail-templates/\(name)")
        }
    }

    private static let damages: [(String, String, String)] = [
        ("id/applicant.identity-link.md", "\n---\n", "\n---\n{{nobody}}\n"),
        ("id/footer.md", "{{fee}}", ""),
        ("layout.html", "{{{content}}}", ""),
        ("forms/identity.yaml", "fields:", "feilds:"),
        ("forms/faults.yaml", "missing:", "mising:"),
        ("words.yaml", "actor.nobody:", "actor.noone:"),
        ("passphrase.html", "<body", "<bodi"),
    ]

    @Test("whatever file is spoiled, the last accepted version serves", arguments: damages)
    func refusal(_ damage: (String, String, String)) throws {
        let room = try Room()
        try room.accept()
        try room.edit(damage.0) { text in
            text.firstRange(of: damage.1).map { text.replacingCharacters(in: $0, with: damage.2) } ?? text
        }
        let shelf = room.shelf
        _ = try shelf.read()
        let refusal = try #require(shelf.refusal)
        #expect(refusal.servingSince == room.now)
        #expect(refusal.problems.contains { $0.file == "mail-templates/\(damage.0)" }, "\(refusal.problems)")
        // What was refused is never kept.
        try room.keep(shelf, at: room.now + 60)
        #expect(try room.accepted.version()?.acceptedAt == room.now)
    }

    @Test("a file that is missing or no text is refused like any other mistake")
    func unreadable() throws {
        let room = try Room()
        try room.accept()
        try room.folder.write([0x61, 0x0A, 0xFF], to: "mail-templates/en/sender.help.md")
        unlink(room.folder.path("mail-templates/words.yaml"))
        let shelf = room.shelf
        _ = try shelf.read()
        let problems = try #require(shelf.refusal).problems.map(\.description)
        #expect(
            problems.contains { $0.hasPrefix("mail-templates/en/sender.help.md:2: this line is not UTF-8") })
        #expect(
            problems.contains { $0.hasPrefix("mail-templates/words.yaml: the file is missing; restore it") })
    }

    @Test("without an accepted version a mistake stops the decisions, every mistake named")
    func nothingAccepted() throws {
        let room = try Room()
        try room.edit("words.yaml") { $0.replacing("actor.nobody:", with: "actor.noone:") }
        try room.edit("id/sender.help.md") { $0 + "\n{{nobody}}\n" }
        let error = #expect(throws: UnusableTemplates.self) { try room.shelf.read() }
        let problems = error?.problems.map(\.file) ?? []
        #expect(Set(problems) == ["mail-templates/words.yaml", "mail-templates/id/sender.help.md"])
        #expect(error.map { ExitStatus($0) } == .configuration)
    }

    @Test("a good edit is taken over, once, and everything is in it")
    func takeover() throws {
        let room = try Room()
        try room.accept()
        let first = try #require(try room.accepted.version())
        #expect(first.set == TemplateFolder(path: room.folder.path("mail-templates")).read())
        try room.edit("words.yaml") { $0.replacing("\"tidak ada\"", with: "\"bukan siapa pun\"") }
        let shelf = room.shelf
        _ = try shelf.read()
        try room.keep(shelf, at: room.now + 60)
        #expect(shelf.refusal == nil)
        let second = try #require(try room.accepted.version())
        #expect(second.acceptedAt == room.now + 60 && second.digest != first.digest)
        // Nothing changed: the file is left as it is.
        let again = room.shelf
        _ = try again.read()
        try room.keep(again, at: room.now + 120)
        #expect(try room.accepted.version()?.acceptedAt == room.now + 60)
    }

    @Test("a damaged copy never serves, and heals with the next good version")
    func damage() throws {
        let room = try Room()
        try room.accept()
        let good = try room.folder.text("spool/accepted-templates.txt")
        try room.folder.write(good.replacing("bawah", with: "BAWAH"), to: "spool/accepted-templates.txt")
        #expect(throws: (any Error).self) { try room.accepted.version() }
        try room.folder.write(String(good.dropLast(10)), to: "spool/accepted-templates.txt")
        #expect(throws: (any Error).self) { try room.accepted.version() }
        try room.edit("words.yaml") { $0.replacing("\"tidak ada\"", with: "\"bukan siapa pun\"") }
        try room.accept()
        #expect(try room.accepted.version() != nil)
    }
}
