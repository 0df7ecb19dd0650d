import Domain
import TestSupport
import Testing

@testable import PKI

/// Sealing keys and seals for tests.
struct Seals {
    static let nonce = "abcdefghijklmnopqrstuvwxyz0123"
    static let passphrase = #"Kopi-Susu"7\Gelas"#

    let folder: TemporaryFolder
    let keys: SealingKeySet
    let request: RequestNumber

    init() throws {
        folder = try TemporaryFolder()
        let keyFolder = SealingKeyFolder(path: folder.place("keys"))
        keys = try keyFolder.rotate(now: FixedClock().now(), rotateAfter: 86_400, overlap: 86_400).keys
        request = try #require(RequestNumber(year: 2026, sequence: 123))
    }

    var sealing: EmbeddedSealing { EmbeddedSealing(keys: keys) }

    func seal(_ passphrase: String = passphrase, nonce: String = nonce) throws -> SealedText {
        try PassphraseSealer(for: sealing.currentKey)
            .seal(SecretOctets(passphrase.utf8), request: request, nonce: nonce)
    }

    /// Seals `payload`, filled up with spaces, under the header that `edit` makes of the right one.
    func seal(payload: String, edit: (String) -> String = { $0 }) throws -> SealedText {
        let padding = [UInt8](repeating: 0x20, count: max(0, 384 - payload.utf8.count))
        let sealer = try PassphraseSealer(for: sealing.currentKey)
        return try sealer.seal(
            SecretOctets(Array(payload.utf8) + padding), request: request, nonce: Self.nonce
        ) { edit(sealer.header(ephemeral: $0, request: request, nonce: Self.nonce)) }
    }

    var payload: String {
        #"{"v":1,"request":"\#(request)","nonce":"\#(Self.nonce)","passphrase":"Kopi-Susu7Gelas"}"#
    }

    func opened(_ sealed: SealedText) throws -> String {
        try sealing.open(sealed).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
