internal import Domain
internal import PKI
internal import Pipeline
internal import Spool

extension LiveDesk {
    /// The spool, able to read mail at rest whose keys lie in `ledger`.
    func spool(for ledger: any RequestLedger) throws -> SpoolDirectory {
        let file = EvidenceKeyFile(path: folder.evidenceKey)
        let safe = EvidenceSafe(keyring: ledger) { try file.open() }
        return try SpoolDirectory(
            path: folder.spool, digesting: OpenSSLDigest(), sealing: safe, creating: true)
    }

    /// What seals mail at rest. Makes the key file if no mail was ever sealed; whoever calls holds the run lock
    /// and is in no transaction.
    func evidenceCipher(_ ledger: any RequestLedger) throws -> any EvidenceCipher {
        let file = EvidenceKeyFile(path: folder.evidenceKey)
        // A new key in place of a lost one would hide that sealed mail cannot be read any more.
        if !file.exists, try !ledger.read({ try $0.hasEvidenceKeys() }) { try file.create() }
        return try file.open()
    }

    /// How long things are kept.
    var retention: RetentionPeriods {
        let retention = configuration.retention
        return RetentionPeriods(
            incoming: retention[.incoming], quarantine: retention[.quarantine],
            evidence: retention[.evidence], requests: retention[.requests], cases: retention[.cases],
            exports: retention[.exports])
    }
}
