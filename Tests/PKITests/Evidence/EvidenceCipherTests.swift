import Domain
import Foundation
import TestSupport
import Testing

@testable import PKI

struct EvidenceCipherTests {
    private let folder = Result { try TemporaryFolder() }
    private let mail = Array("From: budi@example.id\r\n\r\nNIK: 3201011708900001\r\n".utf8)

    private var digest: Digest { OpenSSLDigest().digest(mail) }

    private func file() throws -> EvidenceKeyFile {
        let file = EvidenceKeyFile(path: try place("secrets/evidence-key"))
        if !file.exists { try file.create() }
        return file
    }

    private func place(_ name: String) throws -> String { try folder.get().place(name) }

    private func owner(_ sequence: Int) throws -> EvidenceOwner {
        .file(try #require(RequestNumber(year: 2026, sequence: sequence)))
    }

    private func sealed(_ cipher: OpenSSLEvidenceCipher, _ owner: EvidenceOwner, _ key: [UInt8]) throws
        -> [UInt8]
    {
        var octets = mail
        let frame = try cipher.seal(&octets, named: digest, for: owner, under: key)
        return frame.header + octets + frame.trailer
    }

    @Test func `a sealed mail opens to the same octets and shows nothing of them`() throws {
        let cipher = try file().open()
        for owner in [EvidenceOwner.desk, try owner(1)] {
            let key = try cipher.makeKey(for: owner)
            var octets = try sealed(cipher, owner, key)
            #expect(!Data(octets).contains(Data("3201011708900001".utf8)))
            #expect(try cipher.owner(of: octets) == owner)
            #expect(try sealed(cipher, owner, key) != octets)
            try cipher.open(&octets, named: digest, under: key)
            #expect(octets == mail)
        }
    }

    @Test func `an empty mail and one of 25 MiB open as well`() throws {
        let cipher = try file().open()
        let key = try cipher.makeKey(for: .desk)
        for count in [0, 25 << 20] {
            let original = [UInt8](repeating: 7, count: count)
            var octets = original
            let frame = try cipher.seal(&octets, named: digest, for: .desk, under: key)
            octets = frame.header + octets + frame.trailer
            try cipher.open(&octets, named: digest, under: key)
            #expect(octets == original)
        }
    }

    @Test func `every change of one bit, every cut and every added octet is refused`() throws {
        let cipher = try file().open()
        let (owner, key) = (try owner(1), try cipher.makeKey(for: try owner(1)))
        let whole = try sealed(cipher, owner, key)
        for place in whole.indices {
            for bit in 0..<8 {
                var octets = whole
                octets[place] ^= 1 << bit
                #expect(throws: EvidenceError.self) { try cipher.open(&octets, named: digest, under: key) }
            }
        }
        for count in 0..<whole.count {
            var octets = Array(whole.prefix(count))
            #expect(throws: EvidenceError.self) { try cipher.open(&octets, named: digest, under: key) }
        }
        var longer = whole + [0]
        #expect(throws: EvidenceError.self) { try cipher.open(&longer, named: digest, under: key) }
    }

    @Test func `a mail does not open under another name, owner or key`() throws {
        let cipher = try file().open()
        let (one, two) = (try owner(1), try owner(2))
        let (key, other) = (try cipher.makeKey(for: one), try cipher.makeKey(for: two))
        var octets = try sealed(cipher, one, key)
        let whole = octets
        let name = OpenSSLDigest().digest([1])
        #expect(throws: EvidenceError(.damaged, "mail \(name.hex.prefix(12))")) {
            try cipher.open(&octets, named: name, under: key)
        }
        octets = whole
        #expect(throws: EvidenceError.self) { try cipher.open(&octets, named: digest, under: other) }
        // A wrapped key is bound to its owner: it cannot be given to somebody else's mail.
        #expect(throws: EvidenceError.self) { try sealed(cipher, two, key) }
    }

    @Test func `after a rotation old mail opens, and the former key alone opens nothing any more`() throws {
        let file = try file()
        let former = try file.open()
        let key = try former.makeKey(for: .desk)
        var octets = try sealed(former, .desk, key)
        try file.addKey()
        #expect(try file.count() == 2)
        let both = try file.open()
        let anew = try #require(try both.rewrapped(key, for: .desk))
        #expect(try both.rewrapped(anew, for: .desk) == nil)
        try file.dropFormerKeys()
        #expect(try file.count() == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: try place("secrets")) == ["evidence-key"])
        let now = try file.open()
        #expect(throws: EvidenceError(.unknownKey, "desk")) {
            try now.open(&octets, named: digest, under: key)
        }
        octets = try sealed(former, .desk, key)
        #expect(throws: EvidenceError(.unknownKey, "desk")) {
            try former.open(&octets, named: digest, under: anew)
        }
        octets = try sealed(former, .desk, key)
        try now.open(&octets, named: digest, under: anew)
        #expect(octets == mail)
    }

    @Test func `a key file is its owner's alone, is never replaced, and holds keys only`() throws {
        let file = try file()
        let path = try place("secrets/evidence-key")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.count == 65)
        #expect(throws: KeyFileError.self) { try file.create() }
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: KeyFileError.self) { _ = try file.open() }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        for damaged in [
            "", "# remark\n", String(text.dropLast(2)), text + "zz\n", String(repeating: text, count: 9),
        ] {
            try Data(damaged.utf8).write(to: URL(filePath: path))
            #expect(throws: KeyFileError.self) { _ = try file.open() }
        }
        try Data("# kept by Sari\n\(text.uppercased())\n".utf8).write(to: URL(filePath: path))
        #expect(try file.count() == 1)
    }
}
