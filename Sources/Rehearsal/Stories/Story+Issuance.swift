internal import Domain
internal import Notices

extension Story {
    /// From the verifier's first word to the approval.
    static let issuance = Story(
        "From the recommendation to the approval",
        synopsis: """
            Rina, verifier of the health office, asks for the form and sends it filled in. Budi follows the link in \
            his mail and fills in his identity data. Rina checks them and approves with one click and Send.
            """
    ) { play in
        let (rina, budi, dossier) = (Cast.rina, Cast.budi, Cast.dossier(Cast.budi))
        let asked = try play.send(
            rina.write(to: play.desk.address, subject: "FORMULIR PENERBITAN", text: ""),
            "asks for the blank form of an issuance")
        play.expect("only Rina is answered, with the form", asked, [(rina, .senderForm)])
        let blank = try play.mail(.senderForm, to: rina, in: asked)
        let form = try play.require("the mail holds a form to copy", FormPen.form(in: blank.text), blank.text)

        let opened = try play.send(
            rina.write(
                to: play.desk.address, subject: "Permohonan penerbitan untuk Budi Santoso",
                text: "Yth. petugas,\n\nberikut permohonan kami.\n\n"
                    + FormPen.tidied(FormPen.fill(form, dossier.recommendation)) + "\nTerima kasih\n",
                documents: [dossier.letter]),
            "sends it filled in, as an HTML table, the recommendation attached")
        play.expect(
            "Budi has the link, Rina the number; nobody else is written to", opened,
            [(budi, .applicantIdentityLink), (rina, .verifierRequestOpened)])
        let invitation = try play.mail(.applicantIdentityLink, to: budi, in: opened)
        play.expect("the NIK is not mailed to the applicant", !invitation.shows(dossier.nik))

        let question = try play.fillIn(invitation, by: budi)
        let names = question.message.attachments.compactMap(\.filename)
        play.expect(
            "Rina gets the letter and the identity card to look at", names.count == 2,
            "attached: \(names.joined(separator: ", "))")
        play.expect(
            "Rina sees what Budi wrote", question.flatText.contains(dossier.birthPlace), question.text)

        let decided = try play.send(
            rina.follow(try play.button("approve", in: question, .verifierVerificationLink)),
            "follows the link Setujui and presses Send")
        play.expect(
            "Rina has the confirmation, Budi the good news; nobody else", decided,
            [(rina, .verifierVerificationRecorded), (budi, .applicantVerificationApproved)])
        try play.expectState("awaitingPassphrase", of: question.number, asked: rina)
        play.note(
            "The story ends here for now: setting the passphrase is the next step of the service.")
    }
}
