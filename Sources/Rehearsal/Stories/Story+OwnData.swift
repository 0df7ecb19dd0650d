internal import Domain
internal import Notices

extension Story {
    /// The rights over one's own data (UU 27/2022), by mail.
    static let ownData = Story(
        "Somebody's own data",
        synopsis: """
            Nina, whose requests came to nothing, asks what the desk holds about her, is told at once, and asks for its \
            deletion. Bambang has 72 hours; his plain reply ends the case.
            """
    ) { play in
        let (nina, bambang) = (Cast.nina, Cast.bambang)
        let identity = Cast.dossier(nina).identity.first { $0.label == "NIK" }?.value ?? "?"
        let asked = try play.send(
            nina.write(to: play.desk.address, subject: "DATA SAYA", text: ""), "asks what is held about her")
        play.expect("only Nina is told", asked, [(nina, .citizenPersonalData)])
        let told = try play.mail(.citizenPersonalData, to: nina, in: asked)
        play.expect(
            "the answer names her requests, how long things are kept, and never her whole NIK",
            told.flatText.contains("SE-") && told.flatText.contains("hari") && !told.holds(identity),
            told.text)

        let wished = try play.send(
            nina.write(to: play.desk.address, subject: "HAPUS DATA SAYA", text: "Mohon data saya dihapus."),
            "asks for deletion")
        play.expect(
            "Nina has a number, Bambang what the law asks of him; nobody else", wished,
            [(nina, .citizenCaseReceived), (bambang, .officerPersonalData)])
        let duty = try play.mail(.officerPersonalData, to: bambang, in: wished)
        play.expect(
            "Bambang reads until when, and what is concerned; Nina's mailbox stays with the desk",
            duty.flatText.contains("72 jam") && duty.flatText.contains("SE-")
                && !duty.holds(nina.address.addrSpec), duty.text)
        let answered = try play.send(
            bambang.reply(to: duty, text: "TUTUP\n\nData Anda telah kami hapus."),
            "has the administrator erase it, and closes the case by a reply")
        play.expect(
            "Nina has the answer, Bambang the confirmation", answered,
            [(nina, .citizenCaseAnswered), (bambang, .officerCaseRecorded)])
    }
}
