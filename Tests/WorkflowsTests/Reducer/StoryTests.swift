import Domain
import Testing
import Workflows

@Suite("The way of each mechanism")
struct StoryTests {
    /// The steps that issuance and renewal share.
    static func lead(_ story: inout Story) throws {
        try story.on(
            .identityComplete, "awaitingVerification",
            [
                .closeLinks(.identity), .tell(.verifier, .verificationAsked),
                .tell(.applicant, .identityReceived),
            ])
        try story.on(
            .verifierApproves, "awaitingPassphrase",
            [
                .closeLinks(.verification), .tell(.verifier, .decisionRecorded(.approved)),
                .tell(.applicant, .passphraseAsked),
            ])
        try story.on(
            .passphraseSealed, "awaitingAuthority",
            [
                .closeLinks(.passphrase), .tell(.registrationAuthority, .authorityAsked),
                .tell(.applicant, .passphraseReceived),
            ])
        #expect(story.state == .awaitingAuthority(story.state.submission, Sample.person))
        try approve(&story)
    }

    static func approve(_ story: inout Story) throws {
        try story.on(
            .authorityApproves, "awaitingExecution",
            [.closeLinks(.authority), .tell(.registrationAuthority, .decisionRecorded(.approved))])
    }

    static func finish(
        _ story: inout Story, _ event: RequestEvent, _ name: String, _ announcement: Announcement
    ) throws {
        try story.on(
            event, name,
            [.closeAllLinks, .tell(.applicant, announcement), .tell(.verifier, announcement)])
    }

    static let opened: [Effect] = [.tell(.applicant, .identityAsked), .tell(.verifier, .requestOpened)]

    @Test("issuance: identity, verification, passphrase, Registration Authority, certificate")
    func issuance() throws {
        var story = Story(Sample.issuance, "awaitingIdentity", Self.opened)
        #expect(story.state == .awaitingIdentity(Sample.issuance, draft: nil))
        try Self.lead(&story)
        try Self.finish(&story, .certificateMade, "closed.issued", .certificateIssued(Sample.summary))
        #expect(story.state == .closed(Sample.issuance, .issued(Sample.summary), Sample.ruling))
    }

    @Test("renewal: the same way to a further service period")
    func renewal() throws {
        var story = Story(Sample.renewal, "awaitingIdentity", Self.opened)
        try Self.lead(&story)
        try Self.finish(&story, .certificateMade, "closed.renewed", .certificateRenewed(Sample.summary))
        #expect(story.state == .closed(Sample.renewal, .renewed(Sample.summary), Sample.ruling))
    }

    @Test("update of minor data: the Registration Authority at once")
    func update() throws {
        var story = Story(
            Sample.update, "awaitingAuthority",
            [.tell(.registrationAuthority, .authorityAsked), .tell(.verifier, .requestOpened)])
        #expect(story.state == .awaitingAuthority(Sample.update, .change(confirmedAt: nil)))
        try Self.approve(&story)
        try Self.finish(&story, .certificateMade, "closed.updated", .certificateUpdated(Sample.summary))
    }

    @Test("update of the mailbox: both mailboxes confirm, in any order", arguments: OwnerMailbox.allCases)
    func confirmedUpdate(first: OwnerMailbox) throws {
        let submission = Sample.update(confirmedBy: .both)
        let story = Story(
            submission, "awaitingConfirmation",
            [
                .tell(.applicant, .confirmationAsked(.current)), .tell(.applicant, .confirmationAsked(.new)),
                .tell(.verifier, .requestOpened),
            ])
        #expect(story.state == .awaitingConfirmation(submission, .both))
        let second: OwnerMailbox = first == .current ? .new : .current
        let half = try CertificateWorkflow.reduce(story.state, .confirms(first))
        let left: PendingConfirmation = first == .current ? .new : .current
        #expect(
            half == Transition(to: .awaitingConfirmation(submission, left), [.closeLinks(first.step)]))
        let whole = try CertificateWorkflow.reduce(half.state, .confirms(second, at: Sample.later))
        #expect(
            whole
                == Transition(
                    to: .awaitingAuthority(submission, .change(confirmedAt: Sample.later)),
                    restartsClock: true,
                    [.closeLinks(second.step), .tell(.registrationAuthority, .authorityAsked)]))
    }

    @Test("update of name or NIK: one mailbox confirms", arguments: OwnerMailbox.allCases)
    func onceConfirmedUpdate(mailbox: OwnerMailbox) throws {
        let submission = Sample.update(confirmedBy: mailbox == .current ? .current : .new)
        var story = Story(
            submission, "awaitingConfirmation",
            [.tell(.applicant, .confirmationAsked(mailbox)), .tell(.verifier, .requestOpened)])
        try story.on(
            .confirms(mailbox), "awaitingAuthority",
            [.closeLinks(mailbox.step), .tell(.registrationAuthority, .authorityAsked)])
        try Self.approve(&story)
        try Self.finish(&story, .certificateMade, "closed.updated", .certificateUpdated(Sample.summary))
    }

    @Test("revocation: the subscriber hears of it, the Registration Authority decides, the desk revokes")
    func revocation() throws {
        for submission in [Sample.revocation, Sample.urgentRevocation, Sample.ownRevocation] {
            // The verifier hears of every revocation in their agency, the subscriber's own ones too.
            var story = Story(
                submission, "awaitingAuthority",
                [
                    .tell(.registrationAuthority, .authorityAsked), .tell(.verifier, .requestOpened),
                    .tell(.applicant, .revocationReceived),
                ])
            #expect(story.state == .awaitingAuthority(submission, .revocation))
            try Self.approve(&story)
            try Self.finish(
                &story, .certificateRevoked, "closed.revoked", .certificateRevoked(Sample.revoked))
            #expect(story.state == .closed(submission, .revoked(Sample.revoked), Sample.ruling))
        }
    }

    @Test("only a compromised key is urgent")
    func urgency() {
        for reason in RevocationCode.allCases {
            let submission = Sample.submission(.revocation, reason: reason)
            #expect(submission.isUrgent == (reason == .keyCompromise))
        }
        #expect(!Sample.issuance.isUrgent)
        #expect(Sample.ownRevocation.isUrgent)
    }

    @Test("a confirmation is asked only where an update asks for one", arguments: Mechanism.allCases)
    func strayConfirmation(mechanism: Mechanism) {
        let submission = Sample.submission(mechanism, reason: .superseded, confirmation: .both)
        let isAsked = CertificateWorkflow.open(submission).state.name == "awaitingConfirmation"
        #expect(isAsked == (mechanism == .update))
    }
}
