import Domain
import Forms
import Notices
import Workflows

/// What a form alone cannot know before a request may be opened: four eyes, requests that are open already,
/// and the certificate it is about.
struct RequestOpening {
    /// Who wants to open the request.
    enum Opener {
        /// A registered verifier.
        case verifier(Verifier)
        /// The holder of a certificate, who may revoke it.
        case owner(NamedAddress)

        var address: EmailAddress {
            switch self {
            case .verifier(let verifier): verifier.address
            case .owner(let owner): owner.address
            }
        }
    }

    /// Rows about what is wrong.
    struct Refusal: Error {
        let rows: [[String: NoticeValue]]
    }

    let desk: Desk
    let transaction: any LedgerView
    let now: Timestamp
    /// The mail that holds the documents.
    let message: Digest
    let opener: Opener
    let wording: FaultRows

    private var locale: Locale { wording.locale }

    /// The submission that `reading` amounts to, or what speaks against it.
    func submission(_ mechanism: Mechanism, _ reading: FormReading) throws -> Result<Submission, Refusal> {
        switch mechanism {
        case .issuance: try issuance(reading)
        case .renewal: try renewal(reading)
        case .update: try update(reading)
        case .revocation: try revocation(reading)
        }
    }

    private func issuance(_ reading: FormReading) throws -> Result<Submission, Refusal> {
        guard let address = address(.email, reading) else { return .failure(Refusal(rows: [])) }
        var rows = try participants(address, .email) + alreadyOpen(address, .issuance)
        var filter = CertificateFilter()
        filter.address = address
        filter.status = .valid
        filter.isUnreplaced = true
        filter.expiringFrom = now + desk.settings.service.renewalWindow
        filter.limit = 1
        if rows.isEmpty, let held = try transaction.certificates(filter).first {
            rows.append(row(.email, "fault.hascertificate", ["serial": held.serial.tail]))
        }
        return result(rows, .issuance, address, reading, nil)
    }

    private func renewal(_ reading: FormReading) throws -> Result<Submission, Refusal> {
        try aboutCertificate(.renewal, reading) { certificate in
            let service = desk.settings.service
            var rows: [[String: NoticeValue]] = []
            let opens = certificate.notAfter + -service.renewalWindow
            if now < opens {
                rows.append(row(.serialNumber, "fault.tooearly", ["date": moment(opens)]))
            } else if now > certificate.notAfter + service.renewalGrace {
                rows.append(row(.serialNumber, "fault.toolate", ["date": moment(certificate.notAfter)]))
            }
            return rows
        }
    }

    private func update(_ reading: FormReading) throws -> Result<Submission, Refusal> {
        try aboutCertificate(.update, reading) { _ in
            guard let new = address("new-email", reading) else { return [] }
            return try participants(new, "new-email")
        }
    }

    private func revocation(_ reading: FormReading) throws -> Result<Submission, Refusal> {
        try aboutCertificate(.revocation, reading) { _ in [] }
    }

    private func aboutCertificate(
        _ mechanism: Mechanism, _ reading: FormReading,
        _ check: (CertificateRecord) throws -> [[String: NoticeValue]]
    ) throws -> Result<Submission, Refusal> {
        // One that was renewed stays in force until it ends, and can be ended before.
        let search = CertificateSearch(
            ledger: transaction, now: now, findsReplaced: mechanism == .revocation)
        switch try search.find(reading, mayAskAbout: mayAskAbout) {
        case .none: return .failure(Refusal(rows: [row(.nik, "fault.nocertificate")]))
        case .several(let found):
            let serials = found.map(\.serial.tail).joined(separator: ", ")
            return .failure(Refusal(rows: [row(.serialNumber, "fault.several", ["serials": serials])]))
        case .differs(let key): return .failure(Refusal(rows: [row(key, "fault.differs")]))
        // One that has a successor can only be ended.
        case .one(let certificate) where certificate.replacedBy != nil && mechanism != .revocation:
            return .failure(Refusal(rows: [row(.serialNumber, "fault.nocertificate")]))
        case .one(let certificate):
            var rows = try check(certificate) + alreadyOpen(certificate.address, mechanism)
            if mechanism != .revocation { rows += try participants(certificate.address, .email) }
            return result(rows, mechanism, certificate.address, reading, certificate)
        }
    }

    /// The owner's own certificate, or one that was issued to somebody of the verifier's agency.
    private func mayAskAbout(_ certificate: CertificateRecord) -> Bool {
        switch opener {
        case .owner(let owner): certificate.address == owner.address
        case .verifier(let verifier):
            certificate.verifier == verifier.address || certificate.agency == verifier.agency
        }
    }

    private func result(
        _ rows: [[String: NoticeValue]], _ mechanism: Mechanism, _ address: EmailAddress,
        _ reading: FormReading, _ certificate: CertificateRecord?
    ) -> Result<Submission, Refusal> {
        guard rows.isEmpty else { return .failure(Refusal(rows: rows)) }
        var form = reading.data(from: message)
        if let certificate, mechanism == .update { Self.fillOld(&form, certificate) }
        let person = verifier(certificate)
        return .success(
            Submission(
                mechanism: mechanism, openedBy: openedBy, verifier: person.address,
                verifierName: person.name, agency: person.agency, applicant: address,
                applicantName: certificate?.holder ?? form["name"] ?? address.addrSpec,
                certificate: certificate?.serial,
                revocation: Self.revocationCode(mechanism, form["reason"], desk),
                confirmation: PendingConfirmation.required(by: form, mechanism), form: form, openedAt: now))
    }

    private var openedBy: Role {
        switch opener {
        case .owner: .applicant
        case .verifier: .verifier
        }
    }

    /// The verifier of the request: whoever opened it, else whoever verified the certificate's holder.
    private func verifier(_ certificate: CertificateRecord?) -> (
        address: EmailAddress, name: String, agency: String
    ) {
        switch opener {
        case .verifier(let verifier): return (verifier.address, verifier.name, verifier.agency)
        case .owner(let owner):
            let address = certificate?.verifier ?? owner.address
            let known = desk.verifiers[address]
            return (address, known?.name ?? address.addrSpec, known?.agency ?? certificate?.agency ?? "–")
        }
    }

    /// What the certificate says, where the form does not say what it was.
    private static func fillOld(_ form: inout FormData, _ certificate: CertificateRecord) {
        let known = [
            "name": certificate.holder, "email": certificate.address.addrSpec, "agency": certificate.agency,
        ]
        for (key, value) in known where form["new-\(key)"] != nil && form["old-\(key)"] == nil {
            form.values["old-\(key)"] = value
        }
    }

    /// The reason chosen in a revocation's form, as a CRL has it; `nil` for other mechanisms.
    static func revocationCode(_ mechanism: Mechanism, _ chosen: String?, _ desk: Desk) -> RevocationCode? {
        guard mechanism == .revocation else { return nil }
        let field = desk.forms[.revocation].fields.first { $0.key == .reason }
        guard case .choice(let options) = field?.kind else { return .unspecified }
        return options.first { $0.key == chosen }?.revocationReason ?? .unspecified
    }

    /// Adds to a mended form what the certificate says of the fields that only now are to change.
    func complete(_ form: inout FormData, of submission: Submission) throws {
        guard submission.mechanism == .update, let serial = submission.certificate,
            let certificate = try transaction.certificate(serial)
        else { return }
        Self.fillOld(&form, certificate)
    }

    /// Whether the mailbox that an update asks for belongs to somebody else who takes part.
    func participants(in form: FormData) throws -> [[String: NoticeValue]] {
        guard let new = form["new-email"].flatMap({ EmailAddress($0) }) else { return [] }
        return try participants(new, "new-email")
    }

    /// Applicant, verifier and Registration Authority are three people, and none of them is the desk.
    private func participants(_ address: EmailAddress, _ key: FieldKey) throws -> [[String: NoticeValue]] {
        let settings = desk.settings
        if case .verifier(let verifier) = opener {
            if address == verifier.address { return [row(key, "fault.sameperson")] }
            if verifier.address == settings.registrationAuthority {
                return [row(key, "fault.authorityverifies")]
            }
        }
        if address == settings.registrationAuthority { return [row(key, "fault.authorityapplies")] }
        return address.subaddress.user == settings.address.subaddress.user
            && address.domain == settings.address.domain ? [row(key, "fault.deskapplies")] : []
    }

    private func alreadyOpen(
        _ address: EmailAddress, _ mechanism: Mechanism
    ) throws -> [[String: NoticeValue]] {
        var filter = RequestFilter()
        filter.applicant = address
        filter.mechanism = mechanism
        filter.isOpen = true
        filter.limit = 1
        guard let open = try transaction.requests(filter).first else { return [] }
        let isOwn = open.verifier == opener.address || open.applicant == opener.address
        return [row(.email, "fault.alreadyopen", ["number": isOwn ? open.number.description : "–"])]
    }

    private func row(
        _ key: FieldKey, _ word: Wording.Key, _ values: [String: String] = [:]
    ) -> [String: NoticeValue] {
        wording.row(key, desk.words[word, locale, values])
    }

    private func address(_ key: FieldKey, _ reading: FormReading) -> EmailAddress? {
        reading.values[key].flatMap { EmailAddress($0.normalized) }
    }

    private func moment(_ moment: Timestamp) -> String {
        DateWording.date(LocalTime(moment, in: desk.settings.zone).date, locale)
    }
}
