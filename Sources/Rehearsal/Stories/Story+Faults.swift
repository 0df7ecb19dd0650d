internal import Domain
internal import Notices

extension Story {
    /// A submission with several faults.
    static let faultySubmission = Story(
        "A recommendation with faults",
        synopsis: """
            Grace's form has a NIK that is too short, no telephone number and no letter. The desk names all three in \
            one mail and sends back the form with what was right. She corrects it by a plain reply. Then the request \
            is no longer needed, and she cancels it.
            """
    ) { play in
        let (grace, siti, dossier) = (Cast.grace, Cast.siti, Cast.dossier(Cast.siti))
        let faulty = dossier.recommendationInEnglish.filter { $0.label != "Mobile number" }.map {
            $0.label == "NIK" ? ($0.label, String($0.value.dropLast(2))) : $0
        }
        let returned = try play.send(
            grace.write(
                to: play.desk.address, subject: "Request for Siti Aminah",
                text: "Type: Issuance\n" + faulty.map { "\($0.0): \($0.1)\n" }.joined()),
            "sends a form with a short NIK, without telephone number and letter")
        play.expect(
            "one mail comes back, to Grace alone; no request, no mail to Siti", returned,
            [(grace, .verifierSubmissionFaults)])
        let faults = try play.mail(.verifierSubmissionFaults, to: grace, in: returned)
        for (label, value) in [
            ("NIK", "14"), ("Mobile number", ""), ("Letter of recommendation", "PDF"),
        ] {
            play.expect(
                "it names \(label)\(value.isEmpty ? "" : " (\(value))")",
                faults.flatText.contains(label) && faults.flatText.contains(value), faults.text)
        }
        let form = try play.require("it holds the form", FormPen.form(in: faults.text), faults.text)
        play.expect(
            "the form holds what was right, and not the wrong NIK",
            form.contains("Full name: Siti Aminah") && form.contains("Position: \(dossier.position)")
                && !form.contains(dossier.nik.dropLast(2)), form)

        let opened = try play.send(
            grace.reply(
                to: faults,
                text: FormPen.fill(form, [("NIK", dossier.nik), ("Mobile number", dossier.phone)]),
                documents: [dossier.letter]),
            "replies with the corrected form and the letter")
        play.expect(
            "the request is open: Siti has the link, Grace the number", opened,
            [(siti, .applicantIdentityLink), (grace, .verifierRequestOpened)])
        let number = try play.mail(.verifierRequestOpened, to: grace, in: opened).number
        try play.expectState("awaitingIdentity", of: number, asked: grace)
        try play.cancel(
            number, by: grace, applicant: siti, verifier: grace, "cancels: Siti moves to another agency")
        try play.expectState("closed.cancelled", of: number, asked: siti)
    }

    /// An answer typed on a phone.
    static let answerFromPhone = Story(
        "An answer from a phone",
        synopsis: """
            Dewi's Gmail turns every line break of the prefilled form into a space, and she writes 31 February. One \
            line comes back; she corrects only that and attaches nothing again, for her documents were kept. Her \
            sealed passphrase comes in one long line as well, and is good.
            """
    ) { play in
        let (dewi, rina, dossier) = (Cast.dewi, Cast.rina, Cast.dossier(Cast.dewi))
        let invitation = try play.openRequest(for: dewi)
        let faulty = dossier.identity.map {
            $0.label == "Tanggal lahir" ? ($0.label, "31 Februari 1991") : $0
        }
        let returned = try play.send(
            dewi.follow(
                try play.button("answer", in: invitation, .applicantIdentityLink),
                documents: [dossier.identityCard], edit: { FormPen.fill($0, faulty) }),
            "answers on the phone, all in one long line, with an impossible date of birth")
        play.expect(
            "only Dewi is written to: one fault", returned, [(dewi, .applicantIdentityFaults)])
        let faults = try play.mail(.applicantIdentityFaults, to: dewi, in: returned)
        play.expect(
            "it quotes what was wrong", faults.flatText.contains("31 Februari 1991"), faults.text)
        play.expect(
            "it does not ask for the identity card again", !faults.flatText.contains("KTP belum"),
            faults.text)

        let corrected = try play.send(
            dewi.follow(
                try play.button("answer", in: faults, .applicantIdentityFaults),
                edit: {
                    FormPen.fill($0, [("Tanggal lahir", dossier.birthDate), ("Persetujuan", "Saya setuju")])
                }),
            "corrects the one line, again as one long line, and attaches nothing")
        play.expect(
            "complete: Dewi has the confirmation, Rina the question", corrected,
            [(dewi, .applicantIdentityReceived), (rina, .verifierVerificationLink)])
        let question = try play.mail(.verifierVerificationLink, to: rina, in: corrected)
        let files = question.message.attachments.compactMap(\.filename)
        play.expect(
            "Rina gets the letter and the identity card from the first answer", files.count == 2,
            "attached: \(files.joined(separator: ", "))")
        play.expect(
            "Rina sees the corrected date", question.flatText.contains(dossier.birthDate), question.text)

        let page = try play.approve(question, for: dewi)
        let request = try play.setPassphrase(.dewi, on: page, by: dewi)
        try play.keep(try play.grant(request, to: dewi, byReply: true), by: dewi)
    }
}
