import Domain
import Pipeline
import Testing
import Trust

/// S/MIME on its way through the desk: what was signed is acted on, and nothing else.
@Suite("A signed mail", .enabled(if: OpenSSLTool.isPresent))
struct SignedMailTests {
    /// A request that waits for the verifier, with the mail that asks for the decision.
    private func verifying() throws -> (desk: TestDesk, question: ReceivedMessage) {
        let desk = try TestDesk.trustingSignatures()
        desk.submit()
        try desk.run()
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi))
        try desk.next()
        return (desk, try desk.mail("verifier.verification-link", for: TestDesk.siti))
    }

    /// The line with the code that `question` carries for a plain reply, or for the answer `word`.
    private func code(_ word: String, _ question: ReceivedMessage) throws -> String {
        let link = try #require(TestDesk.links(in: question).first { $0.body.hasPrefix(word) })
        return String(try #require(link.body.split(separator: "\n").first { $0.hasPrefix("Kode") }))
    }

    @Test("is acted on where nothing else proves its sender")
    func acted() throws {
        let (desk, question) = try verifying()
        try desk.receiveSigned(
            by: "siti", from: TestDesk.siti, text: "Setuju\n\n\(try code("Setuju", question))")
        try desk.next()
        let outcome = try desk.lastOutcome()
        #expect(try desk.request().state == "awaitingPassphrase", "\(outcome)")
    }

    @Test("of somebody else, or in another's name, proves nothing")
    func foreign() throws {
        let (desk, question) = try verifying()
        let text = "Setuju\n\n\(try code("Setuju", question))"
        try desk.receiveSigned(by: "budi", from: TestDesk.siti, text: text)
        try desk.receiveSigned(by: "siti", from: TestDesk.rina, text: text)
        try desk.next()
        #expect(try desk.request().state == "awaitingVerification")
    }

    @Test("is required where the ladder says so, and a mail proven by its domain is told")
    func required() throws {
        let (desk, question) = try verifying()
        desk.desk = desk.desk.asking(.init([.init(.verifier, .decideWithToken): .signed]))
        for _ in 0..<3 { try desk.decide("Setuju", in: question) }
        try desk.next()
        #expect(try desk.request().state == "awaitingVerification")
        #expect(try desk.notices(for: TestDesk.siti) == ["sender.signature-needed"])
        try desk.receiveSigned(
            by: "siti", from: TestDesk.siti, text: "Setuju\n\n\(try code("Setuju", question))")
        try desk.next()
        #expect(try desk.request().state == "awaitingPassphrase")
    }

    @Test("sent again with other fields around it has no second effect, and no other one")
    func repeated() throws {
        let (desk, question) = try verifying()
        let number = try desk.request().number
        // Signed for another purpose: a bare word, found by an attacker who sends it as an answer to the question.
        let entity = TestSigning.entity("Setuju")
        let signature = try TestSigning.shared.get().signature(by: "siti", over: entity)
        let body = "--s\r\n\(entity)\r\n--s\r\n\(TestSigning.signaturePart(signature))\r\n--s--\r\n"
        let identifier = try #require(question.messageID)
        desk.receive(
            from: TestDesk.siti, subject: "Re: [\(number)]", contentType: TestSigning.multipart,
            header: "In-Reply-To: \(identifier)\r\nDelivered-To: \(question.replyTo[0].address)\r\n",
            body: body)
        try desk.next()
        #expect(try desk.request().state == "awaitingVerification")
        desk.receive(
            from: TestDesk.siti, subject: "lain", contentType: TestSigning.multipart, header: "X-Baru: 1\r\n",
            body: body)
        try desk.next()
        #expect(try desk.lastOutcome().reason == "the same signed mail was acted on before")
    }

    @Test("in one piece with its signature brings form and documents, which are found again later")
    func opaque() throws {
        let desk = try TestDesk.trustingSignatures()
        let form = """
            Jenis: Penerbitan
            Nama lengkap: Budi Santoso
            NIK: 3201011708900001
            Pangkat/Golongan: III/c
            Jabatan: Analis
            Unit kerja: Bidang Aptika
            Instansi: Dinas Kominfo
            Kota/Kabupaten: Contoh
            Provinsi: Jawa Barat
            Email: \(TestDesk.budi)
            No. HP: 081234567890
            Sistem: e-Office
            Kegunaan: naskah dinas
            """.replacing("\n", with: "\r\n")
        let entity =
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            + "\(form)\r\n--b\r\n\(TestAttachment.letter(1).part)\r\n--b--\r\n"
        let encoded = try TestSigning.shared.get().signature(by: "siti", over: entity, isOpaque: true)
        desk.receive(
            from: TestDesk.siti,
            contentType: "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
            encoding: "base64", body: encoded + "\r\n")
        try desk.run()
        let outcome = try desk.lastOutcome()
        #expect(try desk.request().state == "awaitingIdentity", "\(outcome)")
        try desk.answerIdentity(try desk.mail("applicant.identity-link", for: TestDesk.budi))
        try desk.next()
        let question = try desk.mail("verifier.verification-link", for: TestDesk.siti)
        let letters = question.attachments.filter { $0.mediaType == "application/pdf" }
        #expect(letters.map { $0.content.decoded() } == [TestAttachment.letter(1).octets])
    }

    @Test("wrapped in more than 60 ways that smuggle other words leads to no action by any of them")
    func wrapped() throws {
        let (desk, _) = try verifying()
        let number = try desk.request().number
        let signing = try TestSigning.shared.get()
        let evil = "BATAL \(number)"
        let evilPart = TestSigning.entity(evil)
        var known = 0
        for (index, shape) in Smuggling.shapes.enumerated() {
            let entity = TestSigning.entity("STATUS \(number)\n\nke-\(index)")
            let part = TestSigning.signaturePart(try signing.signature(by: "siti", over: entity))
            let mail = shape(.init(entity: entity, signature: part, evil: evil, evilPart: evilPart))
            desk.receive(
                from: TestDesk.siti, subject: mail.subject, contentType: mail.type, encoding: mail.encoding,
                header: mail.header, body: mail.body)
            try desk.next()
            let outcome = try desk.lastOutcome()
            if outcome.reason.contains("sender.status") { known += 1 }
            let state = try desk.request().state
            #expect(state == "awaitingVerification", "shape \(index): \(outcome)")
            if state != "awaitingVerification" { return }
        }
        #expect(Smuggling.shapes.count >= 60)
        // Some shapes leave what was signed whole: those are answered, by what was signed.
        #expect(known >= 6)
    }
}
