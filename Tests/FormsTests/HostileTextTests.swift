import Domain
import Forms
import TestSupport
import Testing

/// Much of anything makes work in proportion, whatever it is. Optimised code reads a mebibyte; unoptimised code,
/// being thirty times slower, 16 KiB.
@Suite(.serialized) struct HostileTextTests {
    static let seeds = [
        ">", "> ", ":", ": ", "a:", "ab:\n", "Nama: ", "Nama lengkap: \n", "NIK ", "nama ", "Nama\t",
        "Nama\n", "(", "(16 angka seperti pada ",
        "Kode: ", "Kode%3A", "Jenis: ", "a", " ", "\n", "\t", "*", "_", "-- \n", "---\n", "-----",
        "From: a\n", "From: a\nSent: b\nTo: c\nSubject: d\n",
        "Pada 1 a@b menulis:\n", "On 1 ", " wrote:", "menulis: ", "wrote:\n", "Dikirim dari ", "1. ", "- ",
        "\u{A0}", "\u{200B}", "\u{FF1A}",
        "Email: a@b.id, ", "NIK: 1\nNIK: 2\n", "Alasan: mutasi pensiun ", "Terima kasih ",
        "NO\tNAMA\tNIK\n1\tA\t2\n", "\u{2026}", "\u{1F600}", "Nama: a\nb\n",
    ]

    @Test(arguments: seeds)
    func `much of anything is read in bounded time`(_ seed: String) {
        let reader = Self.reader
        let isProportional = WorkGrowth.isProportional(upTo: Self.octets) { size in
            let text = String(repeating: seed, count: size / seed.utf8.count)
            let reading = reader.read(text: text)
            #expect(reading.faults.contains { $0.key == .identityCard })
            let reply = ReplyText.split(text)
            _ = Decision.read(from: reply)
            _ = TokenCode.candidates(in: reply)
            _ = CommandWord.read(subject: text, firstLine: reply.firstLine)
            var message = ReceivedMessage()
            message.subject = "x"
            _ = MechanismWord.read(message: message, reply: reply)
        }
        #expect(isProportional)
    }

    @Test func `work that grows with the square of the text would be noticed`() {
        let isProportional = WorkGrowth.isProportional(upTo: 16_384) { size in
            let octets = [UInt8](repeating: 1, count: size)
            var sum = 0
            for start in octets.indices { for octet in octets[start...] { sum &+= Int(octet) } }
            #expect(sum == size * (size + 1) / 2)
        }
        #expect(!isProportional)
    }

    #if DEBUG
        private static let octets = 16_384
    #else
        private static let octets = 1_048_576
    #endif

    private static let reader: FormReader = {
        do { return FormReader(try FormFiles.catalog()[.identity]) } catch { preconditionFailure("\(error)") }
    }()

    @Test func `random octets never trap`() {
        let random = SeededRandom(11)
        let pieces = [
            "Nama:", "NIK", ":", "\n", "> ", "\t", "(", ")", "*", "Kode:", "%3A", " ", "On ", "wrote:",
            "\u{FF1A}", "--", "1.", "=", "\u{0}", "é", "Email", "a@b.id",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int(random.next() % 40)).map { _ in
                pieces[Int(random.next() % UInt64(pieces.count))]
            }.joined()
            let reading = Self.reader.read(text: text)
            #expect(reading.faults.count >= 1)
            let reply = ReplyText.split(text)
            _ = Decision.read(from: reply)
            _ = TokenCode.candidates(in: reply)
            _ = CommandWord.read(subject: text, firstLine: text)
        }
    }
}
