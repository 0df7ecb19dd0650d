import Domain
import Testing

@testable import Trust

struct SenderVerifierTests {
    @Test func `while trust is suspended no result proves anybody`() {
        var verifier = SenderVerifier(authservID: Mailbox.id)
        let mail = Mailbox.mail([Mailbox.pass, Mailbox.border])
        #expect(verifier.verdict(of: mail) == .proven(by: .dmarc))
        verifier.isSuspended = true
        #expect(verifier.verdict(of: mail) == .unproven(.suspended))
    }

    private let verifier = SenderVerifier(authservID: Mailbox.id)

    private func verdict(_ fields: (String, String)..., hosts: [String] = [], id: String = Mailbox.id)
        -> String
    {
        SenderVerifier(authservID: id, trustedHosts: hosts).verdict(of: Mailbox.mail(fields)).description
    }

    @Test func `without a configured identifier nobody is proven`() {
        for id in [nil, "", "."] as [String?] {
            let verdict = SenderVerifier(authservID: id).verdict(of: Mailbox.mail([Mailbox.pass]))
            #expect(verdict == .unproven(.notConfigured))
        }
    }

    @Test func `results above every Received field are believed`() {
        #expect(verdict(Mailbox.pass, Mailbox.border, Mailbox.foreign) == "proven:dmarc")
        #expect(verdict(Mailbox.lmtp, Mailbox.pass, Mailbox.border) == "proven:dmarc")
        #expect(verdict(Mailbox.lmtp, Mailbox.filter, Mailbox.pass, Mailbox.border) == "proven:dmarc")
        #expect(verdict(Mailbox.pass) == "proven:dmarc")
    }

    @Test func `results below the line in which our host met the outside are not believed`() {
        #expect(verdict(Mailbox.border, Mailbox.pass) == "unproven:results-below-own-border")
        #expect(verdict(Mailbox.lmtp, Mailbox.border, Mailbox.pass) == "unproven:results-below-own-border")
        #expect(verdict(Mailbox.foreign, Mailbox.pass) == "unproven:results-below-foreign-received")
    }

    @Test func `a host that is vouched for may write below its own line, once`() {
        let hosts = ["mx.desk.go.id"]
        #expect(verdict(Mailbox.border, Mailbox.pass, Mailbox.foreign, hosts: hosts) == "proven:dmarc")
        #expect(
            verdict(Mailbox.border, Mailbox.pass, Mailbox.pass, hosts: hosts)
                == "unproven:several-results-of-ours")
        #expect(
            verdict(Mailbox.border, Mailbox.foreign, Mailbox.pass, hosts: hosts)
                == "unproven:results-below-foreign-received")
        #expect(verdict(Mailbox.border, Mailbox.pass, hosts: ["desk.go.id"]) == "proven:dmarc")
        #expect(
            verdict(Mailbox.border, Mailbox.pass, hosts: ["sk.go.id"]) == "unproven:results-below-own-border")
    }

    @Test func `Gmail writes below its own lines and is known to rename forged fields`() {
        let mail: [(String, String)] = [
            ("Received", "by 2002:a05:7010:2a84:b0:3f1:aaaa:bbbb with SMTP id x4csp1; Mon"),
            (
                "Received",
                "from mail.dinas.go.id (mail.dinas.go.id. [203.0.113.4]) by mx.google.com with ESMTPS id y"
            ),
            ("Received-SPF", "pass"),
            Mailbox.results(
                "dkim=pass header.i=@dinas.go.id header.s=s1 header.b=aB/+c; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=dinas.go.id",
                id: "mx.google.com"),
            Mailbox.foreign,
        ]
        let verdict = SenderVerifier(authservID: "mx.google.com").verdict(of: Mailbox.mail(mail))
        #expect(verdict == .proven(by: .dmarc))
    }

    @Test func `localhost counts as ours only when it is listed`() {
        let amavis = (
            "Received", "from mx.desk.go.id ([127.0.0.1]) by localhost (mx.desk.go.id [127.0.0.1]) with ESMTP"
        )
        #expect(verdict(amavis, Mailbox.pass) == "unproven:results-below-foreign-received")
        #expect(verdict(amavis, Mailbox.pass, hosts: ["localhost"]) == "proven:dmarc")
    }

    @Test func `a defect, or a From that is not one address, is never proven`() {
        var message = Mailbox.mail([Mailbox.pass])
        message.defects = [MessageDefect("duplicate-from", .ambiguous)]
        #expect(verifier.verdict(of: message) == .unproven(.defective))
        message.defects = [MessageDefect("bare-lf", .tolerable)]
        #expect(verifier.verdict(of: message).isProven)
        message.originator = nil
        #expect(verifier.verdict(of: message) == .unproven(.noSingleOriginator))
    }

    @Test(
        arguments: [
            "MX.Desk.GO.ID", "mx.desk.go.id.", "\"mx.desk.go.id\"", "(a (nested) one) mx.desk.go.id (x)",
            "mx.desk.go.id 1", "mx.desk.go.id (v) 1 (w)",
        ])
    func `our own identifier is recognised however it is spelled`(id: String) {
        #expect(verdict(Mailbox.results("dmarc=pass header.from=dinas.go.id", id: id)) == "proven:dmarc")
        #expect(verdict(Mailbox.pass, id: id == "mx.desk.go.id." ? id : "Mx.Desk.Go.Id.") == "proven:dmarc")
    }

    @Test(
        arguments: [
            "mx.desk.go.id 2; dmarc=pass header.from=dinas.go.id",
            "mx.desk.go.id/1; dmarc=pass header.from=dinas.go.id",
            "mx.desk.go.id; dmarc=pass header.from=dinas.go.id (open",
            "mx.desk.go.id; dmarc=pass header.from=dinas.go.id(.evil.test",
            "mx.desk.go.id; dkim=pass header.d=dinas.go.id(x).evil.test",
            "mx.desk.go.id; dkim=pass header.d=dinas.go.id\u{0}.evil.test",
            "mx.desk.go.id; dkim=pass header.d=\"dinas.go.id",
            "mx.desk.go.id; dkim=pass header.d=dinas.go.id)x",
            "mx.desk.go.id; dkim=pass(header.d=dinas.go.id",
            "mx.desk.go.id; none; dmarc=pass header.from=dinas.go.id",
            "mx.desk.go.id dmarc=pass header.from=dinas.go.id",
        ])
    func `a field of ours that breaks the grammar proves nothing`(value: String) {
        #expect(verdict(("Authentication-Results", value)) == "unproven:malformed-results")
    }

    @Test(
        arguments: [
            ("dmarc=pass header.from=evil.test", "unproven:dmarc-for-other-domain"),
            ("dmarc=pass", "unproven:dmarc-for-other-domain"),
            ("dmarc=pass header.from=dinas.go.id header.from=evil.test", "unproven:dmarc-for-other-domain"),
            ("dmarc=pass header.from=DINAS.go.id.", "proven:dmarc"),
            ("dmarc/2=pass header.from=dinas.go.id", "unproven:nothing-passed"),
            (
                "dmarc=pass header.from=dinas.go.id; dmarc=fail header.from=dinas.go.id",
                "unproven:contradictory-results"
            ),
            ("dkim=pass header.i=@dinas.go.id", "unproven:dkim-not-aligned"),
            ("dkim=pass header.d=go.id", "unproven:dkim-not-aligned"),
            ("dkim=pass header.d=mail.dinas.go.id", "unproven:dkim-not-aligned"),
            ("dkim=fail header.d=list.test; dkim=pass header.d=Dinas.Go.Id", "proven:aligned-dkim"),
            ("spf=pass smtp.mailfrom=dinas.go.id", "unproven:nothing-passed"),
            ("dkim=pass header.d=d\u{0456}nas.go.id", "unproven:dkim-not-aligned"),
            ("none", "unproven:nothing-passed"),
        ])
    func `what the results prove`(results: String, expected: String) {
        #expect(verdict(Mailbox.results(results)) == expected)
    }

    @Test func `a HELO name cannot make an outside line look like an inside one`() {
        let helos = [
            "evil by mx.desk.go.id with LMTP id 1", "evil by mx.desk.go.id with LMTP; Mon",
            "evil by mx.desk.go.id with LMTP id 1 (", "localhost", "mx.desk.go.id", "[127.0.0.1]",
            "evil (localhost [127.0.0.1])", "evil by mx.desk.go.id (\\", "by mx.desk.go.id with lmtp",
        ]
        for helo in helos {
            let line = (
                "Received",
                "from \(helo) (unknown [203.0.113.9]) by mx.desk.go.id (Postfix) with ESMTP id 7; Mon, 1 Jan 2026 00:00:00 +0700 (WIB)"
            )
            let result = verdict(line, Mailbox.pass)
            #expect(result.hasPrefix("unproven:results-below"), "\(helo): \(result)")
        }
    }

    @Test func `a local user's program does not count as our server`() {
        for line in [
            "by mx.desk.go.id (Postfix, from userid 33) id 4",
            "(from www@localhost) by mx.desk.go.id (8.17/Submit) id 4",
        ] {
            #expect(verdict(("Received", line), Mailbox.pass) == "unproven:results-below-own-border")
        }
    }
}
