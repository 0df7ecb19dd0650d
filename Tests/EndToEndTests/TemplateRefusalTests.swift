import Foundation
import Testing

/// Staff edit texts while the desk works: a bad edit never reaches people, and never stops the mail.
@Suite(.enabled(if: Program.isPresent))
struct TemplateRefusalTests {
    private static let file = "mail-templates/id/applicant.identity-link.md"

    /// A desk that has worked once.
    private func desk() throws -> DeskFixture {
        let desk = try DeskFixture()
        try desk.receive([SampleMail.submission(1).octets])
        let run = try desk.run("run")
        #expect(run.isClean, "\(run)")
        #expect(desk.sentCount() == 2)
        return desk
    }

    private func alerts(_ desk: DeskFixture) throws -> [SentMail] {
        try desk.sentMails().filter { $0.recipient == "admin@desk.test" }
    }

    private func invitation(_ desk: DeskFixture, _ number: Int) throws -> String {
        let mails = try desk.sentMails().filter { $0.recipient == SampleMail.applicant(number) }
        #expect(mails.count == 1)
        return mails.first?.subject ?? ""
    }

    @Test
    func `a broken edit: mail goes on in the old words, one alert, then the mended words`() throws {
        let desk = try desk()
        let good = try desk.read(Self.file)
        let edited = good.replacing("Lengkapi data identitas", with: "Mohon isi data identitas")
        #expect(edited != good)
        try desk.write(Self.file, edited + "\n{{nobody}}\n")
        try desk.receive([SampleMail.submission(2).octets], from: 2_000)
        let broken = try desk.run("run")
        let line = edited.split(separator: "\n", omittingEmptySubsequences: false).count + 1
        #expect(broken.code == 78, "\(broken)")
        #expect(broken.errors.contains("\(Self.file):\(line):1: there is no variable 'nobody'"), "\(broken)")
        #expect(desk.sentCount() == 5)
        #expect(try invitation(desk, 2).contains("Lengkapi data identitas"))
        let alert = try #require(try alerts(desk).first)
        let body = String(decoding: alert.octets, as: UTF8.self)
        #expect(alert.subject == "Perubahan pada mail-templates belum dipakai")
        #expect(body.contains("applicant.identity-link.md:\(line):1"), "\(body)")

        // Cron has heard of it today, the administrator has heard of this version.
        try desk.receive([SampleMail.submission(3).octets], from: 3_000)
        let quiet = try desk.run("run")
        #expect(quiet.isClean, "\(quiet)")
        #expect(desk.sentCount() == 7)

        // Another mistake is another version.
        try desk.write(Self.file, edited + "\n{{somebody}}\n")
        try desk.receive([SampleMail.submission(4).octets], from: 4_000)
        #expect(try desk.run("run").code == 78)
        #expect(try alerts(desk).count == 2)
        #expect(try invitation(desk, 4).contains("Lengkapi data identitas"))

        try desk.write(Self.file, edited)
        try desk.receive([SampleMail.submission(5).octets], from: 5_000)
        let mended = try desk.run("run")
        #expect(mended.isClean, "\(mended)")
        #expect(try invitation(desk, 5).contains("Mohon isi data identitas"))
        #expect(try alerts(desk).count == 2)
        #expect(try desk.leftovers().isEmpty)
    }

    @Test(arguments: [
        ("mail-templates/forms/identity.yaml", "fields:", "feilds:"),
        ("mail-templates/words.yaml", "actor.nobody:", "actor.noone:"),
        ("mail-templates/layout.html", "{{{content}}}", ""),
    ])
    func `forms, words and layout are held to the same`(file: String, old: String, new: String) throws {
        let desk = try desk()
        let good = try desk.read(file)
        try desk.write(file, good.replacing(old, with: new))
        try desk.receive([SampleMail.submission(2).octets], from: 2_000)
        let broken = try desk.run("run")
        #expect(broken.code == 78 && broken.errors.contains(file), "\(broken)")
        #expect(try invitation(desk, 2).contains("Lengkapi data identitas"))
        #expect(try alerts(desk).count == 1)
        try desk.write(file, good)
        try desk.receive([SampleMail.submission(3).octets], from: 3_000)
        #expect(try desk.run("run").isClean)
        #expect(try alerts(desk).count == 1)
    }

    @Test
    func `the difference to the version in use is shown, also of a broken file`() throws {
        let fresh = try DeskFixture()
        #expect(try fresh.run("template", "diff").code == 65)
        let desk = try desk()
        #expect(try desk.run("template", "diff").output.isEmpty)
        let good = try desk.read(Self.file)
        try desk.write(Self.file, good + "\n{{nobody}}\n")
        try desk.write("mail-templates/id/notes.md", "x\n")
        let all = try desk.run("template", "diff")
        #expect(all.isClean)
        #expect(all.output.contains("--- accepted/id/applicant.identity-link.md\n+++ \(Self.file)\n@@ "))
        #expect(all.output.contains("\n+{{nobody}}\n"))
        #expect(all.output.contains("--- /dev/null\n+++ mail-templates/id/notes.md\n@@ -0,0 +1,1 @@\n+x\n"))
        let one = try desk.run("template", "diff", "applicant.identity-link", "--json")
        #expect(one.output.contains("\"kind\" : \"edited\"") && !one.output.contains("notes.md"))
        #expect(try desk.run("template", "diff", "no.such-notice").code == 64)
    }
}
