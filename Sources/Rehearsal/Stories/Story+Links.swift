internal import Domain
internal import Notices

extension Story {
    /// A link that came too late.
    static let expiredLink = Story(
        "An expired link",
        synopsis: """
            Maya answers four days later; her link lived three. The desk sends her a fresh one at once, and nobody \
            has to ask anybody.
            """
    ) { play in
        let (maya, dossier) = (Cast.maya, Cast.dossier(Cast.maya))
        let invitation = try play.openRequest(for: maya)
        play.pass(hours: 96, "four days pass")
        let late = try play.send(
            maya.follow(
                try play.button("answer", in: invitation, .applicantIdentityLink),
                documents: [dossier.identityCard], edit: { FormPen.fill($0, dossier.identity) }),
            "follows the old link and fills everything in")
        play.expect("only Maya is written to: a fresh link", late, [(maya, .applicantLinkRenewed)])
        let renewed = try play.mail(.applicantLinkRenewed, to: maya, in: late)
        _ = try play.fillIn(renewed, by: maya, notice: .applicantLinkRenewed)
    }

    /// Links used twice, and by the wrong person.
    static let wrongHands = Story(
        "Used twice, and in wrong hands",
        synopsis: """
            Hendra forwards his mail to Tono, who follows the link: nothing happens, and Tono learns nothing about the \
            request. Hendra himself answers, then sends the same answer once more.
            """
    ) { play in
        let (hendra, tono, dossier) = (Cast.hendra, Cast.tono, Cast.dossier(Cast.hendra))
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
    }
}
