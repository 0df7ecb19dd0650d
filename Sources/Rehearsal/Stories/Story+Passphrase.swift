internal import Domain
internal import Notices

extension Story {
    /// Everything that can go wrong with a passphrase, and a Registration Authority that takes its time.
    static let openPassphrase = Story(
        "A passphrase where it does not belong",
        synopsis: """
            Eko writes his passphrase into a mail: the desk refuses it and keeps no trace. Then he cuts the sealed \
            text while copying. At the third try it is whole, though his webmail breaks it into lines. Indah of the \
            Registration Authority lets the request lie, and is warned before the promised time is over.
            """
    ) { play in
        let (eko, indah) = (Cast.eko, Cast.indah)
        let question = try play.fillIn(try play.openRequest(for: eko), by: eko)
        let page = try play.approve(question, for: eko)
        let open = try play.send(
            eko.reply(
                to: page, text: "Passphrase saya: \(Cast.Passphrase.ekoInTheOpen.rawValue)\n\nSalam,\nEko"),
            "does not open the page and writes a passphrase into his reply")
        play.expect("only Eko is answered: never send a passphrase", open, [(eko, .senderPassphraseRefused)])

        var cut = try play.sealed(.eko, on: page, by: eko)
        cut.text = String(cut.text.dropLast(60))
        let damaged = try play.send(cut, "opens the page, but copies only a part of the sealed text")
        play.expect("Eko gets a fresh page", damaged, [(eko, .applicantPassphraseUnreadable)])
        let fresh = try play.mail(.applicantPassphraseUnreadable, to: eko, in: damaged)
        let request = try play.setPassphrase(.eko, on: fresh, by: eko, .copied)
        try play.expectState("awaitingAuthority", of: request.number, asked: eko)

        let warned = try play.wait(
            for: .authorityServiceWarning, at: indah, days: 7, every: 4, "Indah is busy; the clock runs")
        play.expect(
            "half of the promised three working days is over: Indah is warned, nobody else", warned,
            [(indah, .authorityServiceWarning)])
        let again = try play.wait(
            for: .authorityServiceWarning, at: indah, days: 7, every: 4, "she is still busy")
        play.expect("at four fifths she is warned again", again, [(indah, .authorityServiceWarning)])
        let over = try play.wait(
            for: .authorityServiceWarning, at: indah, days: 7, every: 4, "the promised time runs out")
        play.expect(
            "the promised time is over: Indah is warned, and the administrator learns of it", over,
            [(indah, .authorityServiceWarning), (Cast.administrator, .administratorServiceOverdue)])
        let last = try play.mail(.authorityServiceWarning, to: indah, in: over)
        let news = try play.grant(
            last, to: eko, notice: .authorityServiceWarning, remarks: ["Catatan: Maaf atas keterlambatan."])
        try play.keep(news, by: eko)
    }

    /// A step that nobody takes.
    static let silence = Story(
        "Nobody answers",
        synopsis: """
            Yusuf never answers. After a week the desk reminds him, after two it ends the request by itself and tells \
            both. When he answers at last, he learns that it is over.
            """
    ) { play in
        let (yusuf, rina, dossier) = (Cast.yusuf, Cast.rina, Cast.dossier(Cast.yusuf))
        let invitation = try play.openRequest(for: yusuf)
        let reminded = try play.wait(
            for: .applicantIdentityReminder, at: yusuf, days: 8, "a week passes; the desk runs every day")
        play.expect(
            "Yusuf is reminded once, with a fresh link; nobody else", reminded,
            [(yusuf, .applicantIdentityReminder)])
        let reminder = try play.mail(.applicantIdentityReminder, to: yusuf, in: reminded)
        let end = DateWording.moment(play.now + 7 * 86_400, in: play.desk.zone, .indonesian)
        play.expect(
            "it names the moment at which the request ends", reminder.flatText.contains(end), reminder.text)
        let over = try play.wait(for: .applicantRequestExpired, at: yusuf, days: 8, "another week passes")
        play.expect(
            "the request ends by itself, and both are told", over,
            [(yusuf, .applicantRequestExpired), (rina, .verifierRequestExpired)])
        let late = try play.send(
            yusuf.follow(
                try play.button("answer", in: reminder, .applicantIdentityReminder),
                documents: [dossier.identityCard], edit: { FormPen.fill($0, dossier.identity) }),
            "answers after all, by the link in the reminder")
        play.expect("only Yusuf is answered: the request is over", late, [(yusuf, .senderNothingPending)])
        try play.expectState("closed.expired", of: invitation.number, asked: rina)
    }
}
