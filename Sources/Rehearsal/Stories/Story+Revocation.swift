internal import Domain
internal import Notices

extension Story {
    /// A key that somebody else may know.
    static let compromised = Story(
        "A key in wrong hands",
        synopsis: """
            Eko's laptop was stolen. Grace of the other agency cannot revoke his certificate; his own verifier Rina \
            can. Because the key may be in use, the request goes before all others, and the revocation list names the \
            certificate as soon as Indah has approved.
            """
    ) { play in
        let (eko, rina, grace, indah) = (Cast.eko, Cast.rina, Cast.grace, Cast.indah)
        let dossier = Cast.dossier(eko)
        let certificate = try play.require("Eko has a certificate", play.keepsakes.certificate(of: eko))
        let form = FormPen.lines(
            "Pencabutan",
            dossier.holder() + [
                ("Alasan", "Passphrase bocor"), ("Keterangan", "Laptop dicuri pagi ini"),
            ])
        let foreign = try play.send(
            grace.write(
                to: play.desk.address, subject: "Pencabutan sertifikat Eko", text: form,
                documents: [dossier.letter(asking: "Pencabutan")]),
            "of another agency asks for the revocation")
        play.expect(
            "only Grace is answered: she may not ask about this certificate", foreign,
            [(grace, .verifierSubmissionFaults)])

        let asked = try play.send(
            rina.write(
                to: play.desk.address, subject: "MENDESAK: pencabutan sertifikat Eko", text: form,
                documents: [dossier.letter(asking: "Pencabutan")]),
            "asks for the revocation: the passphrase is known to somebody else")
        play.expect(
            "Indah is asked, Rina has the number, and Eko learns of it at once", asked,
            [
                (indah, .authorityRequestLink), (rina, .verifierRequestRegistered),
                (eko, .applicantRevocationReceived),
            ])
        let question = try play.mail(.authorityRequestLink, to: indah, in: asked)
        play.expect("Indah sees that it is urgent", question.flatText.contains("Mendesak"), question.text)
        play.expect("nothing is revoked yet", try play.revocation(of: certificate) == nil)
        try play.grant(
            question, to: eko, remarks: ["Catatan: Sertifikat pengganti diajukan sebagai penerbitan baru."],
            outcome: (.applicantCertificateRevoked, .verifierCertificateRevoked))
        let entry = try play.revocation(of: certificate)
        play.expect(
            "the revocation list names the certificate, with its reason", entry?.reason == .keyCompromise,
            entry.map { "\($0.reason)" } ?? "it does not stand there")
    }

    /// Whoever holds a certificate may end it.
    static let ownRevocation = Story(
        "A holder ends her own certificate",
        synopsis: """
            Dewi does not need her certificate any more. She asks the desk for the form, fills it in herself, and needs \
            no letter: nobody has to vouch for her. Her verifier Rina is told.
            """
    ) { play in
        let (dewi, rina, indah) = (Cast.dewi, Cast.rina, Cast.indah)
        let certificate = try play.require("Dewi has a certificate", play.keepsakes.certificate(of: dewi))
        let asked = try play.send(
            dewi.write(to: play.desk.address, subject: "FORMULIR PENCABUTAN", text: ""),
            "asks for the form of a revocation")
        play.expect("only Dewi is answered, with the form", asked, [(dewi, .senderForm)])
        let blank = try play.mail(.senderForm, to: dewi, in: asked)
        let form = try play.require("the mail holds a form to copy", FormPen.form(in: blank.text), blank.text)
        let opened = try play.send(
            dewi.reply(
                to: blank,
                text: FormPen.tidied(
                    FormPen.fill(
                        form, Cast.dossier(dewi).holder() + [("Alasan", "Tidak diperlukan lagi")]))),
            "replies with the form filled in")
        play.expect(
            "Indah is asked; Dewi and Rina have the receipt", opened,
            [
                (indah, .authorityRequestLink), (dewi, .applicantRevocationReceived),
                (rina, .verifierRequestRegistered),
            ])
        let question = try play.mail(.authorityRequestLink, to: indah, in: opened)
        try play.grant(
            question, to: dewi, byReply: true,
            outcome: (.applicantCertificateRevoked, .verifierCertificateRevoked))
        play.expect(
            "the revocation list names the certificate",
            try play.revocation(of: certificate)?.reason == .cessationOfOperation)
        try play.expectState("closed.revoked", of: question.number, asked: dewi)
    }

    /// A holder who retires shortly before the end.
    static let retirement = Story(
        "Retired in time",
        synopsis: """
            Agus's certificate ends soon as well, and he is told at the mailbox that he moved to. But he retires, Rina \
            has the certificate revoked, and from then on nobody is reminded of anything.
            """
    ) { play in
        let (agus, rina) = (Cast.agusElsewhere, Cast.rina)
        let certificate = try play.require("Agus has a certificate", play.keepsakes.certificate(of: agus))
        let told = try play.wait(
            for: .applicantCertificateExpiring, at: agus, days: 30, "days pass; cron runs the desk")
        play.expectWeekly(
            "Agus is told sixty days before the end; Rina's list comes once a week", told,
            [(agus, .applicantCertificateExpiring)], (rina, .verifierExpiringDigest))
        let dossier = Cast.dossier(agus)
        let asked = try play.send(
            rina.write(
                to: play.desk.address, subject: "Pencabutan sertifikat Agus Prasetyo",
                text: FormPen.lines("Pencabutan", dossier.holder(agus.address) + [("Alasan", "Pensiun")]),
                documents: [dossier.letter(asking: "Pencabutan")]),
            "asks for the revocation: Agus retires")
        play.expect(
            "Indah is asked; Rina and Agus have the receipt", asked,
            [
                (Cast.indah, .authorityRequestLink), (rina, .verifierRequestRegistered),
                (agus, .applicantRevocationReceived),
            ])
        try play.grant(
            try play.mail(.authorityRequestLink, to: Cast.indah, in: asked), to: agus,
            outcome: (.applicantCertificateRevoked, .verifierCertificateRevoked))
        play.expect(
            "the revocation list names the certificate",
            try play.revocation(of: certificate)?.reason == .cessationOfOperation)
        play.expectSilence(
            "Budi's first certificate was renewed, Agus's is revoked: nobody is written to any more",
            try play.pass(hours: 75 * 24, every: 48, "both ends go by"))
    }
}
