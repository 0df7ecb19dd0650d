import Domain
import Forms
import Trust

/// Everything that can be said about a mail without asking the ledger. Made in parallel, judged in order.
struct Assessment: Sendable {
    let record: MessageRecord
    let message: ReceivedMessage
    let verdict: SenderVerdict
    let automatic: AutomaticMail?
    let reply: ReplyText
    let codes: [TokenCode]
    let command: CommandWord?
    /// The form of a submission; read here only when the mail carries no code.
    let submission: SubmissionReading?

    init(_ record: MessageRecord, octets: [UInt8], desk: Desk) {
        self.record = record
        let message = record.isHeaderOnly ? desk.codec.readHeader(octets) : desk.codec.read(octets)
        self.message = message
        verdict = desk.settings.senderVerifier.verdict(of: message)
        automatic = AutomaticMail.classify(
            message, ownAddresses: [desk.settings.address],
            ownMessageIDDomain: nil)
        reply = ReplyText.split(message.body)
        guard message.disqualifyingDefect == nil, automatic == nil, verdict.isProven else {
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
        let mayOpen = codes.isEmpty && message.originator.map { desk.verifiers[$0.address] != nil } ?? false
        submission = mayOpen ? SubmissionReading(message, reply: reply, desk: desk) : nil
    }

    /// Who wrote it, once proven.
    var sender: NamedAddress? { verdict.isProven ? message.originator : nil }
}

/// What a registered verifier's mail holds as a form.
struct SubmissionReading: Sendable {
    /// Which mechanism the `Jenis:` line or the subject names; `nil` when neither does.
    let mechanism: Mechanism?
    /// The form read by that mechanism's definition.
    let form: FormReading?

    init(_ message: ReceivedMessage, reply: ReplyText, desk: Desk) {
        mechanism = MechanismWord.read(message: message, reply: reply)
        form = mechanism.map { desk.reader(FormName($0)).read(message) }
    }

    /// Whether anything of a form was found.
    var isForm: Bool { (form?.recognizedCount ?? 0) >= 2 }
}
