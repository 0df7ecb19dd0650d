internal import Domain
internal import Glibc
internal import PKI
internal import Pipeline

extension LiveDesk {
    /// How long a sealing key is the newest one, in seconds.
    static let sealingKeyLife: Int64 = 30 * 86_400

    /// How long a sealing key stays after a newer one took its place, in seconds: everything that was sealed to
    /// it can be used until the Registration Authority's time is over.
    var sealingKeyOverlap: Int64 {
        configuration.links.passphrase + configuration.steps.passphrase + configuration.steps.authority
            + 3 * 86_400
    }

    /// What the certification body is called: as configured, else by the desk's name, cut at a word to what fits
    /// into a certificate.
    var authorityName: String {
        if let name = configuration.authority.name { return name }
        var name = configuration.desk.name[...]
        while name.count > 53 {
            guard let space = name.lastIndex(of: " ") else { return String(name.prefix(53)) }
            name = name[..<space]
        }
        return String(name)
    }

    /// Who makes certificates. Makes the sealing keys if there are none yet; whoever calls holds the run lock, or
    /// only looks.
    func certification() throws -> Certification {
        let reader = OpenSSLCertificateReader()
        switch configuration.authority.kind {
        case .mailed(let key):
            return Certification(
                maker: .mailed, sealing: try RecipientSealing(file: folder.resolve(key.path)), reader: reader)
        case .embedded:
            let sealing = EmbeddedSealing(keys: try sealingKeys())
            let live = self
            return Certification(
                maker: .embedded(open: { try live.authority(sealing) }), sealing: sealing, reader: reader)
        }
    }

    /// The desk's sealing keys, made if there are none.
    private func sealingKeys() throws -> SealingKeySet {
        try existingSealingKeys() ?? rotate(SealingKeyFolder(path: folder.sealingKeys))
    }

    /// The desk's sealing keys, if it has any; makes none.
    func existingSealingKeys() throws -> SealingKeySet? {
        guard case .embedded = configuration.authority.kind else { return nil }
        do { return try SealingKeyFolder(path: folder.sealingKeys).load() } catch let error as KeyFileError
            where error.code == .missing
        {
            return nil
        }
    }

    /// Whether passphrases can be sealed to this desk already.
    func hasSealingKey() throws -> Bool {
        switch configuration.authority.kind {
        case .mailed: true
        case .embedded: try existingSealingKeys() != nil
        }
    }

    /// Makes a new sealing key in its time, and destroys those nothing can be sealed to any more. Only for runs
    /// that trust the clock.
    func rotateSealingKeys() throws {
        guard case .embedded = configuration.authority.kind else { return }
        _ = try rotate(SealingKeyFolder(path: folder.sealingKeys))
    }

    private func rotate(_ keys: SealingKeyFolder) throws -> SealingKeySet {
        try keys.rotate(
            now: clock.now(), rotateAfter: Self.sealingKeyLife, overlap: sealingKeyOverlap
        ).keys
    }

    /// The desk's own authority, made on first use: the default needs nothing else.
    private func authority(_ sealing: EmbeddedSealing) throws -> EmbeddedAuthority {
        if !hasAuthority { try makeAuthority() }
        return try EmbeddedAuthority.open(
            folder: folder.authority, passphrase: try authorityPassphrase(), sealing: sealing,
            profile: profile, now: clock.now())
    }

    /// Opens the authority that is there and closes it again, to prove that passphrase and keys fit. Makes nothing.
    func openAuthority() throws {
        let embedded = try embedded()
        let path = embedded.passphraseFile.map { folder.resolve($0.path) } ?? folder.authorityPassphrase
        guard let keys = try existingSealingKeys() else { return }
        _ = try EmbeddedAuthority.open(
            folder: folder.authority, passphrase: try SecretOctets.firstLine(ofFile: path),
            sealing: EmbeddedSealing(keys: keys), profile: profile, now: clock.now())
    }

    /// Whether the authority's keys are there.
    var hasAuthority: Bool {
        access("\(folder.authority)/\(EmbeddedAuthority.FileName.issuing)", F_OK) == 0
    }

    /// What the desk's own authority is made with; refused if an outside body makes the certificates.
    func embedded() throws -> Configuration.Authority.Embedded {
        if case .embedded(let embedded) = configuration.authority.kind { return embedded }
        throw ConfigurationError([
            DocumentError(
                file: folder.configuration,
                problem: "authority.kind is mailed: the desk has no authority of its own",
                remedy: "write 'kind: embedded' to have one")
        ])
    }

    /// Makes the authority's keys and certificates.
    func makeAuthority() throws {
        let embedded = try embedded()
        try EmbeddedAuthority.create(
            folder: folder.authority, passphrase: try authorityPassphrase(), name: authorityName,
            keyKind: embedded.key, now: clock.now())
    }

    /// The passphrase that opens the authority's keys; the desk writes one nobody knows if none is configured.
    private func authorityPassphrase() throws -> SecretOctets {
        let embedded = try embedded()
        if let file = embedded.passphraseFile {
            return try SecretOctets.firstLine(ofFile: folder.resolve(file.path))
        }
        let path = folder.authorityPassphrase
        if access(path, F_OK) != 0 {
            let words = Base32.encode(try SystemRandom().randomBytes(25))
            try NewFile.write(Array("\(words)\n".utf8), to: path)
        }
        // A run that died right behind the making left its temporary name, a second copy of the secret.
        unlink(path + ".new")
        return try SecretOctets.firstLine(ofFile: path)
    }

    private var profile: CertificateProfile {
        guard case .embedded(let embedded) = configuration.authority.kind else { return CertificateProfile() }
        return CertificateProfile(
            holderKey: embedded.key, revocationListURL: embedded.revocationListURL)
    }
}
