internal import Domain
internal import Notices

extension Story {
    /// Everybody who is not part of a request, and machines.
    static let strangers = Story(
        "Strangers, forgers and machines",
        synopsis: """
            A citizen writes to the desk; somebody forges Rina's address, and Rina is asked; Nina's absence notice \
            quotes her one-time code. Only people are answered, and only at mailboxes that are theirs.
            """
    ) { play in
        let (rina, wati, nina) = (Cast.rina, Cast.wati, Cast.nina)
        let asked = try play.send(
            wati.write(
                to: play.desk.address, subject: "Tanya sertifikat",
                text:
                    "Selamat siang, bagaimana cara membuat sertifikat elektronik? Apakah SE-2026-000001-7 ada?"
            ),
            "asks the desk a question")
        play.expect("Wati gets one polite answer", asked, [(wati, .senderUnknown)])
        let again = try play.send(
            wati.write(to: play.desk.address, subject: "STATUS SE-2026-000001-7", text: ""),
            "tries the command STATUS with a number")
        play.expectSilence(
            "once a day is enough: no second answer, and no hint whether the number exists", again)

        var forged = rina.write(
            to: play.desk.address, subject: "Permohonan penerbitan",
            text: "Jenis: Penerbitan\n"
                + Cast.dossier(nina).recommendation.map { "\($0.label): \($0.value)\n" }.joined(),
            documents: [Cast.dossier(nina).letter])
        forged.provenance = .forged
        let refused = try play.send(forged, "is not Rina at all: somebody forges her address (DMARC fails)")
        play.expect(
            "no request; Rina is asked at her own mailbox", refused, [(rina, .senderConfirmationAsked)])
        let asking = try play.mail(.senderConfirmationAsked, to: rina, in: refused)
        let denied = try play.send(
            rina.follow(try play.button("reject", in: asking, .senderConfirmationAsked)),
            "says that the mail was not hers")
        play.expect(
            "nothing has changed, and the administrator knows of the forger", denied,
            [(Cast.administrator, .administratorProblem)])

        let invitation = try play.openRequest(for: nina)
        var absence = nina.reply(
            to: invitation, text: "Saya sedang cuti sampai tanggal 5. Hubungi rekan saya di kantor.")
        absence.subject = "Balasan otomatis: \(invitation.message.subject)"
        absence.fields = [("Auto-Submitted", "auto-replied")]
        let ignored = try play.send(
            absence, "is on leave: her mail program answers and quotes the whole mail")
        play.expectSilence("the machine gets no answer", ignored)
        let question = try play.fillIn(invitation, by: nina)
        play.expect(
            "back from leave, Nina's link was still alive", question.number == invitation.number)

        let help = try play.send(
            rina.write(to: play.desk.address, subject: "BANTUAN", text: ""), "asks for help")
        play.expect("Rina gets the list of words", help, [(rina, .senderHelp)])
        let status = try play.send(
            rina.write(to: play.desk.address, subject: "STATUS", text: ""), "asks how all her requests stand")
        play.expect("Rina gets the list of her requests", status, [(rina, .senderStatus)])
        let list = try play.mail(.senderStatus, to: rina, in: status)
        let number = invitation.number?.description ?? "?"
        play.expect("it holds Nina's request", list.text.contains(number), list.text)
        try play.cancel(
            invitation.number, by: rina, applicant: nina, "cancels: Nina stays on leave after all")
    }
}
