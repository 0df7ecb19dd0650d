import Domain
import Glibc
import Testing

@testable import Spool

struct SealingTests {
    /// Kept by the suite, so that its folder outlives the test.
    private let fixture = SpoolFixture()

    @Test(arguments: [1, 3, 8, 9, 40])
    func `a round of any number comes back octet by octet, with nothing left over`(count: Int) throws {
        let spool = try fixture.open()
        let sizes = [1, 999, 4096, 65_535, 65_536, 65_537, 200_000]
        let round = try (0..<count).map { index in
            (writer: try spool.write(octets(index, count: sizes[index % 7])), digest: digest(index))
        }
        try spool.seal(round)
        for index in 0..<count {
            #expect(try spool.read(digest(index)) == octets(index, count: sizes[index % 7]))
            #expect(mode(fixture.sealed(digest(index))) == 0o600)
        }
        #expect(fixture.files().count == count)
        #expect(try Set(spool.sealedDigests()) == Set((0..<count).map(digest)))
        #expect(try spool.sweepTemporaries() == 0)
    }

    @Test(arguments: [1, 7, 64 * 1024, 64 * 1024 + 1, 300_000])
    func `pieces of any size are joined in order`(piece: Int) throws {
        let spool = try fixture.open()
        let bytes = octets(3, count: piece == 1 ? 70_000 : 280_000)
        try spool.seal([(try spool.write(bytes, piece: piece), digest(1))])
        #expect(try spool.read(digest(1)) == bytes)
    }

    @Test func `writers may take turns`() throws {
        let spool = try fixture.open()
        let writers = try (0..<3).map { _ in try spool.makeWriter() }
        for turn in 0..<50 {
            for (index, writer) in writers.enumerated() {
                try octets(turn * 3 + index, count: 3000).withUnsafeBytes { try writer.append($0) }
            }
        }
        try spool.seal(writers.enumerated().map { ($1, digest($0)) })
        for index in 0..<3 {
            let expected = (0..<50).flatMap { octets($0 * 3 + index, count: 3000) }
            #expect(try spool.read(digest(index)) == expected)
        }
    }

    @Test func `many open writers need few descriptors and little memory`() throws {
        let spool = try fixture.open()
        let before = try openDescriptors()
        #expect(before > 0, "what is open is not seen")
        let writers = try (0..<600).map { (try spool.write(octets($0, count: 100)), digest($0)) }
        #expect(try openDescriptors() - before <= 1)
        try spool.seal(writers)
        // The 256 folders of the spool may stay open.
        #expect(try openDescriptors() - before <= 257)
    }

    /// Descriptors of this spool alone: other tests open files at the same time.
    private func openDescriptors() throws -> Int {
        let stream = try #require(opendir("/proc/self/fd"))
        defer { closedir(stream) }
        var count = 0
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            var target = [CChar](repeating: 0, count: 4096)
            let length = readlink("/proc/self/fd/\(name)", &target, target.count)
            let path = target.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
            if String(decoding: path, as: UTF8.self).hasPrefix(fixture.base) { count += 1 }
        }
        return count
    }

    @Test func `an empty message is a message`() throws {
        let spool = try fixture.open()
        try spool.seal([(try spool.makeWriter(), digest(1))])
        #expect(try spool.read(digest(1)) == [])
    }

    @Test func `a discarded or dropped message leaves nothing`() throws {
        let spool = try fixture.open()
        let discarded = try spool.write(octets(1, count: 100_000))
        discarded.discard()
        discarded.discard()
        _ = try spool.write(octets(2, count: 500))
        try spool.seal([(try spool.write(octets(3, count: 10)), digest(3))])
        #expect(try spool.read(digest(3)) == octets(3, count: 10))
        #expect(fixture.files().count == 1)
        #expect(code { try octets(1, count: 5).withUnsafeBytes { try discarded.append($0) } } == .misuse)
    }

    @Test func `a writer is sealed once, and only by its own spool`() throws {
        let spool = try fixture.open()
        let elsewhere = SpoolFixture()
        let other = try elsewhere.open()
        let writer = try spool.write(octets(1, count: 10))
        #expect(code { try other.seal([(writer, digest(1))]) } == .misuse)
        try spool.seal([(writer, digest(1))])
        #expect(code { try spool.seal([(writer, digest(1))]) } == .misuse)
        try spool.seal([])
    }

    @Test func `a name that is there keeps its file, in later rounds and within one`() throws {
        let spool = try fixture.open()
        try spool.seal([(try spool.write(octets(1, count: 5000)), digest(1))])
        let inode = try inode(fixture.sealed(digest(1)))
        try spool.seal([
            (try spool.write(octets(1, count: 5000)), digest(1)),
            (try spool.write(octets(1, count: 5000)), digest(1)),
        ])
        #expect(try self.inode(fixture.sealed(digest(1))) == inode)
        #expect(fixture.files().count == 1)
    }

    @Test(arguments: ["short", "same size"])
    func `a damaged file of that name is replaced`(damage: String) throws {
        let spool = try fixture.open()
        let bytes = octets(1, count: 5000)
        try spool.seal([(try spool.write(bytes), digest(1))])
        store(damage == "short" ? "x" : String(repeating: "x", count: 5000), at: fixture.sealed(digest(1)))
        #expect(try spool.read(digest(1)) != bytes)
        try spool.seal([(try spool.write(bytes), digest(1))])
        #expect(try spool.read(digest(1)) == bytes)
        #expect(fixture.files().count == 1)
    }

    @Test func `a message in quarantine stays there when it is taken again`() throws {
        let spool = try fixture.open()
        try spool.seal([(try spool.write(octets(1, count: 50)), digest(1))])
        try spool.quarantine(digest(1))
        try spool.seal([(try spool.write(octets(1, count: 50)), digest(1))])
        #expect(fixture.files() == ["quarantine/\(digest(1).hex).eml"])
    }

    @Test func `a flush that fails is final: nothing more is sealed, and nothing is flushed again`() throws {
        let spool = try fixture.open()
        try spool.seal([(try spool.write([1]), digest(1))])
        // A pipe cannot be flushed (EINVAL): it takes the place of the folder's descriptor.
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        let kept = dup(spool.incoming.descriptor)
        dup2(ends[0], spool.incoming.descriptor)
        spool.structureIsDurable = false
        #expect(code { try spool.seal([(try spool.write([1]), digest(1))]) } == .notDurable)
        dup2(kept, spool.incoming.descriptor)
        for descriptor in ends + [kept] { close(descriptor) }
        #expect(code { try spool.seal([(try spool.write([2]), digest(2))]) } == .notDurable)
        #expect(SpoolError(.notDurable, "").failureClass == .transient)
        // The next run starts afresh.
        let next = try fixture.open()
        try next.seal([(try next.write([2]), digest(2))])
        #expect(try next.read(digest(2)) == [2])
    }

    @Test(.enabled(if: geteuid() == 0, "needs root to mount a small file system"))
    func `a full disk refuses the round, leaves no sealed half, and is no obstacle afterwards`() throws {
        mkdir(fixture.path, 0o700)
        try #require(mount("tmpfs", fixture.path, "tmpfs", 0, "size=512k,mode=700") == 0)
        defer { umount2(fixture.path, CInt(MNT_DETACH)) }
        let spool = try fixture.open()
        try spool.seal([(try spool.write(octets(1, count: 10)), digest(1))])
        let before = fixture.files()
        let result = code {
            let round = try (2..<20).map { (try spool.write(octets($0, count: 60_000)), digest($0)) }
            try spool.seal(round)
        }
        #expect(result == .storageFull)
        #expect(SpoolError(.storageFull, "").failureClass == .transient)
        #expect(fixture.files() == before)
        try spool.seal([(try spool.write(octets(2, count: 150_000)), digest(2))])
        #expect(try spool.read(digest(2)) == octets(2, count: 150_000))
    }

    private func inode(_ path: String) throws -> UInt {
        var status = stat()
        try #require(lstat(path, &status) == 0)
        return UInt(status.st_ino)
    }
}
