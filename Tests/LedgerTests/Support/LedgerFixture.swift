import Domain
import GRDB
import Testing

@testable import Ledger

/// A ledger in a scratch folder, and records with sensible values.
struct LedgerFixture {
    let folder = ScratchFolder()
    let ledger: SQLiteLedger

    var path: String { folder.file("ledger.sqlite") }

    init() throws {
        ledger = try SQLiteLedger(path: folder.file("ledger.sqlite"), digesting: SHA256())
    }

    /// Runs SQL behind the ledger's back.
    func raw(_ sql: String, _ arguments: StatementArguments = []) throws {
        try ledger.queue.writeWithoutTransaction { try $0.execute(sql: sql, arguments: arguments) }
    }

    /// One number, asked behind the ledger's back.
    func rawNumber(_ sql: String) throws -> Int64? {
        try ledger.queue.writeWithoutTransaction { try Int64.fetchOne($0, sql: sql) }
    }
}

/// A moment in November 2026, `offset` seconds later.
func moment(_ offset: Int64 = 0) -> Timestamp { Timestamp(seconds: 1_795_399_200 + offset) }

func address(_ text: String) throws -> EmailAddress { try #require(EmailAddress(text)) }

func number(_ sequence: Int, _ series: RequestNumber.Series = .request) throws -> RequestNumber {
    try #require(RequestNumber(series: series, year: 2026, sequence: sequence))
}

/// The digest that a small number names.
func digest(_ index: Int) -> Digest { SHA256().digest(Array("octets \(index)".utf8)) }

func entry(
    _ uid: UInt32, _ octets: Int, mailbox: String = "imaps://imap.example/INBOX", validity: UInt32 = 7,
    at: Timestamp = moment()
) -> IntakeEntry {
    let position = MailboxPosition(mailbox: mailbox, uidValidity: UIDValidity(validity), uid: UID(uid))
    return IntakeEntry(position: position, digest: digest(octets), size: 4096, receivedAt: at)
}

func request(
    _ sequence: Int, state: String = "awaitingIdentity", mechanism: Mechanism = .issuance,
    applicant: String = "budi@example.id", verifier: String = "siti@dinas.example.id",
    openedAt: Timestamp? = nil, dueAt: Timestamp? = nil
) throws -> RequestRecord {
    let openedAt = openedAt ?? moment(Int64(sequence))
    return RequestRecord(
        number: try number(sequence), mechanism: mechanism, state: state, payloadVersion: 1,
        payload: #"{"nik":"…"}"#, applicantName: "Budi 'Drop' Santoso", applicant: try address(applicant),
        verifier: try address(verifier), agency: "Dinas \"Kominfo\"; --", openedAt: openedAt,
        changedAt: openedAt, dueAt: dueAt)
}

func event(
    _ name: String = "identity-received", _ sequence: Int? = 1, message: Digest? = nil, payload: String = "{}"
) throws -> EventRecord {
    EventRecord(
        at: moment(), request: try sequence.map { try number($0) }, name: name, actor: "applicant",
        message: message, payload: payload)
}

func token(
    _ index: Int, request sequence: Int = 1, step: String = "identity", action: String = "answer",
    issuedAt: Timestamp = moment()
) throws -> TokenRecord {
    TokenRecord(
        digest: digest(index), request: try number(sequence), step: step, action: action,
        addressee: try address("budi@example.id"), issuedAt: issuedAt, expiresAt: issuedAt + 259_200)
}

func mail(
    _ index: Int, request sequence: Int? = 1, to recipient: String = "budi@example.id",
    at: Timestamp = moment(), status: OutboxStatus = .queued, size: Int = 100, isUrgent: Bool = false
) throws -> OutboxRecord {
    OutboxRecord(
        request: try sequence.map { try number($0) }, notice: "applicant.identity-link",
        recipient: try address(recipient), messageID: try #require(MessageID("m\(index)@desk.example")),
        queuedAt: at, bytes: (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ index) }, status: status,
        isUrgent: isUrgent)
}

func serial(_ octets: UInt8...) throws -> CertificateSerial {
    try #require(CertificateSerial(octets: octets))
}

func certificate(
    _ serial: CertificateSerial, request sequence: Int? = 1, address holder: String = "budi@example.id",
    nik: String? = "3404010101900001", nip: String? = nil, notAfter: Timestamp = moment(86_400),
    status: CertificateStatus = .valid, toBeSigned: [UInt8] = [0x30, 1], der: [UInt8] = [0x30, 2],
    replacedBy: CertificateSerial? = nil
) throws -> CertificateRecord {
    let isRevoked = status == .revoked
    return CertificateRecord(
        serial: serial, issuer: "C=ID, CN=Desk's \"CA\"; --", request: try sequence.map { try number($0) },
        holder: "Budi 'Drop' Santoso", address: try address(holder), nik: nik, nip: nip,
        verifier: try address("siti@dinas.example.id"), agency: "Dinas Kominfo", notBefore: moment(),
        notAfter: notAfter, status: status, toBeSigned: toBeSigned, der: der, replacedBy: replacedBy,
        revokedAt: isRevoked ? moment(9) : nil, revocation: isRevoked ? .keyCompromise : nil)
}

func caseRecord(
    _ sequence: Int, kind: CaseKind = .complaint, status: CaseStatus = .awaitingOfficer,
    citizen: String = "warga@example.id", openedAt: Timestamp = moment()
) throws -> CaseRecord {
    CaseRecord(
        number: try number(sequence, .complaint), kind: kind, status: status, citizen: try address(citizen),
        citizenName: "Warga \"Drop\"; --", subject: "Antrean 'lama'", message: digest(sequence),
        openedAt: openedAt, changedAt: openedAt)
}

/// Runs `body` and returns the code of the `LedgerError` it throws.
func code(of body: () throws -> Void) -> LedgerError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? LedgerError)?.code
    }
}
