internal import Domain
internal import Notices

extension Story {
    /// Links that came too late, and the Registration Authority's no.
    static let expiredLink = Story(
        "Two expired links, and a refusal",
        synopsis: """
            Maya answers four days later; her link lived three. The desk sends her a fresh one at once, and nobody \
            has to ask anybody. Her passphrase page lives a day; it says itself that it is too late, and asks for \
            another. In the end Indah of the Registration Authority has to refuse, and says why.
            """
    ) { play in
        let (maya, rina, indah, dossier) = (Cast.maya, Cast.rina, Cast.indah, Cast.dossier(Cast.maya))
        let invitation = try play.openRequest(for: maya)
        play.expectSilence(
            "a quiet time: the reminder comes after a week", try play.pass(hours: 96, "four days pass"))
        let late = try play.send(
            maya.follow(
                try play.button("answer", in: invitation, .applicantIdentityLink),
                documents: [dossier.identityCard], edit: { FormPen.fill($0, dossier.identity) }),
            "follows the old link and fills everything in")
        play.expect("only Maya is written to: a fresh link", late, [(maya, .applicantLinkRenewed)])
        let renewed = try play.mail(.applicantLinkRenewed, to: maya, in: late)
        let question = try play.fillIn(renewed, by: maya, notice: .applicantLinkRenewed)

        let first = try play.approve(question, for: maya)
        play.expectSilence("nobody is written to", try play.pass(hours: 48, "two days pass"))
        let page = try play.open(first, by: maya)
        play.expect("the page says that it is too late", page.isExpired(at: play.now))
        let wish = try play.require("it offers to ask for another", page.request)
        let again = try play.send(maya.follow(wish), "presses the button that asks for another page")
        play.expect("Maya gets a fresh page", again, [(maya, .applicantPassphraseLink)])
        let fresh = try play.mail(.applicantPassphraseLink, to: maya, in: again)
        let request = try play.setPassphrase(.maya, on: fresh, by: maya)

        let reason = "foto wajah tidak sesuai dengan KTP"
        let refused = try play.send(
            indah.follow(
                try play.button("reject", in: request, .authorityRequestLink),
                edit: { FormPen.giveReason($0, reason) }),
            "rejects the request with the reason")
        play.expect(
            "Maya and Rina are told, Indah has the confirmation; nobody else", refused,
            [
                (maya, .applicantRequestRejected), (rina, .verifierRequestRejected),
                (indah, .authorityDecisionRecorded),
            ])
        let news = try play.mail(.applicantRequestRejected, to: maya, in: refused)
        let copy = try play.mail(.verifierRequestRejected, to: rina, in: refused)
        play.expect(
            "both read Indah's reason", news.flatText.contains(reason) && copy.flatText.contains(reason),
            news.text)
        try play.expectState("closed.rejected", of: question.number, asked: rina)
    }

    /// Links used twice, and by the wrong person.
    static let wrongHands = Story(
        "Used twice, and in wrong hands",
        synopsis: """
            Hendra forwards his mail to Tono, who follows the link: nothing happens, and Tono learns nothing about the \
            request. Hendra himself answers, then sends the same answer once more. In the end he no longer wants his \
            data to be used, and withdraws his consent.
            """
    ) { play in
        let (hendra, tono, rina, dossier) = (Cast.hendra, Cast.tono, Cast.rina, Cast.dossier(Cast.hendra))
        let invitation = try play.openRequest(for: hendra)
        let link = try play.button("answer", in: invitation, .applicantIdentityLink)
        let foreign = try play.send(
            tono.follow(
                link, documents: [dossier.identityCard], edit: { FormPen.fill($0, dossier.identity) }),
            "got Hendra's mail forwarded and answers in his place")
        play.expect("only Tono is answered", foreign, [(tono, .senderLinkForeign)])
        let refusal = try play.mail(.senderLinkForeign, to: tono, in: foreign)
        play.expect(
            "Tono learns no name and no number of the request",
            !refusal.text.contains(hendra.name) && refusal.number == nil
                && !refusal.text.contains(invitation.number?.description ?? "SE-"), refusal.text)

        _ = try play.fillIn(invitation, by: hendra)
        let twice = try play.send(
            hendra.follow(
                link, documents: [dossier.identityCard], edit: { FormPen.fill($0, dossier.identity) }),
            "is not sure and sends the same answer again")
        play.expect("only Hendra is answered; nothing changes", twice, [(hendra, .senderLinkUsed)])
        try play.expectState("awaitingVerification", of: invitation.number, asked: hendra)

        let number = try play.require("the request has a number", invitation.number)
        let withdrawn = try play.send(
            hendra.write(to: play.desk.address, subject: "TARIK PERSETUJUAN \(number)", text: ""),
            "withdraws the consent to the use of his data")
        play.expect(
            "Hendra and Rina are told; the request is over", withdrawn,
            [(hendra, .applicantConsentWithdrawn), (rina, .verifierConsentWithdrawn)])
        try play.expectState("closed.withdrawn", of: number, asked: hendra)
    }
}
