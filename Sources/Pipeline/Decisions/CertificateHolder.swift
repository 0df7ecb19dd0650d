import Domain
import Forms
import Workflows

/// Whom the certificate of a request is for, out of everything people stated.
struct CertificateHolder {
    let state: RequestState
    let record: RequestRecord
    /// The latest word on each field.
    let data: FormData

    init(_ state: RequestState, _ record: RequestRecord) {
        self.state = state
        self.record = record
        let submission = state.submission
        var data = submission.form
        switch state {
        case .awaitingAuthority(_, .person(let identity, _, _)),
            .awaitingExecution(_, .person(let identity, _, _), _):
            data = data.merged(with: identity.form)
        case .awaitingIdentity, .awaitingVerification, .awaitingCorrection, .awaitingPassphrase,
            .awaitingConfirmation, .awaitingAuthority, .awaitingAmendment, .awaitingExecution, .closed:
            break
        }
        // Links went to this address and nowhere else, whatever the identity form says.
        data.values["email"] = submission.applicant
        for (key, value) in submission.form.values where key.hasPrefix("new-") {
            data.values[String(key.dropFirst(4))] = value
        }
        self.data = data
    }

    /// The mailbox the certificate names.
    var address: EmailAddress { data["email"].flatMap { EmailAddress($0) } ?? record.applicant }

    /// The holder's name.
    var name: String { data["name"] ?? state.submission.applicantName }

    /// What the certificate is to say. `publicKeyInfo` is the key of the one it replaces.
    func order(
        from notBefore: Timestamp, to notAfter: Timestamp, replacing: CertificateRecord?,
        publicKeyInfo: [UInt8]?
    ) -> CertificateOrder {
        CertificateOrder(
            commonName: name, organization: organization(replacing), organizationalUnit: fitting("unit"),
            title: fitting("position"), address: address, notBefore: notBefore, notAfter: notAfter,
            publicKeyInfo: publicKeyInfo)
    }

    /// What a certificate can hold of each part of a name (RFC 5280 appendix A.1).
    private static let longest = 64

    /// The value if a certificate can hold it. Half a title would be a wrong one, so it is whole or not there.
    private func fitting(_ key: String) -> String? {
        data[key].flatMap { $0.unicodeScalars.count <= Self.longest ? $0 : nil }
    }

    /// The agency as the holder names it; if that is too long, as the list of verifiers does.
    private func organization(_ replaced: CertificateRecord?) -> String {
        fitting("agency") ?? replaced?.agency ?? record.agency
    }

    /// The certificate as the ledger keeps it.
    func record(
        serial: CertificateSerial, issuer: String, notBefore: Timestamp, notAfter: Timestamp,
        status: CertificateStatus, toBeSigned: [UInt8] = [], der: [UInt8] = []
    ) -> CertificateRecord {
        CertificateRecord(
            serial: serial, issuer: issuer, request: record.number, holder: name, address: address,
            nik: data["nik"], nip: data["nip"], verifier: record.verifier, agency: record.agency,
            notBefore: notBefore, notAfter: notAfter, status: status, toBeSigned: toBeSigned, der: der)
    }

    /// Writes down that `new` took the place of `old`, so that nobody is reminded of the old one any more.
    static func replace(
        _ old: CertificateSerial?, by new: CertificateSerial, _ ledger: any LedgerTransaction
    ) throws {
        guard let old, var replaced = try ledger.certificate(old) else { return }
        replaced.replacedBy = new
        try ledger.update(replaced)
    }
}
