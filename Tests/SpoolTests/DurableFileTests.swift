import Domain
import Glibc
import Testing

@testable import Spool

struct DurableFileTests {
    /// Kept by the suite, so that its folder outlives the test.
    private let fixture = SpoolFixture()

    @Test func `a file is created and replaced as a whole, with its mode`() throws {
        let path = fixture.base + "/verifiers.csv"
        #expect(try DurableFile.read(path) == nil)
        try DurableFile.write(Array("old".utf8), to: path, mode: 0o640)
        #expect(mode(path) == 0o640)
        try DurableFile.write(octets(1, count: 100_000), to: path)
        #expect(mode(path) == 0o600)
        #expect(try DurableFile.read(path) == octets(1, count: 100_000))
        #expect(SpoolFixture.list(fixture.base) == [path])
    }

    @Test func `a write that fails leaves the old contents and nothing beside`() throws {
        let path = fixture.base + "/folder"
        mkdir(path, 0o700)
        store("inside", at: path + "/file")
        #expect(code { try DurableFile.write([1], to: path) } != nil)
        #expect(SpoolFixture.list(fixture.base) == [path + "/file"])
        #expect(code { try DurableFile.write([1], to: fixture.base + "/missing/file") } == .missing)
        #expect(code { try DurableFile.write([1], to: fixture.base + "/") } == .misuse)
    }

    @Test func `what an earlier process left beside it is in nobody's way`() throws {
        let path = fixture.base + "/file"
        store("half", at: "\(fixture.base)/.file.\(getpid()).tmp")
        try DurableFile.write([7], to: path)
        #expect(try DurableFile.read(path) == [7])
        #expect(SpoolFixture.list(fixture.base) == [path])
    }

    @Test func `links, folders and files over the limit are not read`() throws {
        let path = fixture.base + "/file"
        try DurableFile.write([1, 2, 3], to: path)
        symlink(path, fixture.base + "/link")
        #expect(code { _ = try DurableFile.read(fixture.base + "/link") } == .unsafePermissions)
        #expect(code { _ = try DurableFile.read(fixture.base) } == .damaged)
        #expect(code { _ = try DurableFile.read(path, limit: 2) } == .damaged)
        #expect(try DurableFile.read(path, limit: 3) == [1, 2, 3])
    }

    @Test func `every kind of error that a person must see has a remedy`() {
        for code in SpoolError.Code.allCases {
            #expect(!SpoolError(code, "context").remedy.isEmpty)
            #expect(SpoolError(code, "context").description.contains("context"))
        }
        #expect(SpoolError.system("write", "x", ENOSPC).code == .storageFull)
        #expect(SpoolError.system("open", "x", EMFILE).failureClass == .transient)
        #expect(SpoolError.system("open", "x", EROFS).failureClass == .permanent)
    }
}
