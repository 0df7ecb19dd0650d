import Domain
import Forms
import Trust

/// Everything that can be said about a mail without asking the ledger. Made in parallel, judged in order.
struct Assessment: Sendable {
    let record: MessageRecord
    /// What is acted on: the message, or the signed part of it if the signature is what proves the sender.
    let message: ReceivedMessage
    private(set) var verdict: SenderVerdict
    /// What an S/MIME signature over the whole message proves.
    let signature: SignatureFinding
    let automatic: AutomaticMail?
    /// What the malware scanner has against it; `nil` when nothing, or when there is no scanner.
    let malware: MalwareFinding?
    let reply: ReplyText
    let codes: [TokenCode]
    let command: CommandWord?
    /// Whether a line of it gives a passphrase away.
    let namesPassphrase: Bool
    /// The form of a submission; read here only when the mail carries no code.
    let submission: SubmissionReading?

    /// Reads a mail. `assumed` is a verdict that somebody else came to, such as a mailbox that confirmed the mail.
    init(
        _ record: MessageRecord, octets: [UInt8], desk: Desk, assumed: SenderVerdict? = nil
    ) throws {
        self.record = record
        let outer = record.isHeaderOnly ? desk.codec.readHeader(octets) : desk.codec.read(octets)
        signature =
            record.isHeaderOnly
            ? .none : SignatureFinding(of: octets, outer, at: record.receivedAt, desk: desk)
        message = signature.view ?? outer
        let provider = desk.settings.senderVerifier.verdict(of: outer)
        verdict = assumed ?? (signature.view == nil ? provider : .proven(by: .signature))
        automatic = AutomaticMail.classify(
            outer, ownAddresses: [desk.settings.address], ownMessageIDDomain: nil)
        malware = try MalwareScreening(desk.scanner).finding(in: octets, message)
        reply = ReplyText.split(message.body)
        namesPassphrase =
            automatic == nil && PlainPassphrase.isNamed(in: reply, subject: message.subject)
        guard message.disqualifyingDefect == nil, outer.disqualifyingDefect == nil, automatic == nil else {
            codes = []
            command = nil
            submission = nil
            return
        }
        // A plain reply goes to the address that carries the code, whatever became of the text.
        let quoted = TokenCode.candidates(in: message)
        let addressed = TokenCode.addressed(by: message).map { TokenCode(code: $0, isQuoted: false) }
        codes = quoted + addressed.filter { code in !quoted.contains { $0.code == code.code } }
        let command = CommandWord.read(subject: message.subject, firstLine: reply.firstLine)
        self.command = command
        let isVerifier = message.originator.map { desk.verifiers[$0.address] != nil } ?? false
        submission =
            codes.isEmpty ? SubmissionReading(message, reply: reply, isVerifier: isVerifier, desk: desk) : nil
    }

    /// The same reading with another verdict on the sender.
    func assuming(_ verdict: SenderVerdict) -> Assessment {
        var copy = self
        copy.verdict = verdict
        return copy
    }

    /// Who wrote it, once proven.
    var sender: NamedAddress? { verdict.isProven ? message.originator : nil }
}

/// What a mail holds as a form: any of a registered verifier, a revocation of everybody else.
struct SubmissionReading: Sendable {
    /// Which mechanism the `Jenis:` line or the subject names; `nil` when neither does.
    let mechanism: Mechanism?
    /// The form read by that mechanism's definition.
    let form: FormReading?
    /// A list of people that goes along, for a verifier's letter.
    let annex: AnnexReading?

    init?(_ message: ReceivedMessage, reply: ReplyText, isVerifier: Bool, desk: Desk) {
        let mechanism = MechanismWord.read(message: message, reply: reply)
        guard isVerifier || mechanism == .revocation else { return nil }
        self.mechanism = mechanism
        guard let mechanism else {
            form = nil
            annex = nil
            return
        }
        let reader = desk.annexReader(mechanism)
        // A file for spreadsheets is meant as a list even if its header cannot be read.
        let list =
            isVerifier
            ? message.attachments.firstIndex(where: reader.recognizes)
                ?? message.attachments.firstIndex(where: AnnexReader.isSpreadsheet) : nil
        let form = desk.reader(FormName(mechanism)).read(message, annex: list)
        self.form = form
        annex = list.map { reader.read(message.attachments[$0], letter: form) }
    }

    /// Whether anything of a form was found.
    var isForm: Bool { (form?.recognizedCount ?? 0) >= 2 }
}
