import Domain
import Foundation
import PKI
import Pipeline
import Testing

/// Keys and certificates of a desk under test.
struct TestCertificates {
    enum Kind {
        /// The desk's own authority, with everything real.
        case embedded
        /// The same, but the protected key that goes to the holder is none: for tests that do not open it.
        case hasty
        /// An outside body, whose sealing key only the test can open.
        case mailed
    }

    let certification: Certification
    /// What shall go wrong in the desk's own authority.
    let faults = AuthorityFaults()
    /// Whoever signs: the desk's own authority, or the outside body's.
    let authority: TestAuthority

    /// Certificates of a desk that keeps its secrets in `folder`.
    init(_ kind: Kind, folder: String) throws {
        let authority = try (kind == .mailed ? TestAuthority.outside : TestAuthority.own).get()
        self.authority = authority
        let reader = OpenSSLCertificateReader()
        guard kind != .mailed else {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let file = folder + "/recipient.pem"
            try Self.publicPEM(authority.sealing.currentKey).write(
                toFile: file, atomically: true, encoding: .utf8)
            certification = Certification(
                maker: .mailed, sealing: try RecipientSealing(file: file), reader: reader)
            return
        }
        let (faults, hasty) = (faults, kind == .hasty ? authority.sealing : nil)
        certification = Certification(
            maker: .embedded {
                faults.openings += 1
                if let fault = faults.atOpening { throw fault }
                return WatchedAuthority(authority: authority.authority, faults: faults, hasty: hasty)
            }, sealing: authority.sealing, reader: reader)
    }

    /// What the page in `mail` would seal, for `passphrase`.
    func seal(
        _ passphrase: String, for mail: ReceivedMessage, number: RequestNumber? = nil, nonce: String? = nil
    ) throws -> String {
        let html = try Self.page(in: mail)
        let asked = try #require(Self.setting("nonce", in: html))
        let own = try #require(RequestNumber.first(in: mail.subject))
        return try PassphraseSealer(for: certification.sealing.currentKey)
            .seal(SecretOctets(passphrase.utf8), request: number ?? own, nonce: nonce ?? asked).jwe
    }

    /// The passphrase page attached to `mail`.
    static func page(in mail: ReceivedMessage) throws -> String {
        let page = try #require(mail.attachments.first { $0.mediaType == "text/html" })
        return String(decoding: page.content.decoded(), as: UTF8.self)
    }

    /// A member of the page's settings.
    static func setting(_ name: String, in html: String) -> String? {
        guard let start = html.range(of: "\"\(name)\":\"") else { return nil }
        return html[start.upperBound...].split(separator: "\"", maxSplits: 1).first.map(String.init)
    }

    /// SubjectPublicKeyInfo of a P-256 key (RFC 5480 section 2), as a Registration Authority hands it out.
    private static func publicPEM(_ key: SealingKey) throws -> String {
        let prefix = "3059301306072A8648CE3D020106082A8648CE3D03010703420004"
        let algorithm = stride(from: 0, to: prefix.count, by: 2).compactMap { offset in
            UInt8(prefix.dropFirst(offset).prefix(2), radix: 16)
        }
        let point = try [key.x, key.y].flatMap { coordinate in
            let base64 = coordinate.replacing("-", with: "+").replacing("_", with: "/") + "="
            return Array(try #require(Data(base64Encoded: base64)))
        }
        let text = Data(algorithm + point).base64EncodedString(options: .lineLength64Characters)
        return "-----BEGIN PUBLIC KEY-----\n\(text)\n-----END PUBLIC KEY-----\n"
    }
}
