import Domain
import Testing

@testable import Trust

struct DeliveryStatusNotificationTests {
    private func report(
        _ groups: String, returned: String = "Message-ID: <q1@desk.go.id>\n",
        type: String = "text/rfc822-headers"
    ) -> ReceivedMessage {
        RawMail.message(
            """
            Return-Path: <>
            From: MAILER-DAEMON@mx.test (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b

            Maaf, surat tidak terkirim.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.test

            \(groups)
            --b
            Content-Type: \(type)

            \(returned)
            --b--
            """)
    }

    @Test func `a report names address, action, status, words and our Message-ID`() throws {
        let read = try #require(
            DeliveryStatusNotification.read(
                report(
                    """
                    Final-Recipient: rfc822; Ani@dinas.go.id
                    Original-Recipient: rfc822;ani.w@dinas.go.id
                    ACTION: Failed (no way)
                    Status: 5.0.0
                    Diagnostic-Code: smtp; 550 5.1.1 <ani@dinas.go.id>:
                      User unknown

                    Final-Recipient: utf-8; tuti@dinas.go.id
                    Action: delayed
                    Status: 4.4.1 (No answer)

                    """)))
        #expect(read.originalMessageID == MessageID("q1@desk.go.id"))
        #expect(read.recipients.count == 2)
        let ani = read.recipients[0]
        #expect(ani.address == EmailAddress("ani@dinas.go.id"))
        #expect(ani.originalAddress == EmailAddress("ani.w@dinas.go.id"))
        #expect(ani.action == .failed)
        #expect(ani.status?.description == "5.1.1")
        #expect(ani.diagnostic?.hasPrefix("550 5.1.1") == true)
        #expect(ani.cause == .unknownMailbox && ani.isPermanent)
        let tuti = read.recipients[1]
        #expect(tuti.action == .delayed && !tuti.isPermanent && tuti.status?.description == "4.4.1")
        #expect(!read.isOnlyDelay && !read.isSuccess)
    }

    @Test(arguments: DeliveryStatusNotification.Action.allCases)
    func `each action becomes its kind of automatic mail`(action: DeliveryStatusNotification.Action) throws {
        let message = report(
            "Final-Recipient: rfc822; a@dinas.go.id\nAction: \(action.rawValue)\nStatus: 5.1.1\n",
            type: "message/rfc822")
        let read = try #require(DeliveryStatusNotification.read(message))
        #expect(read.recipients.map(\.action) == [action])
        #expect(read.recipients[0].isPermanent == (action == .failed))
        let kind: AutomaticMail.Kind =
            switch action {
            case .failed: .deliveryFailure
            case .delayed: .deliveryDelay
            case .delivered, .relayed, .expanded: .deliverySuccess
            }
        #expect(AutomaticMailTests.classify(message)?.kind == kind)
    }

    @Test(
        arguments: [
            ("550 5.1.1 no such user", "unknown-mailbox"),
            ("550 5.1.10 RecipientNotFound", "unknown-mailbox"), ("552 5.2.2 Mailbox full", "mailbox-full"),
            ("550 Host unknown", "unknown-host"), ("551 5.1.6 not our user", "moved"),
            ("550 5.7.1 Blocked by policy", "policy"),
            ("553 5.1.8 Domain of sender address x@y does not exist", "policy"),
            ("451 4.4.1 connection timed out", "other"),
            ("Host or domain name not found, try again", "other"), ("450 4.1.1 greylisted", "other"),
            ("554 rejected due to spam", "policy"),
        ])
    func `words and codes give the cause`(words: String, cause: String) {
        #expect(Diagnosis(words: Array(words.utf8), reported: nil).cause.rawValue == cause)
    }

    @Test(
        arguments: [
            (
                "Hi. This is the qmail-send program at mx.test.\n\n<ani@dinas.go.id>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
                    + "--- Below this line is a copy of the message.\n\nReturn-Path: <layanan@desk.go.id>\nMessage-ID: <q1@desk.go.id>\n",
                "5.1.1"
            ),
            (
                "This message was created automatically.\n\nThe following address(es) failed:\n\n  ani@dinas.go.id\n    SMTP error after RCPT TO:<ani@dinas.go.id>:\n"
                    + "    550 5.1.1 no such user\n\n------ This is a copy of the message ------\n\nMessage-ID:\n <q1@desk.go.id>\n",
                "5.1.1"
            ),
            (
                "Delivery to the following recipient failed permanently:\n\n     ani@dinas.go.id\n\nTechnical details of permanent failure:\n"
                    + "The error was: 550 5.1.1 unknown user\n\n----- Original message -----\n\nMessage-ID: <q1@desk.go.id>\n",
                "5.1.1"
            ),
            (
                "   ----- The following addresses had permanent fatal errors -----\n<ani@dinas.go.id>\n    (reason: 550 5.1.1 User unknown)\n\n"
                    + "   ----- Original message -----\nmessage-id: <q1@desk.go.id>\n", "5.1.1"
            ),
        ])
    func `bounces in prose are read, too`(body: String, status: String) throws {
        let message = RawMail.message(
            "Return-Path: <>\nFrom: mailer-daemon@mx.test\nSubject: failure notice\n\n" + body)
        let read = try #require(DeliveryStatusNotification.read(message))
        #expect(read.recipients.map(\.address) == [EmailAddress("ani@dinas.go.id")])
        #expect(read.recipients[0].isPermanent)
        #expect(read.recipients[0].status?.description == status)
        #expect(read.originalMessageID == MessageID("q1@desk.go.id"))
    }

    @Test func `a warning in prose is a delay, not a failure`() throws {
        let message = RawMail.message(
            "Return-Path: <>\nFrom: mailer-daemon@mx.test\nSubject: Warning: message x delayed 24 hours\n\nThe message has not yet been delivered to:\n\n  ani@dinas.go.id\n    Delay reason: timed out\n"
        )
        #expect(try #require(DeliveryStatusNotification.read(message)).isOnlyDelay)
        #expect(AutomaticMailTests.classify(message)?.kind == .deliveryDelay)
    }

    @Test func `hostile reports are bounded and never trap`() {
        let many = 400_000
        for content in [
            String(repeating: "\n", count: many),
            String(repeating: "Final-Recipient: rfc822; a@b.id\n\n", count: 30_000),
            String(repeating: "<a@b.id>:\n", count: 30_000), String(repeating: " ", count: many),
            String(repeating: "Action: failed\n", count: 30_000),
            String(repeating: "<", count: many), String(repeating: "5.1.", count: 90_000),
        ] {
            let read = DeliveryStatusNotification.read(report(content))
            #expect((read?.recipients.count ?? 0) <= 1000)
            let text = RawMail.message("Return-Path: <>\nFrom: mailer-daemon@mx.test\n\n" + content)
            #expect((DeliveryStatusNotification.read(text)?.recipients.count ?? 0) <= 1000)
        }
    }
}
