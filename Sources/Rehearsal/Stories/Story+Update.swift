internal import Domain
internal import Notices

extension Story {
    /// New data for a certificate, and a new mailbox that both mailboxes have to confirm.
    static let update = Story(
        "New data, then a new mailbox",
        synopsis: """
            Agus has a new position. Rina sends the change; Indah wants to see the appointment first, Rina sends it, \
            and Agus gets a new certificate over the key that he has. Then he changes his mailbox: he has to confirm \
            that from the old one and from the new one before Indah is asked.
            """
    ) { play in
        let (agus, rina, indah, dossier) = (Cast.agus, Cast.rina, Cast.indah, Cast.dossier(Cast.agus))
        let before = try play.require("Agus has a certificate", play.keepsakes.certificate(of: agus))
        let asked = try play.send(
            rina.write(
                to: play.desk.address, subject: "Permohonan perubahan data Agus Prasetyo",
                text: FormPen.lines(
                    "Perubahan",
                    dossier.holder() + [
                        ("Jabatan semula", "Kepala Bagian Umum"), ("Jabatan menjadi", "Sekretaris Dinas"),
                    ]), documents: [dossier.letter(asking: "Perubahan")]),
            "asks for the change of Agus's position")
        play.expect(
            "Indah is asked, Rina has the number; Agus need not confirm a position", asked,
            [(indah, .authorityRequestLink), (rina, .verifierRequestRegistered)])
        let question = try play.mail(.authorityRequestLink, to: indah, in: asked)
        play.expect(
            "Indah sees old and new value",
            question.flatText.contains("Kepala Bagian Umum")
                && question.flatText.contains("Sekretaris Dinas"),
            question.text)

        let reason = "mohon lampirkan SK jabatan"
        let returned = try play.send(
            indah.follow(
                try play.button("return", in: question, .authorityRequestLink),
                edit: { FormPen.giveReason($0, reason) }),
            "returns the form: where is the appointment?")
        play.expect(
            "Rina is asked to mend it, Indah has the confirmation", returned,
            [(rina, .verifierAmendmentAsked), (indah, .authorityDecisionRecorded)])
        let mending = try play.mail(.verifierAmendmentAsked, to: rina, in: returned)
        play.expect("Rina reads the reason", mending.flatText.contains(reason), mending.text)
        let mended = try play.send(
            rina.follow(
                try play.button("answer", in: mending, .verifierAmendmentAsked),
                documents: [.letter("SK Jabatan Agus Prasetyo.pdf", ["SURAT KEPUTUSAN", "Sekretaris Dinas"])]),
            "sends the form again, with the appointment")
        play.expect("Indah is asked again, nobody else", mended, [(indah, .authorityRequestLink)])
        let again = try play.mail(.authorityRequestLink, to: indah, in: mended)
        play.expect(
            "Indah gets the letter and the appointment", again.message.attachments.count == 2,
            again.message.attachments.compactMap(\.filename).joined(separator: ", "))
        let updated = try play.grant(
            again, to: agus, outcome: (.applicantCertificateUpdated, .verifierCertificateUpdated))
        let second = try play.keep(updated, by: agus, withKey: false)
        play.expect(
            "the new certificate names the new position, is over the same key and ends on the same day",
            second.facts.subject.contains("Sekretaris Dinas")
                && second.facts.publicKeyInfo == before.facts.publicKeyInfo
                && second.facts.notAfter == before.facts.notAfter, second.facts.subject)
        play.expect(
            "the one it replaces is on the revocation list",
            try play.revocation(of: before)?.reason == .superseded)
        try play.moveMailbox()
    }
}

extension Performance {
    /// Agus's second change: another mailbox.
    fileprivate func moveMailbox() throws {
        let (old, new, rina, dossier) = (
            Cast.agus, Cast.agusElsewhere, Cast.rina, Cast.dossier(Cast.agus)
        )
        let asked = try send(
            rina.write(
                to: desk.address, subject: "Perubahan alamat surel Agus Prasetyo",
                text: FormPen.lines(
                    "Perubahan", dossier.holder() + [("Email menjadi", new.address.addrSpec)]),
                documents: [dossier.letter(asking: "Perubahan")]),
            "asks for the change of Agus's mailbox")
        expect(
            "both mailboxes are asked, Rina has the number; Indah is not asked yet", asked,
            [
                (old, .applicantUpdateConfirmation), (new, .applicantUpdateConfirmation),
                (rina, .verifierRequestRegistered),
            ])
        let atOld = try mail(.applicantUpdateConfirmation, to: old, in: asked)
        let atNew = try mail(.applicantUpdateConfirmation, to: new, in: asked)
        let first = try send(
            old.follow(try button("approve", in: atOld, .applicantUpdateConfirmation)),
            "confirms from the old mailbox")
        expectSilence("one of two: Indah is still not asked", first)
        let both = try send(
            new.reply(to: atNew, text: "Setuju\n"), "confirms from the new mailbox, by a plain reply")
        expect("now Indah is asked", both, [(Cast.indah, .authorityRequestLink)])
        let question = try mail(.authorityRequestLink, to: Cast.indah, in: both)
        let updated = try grant(
            question, to: new, outcome: (.applicantCertificateUpdated, .verifierCertificateUpdated))
        try keep(updated, by: new, withKey: false)
    }
}
