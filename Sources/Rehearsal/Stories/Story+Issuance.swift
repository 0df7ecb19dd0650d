internal import Domain
internal import Notices

extension Story {
    /// From the verifier's first word to the certificate.
    static let issuance = Story(
        "From the recommendation to the certificate",
        synopsis: """
            Rina, verifier of the health office, asks for the form and sends it filled in. Budi follows the link in \
            his mail and fills in his identity data. Rina checks them and approves with one click and Send. Budi sets \
            a passphrase that nobody else ever sees, Indah of the Registration Authority approves, and Budi has his \
            certificate.
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

        let page = try play.approve(question, for: budi)
        let request = try play.setPassphrase(.budi, on: page, by: budi)
        play.expect(
            "Indah sees data, checks and both documents, and nothing that opens the passphrase",
            request.shows(dossier.nik) && request.message.attachments.count == 2
                && request.flatText.contains("Rina Wulandari"),
            request.text)

        let note = "Selamat, gunakan dengan bijak."
        let news = try play.grant(request, to: budi, remarks: ["Biaya: Rp 0", "Catatan: \(note)"])
        play.expect(
            "Budi reads the fee and Indah's note",
            news.flatText.contains("Rp 0") && news.flatText.contains(note), news.text)
        try play.keep(news, by: budi)
        play.note(
            "Budi's certificate lies in people/budi. The passphrase “\(Cast.Passphrase.budi.rawValue)” opens the file "
                + "certificate.p12.")
        try play.expectState("closed.issued", of: question.number, asked: rina)
    }
}
