import Domain
import Foundation
import TestSupport
import Testing

@testable import PKI

@Suite("Sealing keys on disk")
struct SealingKeyFolderTests {
    let temporary: TemporaryFolder
    let folder: SealingKeyFolder
    let clock = FixedClock()
    static let day: Int64 = 86_400

    init() throws {
        temporary = try TemporaryFolder()
        folder = SealingKeyFolder(path: temporary.place("keys"))
    }

    private func rotate() throws -> SealingRotation {
        try folder.rotate(now: clock.now(), rotateAfter: 30 * Self.day, overlap: 7 * Self.day)
    }

    @Test("the first rotation makes folder and key, for the desk alone; the next finds them")
    func first() throws {
        let first = try rotate()
        let id = first.keys.current.key.sealingKey.id
        #expect(first.made == id && first.destroyed.isEmpty)
        #expect(try temporary.names("keys") == ["20261123T020000Z-\(id).pem"])
        #expect(try temporary.mode("keys") == 0o700)
        #expect(try temporary.mode("keys/20261123T020000Z-\(id).pem") == 0o600)
        let second = try rotate()
        #expect(second.made == nil && second.keys.ids == [id] && second.keys.currentSince == clock.now())
        #expect(
            second.keys.generations.map(\.id) == [id] && second.keys.generations.map(\.made) == [clock.now()])
        #expect(try folder.load().ids == [id])
    }

    @Test("a new key comes after rotateAfter, the old one opens for the overlap and is then destroyed")
    func overlap() throws {
        let old = try rotate().keys
        let sealed = try seal(for: old)
        clock.advance(by: 30 * Self.day)
        #expect(try rotate().made == nil)
        clock.advance(by: 1)
        let both = try rotate()
        #expect(both.made != nil && both.keys.ids == [both.made, old.ids[0]])
        try EmbeddedSealing(keys: both.keys).check(sealed)
        #expect(EmbeddedSealing(keys: both.keys).currentKey.id == both.made)
        clock.advance(by: 7 * Self.day)
        #expect(try rotate().destroyed == [])
        clock.advance(by: 1)
        let last = try rotate()
        #expect(last.destroyed == old.ids && last.keys.ids == [both.made])
        #expect(try temporary.names("keys").count == 1)
        #expect(throws: SealRefusal()) { try EmbeddedSealing(keys: last.keys).check(sealed) }
    }

    @Test("100 texts sealed before a rotation open during the overlap, and none after it")
    func openForms() throws {
        let old = try rotate().keys
        let sealed = try (0..<100).map { _ in try seal(for: old) }
        clock.advance(by: 31 * Self.day)
        let during = EmbeddedSealing(keys: try rotate().keys)
        for text in sealed { try during.check(text) }
        clock.advance(by: 8 * Self.day)
        let after = EmbeddedSealing(keys: try rotate().keys)
        for text in sealed { #expect(throws: SealRefusal()) { try after.check(text) } }
    }

    @Test("a clock that goes back neither makes nor destroys a key")
    func backwards() throws {
        let ids = try rotate().keys.ids
        clock.advance(by: -400 * Self.day)
        let rotation = try rotate()
        #expect(rotation.made == nil && rotation.destroyed.isEmpty && rotation.keys.ids == ids)
    }

    @Test("loading changes nothing and says when there is no key")
    func loading() throws {
        #expect(throws: KeyFileError(.missing, temporary.place("keys"))) { try folder.load() }
        #expect(try temporary.names() == [])
        _ = try rotate()
        clock.advance(by: 300 * Self.day)
        _ = try folder.load()
        #expect(try temporary.names("keys").count == 1)
    }

    @Test(
        "a damaged file is named",
        arguments: ["", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func damage(text: String) throws {
        _ = try rotate()
        let name = try #require(try temporary.names("keys").first)
        try temporary.write("keys/\(name)", text.utf8)
        for work in [{ _ = try rotate() }, { _ = try folder.load() }] {
            let error = #expect(throws: KeyFileError.self) { try work() }
            #expect(error?.code == .corrupt && error?.path == temporary.place("keys/\(name)"))
            #expect(error?.description.contains(name) == true && error?.failureClass == .permanent)
        }
    }

    @Test("a key under the name of another, or under no proper name, is refused")
    func names() throws {
        _ = try rotate()
        let name = try #require(try temporary.names("keys").first)
        let content = try temporary.read("keys/\(name)")
        for other in ["20261123T020000Z-" + String(repeating: "A", count: 43) + ".pem", "key.pem"] {
            try temporary.write("keys/\(other)", content)
            #expect(try code { _ = try folder.load() } == .corrupt)
            try FileManager.default.removeItem(atPath: temporary.place("keys/\(other)"))
        }
        try temporary.write("keys/README", [0x41])
        #expect(try folder.load().ids.count == 1)
    }

    @Test("a key on another curve is refused", .enabled(if: OpenSSLCommand.isPresent))
    func otherCurve() throws {
        _ = try rotate()
        let name = try #require(try temporary.names("keys").first)
        let made = try OpenSSLCommand.run(
            "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp384r1", "-out",
            temporary.place("keys/\(name)"))
        #expect(made.status == 0)
        #expect(try code { _ = try folder.load() } == .corrupt)
    }

    @Test("looser modes and symbolic links are refused")
    func looseness() throws {
        _ = try rotate()
        let name = try #require(try temporary.names("keys").first)
        try temporary.setMode("keys/\(name)", 0o640)
        #expect(try code { _ = try folder.load() } == .looseMode)
        try temporary.setMode("keys/\(name)", 0o600)
        try temporary.setMode("keys", 0o750)
        #expect(try code { _ = try rotate() } == .looseMode)
        try temporary.setMode("keys", 0o700)
        try FileManager.default.moveItem(
            atPath: temporary.place("keys/\(name)"), toPath: temporary.place("key"))
        try FileManager.default.createSymbolicLink(
            atPath: temporary.place("keys/\(name)"), withDestinationPath: temporary.place("key"))
        #expect(try code { _ = try folder.load() } == .notPlain)
        try FileManager.default.createSymbolicLink(
            atPath: temporary.place("link"), withDestinationPath: temporary.place("keys"))
        #expect(try code { _ = try SealingKeyFolder(path: temporary.place("link")).load() } == .notPlain)
    }

    @Test("what an interrupted rotation left behind is overwritten and removed")
    func leftovers() throws {
        _ = try rotate()
        try temporary.write("keys/.20261123T020000Z-x.pem.tmp", Array("secret".utf8))
        _ = try rotate()
        #expect(try temporary.names("keys").count == 1)
    }

    @Test("a second name that an interrupted creation left costs the key nothing")
    func secondName() throws {
        let ids = try rotate().keys.ids
        let name = try #require(try temporary.names("keys").first)
        try FileManager.default.linkItem(
            atPath: temporary.place("keys/\(name)"), toPath: temporary.place("keys/.\(name).tmp"))
        #expect(try rotate().keys.ids == ids)
        #expect(try temporary.names("keys") == [name])
        #expect(try folder.load().ids == ids)
    }

    private func seal(for keys: SealingKeySet) throws -> SealedText {
        let request = try #require(RequestNumber(year: 2026, sequence: 1))
        return try PassphraseSealer(for: EmbeddedSealing(keys: keys).currentKey)
            .seal(SecretOctets("Kopi-Susu7Gelas".utf8), request: request, nonce: Seals.nonce)
    }

    private func code(_ body: () throws -> Void) throws -> KeyFileError.Code? {
        try #require(#expect(throws: KeyFileError.self) { try body() }).code
    }
}
