import Domain
import Glibc
import Testing

@testable import Spool

struct RedactionTests {
    /// Kept by the suite, so that its folder outlives the test.
    private let fixture = SpoolFixture()
    private let substitute = Array("[a passphrase stood here]\r\n".utf8)
    private let plain = octets(1, count: 150_000)

    /// A spool with the one message, in quarantine or not.
    private func spool(quarantined: Bool = false) throws -> SpoolDirectory {
        let spool = try fixture.open(digesting: Mixing())
        try spool.seal([(try spool.write(plain), name)])
        if quarantined { try spool.quarantine(name) }
        return spool
    }

    private var name: Digest { Mixing().digest(plain) }

    private var remains: String { "redacted/\(name.hex).eml" }

    /// Keeps the octets of a file in reach after it was unlinked.
    private func witness(_ path: String) throws -> String {
        let witness = fixture.base + "/witness"
        try #require(link(path, witness) == 0)
        return witness
    }

    private func expectZeros(_ path: String) throws {
        let octets = try DurableFile.read(path) ?? []
        #expect(octets.count == plain.count)
        #expect(octets.allSatisfy { $0 == 0 })
    }

    @Test(arguments: [false, true])
    func `the old octets are overwritten, and the substitute bears their name`(quarantined: Bool) throws {
        let spool = try spool(quarantined: quarantined)
        let witness = try witness(quarantined ? spool.quarantinePath(name) : fixture.sealed(name))
        try spool.redact(name, leaving: substitute)
        try expectZeros(witness)
        #expect(fixture.files() == [remains])
        #expect(mode(fixture.redacted(name)) == 0o600)
        #expect(try spool.read(name) == substitute)
        #expect(try spool.sealedDigests() == [name])
        #expect(try fixture.open(digesting: Mixing()).read(name) == substitute)
    }

    @Test func `redacting may be repeated, with other words, and an empty one will do`() throws {
        let spool = try spool()
        for words in [substitute, substitute, [], Array("later".utf8)] {
            try spool.redact(name, leaving: words)
            #expect(try spool.read(name) == words)
            #expect(fixture.files() == [remains])
        }
        #expect(try spool.sealedDigests() == [name])
    }

    @Test func `a message that is not there cannot be redacted`() throws {
        let spool = try spool()
        #expect(code { try spool.redact(digest(2), leaving: substitute) } == .missing)
        #expect(try spool.read(name) == plain)
        #expect(fixture.files() == ["incoming/\(name.hex.prefix(2))/\(name.hex).eml"])
    }

    @Test(arguments: [1, 20])
    func `the same message taken again stays redacted, and what came is overwritten`(count: Int) throws {
        let spool = try spool()
        try spool.redact(name, leaving: substitute)
        let writer = try #require(try spool.write(plain) as? SpoolFileWriter)
        try writer.park()
        let witness = try witness("\(fixture.path)/temporary/\(try #require(writer.name))")
        var round: [(writer: any SpoolWriter, digest: Digest)] = [(writer, name)]
        for index in 1..<count {
            round.append((try spool.write(octets(index + 9, count: 50)), digest(index)))
        }
        try spool.seal(round)
        try expectZeros(witness)
        #expect(try spool.read(name) == substitute)
        #expect(fixture.files().filter { $0.contains(name.hex) } == [remains])
        #expect(try spool.sealedDigests().count == count)
        #expect(try spool.sweepTemporaries() == 0)
    }

    @Test func `a redacted message has nothing left for the quarantine`() throws {
        let spool = try spool()
        try spool.redact(name, leaving: substitute)
        try spool.quarantine(name)
        #expect(fixture.files() == [remains])
        #expect(try spool.read(name) == substitute)
    }

    @Test func `other messages are still held to their digests`() throws {
        let spool = try spool()
        let other = octets(5, count: 300)
        let otherName = Mixing().digest(other)
        try spool.seal([(try spool.write(other), otherName)])
        try spool.redact(name, leaving: substitute)
        #expect(try spool.read(otherName) == other)
        try DurableFile.write([1], to: fixture.sealed(otherName))
        #expect(code { _ = try spool.read(otherName) } == .damaged)
    }

    // MARK: - Faults

    @Test func `killed before the substitute has its name, the message is as it was`() throws {
        let first = try spool()
        store("", at: "\(fixture.path)/temporary/\(SpoolDirectory.markerName(name))")
        store("[half", at: "\(fixture.path)/temporary/999-1")
        #expect(try first.read(name) == plain)
        let next = try fixture.open(digesting: Mixing())
        #expect(try next.sweepTemporaries() == 2)
        #expect(try next.read(name) == plain)
        try next.redact(name, leaving: substitute)
        #expect(fixture.files() == [remains])
    }

    @Test(arguments: [false, true], ["untouched", "half zeros", "unlinked"])
    func `killed while the old octets are destroyed, the next sweep destroys the rest`(
        quarantined: Bool, progress: String
    ) throws {
        let first = try spool(quarantined: quarantined)
        let old = quarantined ? first.quarantinePath(name) : fixture.sealed(name)
        let witness = try witness(old)
        store("", at: "\(fixture.path)/temporary/\(SpoolDirectory.markerName(name))")
        try DurableFile.write(substitute, to: fixture.redacted(name))
        if progress != "untouched" {
            try overwrite(old, count: progress == "half zeros" ? 70_000 : plain.count)
        }
        if progress == "unlinked" { unlink(old) }

        let next = try fixture.open(digesting: Mixing())
        #expect(try next.read(name) == substitute)
        #expect(try next.sealedDigests() == [name])
        #expect(try next.sweepTemporaries() == 1)
        try expectZeros(witness)
        #expect(fixture.files() == [remains])
        #expect(try next.sweepTemporaries() == 0)
    }

    /// Writes zeros over the first octets of a file.
    private func overwrite(_ path: String, count: Int) throws {
        let descriptor = Glibc.open(path, O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: count)
        #expect(write(descriptor, zeros, count) == count)
    }

    @Test func `repeating after a kill destroys the rest as well`() throws {
        let spool = try spool()
        let witness = try witness(fixture.sealed(name))
        try DurableFile.write(Array("older words".utf8), to: fixture.redacted(name))
        try spool.redact(name, leaving: substitute)
        try expectZeros(witness)
        #expect(try spool.read(name) == substitute)
        #expect(fixture.files() == [remains])
    }

    @Test func `a marker of no message is swept like any temporary`() throws {
        let spool = try spool()
        for name in ["zz.redaction", ".redaction", "\(digest(3).hex).redaction"] {
            store("", at: "\(fixture.path)/temporary/\(name)")
        }
        #expect(try spool.sweepTemporaries() == 3)
        #expect(try spool.read(name) == plain)
    }

    @Test func `a flush that fails leaves the message as it was and ends sealing`() throws {
        let spool = try spool()
        // A pipe cannot be flushed (EINVAL): it takes the place of the folder's descriptor.
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        let kept = dup(spool.root.descriptor)
        dup2(ends[0], spool.root.descriptor)
        spool.structureIsDurable = false
        #expect(code { try spool.redact(name, leaving: substitute) } == .notDurable)
        dup2(kept, spool.root.descriptor)
        for descriptor in ends + [kept] { close(descriptor) }
        #expect(try spool.read(name) == plain)
        #expect(code { try spool.redact(name, leaving: substitute) } == .notDurable)
        #expect(code { try spool.export([1], as: "desk.crl") } == .notDurable)
        #expect(code { try spool.seal([(try spool.write([2]), digest(2))]) } == .notDurable)
        let next = try fixture.open(digesting: Mixing())
        _ = try next.sweepTemporaries()
        try next.redact(name, leaving: substitute)
        #expect(fixture.files() == [remains])
    }

    @Test(.enabled(if: geteuid() == 0, "needs root to mount a small file system"))
    func `a full disk leaves the message as it was, and is no obstacle afterwards`() throws {
        mkdir(fixture.path, 0o700)
        try #require(mount("tmpfs", fixture.path, "tmpfs", 0, "size=512k,mode=700") == 0)
        defer { umount2(fixture.path, CInt(MNT_DETACH)) }
        let spool = try spool()
        let room = octets(2, count: 400_000)
        #expect(code { try spool.redact(name, leaving: room) } == .storageFull)
        #expect(try spool.read(name) == plain)
        try spool.redact(name, leaving: substitute)
        #expect(try spool.read(name) == substitute)
        #expect(fixture.files() == [remains])
    }

    @Test func `links are not written through, wherever they are laid out`() throws {
        let spool = try spool()
        let victim = fixture.base + "/victim"
        store("untouched", at: victim)
        symlink(victim, fixture.redacted(name))
        #expect(code { try spool.redact(name, leaving: substitute) } == .unsafePermissions)
        #expect(code { _ = try spool.read(name) } == .unsafePermissions)
        unlink(fixture.redacted(name))
        symlink(victim, "\(fixture.path)/temporary/\(SpoolDirectory.markerName(name))")
        try spool.redact(name, leaving: substitute)
        symlink(victim, fixture.sealed(name))
        #expect(code { try spool.redact(name, leaving: substitute) } == .unsafePermissions)
        #expect(try DurableFile.read(victim) == Array("untouched".utf8))
    }
}

extension SpoolDirectory {
    /// Path of a message in quarantine.
    fileprivate func quarantinePath(_ digest: Digest) -> String {
        "\(quarantineFolder.path)/\(Self.fileName(digest))"
    }
}
