import Domain
import Glibc
import Testing

@testable import Spool

struct SpoolDirectoryTests {
    /// Kept by the suite, so that its folder outlives the test.
    private let fixture = SpoolFixture()

    @Test func `folders are private whatever the umask`() throws {
        for mask: mode_t in [0, 0o777] {
            let fixture = SpoolFixture()
            try withUmask(mask) {
                let spool = try fixture.open()
                try spool.seal([(try spool.write([1, 2, 3]), digest(1))])
            }
            for folder in [
                "", "/temporary", "/incoming", "/quarantine", "/redacted", "/exports",
                "/incoming/\(digest(1).hex.prefix(2))",
            ] {
                #expect(mode(fixture.path + folder) == 0o700, "\(folder)")
            }
            #expect(mode(fixture.sealed(digest(1))) == 0o600)
        }
    }

    @Test(arguments: ["", "/temporary", "/incoming", "/quarantine", "/redacted", "/exports"])
    func `a folder that others may enter is refused with the command that helps`(folder: String) throws {
        _ = try fixture.open()
        chmod(fixture.path + folder, 0o750)
        do {
            _ = try SpoolDirectory(path: fixture.path)
            Issue.record("it was opened")
        } catch {
            #expect(error.code == .unsafePermissions)
            #expect(error.remedy == "chmod 700 \(fixture.path + folder)")
            #expect(error.failureClass == .permanent)
        }
        chmod(fixture.path + folder, 0o700)
        _ = try SpoolDirectory(path: fixture.path)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root to give a folder away"))
    func `a folder of another user is refused`() throws {
        _ = try fixture.open()
        chown(fixture.path + "/incoming", 65534, 65534)
        #expect(code { _ = try fixture.open() } == .unsafePermissions)
    }

    @Test func `a missing spool is missing unless it may be created`() {
        #expect(code { _ = try SpoolDirectory(path: "/tmp/no-such-spool") } == .missing)
    }

    @Test func `symbolic links are not followed`() throws {
        let spool = try fixture.open()
        try spool.seal([(try spool.write([1, 2, 3]), digest(1))])
        let secret = fixture.base + "/secret"
        store("secret", at: secret)
        unlink(fixture.sealed(digest(1)))
        symlink(secret, fixture.sealed(digest(1)))
        #expect(code { _ = try spool.read(digest(1)) } == .unsafePermissions)
        #expect(code { try spool.quarantine(digest(1)) } == .unsafePermissions)
        #expect(code { try spool.seal([(try spool.write([9]), digest(1))]) } == .unsafePermissions)

        rmdir(fixture.path + "/quarantine")
        symlink(fixture.base, fixture.path + "/quarantine")
        #expect(code { _ = try fixture.open() } == .unsafePermissions)
    }

    @Test func `a link laid out for the next temporary is not written through`() throws {
        let spool = try fixture.open()
        let victim = fixture.base + "/victim"
        store("untouched", at: victim)
        for number in 1...3 { symlink(victim, "\(fixture.path)/temporary/\(getpid())-\(number)") }
        try spool.seal([(try spool.write([1, 2, 3]), digest(1))])
        #expect(try spool.read(digest(1)) == [1, 2, 3])
        #expect(try DurableFile.read(victim) == Array("untouched".utf8))
    }

    @Test func `what a killed run left in the temporary folder is swept`() throws {
        let spool = try fixture.open()
        for number in 1...5 { store("half", at: "\(fixture.path)/temporary/999-\(number)") }
        #expect(try spool.sweepTemporaries() == 5)
        #expect(try spool.sweepTemporaries() == 0)
        #expect(fixture.files().isEmpty)
    }

    @Test func `quarantine moves a message once and may be repeated`() throws {
        let spool = try fixture.open()
        try spool.seal([(try spool.write([1, 2, 3]), digest(1))])
        for _ in 0..<3 {
            try spool.quarantine(digest(1))
            #expect(fixture.files() == ["quarantine/\(digest(1).hex).eml"])
        }
        #expect(try spool.read(digest(1)) == [1, 2, 3])
        #expect(try spool.sealedDigests() == [digest(1)])
        #expect(code { try spool.quarantine(digest(2)) } == .missing)
    }

    @Test func `reading what is not there creates nothing`() throws {
        let spool = try fixture.open()
        #expect(code { _ = try spool.read(digest(1)) } == .missing)
        #expect(access("\(fixture.path)/incoming/\(digest(1).hex.prefix(2))", F_OK) == -1)
    }

    @Test func `altered octets are refused where a digest is computed`() throws {
        let spool = try fixture.open(digesting: Mixing())
        let bytes = octets(1, count: 5000)
        let name = Mixing().digest(bytes)
        try spool.seal([(try spool.write(bytes), name)])
        #expect(try spool.read(name) == bytes)
        var damaged = bytes
        damaged[2500] ^= 1
        try DurableFile.write(damaged, to: fixture.sealed(name))
        #expect(code { _ = try spool.read(name) } == .damaged)
    }

    @Test func `foreign files among the messages are passed over`() throws {
        let spool = try fixture.open()
        try spool.seal([(try spool.write([1]), digest(1))])
        let folder = "\(fixture.path)/incoming/\(digest(1).hex.prefix(2))"
        for name in ["README", ".eml", "zz.eml", "\(digest(2).hex.uppercased()).eml"] {
            store("x", at: "\(folder)/\(name)")
        }
        mkdir("\(fixture.path)/incoming/+1", 0o700)
        #expect(try spool.sealedDigests() == [digest(1)])
    }

    @Test func `a second process's spool sees what the first one sealed`() throws {
        let first = try fixture.open()
        let second = try fixture.open()
        try first.seal([(try first.write([1, 2]), digest(1))])
        #expect(try second.read(digest(1)) == [1, 2])
    }
}
