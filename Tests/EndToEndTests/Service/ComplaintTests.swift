import Foundation
import Testing

/// A complaint through Postfix and Dovecot: from a citizen to the officer and back.
@Suite(.enabled(if: LiveMail.isPresent))
struct ComplaintTests {
    @Test
    func `a complaint is answered, and neither side learns the other's address`() throws {
        let servers = try #require(LiveMail.current)
        let office = try Office(servers)
        let citizen = Correspondent(
            "warga-\(office.tag)@surel.test", name: "Ratna Dewi", post: office.post)
        try citizen.write("PENGADUAN", "Sertifikat saya belum terbit setelah dua minggu.")
        try office.run()
        let receipt = try citizen.next("sudah kami terima")
        let asked = try office.officer.next("Mohon dijawab")
        #expect(asked.text.contains("belum terbit setelah dua minggu"))

        try office.officer.reply(
            to: asked, "Sertifikat Ibu terbit hari ini.\n\nSalam,\nDewi\n\n> Sertifikat saya belum terbit")
        try office.run()
        let answered = try citizen.next("Jawaban atas email Anda")
        #expect(answered.text.contains("Sertifikat Ibu terbit hari ini."))
        _ = try office.officer.next("sudah kami teruskan")

        // Pressing Reply reaches the officer again, still through the desk.
        try citizen.reply(to: answered, "Terima kasih, sudah saya terima.")
        try office.run()
        #expect(try office.officer.next("menulis lagi").text.contains("Terima kasih, sudah saya terima."))

        let number = try #require(receipt.subject.firstMatch(of: /\[(PA-20[0-9]{2}-[0-9]+-[0-9X])\]/)?.1)
        let mails = try (citizen: citizen.all(), officer: office.officer.all())
        #expect(mails.citizen.count == 2 && mails.officer.count == 3)
        for (mails, foreign) in [(mails.citizen, office.officer), (mails.officer, citizen)] {
            for mail in mails {
                #expect(mail.subject.contains(number))
                #expect(!mail.visible.contains(foreign.address), "\(mail.visible)")
                #expect(!String(decoding: mail.octets, as: UTF8.self).contains(foreign.address))
            }
        }
        let shown = try office.desk.run("case", "show", String(number), "--json")
        #expect(shown.isClean && !shown.output.contains(citizen.address), "\(shown)")
    }
}
