import Domain
import Testing

/// A state that waits for somebody's mail, with whoever has to move there and what they are sent.
struct WaitingState: Sendable, CustomTestStringConvertible {
    let name: String
    let mover: String
    /// The notice that asks.
    let asking: String
    /// The notice that brings a fresh link.
    let fresh: String
    /// The notice that reminds.
    let reminding: String

    var testDescription: String { name }

    static let all = [
        WaitingState(
            name: "awaitingIdentity", mover: TestDesk.budi, asking: "applicant.identity-link",
            fresh: "applicant.link-renewed", reminding: "applicant.identity-reminder"),
        WaitingState(
            name: "awaitingVerification", mover: TestDesk.siti, asking: "verifier.verification-link",
            fresh: "verifier.link-renewed", reminding: "verifier.verification-reminder"),
        WaitingState(
            name: "awaitingCorrection", mover: TestDesk.budi, asking: "applicant.identity-returned",
            fresh: "applicant.link-renewed", reminding: "applicant.identity-reminder"),
        WaitingState(
            name: "awaitingPassphrase", mover: TestDesk.budi, asking: "applicant.passphrase-link",
            fresh: "applicant.passphrase-link", reminding: "applicant.passphrase-reminder"),
        WaitingState(
            name: "awaitingConfirmation", mover: TestDesk.budi, asking: "applicant.update-confirmation",
            fresh: "applicant.update-confirmation", reminding: "applicant.update-reminder"),
        WaitingState(
            name: "awaitingAuthority", mover: TestDesk.authority, asking: "authority.request-link",
            fresh: "authority.link-renewed", reminding: "authority.reminder"),
        WaitingState(
            name: "awaitingAmendment", mover: TestDesk.siti, asking: "verifier.amendment-asked",
            fresh: "verifier.amendment-asked", reminding: "verifier.amendment-reminder"),
    ]
}

extension TestDesk {
    /// A desk whose only request stands in `state`. Returns the mail that asks whoever has to move.
    @discardableResult
    func bring(to state: WaitingState) throws -> ReceivedMessage {
        switch state.name {
        case "awaitingIdentity":
            submit()
            try run()
        case "awaitingVerification": _ = try issueToVerification()
        case "awaitingCorrection":
            try decide("Kembalikan", in: try issueToVerification(), reason: "Foto KTP buram")
            try next()
        case "awaitingPassphrase": _ = try issueToPassphrase()
        case "awaitingAuthority": _ = try issueToAuthority()
        default:
            try hold()
            let isName = state.name == "awaitingConfirmation"
            ask("Perubahan", isName ? "Nama baru: Budi Santoso Wijaya" : "Jabatan baru: Kepala Seksi")
            try run()
            if !isName {
                try decide(
                    "Kembalikan", in: try mail("authority.request-link", for: Self.authority),
                    reason: "Lampirkan SK", from: Self.authority)
                try next()
            }
        }
        #expect(try request().state == state.name)
        return try mail(state.asking, for: state.mover)
    }

    /// The mover of `state` does what moves the request on, by the link in `mail`.
    func move(_ state: WaitingState, in mail: ReceivedMessage) throws {
        switch state.name {
        case "awaitingIdentity", "awaitingCorrection": try answerIdentity(mail)
        case "awaitingPassphrase": try sealPassphrase(for: mail)
        case "awaitingAmendment":
            let link = try #require(Self.links(in: mail).first)
            receive(from: Self.siti, to: link.recipient.addrSpec, subject: link.subject, body: link.body)
        default: try decide("Setuju", in: mail, from: state.mover)
        }
    }
}
