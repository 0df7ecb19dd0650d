internal import Domain
internal import Notices

extension Story {
    /// A complaint from the first mail to the last.
    static let complaint = Story(
        "A complaint",
        synopsis: """
            Wati, a citizen without any certificate, complains. Her mail becomes a case with a number; Bambang, the \
            officer, is reminded after a working day and answers by a plain reply. The desk stands between the two: \
            neither ever sees the other's address.
            """
    ) { play in
        let (wati, bambang) = (Cast.wati, Cast.bambang)
        let opened = try play.send(
            wati.write(
                to: play.desk.address, subject: "PENGADUAN loket tutup pukul dua",
                text: """
                    Selamat siang,

                    kemarin loket layanan sudah tutup pukul dua siang, padahal di papan tertulis pukul empat.
                    Mohon penjelasannya. Balas ke wati.handayani@warga.example ya.

                    Wati
                    """),
            "complains about the closed counter")
        play.expect(
            "Wati has her number, Bambang the case; nobody else", opened,
            [(wati, .citizenCaseReceived), (bambang, .officerCaseOpened)])
        let atOfficer = try play.mail(.officerCaseOpened, to: bambang, in: opened)
        play.expect(
            "Bambang reads what happened, and never Wati's address",
            atOfficer.flatText.contains("tutup pukul dua siang")
                && !atOfficer.holds(wati.address.addrSpec), atOfficer.text)

        let reminded = try play.wait(
            for: .officerCaseReminder, at: bambang, days: 4, every: 6, "a working day passes")
        play.expect("only Bambang is reminded", reminded, [(bambang, .officerCaseReminder)])
        let reminder = try play.mail(.officerCaseReminder, to: bambang, in: reminded)
        let answered = try play.send(
            bambang.reply(
                to: reminder,
                text: """
                    Yth. Ibu Wati,

                    kami mohon maaf. Loket tutup lebih awal karena listrik padam.
                    Hari ini sudah buka seperti biasa.

                    Hormat kami,
                    Bambang Irawan
                    """),
            "replies to the reminder")
        play.expect(
            "Wati has the answer, Bambang the confirmation", answered,
            [(wati, .citizenCaseAnswered), (bambang, .officerCaseRecorded)])
        let answer = try play.mail(.citizenCaseAnswered, to: wati, in: answered)
        play.expect(
            "Wati reads the answer, and never Bambang's address",
            answer.flatText.contains("listrik padam") && !answer.holds(bambang.address.addrSpec), answer.text)

        let thanks = try play.send(
            wati.reply(to: answer, text: "Terima kasih. Apakah jam buka akan ditulis ulang di papan?"),
            "asks one thing more, by a plain reply")
        play.expect(
            "Bambang has it, Wati the receipt of this day", thanks,
            [(bambang, .officerCaseContinued), (wati, .citizenCaseReceived)])
        let further = try play.mail(.officerCaseContinued, to: bambang, in: thanks)
        let closed = try play.send(
            bambang.reply(
                to: further, text: "TUTUP\n\nYa, papannya kami ganti minggu ini.\n\nLAPOR: 7654321\n"),
            "answers, closes the case and notes its number at LAPOR!")
        play.expect(
            "Wati has the last answer, Bambang the confirmation", closed,
            [(wati, .citizenCaseAnswered), (bambang, .officerCaseRecorded)])
        let last = try play.mail(.citizenCaseAnswered, to: wati, in: closed)
        play.expect(
            "the remark for the desk alone does not reach Wati",
            last.flatText.contains("kami ganti minggu ini") && !last.holds("7654321"), last.text)
        let number = try play.require("the case has a number", last.number)
        let asked = try play.send(
            wati.write(to: play.desk.address, subject: "STATUS \(number)", text: ""),
            "asks how her case stands")
        play.expect("only Wati is answered", asked, [(wati, .senderStatus)])
    }
}
