import Domain
import Foundation
import Testing

@testable import MailTransport

@Suite struct MaildirTests {
    private func listed(_ maildir: Maildir, from first: UInt32 = 1) throws -> [MailboxEntry] {
        var all: [MailboxEntry] = []
        try maildir.list(from: UID(first)) { all += $0 }
        return all
    }

    @Test func `identifiers stay with their file across flags, runs and removals`() throws {
        let folder = try TemporaryFolder()
        try folder.write("new/200.b.host", "Subject: b\n\nb\n")
        try folder.write("cur/100.a.host:2,S", "Subject: a\n\na\n")
        let first = try Maildir(path: folder.path).open()
        #expect(first.exists == 2)
        #expect(first.uidNext == UID(3))
        try FileManager.default.removeItem(atPath: folder.path + "/cur/100.a.host:2,S")
        try FileManager.default.moveItem(
            atPath: folder.path + "/new/200.b.host", toPath: folder.path + "/cur/200.b.host:2,FS")
        try folder.write("new/50.c.host", "Subject: c\n\nc\n")
        let maildir = Maildir(path: folder.path)
        let second = try maildir.open()
        #expect(second.uidValidity == first.uidValidity)
        #expect(try listed(maildir).map(\.uid.value) == [2, 3])
        var sink = CollectingSink()
        try maildir.fetch(try listed(maildir), into: &sink)
        #expect(sink.whole == [2: wire("Subject: b\n\nb\n"), 3: wire("Subject: c\n\nc\n")])
        #expect(try listed(maildir, from: 3).map(\.uid.value) == [3])
    }

    @Test func `an emptied Maildir never gives an identifier twice`() throws {
        let folder = try TemporaryFolder()
        try folder.write("new/1.a", "x\n")
        #expect(try Maildir(path: folder.path).open().uidNext == UID(2))
        try FileManager.default.removeItem(atPath: folder.path + "/new/1.a")
        #expect(try Maildir(path: folder.path).open().uidNext == UID(2))
        try folder.write("new/2.b", "x\n")
        let maildir = Maildir(path: folder.path)
        _ = try maildir.open()
        #expect(try listed(maildir).map(\.uid.value) == [2])
    }

    @Test func `a list cut after any octet gives nobody another's identifier`() throws {
        let folder = try TemporaryFolder()
        for number in 1...4 { try folder.write("new/\(number).m", "\(number)\n") }
        let whole = try Maildir(path: folder.path).open()
        let text = try folder.text("sertipos-uidlist")
        for length in 0..<text.utf8.count {
            try folder.write("sertipos-uidlist", String(text.prefix(length)))
            let maildir = Maildir(path: folder.path)
            let status = try maildir.open()
            var sink = CollectingSink()
            try maildir.fetch(try listed(maildir), into: &sink)
            #expect(sink.whole.count == 4)
            guard status.uidValidity == whole.uidValidity else { continue }
            for number in 1...4 as ClosedRange<UInt32> where sink.whole[number] != nil {
                #expect(sink.whole[number] == wire("\(number)\n"), "cut \(length)")
            }
        }
    }

    @Test func `a list with foreign or repeated lines starts a new epoch`() throws {
        let folder = try TemporaryFolder()
        try folder.write("new/1.a", "x\n")
        for damage in [
            "garbage\n", "sertipos-uidlist 1 5 2\n1 1.a\n1 2.b\n", "sertipos-uidlist 1 5 2\nx y\n",
        ] {
            try folder.write("sertipos-uidlist", damage)
            let status = try Maildir(path: folder.path).open()
            #expect(status.uidValidity != UIDValidity(5))
            #expect(status.uidNext == UID(2))
        }
    }

    @Test func `marking and moving follow the Maildir rules`() throws {
        let folder = try TemporaryFolder()
        try folder.write("new/1.a", "a\n")
        try folder.write("cur/2.b:2,FR", "b\n")
        let maildir = Maildir(path: folder.path)
        _ = try maildir.open()
        try maildir.markSeen([UID(1), UID(2), UID(77)])
        try maildir.markSeen([UID(1)])
        #expect(folder.names("cur") == ["1.a:2,S", "2.b:2,FRS"])
        #expect(folder.names("new").isEmpty)
        try maildir.move([UID(2)], to: "Arsip/2026")
        #expect(folder.names(".Arsip.2026/cur") == ["2.b:2,FRS"])
        #expect(try listed(maildir).map(\.uid.value) == [1])
        #expect(throws: TransportError.self) { try maildir.move([UID(1)], to: "../x") }
    }

    @Test func `a renamed file is found, a removed one passed over`() throws {
        let folder = try TemporaryFolder()
        try folder.write("new/1.a", "a\n")
        try folder.write("new/2.b", "b\n")
        let maildir = Maildir(path: folder.path)
        _ = try maildir.open()
        try FileManager.default.moveItem(
            atPath: folder.path + "/new/1.a", toPath: folder.path + "/cur/1.a:2,S")
        try FileManager.default.removeItem(atPath: folder.path + "/new/2.b")
        var sink = CollectingSink()
        try maildir.fetch(entries([1, 2]), into: &sink)
        #expect(sink.whole == [1: wire("a\n")])
        #expect(sink.messages.count == 1)
    }

    @Test func `headers end at the empty line and large files come in pieces`() throws {
        let folder = try TemporaryFolder()
        let text = "Subject: x\nTo: y\n\n" + String(repeating: "0123456789\n", count: 60_000) + "no end"
        try folder.write("new/1.a", text)
        try folder.write("new/2.b", "")
        let maildir = Maildir(path: folder.path)
        _ = try maildir.open()
        var headers = CollectingSink()
        try maildir.fetchHeaders(entries([1]), into: &headers)
        #expect(headers.whole == [1: wire("Subject: x\nTo: y\n\n")])
        var sink = CollectingSink()
        try maildir.fetch(entries([1, 2]), into: &sink)
        #expect(sink.whole == [1: wire(text)])
        #expect(sink.messages.first?.announced == wire(text).count)
        #expect(sink.cutShort == [2])
    }
}
