internal import COpenSSL
public import Domain

extension EmbeddedAuthority {
    /// Names of the four files in the authority's folder (mode 0700; the files 0600).
    public enum FileName {
        /// The root certificate.
        public static let root = "root.pem"
        /// The root's key. Needed only to make an issuing certificate: take it off the machine.
        public static let rootKey = "root-key.pem"
        /// The issuing certificate.
        public static let issuing = "issuing.pem"
        /// The issuing key, encrypted.
        public static let issuingKey = "issuing-key.pem"
        /// The issuing certificate comes last: where it is, everything is.
        static let all = [root, rootKey, issuingKey, issuing]
    }

    /// Makes an authority in `folder`: a root for 20 years and an issuing certificate for 10, both valid from an
    /// hour before `now` on, because other people's clocks differ. Keys are encrypted under `passphrase`.
    ///
    /// `name` is the organization, 1 to 53 characters. Nothing is replaced: throws ``KeyFileError`` `exists` if
    /// any of the files is there, besides ``AuthorityError`` and ``OpenSSLError``. The four files come together or
    /// not at all; an interrupted attempt is finished or begun anew by the next one.
    public static func create(
        folder path: String, passphrase: SecretOctets, name: String, keyKind: KeyKind = .p256,
        country: String = "ID", now: Timestamp
    ) throws {
        OpenSSLError.clear()
        try CertificateProfile(country: country).validate()
        guard passphrase.count > 0 else { throw AuthorityError(.wrongPassphrase, detail: "it is empty") }
        let rootName = try SubjectName.make(authority: name, role: "Root CA", country: country)
        let issuingName = try SubjectName.make(authority: name, role: "Issuing CA", country: country)
        let folder = try PrivateFolder(making: path)
        if try folder.finishTogether(FileName.all) { return }
        for name in FileName.all where folder.holds(name) { throw KeyFileError(.exists, folder.place(name)) }

        let start = try Timestamp(seconds: Int64(CertificateDraft.check(now)) - 3600)
        let rootKey = try SignatureKey(making: keyKind)
        let root = try CertificateDraft(
            subject: rootName, issuer: nil, notBefore: start, notAfter: now + 7305 * 86_400, key: rootKey,
            signedBy: rootKey)
        let rootIdentifier = try root.subjectKeyIdentifier()
        try root.add(.authority(depth: 1))
        try root.add(.certifying)
        try root.add(.subjectKey(rootIdentifier))
        try root.add(.authorityKey(rootIdentifier))
        let rootDER = try root.sign(with: rootKey)

        let issuingKey = try SignatureKey(making: keyKind)
        let issuing = try CertificateDraft(
            subject: issuingName, issuer: rootName.pointer, notBefore: start, notAfter: now + 3652 * 86_400,
            key: issuingKey, signedBy: rootKey)
        try issuing.add(.authority(depth: 0))
        try issuing.add(.certifying)
        try issuing.add(.subjectKey(try issuing.subjectKeyIdentifier()))
        try issuing.add(.authorityKey(rootIdentifier))
        let issuingDER = try issuing.sign(with: rootKey)

        let contents = [
            SecretOctets(PEM.encode(der: rootDER, label: .certificate).utf8),
            try rootKey.encryptedPEM(passphrase), try issuingKey.encryptedPEM(passphrase),
            SecretOctets(PEM.encode(der: issuingDER, label: .certificate).utf8),
        ]
        try folder.createTogether(zip(FileName.all, contents).map { (name: $0, content: $1) })
    }

    /// Opens the authority in `folder`. Needs `issuing-key.pem`, `issuing.pem` and `root.pem`. `sealing` opens the
    /// passphrases of holders.
    ///
    /// Throws ``KeyFileError`` (missing, damaged or loosely kept files) and ``AuthorityError`` (`wrongPassphrase`,
    /// `keyMismatch`, `brokenChain`, `notValidNow`, `unusableProfile`).
    public static func open(
        folder path: String, passphrase: SecretOctets, sealing: EmbeddedSealing,
        profile: CertificateProfile = CertificateProfile(), now: Timestamp
    ) throws -> EmbeddedAuthority {
        defer { OpenSSLError.clear() }
        OpenSSLError.clear()
        let folder = try PrivateFolder(opening: path)
        let issuing = try certificate(FileName.issuing, in: folder)
        let root = try certificate(FileName.root, in: folder)
        let key = try SignatureKey(
            encrypted: try folder.read(FileName.issuingKey), passphrase: passphrase,
            file: folder.place(FileName.issuingKey))
        return try EmbeddedAuthority(
            issuing: issuing, root: root, key: key, profile: profile, sealing: sealing, now: now)
    }

    /// DER of the issuing certificate and the root in `folder`, for showing them: needs no passphrase and checks
    /// nothing but their form. Throws ``KeyFileError``.
    public static func chain(folder path: String) throws -> [[UInt8]] {
        defer { OpenSSLError.clear() }
        let folder = try PrivateFolder(opening: path)
        return try [FileName.issuing, FileName.root].map { name in
            let object = try certificate(name, in: folder)
            guard let der = encodedDER({ i2d_X509(object.pointer, $0) }) else {
                throw KeyFileError(.corrupt, folder.place(name))
            }
            return der
        }
    }

    private static func certificate(_ name: String, in folder: PrivateFolder) throws -> OpenSSLObject {
        let content = try folder.read(name, isSecret: false)
        let blocks = content.withUnsafeBytes { PEM.blocks(in: $0) }
        guard blocks.count == 1, blocks[0].label == PEM.Label.certificate.rawValue,
            let certificate = CertificateVerification.certificate(blocks[0].der)
        else { throw KeyFileError(.corrupt, folder.place(name), detail: "not the PEM of one certificate") }
        return certificate
    }
}
