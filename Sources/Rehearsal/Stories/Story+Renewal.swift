internal import Domain
internal import Notices

extension Story {
    /// A certificate that ends soon, and its successor.
    static let renewal = Story(
        "Two years later: renewed in time",
        synopsis: """
            Budi's certificate ends in sixty days. The desk tells him, with an entry for his calendar, and tells Rina \
            whose certificates end. The link in Budi's mail opens a letter to Rina; she sends it on with her \
            recommendation, and the six steps begin anew.
            """
    ) { play in
        let (budi, rina, dossier) = (Cast.budi, Cast.rina, Cast.dossier(Cast.budi))
        let first = try play.require("Budi has a certificate", play.keepsakes.certificate(of: budi))
        play.expectSilence(
            "nearly two years without a word from the desk",
            try play.pass(
                until: first.facts.notAfter + -62 * 86_400, every: 96, "time passes; cron runs the desk"))
        let told = try play.wait(
            for: .applicantCertificateExpiring, at: budi, days: 5, "a few days more")
        play.expect(
            "Budi is told that his certificate ends, Rina has the list of her agency; nobody else", told,
            [(budi, .applicantCertificateExpiring), (rina, .verifierExpiringDigest)])
        let notice = try play.mail(.applicantCertificateExpiring, to: budi, in: told)
        play.expect(
            "it says how many days are left, and brings an entry for the calendar",
            notice.flatText.contains("60")
                && notice.message.attachments.contains { $0.filename?.hasSuffix(".ics") == true },
            notice.text)

        let wish = try play.send(
            budi.follow(try play.button("renew", in: notice, .applicantCertificateExpiring)), to: rina,
            "follows the link, which opens a letter to Rina")
        let form = try play.require("the letter holds the form", FormPen.form(in: wish.text), wish.text)
        let opened = try play.send(
            rina.write(
                to: play.desk.address, subject: "Permohonan perpanjangan untuk Budi Santoso",
                text: FormPen.tidied(FormPen.fill(form, dossier.recommendation)),
                documents: [dossier.letter]),
            "fills in the rest and sends it on with her recommendation")
        play.expect(
            "Budi has the link, Rina the number", opened,
            [(budi, .applicantIdentityLink), (rina, .verifierRequestOpened)])
        let invitation = try play.mail(.applicantIdentityLink, to: budi, in: opened)
        let question = try play.fillIn(invitation, by: budi)
        let page = try play.approve(question, for: budi)
        let request = try play.setPassphrase(.budiAgain, on: page, by: budi)
        let renewed = try play.grant(
            request, to: budi, remarks: ["Biaya: Rp 0"],
            outcome: (.applicantCertificateRenewed, .verifierCertificateRenewed))
        let second = try play.keep(renewed, by: budi)
        play.expect(
            "the service period is extended: another key, another two years",
            second.facts.notAfter > first.facts.notAfter
                && second.facts.publicKeyInfo != first.facts.publicKeyInfo)
        try play.expectState("closed.renewed", of: question.number, asked: budi)
    }
}

extension Performance {
    /// Checks that these people got these notices, each once, besides one that comes at most once a week.
    func expectWeekly(
        _ claim: String, _ turn: Turn, _ expected: [(ScriptedPerson, NoticeName)],
        _ weekly: (person: ScriptedPerson, notice: NoticeName)
    ) {
        let isWeekly: (Turn.Arrival) -> Bool = {
            $0.recipient == weekly.person.address && $0.notice == weekly.notice
        }
        let weeks = turn.arrivals.filter(isWeekly).compactMap { $0.letter.message.date }.map { moment in
            (LocalTime(moment, in: desk.zone).date.daysSinceEpoch + 3) / 7
        }
        var others = turn
        others.arrivals.removeAll(where: isWeekly)
        expect(claim, others, expected)
        expect(
            "no week has two of the lists, and none lacks its own",
            !weeks.isEmpty && zip(weeks, weeks.dropFirst()).allSatisfy { $1 == $0 + 1 }, "weeks: \(weeks)")
    }
}
