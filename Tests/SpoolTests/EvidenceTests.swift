import Domain
import Glibc
import Testing

@testable import Spool

struct EvidenceTests {
    /// Kept by the suite, so that its folder outlives the test.
    private let fixture = SpoolFixture()

    private func spool() throws -> SpoolDirectory {
        try SpoolDirectory(path: fixture.path, digesting: Mixing(), sealing: Veil(), creating: true)
    }

    private func mail(_ index: Int) -> [UInt8] { octets(index, count: 3_000 + index) }

    private func name(_ index: Int) -> Digest { Mixing().digest(mail(index)) }

    /// A spool with so many messages.
    private func filled(_ count: Int) throws -> SpoolDirectory {
        let spool = try spool()
        try spool.seal(try (0..<count).map { (try spool.write(mail($0)), name($0)) })
        return spool
    }

    private func round(_ count: Int) -> [(digest: Digest, owner: EvidenceOwner)] {
        (0..<count).map { (digest: name($0), owner: .desk) }
    }

    private func witness(_ path: String, _ index: Int) throws -> String {
        let witness = "\(fixture.base)/witness-\(index)"
        try #require(link(path, witness) == 0)
        return witness
    }

    @Test(arguments: [1, 3, 40])
    func `messages at rest are sealed, their plain octets overwritten, and read as before`(count: Int) throws
    {
        let spool = try filled(count)
        let witnesses = try (0..<count).map { try witness(fixture.sealed(name($0)), $0) }
        try spool.putToRest(round(count))
        for index in 0..<count {
            let left = try #require(try DurableFile.read(witnesses[index]))
            #expect(left.count == mail(index).count)
            #expect(left.allSatisfy { $0 == 0 })
            #expect(try spool.read(name(index)) == mail(index))
            #expect(mode(fixture.resting(name(index))) == 0o600)
        }
        #expect(fixture.files().allSatisfy { $0.hasPrefix("evidence/") && $0.hasSuffix(".sealed") })
        #expect(fixture.files().count == count)
        #expect(Set(try spool.sealedDigests()) == Set((0..<count).map(name)))
        #expect(mode("\(fixture.path)/evidence") == 0o700)
        try spool.putToRest(round(count))
        #expect(fixture.files().count == count)
    }

    @Test
    func `killed before the plain file went, the next round finishes, and until then both are one message`()
        throws
    {
        let spool = try filled(2)
        let copy = fixture.base + "/copy"
        try DurableFile.write(try #require(try DurableFile.read(fixture.sealed(name(0)))), to: copy)
        try spool.putToRest(round(2))
        try #require(rename(copy, fixture.sealed(name(0))) == 0)
        let next = try self.spool()
        #expect(try next.read(name(0)) == mail(0))
        #expect(Set(try next.sealedDigests()) == [name(0), name(1)])
        try next.putToRest(round(2))
        #expect(fixture.files().allSatisfy { $0.hasPrefix("evidence/") })
        #expect(try next.read(name(0)) == mail(0))
    }

    @Test
    func `a damaged sealed form is replaced while the plain octets are there, and refused without them`()
        throws
    {
        let spool = try filled(1)
        let plain = try #require(try DurableFile.read(fixture.sealed(name(0))))
        try spool.putToRest(round(1))
        try DurableFile.write(Array("VEIL".utf8), to: fixture.resting(name(0)))
        #expect(throws: EvidenceError.self) { try spool.read(name(0)) }
        try DurableFile.write(plain, to: fixture.sealed(name(0)))
        try spool.putToRest(round(1))
        #expect(fixture.files().count == 1)
        #expect(try spool.read(name(0)) == mail(0))
    }

    @Test func `sealed forms that were exchanged are found out`() throws {
        let spool = try filled(2)
        try spool.putToRest(round(2))
        let other = try #require(try DurableFile.read(fixture.resting(name(1))))
        try DurableFile.write(other, to: fixture.resting(name(0)))
        #expect(throws: EvidenceError.self) { try spool.read(name(0)) }
    }

    @Test(arguments: [1, 20])
    func `the same message taken again stays at rest, and what came is overwritten`(count: Int) throws {
        let spool = try filled(1)
        try spool.putToRest(round(1))
        let writer = try #require(try spool.write(mail(0)) as? SpoolFileWriter)
        try writer.park()
        let witness = try witness("\(fixture.path)/temporary/\(try #require(writer.name))", 0)
        var more: [(writer: any SpoolWriter, digest: Digest)] = [(writer, name(0))]
        for index in 1..<count { more.append((try spool.write(mail(index)), name(index))) }
        try spool.seal(more)
        #expect(try #require(try DurableFile.read(witness)).allSatisfy { $0 == 0 })
        #expect(!fixture.files().contains { $0.hasPrefix("incoming/") && $0.contains(name(0).hex) })
        #expect(try spool.read(name(0)) == mail(0))
    }

    @Test func `redacted and quarantined messages are not put to rest`() throws {
        let spool = try filled(3)
        try spool.redact(name(0), leaving: [1])
        try spool.quarantine(name(1))
        try spool.putToRest(round(3))
        #expect(try spool.read(name(0)) == [1])
        #expect(
            fixture.files()
                == [
                    fixture.resting(name(2)).dropFirst(fixture.path.count + 1),
                    "quarantine/\(name(1).hex).eml", "redacted/\(name(0).hex).eml",
                ].map { String($0) })
    }

    @Test func `a message at rest can still be redacted`() throws {
        let spool = try filled(1)
        try spool.putToRest(round(1))
        try spool.redact(name(0), leaving: [1, 2])
        #expect(try spool.read(name(0)) == [1, 2])
        #expect(fixture.files() == ["redacted/\(name(0).hex).eml"])
    }

    @Test func `purging overwrites and removes a message wherever it lies, and may be repeated`() throws {
        let spool = try filled(4)
        try spool.redact(name(0), leaving: [1])
        try spool.quarantine(name(1))
        try spool.putToRest([(digest: name(2), owner: .desk)])
        let witness = try witness(fixture.sealed(name(3)), 3)
        try spool.purge((0..<4).map(name))
        #expect(fixture.files().isEmpty)
        #expect(try #require(try DurableFile.read(witness)).allSatisfy { $0 == 0 })
        try spool.purge((0..<4).map(name))
        #expect(code { _ = try spool.read(name(3)) } == .missing)
    }

    @Test func `one message that cannot be sealed keeps no other`() throws {
        let spool = try filled(3)
        try DurableFile.write([9], to: fixture.sealed(name(1)))
        #expect(code { try spool.putToRest(round(3)) } == .damaged)
        #expect(try spool.read(name(0)) == mail(0))
        #expect(try spool.read(name(2)) == mail(2))
        #expect(fixture.files().filter { $0.hasPrefix("evidence/") }.count == 2)
    }

    @Test func `without a key nothing at rest is made or read`() throws {
        let spool = try filled(1)
        try spool.putToRest(round(1))
        let keyless = try fixture.open(digesting: Mixing())
        #expect(code { _ = try keyless.read(name(0)) } == .misuse)
        #expect(code { try keyless.putToRest(round(1)) } == .misuse)
    }

    @Test func `an evidence folder that others may enter is refused`() throws {
        _ = try spool()
        #expect(chmod("\(fixture.path)/evidence", 0o750) == 0)
        #expect(code { _ = try spool() } == .unsafePermissions)
    }

    @Test func `bundles go when their time is over, other exports stay`() throws {
        let spool = try spool()
        let old = Timestamp(seconds: 1_795_399_200)
        for (number, moment) in [("SE-2026-000001-1", old), ("SE-2026-000002-2", old + 86_400)] {
            let folder = "\(fixture.path)/exports/\(number)\(SpoolDirectory.bundleSuffix(moment))"
            try #require(mkdir(folder, 0o700) == 0)
            try DurableFile.write([1, 2, 3], to: "\(folder)/mail.eml")
        }
        try spool.export([7], as: "sertipos.crl")
        #expect(try spool.countBundles(before: old) == 0)
        #expect(try spool.countBundles(before: old + 1) == 1)
        #expect(try spool.purgeBundles(before: old + 1) == 1)
        #expect(
            fixture.files() == ["exports/SE-2026-000002-2-20261124T020000Z/mail.eml", "exports/sertipos.crl"])
        #expect(try spool.purgeBundles(before: old + 90_000) == 1)
        #expect(fixture.files() == ["exports/sertipos.crl"])
    }
}
