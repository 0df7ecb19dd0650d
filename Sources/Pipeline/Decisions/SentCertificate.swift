import Domain
import Forms
import Workflows

/// The certificate that an outside body's approval brings: found among the attachments, held against the
/// request, written down.
struct SentCertificate {
    /// Why what came does not fit, in words of `words.yaml`.
    struct Unfit: Error {
        let problems: [Wording.Key]
    }

    let desk: Desk
    let now: Timestamp
    let message: ReceivedMessage

    /// Attachments larger than this hold no certificate.
    private static let largest = 1 << 20

    /// The one certificate of a person, if it fits the request; otherwise everything that is wrong.
    func fitting(
        _ state: RequestState, _ ledger: any LedgerTransaction
    ) throws -> Result<CertificateFacts, Unfit> {
        let people = facts().filter { !$0.isAuthority }
        guard let facts = people.first else { return .failure(Unfit(problems: ["certificate.missing"])) }
        guard people.count == 1 else { return .failure(Unfit(problems: ["certificate.several"])) }
        var problems: [Wording.Key] = []
        let submission = state.submission
        let address = submission.newAddress ?? submission.applicant
        if !facts.addresses.contains(where: { EmailAddress($0) == EmailAddress(address) }) {
            problems.append("certificate.address")
        }
        let name = submission.form["new-name"] ?? submission.applicantName
        if let commonName = facts.commonName, !PersonName.isSamePerson(commonName, name) {
            problems.append("certificate.name")
        }
        if facts.notAfter <= now { problems.append("certificate.expired") }
        if facts.notBefore > now + 86_400 { problems.append("certificate.early") }
        if !facts.maySign { problems.append("certificate.usage") }
        if try ledger.certificate(facts.serial) != nil { problems.append("certificate.known") }
        return problems.isEmpty ? .success(facts) : .failure(Unfit(problems: problems))
    }

    /// Writes it down, and that it takes the place of the one before.
    func store(
        _ facts: CertificateFacts, _ state: RequestState, _ record: RequestRecord,
        _ ledger: any LedgerTransaction
    ) throws -> CertificateRecord {
        let certificate = CertificateHolder(state, record).record(
            serial: facts.serial, issuer: facts.issuer, notBefore: facts.notBefore, notAfter: facts.notAfter,
            status: .valid, der: facts.der)
        try ledger.insert(certificate)
        try CertificateHolder.replace(state.submission.certificate, by: facts.serial, ledger)
        return certificate
    }

    /// The files as they came, under names of ours.
    func delivery(_ facts: CertificateFacts) -> Occasion.Delivery {
        .init(
            attachments: [
                OutgoingMail.Attachment(
                    filename: "sertifikat-\(facts.serial.tail).cer", mediaType: "application/pkix-cert",
                    bytes: facts.der)
            ], bundle: nil)
    }

    private func facts() -> [CertificateFacts] {
        let attached = message.attachments.filter { $0.content.size <= Self.largest && !$0.isDamaged }
            .flatMap { desk.certification.reader.certificates(in: $0.content.decoded()) }
        let written =
            message.body.contains("-----BEGIN")
            ? desk.certification.reader.certificates(in: Array(message.body.utf8.prefix(Self.largest))) : []
        var seen: Set<[UInt8]> = []
        return (attached + written).filter { seen.insert($0.der).inserted }
    }
}
