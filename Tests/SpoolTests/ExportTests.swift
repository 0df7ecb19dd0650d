import Domain
import Glibc
import Testing

@testable import Spool

struct ExportTests {
    /// Kept by the suite, so that its folder outlives the test.
    private let fixture = SpoolFixture()

    @Test func `an export is there as a whole, private, and replaced as a whole`() throws {
        let spool = try fixture.open()
        #expect(try spool.exported("desk.crl") == nil)
        for count in [0, 1, 65_536, 200_000, 5] {
            try spool.export(octets(count, count: count), as: "desk.crl")
            #expect(try spool.exported("desk.crl") == octets(count, count: count))
            #expect(fixture.files() == ["exports/desk.crl"])
        }
        #expect(mode(fixture.path + "/exports/desk.crl") == 0o600)
        #expect(try fixture.open().exported("desk.crl") == octets(5, count: 5))
        #expect(try spool.sweepTemporaries() == 0)
    }

    @Test func `what is kept for the program lies beside the folders, whole and private`() throws {
        let spool = try fixture.open()
        for count in [70_000, 3] {
            try spool.keep(octets(count, count: count), as: "accepted-templates.txt")
            #expect(fixture.files() == ["accepted-templates.txt"])
            #expect(
                try DurableFile.read(fixture.path + "/accepted-templates.txt") == octets(count, count: count))
        }
        #expect(mode(fixture.path + "/accepted-templates.txt") == 0o600)
        #expect(code { try spool.keep([1], as: "../ledger.sqlite") } == .misuse)
        #expect(code { try spool.keep([1], as: "incoming") } == .unsafePermissions)
        #expect(try spool.sweepTemporaries() == 0)
    }

    @Test func `a reader that has the old file open keeps it whole`() throws {
        let spool = try fixture.open()
        try spool.export(octets(1, count: 9000), as: "desk.crl")
        let witness = fixture.base + "/witness"
        try #require(link(fixture.path + "/exports/desk.crl", witness) == 0)
        try spool.export([1], as: "desk.crl")
        #expect(try DurableFile.read(witness) == octets(1, count: 9000))
    }

    @Test(arguments: [
        "", ".", "..", ".hidden", "a/b", "/etc/passwd", "../ledger.sqlite", "a b", "a\0b", "ä.crl", "a_b",
        "a\n",
        String(repeating: "a", count: 256),
    ])
    func `a name that is not plain is refused`(name: String) throws {
        let spool = try fixture.open()
        #expect(code { try spool.export([1], as: name) } == .misuse)
        #expect(code { _ = try spool.exported(name) } == .misuse)
        #expect(fixture.files().isEmpty)
    }

    @Test func `plain names are taken up to the longest`() throws {
        let spool = try fixture.open()
        for name in ["a", "A-9.crl", "root-ca.2026.pem", String(repeating: "z", count: 255)] {
            try spool.export(Array(name.utf8), as: name)
            #expect(try spool.exported(name) == Array(name.utf8))
        }
        #expect(fixture.files().count == 4)
    }

    @Test func `links and folders in the place of an export are neither followed nor replaced`() throws {
        let spool = try fixture.open()
        let victim = fixture.base + "/victim"
        store("untouched", at: victim)
        symlink(victim, fixture.path + "/exports/desk.crl")
        mkdir(fixture.path + "/exports/folder", 0o700)
        for name in ["desk.crl", "folder"] {
            #expect(code { try spool.export([1], as: name) } == .unsafePermissions)
            #expect(code { _ = try spool.exported(name) } == .unsafePermissions)
        }
        #expect(try DurableFile.read(victim) == Array("untouched".utf8))
    }

    @Test func `what a killed export left is swept, and the old file stays`() throws {
        let spool = try fixture.open()
        try spool.export([1, 2], as: "desk.crl")
        store("half", at: "\(fixture.path)/temporary/999-1")
        #expect(try spool.sweepTemporaries() == 1)
        #expect(try spool.exported("desk.crl") == [1, 2])
    }

    @Test func `exports are no messages`() throws {
        let spool = try fixture.open()
        try spool.export([1], as: "\(digest(1).hex).eml")
        #expect(try spool.sealedDigests().isEmpty)
        #expect(code { _ = try spool.read(digest(1)) } == .missing)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root to mount a small file system"))
    func `a full disk keeps the old export`() throws {
        mkdir(fixture.path, 0o700)
        try #require(mount("tmpfs", fixture.path, "tmpfs", 0, "size=256k,mode=700") == 0)
        defer { umount2(fixture.path, CInt(MNT_DETACH)) }
        let spool = try fixture.open()
        try spool.export(octets(1, count: 100_000), as: "desk.crl")
        #expect(code { try spool.export(octets(2, count: 300_000), as: "desk.crl") } == .storageFull)
        #expect(try spool.exported("desk.crl") == octets(1, count: 100_000))
        #expect(fixture.files() == ["exports/desk.crl"])
        try spool.export(octets(3, count: 100_000), as: "desk.crl")
        #expect(try spool.exported("desk.crl") == octets(3, count: 100_000))
    }
}
