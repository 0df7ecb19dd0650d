import Foundation
import Testing

@testable import PKI

@Suite("Private files")
struct PrivateFolderTests {
    let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    @Test("what is created is read back, and never replaced")
    func roundTrip() throws {
        let folder = try PrivateFolder(making: temporary.place("a"))
        try folder.create("key", SecretOctets("one".utf8))
        #expect(try folder.read("key").withUnsafeBytes { Array($0) } == Array("one".utf8))
        #expect(throws: KeyFileError(.exists, temporary.place("a/key"))) {
            try folder.create("key", SecretOctets("two".utf8))
        }
        #expect(try folder.names() == ["key"])
        #expect(try temporary.mode("a/key") == 0o600)
        #expect(try PrivateFolder(making: temporary.place("a")).read("key").count == 3)
    }

    @Test("a destroyed file is overwritten before its name goes")
    func destruction() throws {
        let folder = try PrivateFolder(making: temporary.place("a"))
        try folder.create("key", SecretOctets("secret".utf8))
        // A second name for the same content shows what became of it.
        try FileManager.default.linkItem(atPath: temporary.place("a/key"), toPath: temporary.place("witness"))
        try folder.destroy("key")
        #expect(try folder.names() == [])
        #expect(try temporary.read("witness") == [UInt8](repeating: 0, count: 6))
    }

    @Test("destroying works in spite of a second name, and an interrupted destruction is finished")
    func interruptions() throws {
        let folder = try PrivateFolder(making: temporary.place("a"))
        try folder.create("key", SecretOctets("secret".utf8))
        try FileManager.default.linkItem(
            atPath: temporary.place("a/key"), toPath: temporary.place("a/.key.tmp"))
        try folder.destroy("key")
        #expect(try folder.names() == [])
        try temporary.write("a/.key.tmp", Array("secret".utf8))
        try folder.destroyLeftovers()
        #expect(try folder.names() == [])
    }

    @Test("a folder that is missing, a file, a link or open to others is refused")
    func folders() throws {
        try temporary.write("file", [])
        try FileManager.default.createDirectory(
            atPath: temporary.place("open"), withIntermediateDirectories: false)
        try temporary.setMode("open", 0o701)
        try FileManager.default.createSymbolicLink(
            atPath: temporary.place("link"), withDestinationPath: temporary.path)
        for (name, code) in [
            ("none", KeyFileError.Code.missing), ("file", .notPlain), ("link", .notPlain),
            ("open", .looseMode),
        ] {
            let error = #expect(throws: KeyFileError.self) {
                try PrivateFolder(opening: temporary.place(name))
            }
            #expect(error?.code == code)
        }
    }

    @Test("a passphrase file gives its first line, if nobody else can read it")
    func firstLine() throws {
        let cases = [("rahasia\n", "rahasia"), ("rahasia\r\nsecond", "rahasia"), ("a b ", "a b ")]
        for (content, expected) in cases {
            let path = try temporary.write("p", content.utf8)
            let line = try SecretOctets.firstLine(ofFile: path)
            #expect(line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } == expected)
        }
        let faults: [(String, Int, KeyFileError.Code)] = [
            ("", 0o600, .corrupt), ("\nx", 0o600, .corrupt), ("x", 0o644, .looseMode),
        ]
        for (content, mode, code) in faults {
            let path = try temporary.write("p", content.utf8, mode: mode)
            let error = #expect(throws: KeyFileError.self) { try SecretOctets.firstLine(ofFile: path) }
            #expect(error?.code == code)
        }
    }
}
