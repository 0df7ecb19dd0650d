internal import Domain
internal import Notices

extension Story {
    /// A mail whose sender nothing proves, and who it is after all.
    static let unvouched = Story(
        "A mail that nothing proves",
        synopsis: """
            Something between Rina's provider and the desk is broken: her mail arrives without proof. Nothing happens \
            until she says, from her own mailbox and with one click, that it is hers. Saying so again does nothing.
            """
    ) { play in
        let (rina, nina) = (Cast.rina, Cast.nina)
        let dossier = Cast.dossier(nina)
        var letter = rina.write(
            to: play.desk.address, subject: "Permohonan penerbitan untuk \(nina.name)",
            text: "Jenis: Penerbitan\n"
                + dossier.recommendation.map { "\($0.label): \($0.value)\n" }.joined(),
            documents: [dossier.letter])
        letter.provenance = .unvouched
        let sent = try play.send(letter, "recommends Nina; on the way the proof gets lost (DMARC fails)")
        play.expect(
            "nothing is opened; only Rina is asked whether the mail is hers", sent,
            [(rina, .senderConfirmationAsked)])
        let asking = try play.mail(.senderConfirmationAsked, to: rina, in: sent)
        let yes = rina.follow(try play.button("approve", in: asking, .senderConfirmationAsked))
        let confirmed = try play.send(yes, "follows the link and says that it is")
        play.expect(
            "now her mail counts: Nina has the link, Rina the number", confirmed,
            [(nina, .applicantIdentityLink), (rina, .verifierRequestOpened)])
        let again = try play.send(yes, "presses Send once more")
        play.expectSilence("once is enough: nothing is opened twice", again)
        let invitation = try play.mail(.applicantIdentityLink, to: nina, in: confirmed)
        try play.cancel(invitation.number, by: rina, applicant: nina, "cancels: Nina is still on leave")
    }
}
