internal import Domain
internal import Glibc
internal import PKI
internal import Pipeline

/// The keys of the desk's authority, or of the body outside: do they open, and for how long?
struct KeysCheck: HealthCheck {
    static let name = "keys"

    /// An issuing certificate that ends sooner is to be replaced, in seconds.
    static let notice: Int64 = 180 * 86_400
    /// How much later than planned a sealing key may be followed by a new one, in seconds.
    static let rotationDelay: Int64 = 7 * 86_400

    func findings(_ subject: HealthSubject) throws -> [HealthFinding] {
        let live = subject.live
        switch live.configuration.authority.kind {
        case .mailed:
            let key = try live.certification().sealing.currentKey
            return [.ok(Self.name, "passphrases are sealed to the outside body's key \(key.id)")]
        case .embedded:
            return try sealing(subject) + authority(subject)
        }
    }

    private func sealing(_ subject: HealthSubject) throws -> [HealthFinding] {
        guard let keys = try subject.live.existingSealingKeys() else {
            return [.ok(Self.name, "no sealing key yet; the first run makes one")]
        }
        let age = subject.now - keys.currentSince
        let text = "the sealing key is \(age / 86_400) days old"
        guard age > LiveDesk.sealingKeyLife + Self.rotationDelay else { return [.ok(Self.name, text)] }
        return [
            .warn(
                Self.name, "\(text); a run should have made a new one",
                remedy: "see that `sertipos run` ends well, and that the clock is confirmed")
        ]
    }

    private func authority(_ subject: HealthSubject) throws -> [HealthFinding] {
        let live = subject.live
        guard live.hasAuthority else {
            return [
                .ok(Self.name, "no authority yet; `sertipos authority init` or the first approval makes it")
            ]
        }
        var findings: [HealthFinding] = []
        do { try live.openAuthority() } catch { findings.append(.fail(Self.name, error)) }
        let chain = try EmbeddedAuthority.chain(folder: live.folder.authority)
        if let issuing = chain.first,
            let facts = OpenSSLCertificateReader().certificates(in: issuing).first
        {
            let text = "the authority's certificate ends at \(facts.notAfter)"
            if facts.notAfter < subject.now + Self.notice {
                findings.append(
                    .warn(Self.name, text, remedy: "make the next issuing certificate in time"))
            } else if findings.isEmpty {
                findings.append(.ok(Self.name, "the passphrase opens the authority; \(text)"))
            }
        }
        let root = "\(live.folder.authority)/\(EmbeddedAuthority.FileName.rootKey)"
        if access(root, F_OK) == 0 {
            findings.append(
                .warn(
                    Self.name, "the root's key is on this machine: \(root)",
                    remedy: "copy it to two safe places and remove it here; the desk never needs it"))
        }
        return findings + revocations(subject)
    }

    /// A revocation list that is over makes every certificate doubtful to who looks at it.
    private func revocations(_ subject: HealthSubject) -> [HealthFinding] {
        let path = subject.live.folder.resolve("spool/exports/\(RevocationListing.fileName)")
        guard access(path, F_OK) == 0 else { return [] }
        let octets: [UInt8]
        do { octets = try EditedFile(path: path).octets() } catch {
            return [.warn(Self.name, "\(error)", remedy: "run `sertipos certificate crl --sign`")]
        }
        guard let end = RevocationListFacts(der: octets)?.nextUpdate, end < subject.now else { return [] }
        return [
            .fail(
                Self.name, "the revocation list was good until \(end)",
                remedy: "see that `sertipos run` ends well, or run `sertipos certificate crl --sign`")
        ]
    }
}
