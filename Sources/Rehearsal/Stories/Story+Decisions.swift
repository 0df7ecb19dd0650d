internal import Domain
internal import Notices

extension Story {
    /// The verifier returns the data, then approves by a plain reply.
    static let returned = Story(
        "Returned for correction",
        synopsis: """
            Rina returns Agus's data with a reason. Agus reads her words in his mail, corrects and sends again. \
            This time Rina just replies "Setuju", without any link.
            """
    ) { play in
        let (agus, rina) = (Cast.agus, Cast.rina)
        let question = try play.fillIn(try play.openRequest(for: agus), by: agus)
        let forgotten = try play.send(
            rina.follow(try play.button("return", in: question, .verifierVerificationLink)),
            "returns the data, but forgets to write the reason")
        play.expect(
            "the desk asks Rina back and tells Agus nothing", forgotten, [(rina, .verifierDecisionUnclear)])
        let askedBack = try play.mail(.verifierDecisionUnclear, to: rina, in: forgotten)
        let reason = "jabatan belum sesuai SK terbaru, mohon disesuaikan"
        let returned = try play.send(
            rina.follow(
                try play.button("return", in: askedBack, .verifierDecisionUnclear),
                edit: { FormPen.giveReason($0, reason) }),
            "returns them with the reason")
        play.expect(
            "Agus is asked to correct, Rina has the confirmation", returned,
            [(agus, .applicantIdentityReturned), (rina, .verifierVerificationRecorded)])
        let request = try play.mail(.applicantIdentityReturned, to: agus, in: returned)
        play.expect("Agus reads Rina's reason", request.flatText.contains(reason), request.text)

        let corrected = try play.send(
            agus.follow(
                try play.button("answer", in: request, .applicantIdentityReturned),
                edit: {
                    FormPen.fill($0, [("Jabatan", "Kepala Bagian Umum"), ("Persetujuan", "Saya setuju")])
                }),
            "corrects the position; everything else is already there")
        play.expect(
            "Agus has the confirmation, Rina is asked again", corrected,
            [(agus, .applicantIdentityReceived), (rina, .verifierVerificationLink)])
        let again = try play.mail(.verifierVerificationLink, to: rina, in: corrected)
        play.expect(
            "Rina sees the new position", again.flatText.contains("Kepala Bagian Umum"), again.text)

        let approved = try play.send(
            rina.reply(to: again, text: "Setuju\n\nSalam,\nRina"), "replies with one word, quoting the mail")
        play.expect(
            "approved: Rina has the confirmation, Agus the good news", approved,
            [(rina, .verifierVerificationRecorded), (agus, .applicantVerificationApproved)])
        try play.expectState("awaitingPassphrase", of: again.number, asked: agus)
    }

    /// The verifier rejects.
    static let rejected = Story(
        "Rejected",
        synopsis: """
            Rina rejects Joko's request, with a reason. Joko learns why and what he can do. The request is closed, and \
            when Rina changes her mind afterwards, nothing happens.
            """
    ) { play in
        let (joko, rina) = (Cast.joko, Cast.rina)
        let invitation = try play.openRequest(for: joko)
        let question = try play.fillIn(invitation, by: joko)
        let reason = "pemohon sudah pindah tugas ke instansi lain"
        let rejected = try play.send(
            rina.follow(
                try play.button("reject", in: question, .verifierVerificationLink),
                edit: { FormPen.giveReason($0, reason) }),
            "rejects the request with the reason")
        play.expect(
            "Joko and Rina are told, nobody else", rejected,
            [(joko, .applicantRequestRejected), (rina, .verifierVerificationRecorded)])
        let news = try play.mail(.applicantRequestRejected, to: joko, in: rejected)
        play.expect("Joko reads the reason", news.flatText.contains(reason), news.text)

        let late = try play.send(
            rina.follow(try play.button("approve", in: question, .verifierVerificationLink)),
            "changes her mind and follows the link Setujui after all")
        play.expect("the other links died with the decision", late, [(rina, .senderLinkUsed)])
        try play.expectState("closed.rejected", of: news.number, asked: joko)
    }
}
