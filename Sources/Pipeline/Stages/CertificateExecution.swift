import Domain
import Notices
import Workflows

/// One approved request on its way to its certificate, or to the end of one.
struct CertificateExecution {
    let desk: Desk
    let ledger: any RequestLedger
    let spool: any MessageSpool
    let authority: any CertificateAuthority
    let record: RequestRecord
    let state: RequestState

    private var now: Timestamp { desk.clock.now() }
    private var loader: DocumentLoader { DocumentLoader(spool: spool, desk: desk) }

    /// Makes the certificate and hands it over. False if the applicant has to set the passphrase again.
    func make() throws -> Bool {
        guard case .awaitingExecution(let submission, let dossier, _) = state else { return false }
        let (now, holder) = (now, CertificateHolder(state, record))
        let replaced = try submission.certificate.flatMap { serial in
            try ledger.read { try $0.certificate(serial) }
        }
        let issue = try authority.begin(try order(holder, dossier, replaced, now))
        let terms = (notBefore: now, notAfter: try notAfter(dossier, replaced, now))
        let prepared = holder.record(
            serial: issue.serial, issuer: desk.settings.service.authorityName, notBefore: terms.notBefore,
            notAfter: terms.notAfter, status: .prepared, toBeSigned: issue.toBeSigned)
        try ledger.write { try $0.insert(prepared) }
        let der = try issue.sign()
        var delivery = chain(der, issue.serial)
        if case .person(_, _, let sealed) = dossier {
            guard let bundle = try bundle(issue, sealed, holder.name) else {
                try giveUp(prepared)
                return false
            }
            delivery = Occasion.Delivery(
                attachments: [bundle] + delivery.attachments, bundle: bundle.filename)
        }
        try handOver(prepared, der, delivery)
        return true
    }

    /// Ends the certificate: first the list says so, then the people hear of it.
    func revoke(
        publish: (CertificateSerial, RevocationCode, Timestamp) throws -> Void
    ) throws {
        let submission = state.submission
        guard let serial = submission.certificate else { throw UnknownCertificate() }
        let now = now
        let reason = submission.revocation ?? .unspecified
        guard let ending = try ledger.read({ try $0.certificate(serial) }) else { throw UnknownCertificate() }
        // A list speaks for the certificates of its own issuer only (RFC 5280 section 5); another body has its own.
        if !ending.toBeSigned.isEmpty { try publish(serial, reason, now) }
        try ledger.write { transaction in
            guard var certificate = try transaction.certificate(serial) else { throw UnknownCertificate() }
            certificate.status = .revoked
            certificate.revokedAt = now
            certificate.revocation = reason
            try transaction.update(certificate)
            try apply(
                .revoked(Revocation(serial: serial, reason: reason, at: now)), Occasion(), now, transaction)
        }
    }

    private func order(
        _ holder: CertificateHolder, _ dossier: Dossier, _ replaced: CertificateRecord?, _ now: Timestamp
    ) throws -> CertificateOrder {
        var key: [UInt8]?
        if case .change = dossier {
            // An update keeps the key, and with it the passphrase and the files people have.
            guard let der = replaced?.der,
                let facts = desk.certification.reader.certificates(in: der).first
            else { throw UnknownCertificate() }
            key = facts.publicKeyInfo
        }
        return holder.order(
            from: now, to: try notAfter(dossier, replaced, now), replacing: replaced, publicKeyInfo: key)
    }

    /// An update ends when the certificate it replaces would have ended.
    private func notAfter(
        _ dossier: Dossier, _ replaced: CertificateRecord?, _ now: Timestamp
    ) throws -> Timestamp {
        switch dossier {
        case .person, .revocation: return now + desk.settings.service.certificateLifetime
        case .change:
            guard let replaced else { throw UnknownCertificate() }
            return replaced.notAfter
        }
    }

    /// The protected key; `nil` when the sealed passphrase can no longer be opened.
    private func bundle(
        _ issue: any CertificateIssue, _ sealed: SealedPassphrase, _ name: String
    ) throws -> OutgoingMail.Attachment? {
        guard let jwe = try loader.sealedText(sealed, desk.digesting) else { return nil }
        let text = SealedText(jwe: jwe, request: record.number, nonce: sealed.nonce)
        do {
            // Asked again: a key may have been destroyed since, and only that is the passphrase's fault.
            try desk.certification.sealing.check(text)
        } catch {
            if (error as? any ClassifiedError)?.failureClass == .transient { throw error }
            return nil
        }
        return OutgoingMail.Attachment(
            filename: "sertifikat-\(issue.serial.tail).p12", mediaType: "application/x-pkcs12",
            bytes: try issue.bundle(text, name: name))
    }

    private func chain(_ der: [UInt8], _ serial: CertificateSerial) -> Occasion.Delivery {
        let files =
            [("sertifikat-\(serial.tail).cer", der)]
            + authority.chain.enumerated().map { ("rantai-\($0.offset + 1).cer", $0.element) }
        return Occasion.Delivery(
            attachments: files.map { name, bytes in
                OutgoingMail.Attachment(filename: name, mediaType: "application/pkix-cert", bytes: bytes)
            }, bundle: nil)
    }

    private func handOver(
        _ prepared: CertificateRecord, _ der: [UInt8], _ delivery: Occasion.Delivery
    ) throws {
        let now = now
        var certificate = prepared
        certificate.status = .valid
        certificate.der = der
        let summary = CertificateSummary(
            serial: prepared.serial, notBefore: prepared.notBefore, notAfter: prepared.notAfter, at: now)
        try ledger.write { transaction in
            try transaction.update(certificate)
            try CertificateHolder.replace(state.submission.certificate, by: prepared.serial, transaction)
            try RevocationListing.requireFirst(transaction, at: now)
            if state.submission.mechanism == .update { try supersede(now, transaction) }
            try apply(.made(summary), Occasion(delivery: delivery), now, transaction)
        }
    }

    /// After an update two certificates say different things about one key: the old one ends, as superseded.
    private func supersede(_ now: Timestamp, _ transaction: any LedgerTransaction) throws {
        guard let serial = state.submission.certificate, var old = try transaction.certificate(serial),
            old.status == .valid
        else { return }
        old.status = .revoked
        old.revokedAt = now
        old.revocation = .superseded
        try transaction.update(old)
        if !old.toBeSigned.isEmpty { try RevocationListing.requireFresh(transaction, at: now) }
    }

    private func giveUp(_ prepared: CertificateRecord) throws {
        let now = now
        var certificate = prepared
        certificate.status = .abandoned
        try ledger.write { transaction in
            try transaction.update(certificate)
            try apply(.passphraseLost, Occasion(), now, transaction)
        }
    }

    private func apply(
        _ execution: Execution, _ occasion: Occasion, _ now: Timestamp, _ transaction: any LedgerTransaction
    ) throws {
        // Read anew: it may only happen to the request as it stands in this transaction.
        guard let present = try transaction.request(record.number) else { throw UnknownCertificate() }
        let docket = RequestDocket(desk: desk, transaction: transaction, now: now, documents: loader)
        let drafts = try docket.apply(
            .execution(execution, at: now), to: present, message: nil, occasion: occasion)
        try Outgoing(desk: desk, now: now).queue(drafts, transaction)
    }
}

/// The certificate a request is about is not in the ledger.
struct UnknownCertificate: ClassifiedError {
    var failureClass: FailureClass { .permanent }
    var description: String {
        "the certificate this request is about is not in the ledger; import it with 'sertipos certificate import'"
    }
}
