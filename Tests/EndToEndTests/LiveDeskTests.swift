import Foundation
import Testing

/// The whole way through real servers: SMTP into Postfix, IMAP out of Dovecot, and back.
@Suite(.enabled(if: LiveMail.isPresent))
struct LiveDeskTests {
    let servers: LiveMail
    let tag = LiveMail.freshTag()
    let address: String

    init() throws {
        servers = try #require(LiveMail.current)
        address = "layanan-\(tag)@desk.test"
    }

    private func desk(
        scheme: String = "imaps", authority: String? = nil, password: String? = nil, after: String? = nil
    ) throws -> DeskFixture {
        try DeskFixture(
            servers.configuration(
                address, scheme: scheme, authority: authority, password: password, after: after))
    }

    private func submission(_ number: Int) -> SampleMail {
        var mail = SampleMail.submission(number, tag: tag)
        mail.desk = address
        return mail
    }

    @Test(arguments: ["imaps", "imap"])
    func `a submission sent by SMTP is answered into the applicant's mailbox`(_ scheme: String) throws {
        var mail = submission(1)
        mail.isReceived = false
        try servers.send(mail.octets, from: mail.sender, to: address)
        #expect(try servers.mails(address, atLeast: 1).count == 1)
        let desk = try desk(scheme: scheme)
        let run = try desk.run("run")
        #expect(run.isClean, "\(run)")
        let number = try #require(try desk.requests().first?.number)
        let arrived = try servers.mails(SampleMail.applicant(1, tag: tag), atLeast: 1)
        #expect(arrived.count == 1)
        #expect(arrived.first?.subject.hasPrefix("[\(number)] ") == true)
        #expect(try desk.reconciliation().outcomes == ["processed": 1])
    }

    @Test
    func `flags that other programs set and clear change nothing`() throws {
        try servers.append((1...4).map { submission($0).octets }, to: address)
        try servers.otherClient(
            address, "box.select('INBOX')\nbox.store('1:2', '+FLAGS', r'(\\Seen \\Answered \\Flagged)')")
        let desk = try desk()
        #expect(try desk.run("run").isClean)
        #expect(try desk.requests().count == 4)
        try servers.otherClient(address, "box.select('INBOX')\nbox.store('1:4', '-FLAGS', r'(\\Seen)')")
        let second = try desk.run("run", "--json")
        #expect(second.isClean)
        #expect(try desk.requests().count == 4)
        #expect(try desk.reconciliation().outcomes == ["processed": 4])
    }

    @Test
    func `a mailbox with new identifiers opens no request anew`() throws {
        try servers.append((1...5).map { submission($0).octets }, to: address)
        let desk = try desk()
        #expect(try desk.run("run").isClean)
        let before = try desk.requests()
        #expect(before.count == 5)
        let validity = "print(box.status('INBOX', '(UIDVALIDITY)')[1][0].decode())"
        let old = try servers.otherClient(address, validity)
        // Somebody restores the mailbox: the same messages in the other order under a new epoch.
        let script = """
            box.select('INBOX')
            mails = [box.fetch(str(n), '(BODY.PEEK[])')[1][0][1] for n in range(5, 0, -1)]
            box.unselect()
            for name in ('Neu',): box.create(name)
            for mail in mails: box.append('Neu', None, None, mail)
            """
        try servers.otherClient(address, script)
        let folder = servers.folder(address)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            if name.hasPrefix("dovecot") || name == "new" || name == "cur" {
                try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
            }
        }
        for name in ["new", "cur"] { try Shell.run(["cp", "-a", "\(folder)/.Neu/\(name)", folder]) }
        // The server counts epochs by seconds: one made in the same second would bear the same number.
        let epoch = try #require(UInt32(old.filter(\.isNumber))) + 1000
        let list = "\(folder)/dovecot-uidlist"
        try "3 V\(epoch) N1 G3085f01b7f11094c501100008c4a11c1\n".write(
            toFile: list, atomically: false, encoding: .utf8)
        try Shell.run(["chown", "--reference", folder, list])
        let new = try servers.otherClient(address, validity)
        #expect(old != new)
        let run = try desk.run("run")
        #expect(run.isClean, "\(run)")
        #expect(try desk.requests() == before)
        #expect(try desk.reconciliation().outcomes == ["processed": 5])
        #expect(try servers.mails(SampleMail.applicant(1, tag: tag), atLeast: 1).count == 1)
    }

    @Test
    func `equal and missing Message-IDs hide no mail, equal octets act once`() throws {
        var mails = (1...4).map { submission($0) }
        mails[1].messageID = mails[0].messageID
        mails[2].messageID = nil
        mails[3].messageID = nil
        try servers.append(mails.map(\.octets) + [mails[0].octets, mails[0].octets], to: address)
        let desk = try desk()
        let run = try desk.run("run")
        #expect(run.isClean, "\(run)")
        #expect(try desk.requests().count == 4)
        #expect(try desk.reconciliation().outcomes == ["processed": 6])
        #expect(try servers.mails(SampleMail.applicant(1, tag: tag), atLeast: 1).count == 1)
    }

    @Test(arguments: [true, false])
    func `six mails are processed and moved away`(_ folderExists: Bool) throws {
        try servers.append((1...6).map { submission($0).octets }, to: address)
        if folderExists { try servers.otherClient(address, "box.create('Archive')") }
        let desk = try desk(after: "move:Archive")
        let run = try desk.run("run")
        #expect(run.isClean, "\(run)")
        #expect(try desk.requests().count == 6)
        let count = "print(*[box.select(name)[1][0].decode() for name in ('INBOX', 'Archive')])"
        #expect(try servers.otherClient(address, count) == "0 6\n")
        #expect(try desk.run("run").isClean)
        #expect(try desk.requests().count == 6)
    }

    @Test(arguments: ["imaps", "imap"])
    func `a server that a foreign authority vouches for gets no password`(_ scheme: String) throws {
        try servers.append([submission(1).octets], to: address)
        let authority = DeskFixture.base + "/foreign-\(tag)-\(scheme).pem"
        try Shell.run([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "1", "-subj", "/CN=Somebody else", "-keyout", "/dev/null", "-out", authority,
        ])
        let desk = try desk(scheme: scheme, authority: authority)
        let run = try desk.run("run")
        #expect(run.code == 75, "\(run)")
        #expect(run.errors.contains("tlsFailed"))
        try desk.write("cron/desk.yaml", servers.configuration(address, scheme: scheme))
        #expect(try desk.run("run").isClean)
        #expect(try desk.requests().count == 1)
    }

    @Test
    func `a wrong password ends with 78 and is not repeated to anybody`() throws {
        try servers.append([submission(1).octets], to: address)
        let password = DeskFixture.base + "/password-\(tag)"
        try Data("s3cret-canary\n".utf8).write(to: URL(filePath: password))
        chmod(password, 0o600)
        let desk = try desk(password: password)
        let run = try desk.run("run")
        #expect(run.code == 78, "\(run)")
        #expect(run.errors.contains("credentialsRefused"))
        #expect(!(run.errors + run.output).contains("s3cret-canary"))
        try desk.write("cron/desk.yaml", servers.configuration(address))
        #expect(try desk.run("run").isClean)
        #expect(try desk.requests().count == 1)
    }

    @Test(.enabled(if: SystemCallTracer.isUsable), arguments: ["sendto", "recvfrom", "write", "read"])
    func `a run killed while it talks to the servers is made good`(_ call: String) throws {
        try servers.append((1...3).map { submission($0).octets }, to: address)
        let desk = try desk()
        var killed = 0
        for point in [1, 4, 8, 12, 16, 20, 24, 28, 32, 40] {
            let arguments = ["run", "--desk", desk.path]
            if try SystemCallTracer.run(arguments, .kill, at: call, .only(point)).signal == SIGKILL {
                killed += 1
            }
        }
        let run = try desk.run("run")
        #expect(run.isClean, "\(run)")
        #expect(killed > 0)
        print("\(call): \(killed) runs in a row killed while talking to servers")
        #expect(try desk.requests().count == 3)
        #expect(try desk.reconciliation().outcomes == ["processed": 3])
        for number in 1...3 {
            let mails = try servers.mails(SampleMail.applicant(number, tag: tag), atLeast: 1)
            #expect(Set(mails.map(\.messageID)).count == 1)
        }
    }
}
