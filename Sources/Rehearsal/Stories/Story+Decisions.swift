internal import Domain
internal import Notices

extension Story {
    /// The verifier returns the data, then approves by a plain reply; the Registration Authority returns them too.
    static let returned = Story(
        "Returned for correction, twice",
        synopsis: """
            Rina returns Agus's data with a reason. Agus reads her words in his mail, corrects and sends again. \
            This time Rina just replies "Setuju", without any link. Then Indah of the Registration Authority finds the \
            photo of his identity card too dark: Agus sends another, Rina looks again, and a new passphrase is set.
            """
    ) { play in
        let (agus, rina, indah) = (Cast.agus, Cast.rina, Cast.indah)
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

        let again = try play.correct(
            request, by: agus, [("Jabatan", "Kepala Bagian Umum")],
            "corrects the position; everything else is already there")
        play.expect(
            "Rina sees the new position", again.flatText.contains("Kepala Bagian Umum"), again.text)
        let approved = try play.send(
            rina.reply(to: again, text: "Setuju\n\nSalam,\nRina"), "replies with one word, quoting the mail")
        play.expect(
            "approved: Rina has the confirmation, Agus the passphrase page", approved,
            [(rina, .verifierVerificationRecorded), (agus, .applicantPassphraseLink)])

        let page = try play.mail(.applicantPassphraseLink, to: agus, in: approved)
        let examined = try play.setPassphrase(.agus, on: page, by: agus)
        let darkness = "foto KTP terlalu gelap, mohon difoto ulang"
        let sentBack = try play.send(
            indah.follow(
                try play.button("return", in: examined, .authorityRequestLink),
                edit: { FormPen.giveReason($0, darkness) }),
            "returns the data: the photo is too dark")
        play.expect(
            "Agus is asked to correct, Rina learns of it, Indah has the confirmation", sentBack,
            [
                (agus, .applicantIdentityReturned), (rina, .verifierAuthorityReturned),
                (indah, .authorityDecisionRecorded),
            ])
        let second = try play.mail(.applicantIdentityReturned, to: agus, in: sentBack)
        let told = try play.mail(.verifierAuthorityReturned, to: rina, in: sentBack)
        play.expect(
            "both read Indah's reason",
            second.flatText.contains(darkness) && told.flatText.contains(darkness),
            second.text)

        let third = try play.correct(
            second, by: agus, [], documents: [.scan("KTP Agus terang.png")], "attaches a better scan")
        let finalPage = try play.approve(third, for: agus)
        let final = try play.setPassphrase(.agusAgain, on: finalPage, by: agus)
        try play.keep(try play.grant(final, to: agus), by: agus)
    }

    /// The verifier rejects.
    static let rejected = Story(
        "Rejected by the verifier",
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

extension Performance {
    /// The applicant mends what was returned; the verifier is asked again.
    fileprivate func correct(
        _ letter: ReceivedLetter, by applicant: ScriptedPerson, _ answers: [(label: String, value: String)],
        documents: [SyntheticDocument] = [], _ remark: String
    ) throws -> ReceivedLetter {
        let turn = try send(
            applicant.follow(
                try button("answer", in: letter, .applicantIdentityReturned), documents: documents,
                edit: { FormPen.fill($0, answers + [("Persetujuan", "Saya setuju")]) }),
            remark)
        expect(
            "\(applicant.firstName) has the confirmation, Rina is asked again", turn,
            [(applicant, .applicantIdentityReceived), (Cast.rina, .verifierVerificationLink)])
        return try mail(.verifierVerificationLink, to: Cast.rina, in: turn)
    }
}
