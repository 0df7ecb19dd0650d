import Domain
import Testing
import Workflows

@Suite("Passphrase and confirmation")
struct PassphraseTests {
    static let passphrase = RequestState.awaitingPassphrase(
        Sample.issuance, Sample.identity, Sample.approval)

    static func confirmation(_ pending: PendingConfirmation) -> RequestState {
        .awaitingConfirmation(Sample.update(confirmedBy: pending), pending)
    }

    @Test("a sealed passphrase goes to the Registration Authority with everything known about the person")
    func sealed() throws {
        try expect(
            Self.passphrase, .passphraseSealed,
            Transition(
                to: .awaitingAuthority(
                    Sample.issuance, .person(Sample.identity, Sample.approval, Sample.sealed)),
                restartsClock: true,
                [
                    .closeLinks(.passphrase), .tell(.registrationAuthority, .authorityAsked),
                    .tell(.applicant, .passphraseReceived),
                ]))
    }

    @Test("a seal that cannot be used is asked for again; the clock goes on")
    func unreadable() throws {
        try expect(
            Self.passphrase, .passphraseUnreadable,
            Transition(to: Self.passphrase, [.tell(.applicant, .passphraseUnreadable)]))
    }

    @Test("a second sealed passphrase changes nothing")
    func twice() {
        expect(
            .awaitingAuthority(Sample.issuance, Sample.person), .passphraseSealed, .stepIsOver(.passphrase))
    }

    @Test("the owner denies from a mailbox that was asked: the end", arguments: OwnerMailbox.allCases)
    func denied(mailbox: OwnerMailbox) throws {
        let outcome = Outcome.rejected(by: .applicant, reason: "Bukan saya", at: Sample.at)
        let alone: PendingConfirmation = mailbox == .current ? .current : .new
        for pending in [.both, alone] {
            try expectEnd(
                Self.confirmation(pending), .denies(mailbox), outcome,
                .requestRejected(by: .applicant, reason: "Bukan saya"))
        }
    }

    @Test("the second mailbox may still deny what the first confirmed")
    func lateDenial() throws {
        let half = try CertificateWorkflow.reduce(Self.confirmation(.both), .confirms(.new)).state
        let end = try CertificateWorkflow.reduce(half, .denies(.current))
        #expect(end.state.name == "closed.rejected")
        #expect(end.effects.first == .closeAllLinks)
    }

    @Test("a mailbox that has answered, or was never asked, is told so", arguments: OwnerMailbox.allCases)
    func over(mailbox: OwnerMailbox) {
        let other: PendingConfirmation = mailbox == .current ? .new : .current
        expect(Self.confirmation(other), .confirms(mailbox), .stepIsOver(mailbox.step))
        expect(Self.confirmation(other), .denies(mailbox), .stepIsOver(mailbox.step))
    }

    @Test("an answer in words that fit nothing is asked back at the mailbox it came from")
    func unclear() throws {
        for mailbox in OwnerMailbox.allCases {
            let state = Self.confirmation(.both)
            try expect(
                state, .unclear(mailbox.step),
                Transition(
                    to: state, [.tell(.applicant, .decisionAskedAgain(mailbox.step, line: "mungkin"))]))
        }
    }

    @Test("either mailbox that stays silent ends the update")
    func silence() throws {
        for mailbox in OwnerMailbox.allCases {
            try expectEnd(
                Self.confirmation(.both), .deadlinePassed(mailbox.step),
                .expired(mailbox.step, at: Sample.at), .requestExpired(mailbox.step))
        }
        expect(Self.confirmation(.new), .deadlinePassed(.confirmation), .nothingToDo)
    }

    @Test("pending confirmations: what they contain and what is left")
    func pending() {
        #expect(PendingConfirmation.both.contains(.current) && PendingConfirmation.both.contains(.new))
        #expect(PendingConfirmation.both.removing(.current) == .new)
        #expect(PendingConfirmation.both.removing(.new) == .current)
        #expect(PendingConfirmation.current.contains(.current) && !PendingConfirmation.current.contains(.new))
        #expect(PendingConfirmation.new.contains(.new) && !PendingConfirmation.new.contains(.current))
        #expect(PendingConfirmation.current.removing(.current) == nil)
        #expect(PendingConfirmation.current.removing(.new) == .current)
        #expect(PendingConfirmation.new.removing(.new) == nil)
        #expect(PendingConfirmation.new.removing(.current) == .new)
    }
}
