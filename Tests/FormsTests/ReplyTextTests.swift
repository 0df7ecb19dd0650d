import Forms
import Testing

@Suite struct ReplyTextTests {
    private func trimmed(_ lines: [ReplyText.Line]) -> String {
        lines.map(\.text).joined(separator: "\n").split(separator: "\n").joined(separator: "\n")
    }

    static let headers = [
        "Pada Sen, 23 Nov 2026 pukul 09.14 Layanan <layanan@contoh.go.id> menulis:",
        "Pada 23 Nov 2026, at 09.14, Layanan <l@contoh.id> menulis:",
        "Pada tanggal 23/11/26 09.14, Layanan SE menulis:",
        "Pada Senin, 23 November 2026 09.14 WIB, Layanan Sertifikat Elektronik\n<layanan@contoh.go.id> menulis:",
        "Layanan <layanan@contoh.go.id> menulis:",
        "On Mon, Nov 23, 2026 at 9:14 AM Desk <desk@example.org> wrote:",
        "On 23 Nov 2026, at 09:14, Desk <desk@example.org>\nwrote:", "Desk <desk@example.org> wrote:",
        "-----Pesan Asli-----", "-----Original Message-----", "---------- Forwarded message ---------",
        "-------- Pesan asli --------",
        "Dari: Layanan <l@contoh.id>\nDikirim: Senin, 23 November 2026 9:14\nKepada: Budi <b@contoh.id>\nPerihal: [SE] Data",
        "________________________________\nFrom: Desk <d@example.org>\nSent: Monday, November 23, 2026 9:14 AM\nTo: Budi\nSubject: Data",
        "*Dari:* Layanan\n*Tanggal:* 23 November 2026\n*Kepada:* Budi\n*Subjek:* Data",
        "2026-11-23 9:14 GMT+07:00 Layanan <l@contoh.id>:",
    ]

    @Test(arguments: headers)
    func `what stands under a quote header is quoted`(_ header: String) {
        for body in ["Isi lama\n", "> Isi lama\n"] {
            let reply = ReplyText.split("Setuju\n\n\(header)\n\n\(body)")
            #expect(trimmed(reply.fresh) == "Setuju")
            #expect(reply.quoted.contains { $0.text == "Isi lama" && $0.layer > 0 })
            #expect(reply.firstLine == "Setuju")
        }
    }

    @Test func `answers below and between quotes are fresh`() {
        let reply = ReplyText.split(
            "On Mon, Nov 23, 2026 at 9:14 AM D <d@x.id> wrote:\n> A?\nYa\n> B?\nTidak\n\n-- \nBudi\n")
        #expect(reply.fresh.filter { !$0.text.isEmpty }.map(\.text) == ["Ya", "Tidak"])
        #expect(reply.fresh.first?.number == 3)
        #expect(trimmed(reply.signature) == "-- \nBudi")
    }

    @Test(arguments: [
        "Dikirim dari iPhone saya", "Sent from my iPhone", "Dikirim dari Yahoo Mail di Android",
        "Get Outlook for Android", "Dapatkan Outlook untuk iOS",
    ])
    func `a phone's line is a signature`(_ line: String) {
        let reply = ReplyText.split("Setuju\n\n\(line)\n")
        #expect(trimmed(reply.fresh) == "Setuju")
        #expect(trimmed(reply.signature) == line)
    }

    @Test(arguments: [
        "Dikirim dari kantor kami, berkas ada tiga lembar", "Pada prinsipnya kami setuju",
        "Pada 23 November kami menulis surat:",
        "Dari: Dinas Kesehatan\nPerihal: Permohonan", "On second thought:", "Kami menulis: setuju",
    ])
    func `ordinary sentences are not cut`(_ text: String) {
        #expect(trimmed(ReplyText.split(text + "\n").fresh) == text)
    }

    @Test func `a text whose line breaks became spaces is still cut`() {
        let filler = String(repeating: "kata ", count: 40)
        for header in ["Pada Sen, 23 Nov 2026 pukul 09.14 L <l@contoh.id> menulis:", "-----Pesan Asli-----"] {
            let reply = ReplyText.split("Setuju \(filler)\(header) > Tolak: x Dikirim dari iPhone saya")
            #expect(reply.freshText.hasPrefix("Setuju") && !reply.freshText.contains("Tolak"))
        }
    }

    @Test func `every line is somebody's, once, under its own number`() {
        let text = "a\n> b\nOn Mon, 1 Jan 2026 x@y.id wrote:\n> c\nd\n-- \ne"
        let reply = ReplyText.split(text)
        let numbers = (reply.fresh + reply.quoted + reply.signature).map(\.number).sorted()
        #expect(numbers == Array(1...7))
    }
}
