public import Domain
internal import PKI

/// What people save of their mails: their certificates. The files lie below the rehearsal's folder, for whoever
/// wants to look at them with other programs.
public final class Keepsakes {
    /// A certificate and what came with it.
    public struct Certificate: Sendable, Hashable {
        /// What it says.
        public let facts: CertificateFacts
        /// The certificates above it, DER, up to the root.
        public let chain: [[UInt8]]
        /// The protected key, if it came along.
        public let bundle: [UInt8]?

        /// The certificate attached to `letter`; `nil` if there is none.
        init?(_ letter: ReceivedLetter) {
            let files = letter.message.attachments
            let certificates = files.filter { $0.mediaType == "application/pkix-cert" }
                .flatMap { OpenSSLCertificateReader().certificates(in: $0.content.decoded()) }
            guard let own = certificates.first(where: { !$0.isAuthority }) else { return nil }
            facts = own
            chain = certificates.filter(\.isAuthority).map(\.der)
            bundle = files.first { $0.mediaType == "application/x-pkcs12" }?.content.decoded()
        }

        /// Whether it leads to the root that came with it, at `moment`.
        func isTrusted(at moment: Timestamp) -> Bool {
            !chain.isEmpty && CertificateVerification.verify(leaf: facts.der, chain: chain, at: moment)
        }
    }

    private let store: (String, [UInt8]) throws -> Void
    /// By the owner's first name: one person may have several mailboxes.
    private var certificates: [String: [Certificate]] = [:]

    /// Keepsakes whose files `store` writes, by names such as `budi/certificate.pem`.
    public init(store: @escaping (_ name: String, _ octets: [UInt8]) throws -> Void = { _, _ in }) {
        self.store = store
    }

    /// The last certificate that this person got.
    public func certificate(of person: ScriptedPerson) -> Certificate? {
        certificates[person.firstName]?.last
    }

    /// Saves a certificate: `certificate.pem`, `chain.pem` and `certificate.p12`, the second one as
    /// `certificate-2.pem` and so on.
    func keep(_ certificate: Certificate, of person: ScriptedPerson) throws {
        certificates[person.firstName, default: []].append(certificate)
        let count = certificates[person.firstName]?.count ?? 1
        let folder = person.firstName.lowercased()
        let suffix = count == 1 ? "" : "-\(count)"
        let leaf = PEM.encode(der: certificate.facts.der, label: .certificate)
        try store("\(folder)/certificate\(suffix).pem", Array(leaf.utf8))
        let chain = PEM.encode(ders: certificate.chain, label: .certificate)
        try store("\(folder)/chain\(suffix).pem", Array(chain.utf8))
        if let bundle = certificate.bundle { try store("\(folder)/certificate\(suffix).p12", bundle) }
    }
}
