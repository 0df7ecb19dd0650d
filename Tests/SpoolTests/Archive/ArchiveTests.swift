import Domain
import Foundation
import Testing

@testable import Spool

struct ArchiveTests {
    private let fixture = SpoolFixture()

    private func path(_ name: String) -> String { "\(fixture.base)/\(name)" }

    private func archive(_ files: [(name: String, octets: [UInt8])]) throws -> String {
        let writer = try ArchiveWriter(
            path: path("a.tar"), digesting: Mixing(), at: Timestamp(seconds: 1_795_399_200))
        for file in files { _ = try writer.add(file.octets, as: file.name) }
        try writer.finish()
        return path("a.tar")
    }

    /// The archive as the system's tar sees it.
    private func listed(_ archive: String) throws -> [String] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["tar", "-tf", archive]
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private let long =
        "mail-templates/" + String(repeating: "folder-", count: 18) + "/" + String(repeating: "n", count: 90)

    @Test func `what is written is read again, and by tar as well`() throws {
        let source = path("source")
        try DurableFile.write(octets(3, count: 200_000), to: source)
        let writer = try ArchiveWriter(path: path("a.tar"), digesting: Mixing(), at: Timestamp(seconds: 1))
        var files = [try writer.add([], as: "cron/empty"), try writer.add(octets(1, count: 512), as: long)]
        files.append(try writer.add(file: source, as: "spool/big"))
        #expect(access(path("a.tar"), F_OK) != 0)
        try writer.finish()
        #expect(mode(path("a.tar")) == 0o600)
        #expect(try listed(path("a.tar")) == files.map(\.name) + ["archive.sha256"])

        let reader = try ArchiveReader(path: path("a.tar"), digesting: Mixing())
        for (index, file) in files.enumerated() {
            let entry = try #require(try reader.next())
            #expect(entry.name == file.name)
            #expect(entry.size == file.size)
            // One file is passed over unread.
            if index != 1 { #expect(try reader.extract(to: path("out-\(index)")) == file) }
        }
        #expect(try reader.next() == nil)
        #expect(try DurableFile.read(path("out-2")) == octets(3, count: 200_000))
    }

    @Test(arguments: ["../x", "/etc/x", "cron/../../x", "cron//x", "cron/./x", "cron/", "a\u{1}b", "."])
    func `a name that leads elsewhere is refused`(name: String) throws {
        let reader = try ArchiveReader(path: try archive([(name, [1])]), digesting: Mixing())
        #expect(code { _ = try reader.next() } == .damaged)
    }

    @Test(arguments: ["1", "2", "3", "5", "6", "g", "x", "L"])
    func `links, devices and extensions are refused`(type: String) throws {
        let path = try archive([("cron/x", [1])])
        var octets = try #require(try DurableFile.read(path))
        octets[156] = try #require(type.utf8.first)
        let sum = octets[..<512].enumerated().reduce(0) {
            $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element))
        }
        let digits = String(sum, radix: 8)
        octets.replaceSubrange(
            148..<154, with: Array((String(repeating: "0", count: 6 - digits.count) + digits).utf8))
        try DurableFile.write(octets, to: path)
        let reader = try ArchiveReader(path: path, digesting: Mixing())
        #expect(code { _ = try reader.next() } == .damaged)
    }

    /// What reading all of `octets` ends in; `nil` if nothing is wrong.
    private func ending(_ octets: [UInt8], isReading: Bool = true) throws -> SpoolError.Code? {
        try DurableFile.write(octets, to: path("changed.tar"))
        return code {
            let reader = try ArchiveReader(path: path("changed.tar"), digesting: Mixing())
            while try reader.next() != nil { if isReading { _ = try reader.content(limit: 1_000) } }
        }
    }

    private func small() throws -> [UInt8] {
        let path = try archive([("cron/x", octets(1, count: 700)), ("cron/y", octets(2, count: 100))])
        return try #require(try DurableFile.read(path))
    }

    @Test func `an archive cut or lengthened anywhere is refused`() throws {
        let whole = try small()
        #expect(try ending(whole) == nil)
        for length in stride(from: 0, to: whole.count, by: 64) {
            #expect(try ending(Array(whole.prefix(length))) == .damaged, "\(length)")
        }
        #expect(try ending(whole + [0]) == .damaged)
        #expect(try ending(whole + whole) == .damaged)
    }

    @Test(arguments: [true, false])
    func `one changed octet anywhere is refused, read or passed over`(isReading: Bool) throws {
        let whole = try small()
        for place in whole.indices {
            var octets = whole
            octets[place] ^= [1, 0x20, 0x80][place % 3]
            #expect(try ending(octets, isReading: isReading) == .damaged, "\(place)")
        }
    }
}
