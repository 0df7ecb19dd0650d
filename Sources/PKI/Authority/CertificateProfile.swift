/// What the certificates of a desk have in common besides RFC 5280.
public struct CertificateProfile: Sendable, Hashable {
    /// ISO 3166 code of the country in every subject.
    public let country: String
    /// Kind of the keys made for holders.
    public let holderKey: KeyKind
    /// Where the CRL is published (RFC 5280 section 4.2.1.13), if anywhere.
    public let revocationListURL: String?
    /// Dotted object identifier of the certificate policy (RFC 5280 section 4.2.1.4), if there is one.
    public let policy: String?
    /// Where the certification practice statement can be read; only together with a policy.
    public let policyURL: String?

    /// A profile.
    public init(
        country: String = "ID", holderKey: KeyKind = .p256, revocationListURL: String? = nil,
        policy: String? = nil, policyURL: String? = nil
    ) {
        self.country = country
        self.holderKey = holderKey
        self.revocationListURL = revocationListURL
        self.policy = policy
        self.policyURL = policyURL
    }

    /// Refuses what could not be written. Throws ``AuthorityError``.
    func validate() throws(AuthorityError) {
        guard country.utf8.count == 2, country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw AuthorityError(.unusableProfile, detail: "country is not two capital letters")
        }
        for (name, url) in [("revocation list URL", revocationListURL), ("policy URL", policyURL)] {
            guard let url else { continue }
            guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), url.utf8.count <= 1024,
                url.hasPrefix("http://") || url.hasPrefix("https://")
            else { throw AuthorityError(.unusableProfile, detail: "\(name) is not a plain http URL") }
        }
        if let policy, DER.objectIdentifier(policy) == nil {
            throw AuthorityError(.unusableProfile, detail: "policy is not a dotted object identifier")
        }
        if policyURL != nil, policy == nil {
            throw AuthorityError(.unusableProfile, detail: "policy URL without a policy")
        }
    }
}
