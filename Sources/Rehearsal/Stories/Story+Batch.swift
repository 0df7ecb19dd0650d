internal import Domain
internal import Notices

extension Story {
    /// One letter for several people.
    static let batch = Story(
        "A list of people",
        synopsis: """
            Grace sends one letter with a list of three people, as her spreadsheet saved it: semicolons, apostrophes, \
            telephone numbers without their zero, and one NIK turned into 3,20114E+15. Two requests are opened at \
            once, the third row comes back with its reason. Lina goes on by herself; Fajar does not want to.
            """
    ) { play in
        let (grace, lina, fajar) = (Cast.grace, Cast.lina, Cast.fajar)
        let people = [lina, fajar, Cast.ratna]
        var rows = people.enumerated().map { Cast.dossier($0.element).row($0.offset + 1) }
        rows[2][3] = "3,20114E+15"
        let list = SyntheticDocument.spreadsheet("Daftar Pegawai Pemohon.csv", [Dossier.columns] + rows)
        let letter = SyntheticDocument.letter(
            "Surat Rekomendasi Bappeda.pdf", ["SURAT REKOMENDASI", ""] + people.map { "- \($0.name)" })
        let opened = try play.send(
            grace.write(
                to: play.desk.address, subject: "Request for three of our staff",
                text: "Type: Issuance\nAgency: \(Cast.planning)\nPurpose: Signing official documents\n",
                documents: [letter, list]),
            "sends one letter and the list of three people")
        play.expect(
            "Lina and Fajar have their links, Grace one summary; Ratna is not written to", opened,
            [
                (lina, .applicantIdentityLink), (fajar, .applicantIdentityLink),
                (grace, .verifierBatchSummary),
            ])
        let summary = try play.mail(.verifierBatchSummary, to: grace, in: opened)
        let invitations = try (
            lina: play.mail(.applicantIdentityLink, to: lina, in: opened),
            fajar: play.mail(.applicantIdentityLink, to: fajar, in: opened)
        )
        let numbers = [invitations.lina, invitations.fajar].compactMap(\.number?.description)
        play.expect(
            "the summary names both numbers, and what is wrong in Ratna's row",
            numbers.count == 2 && numbers.allSatisfy(summary.text.contains)
                && summary.flatText.contains("Ratna Dewanti") && summary.flatText.contains("3,20114E+15"),
            summary.text)

        let question = try play.fillIn(invitations.lina, by: lina, verifier: grace)
        try play.cancel(
            invitations.fajar.number, by: fajar, applicant: fajar, verifier: grace,
            "does not want a certificate and cancels the request himself")
        let rejected = try play.send(
            grace.follow(
                try play.button("reject", in: question, .verifierVerificationLink),
                edit: { FormPen.giveReason($0, "the letter names another position") }),
            "rejects Lina's request, with a reason")
        play.expect(
            "Lina and Grace are told", rejected,
            [(lina, .applicantRequestRejected), (grace, .verifierVerificationRecorded)])
    }
}
