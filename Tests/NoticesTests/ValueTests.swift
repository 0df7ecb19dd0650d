import Domain
import Testing

@testable import Notices

@Suite struct ValueTests {
    let name = NoticeName.applicantLinkRenewed

    private func render(_ change: (inout [String: NoticeValue]) -> Void) throws(NoticeError) -> RenderedNotice
    {
        var values = name.sampleValues(.english)
        change(&values)
        let catalog: NoticeCatalog
        switch Templates.catalog {
        case .success(let success): catalog = success
        case .failure(let error): throw error as? NoticeError ?? .unreadable(name)
        }
        return try catalog.render(name, .english, values)
    }

    @Test func `a missing, an unknown and a wrong value are errors that name the variable`() {
        #expect(throws: NoticeError.missingValue(name, "deadline")) { try render { $0["deadline"] = nil } }
        #expect(throws: NoticeError.unknownValue(name, "token")) { try render { $0["token"] = .text("x") } }
        #expect(throws: NoticeError.wrongKind(name, "form", expected: "preformatted", found: "text")) {
            try render { $0["form"] = .text("x") }
        }
    }

    @Test func `rows are checked like the notice itself`() throws {
        let catalog = try Templates.catalog.get()
        var values = NoticeName.senderHelp.sampleValues(.english)
        values["words"] = .rows([["word": .text("x")]])
        #expect(throws: NoticeError.missingValue(.senderHelp, "words.meaning")) {
            try catalog.render(.senderHelp, .english, values)
        }
        values["words"] = .rows([["word": .text("x"), "meaning": .text("y"), "more": .text("z")]])
        #expect(throws: NoticeError.unknownValue(.senderHelp, "words.more")) {
            try catalog.render(.senderHelp, .english, values)
        }
    }

    @Test func `an optional link that is too long leaves the form to do the work`() throws {
        let recipient = try #require(EmailAddress("desk@contoh.example"))
        let long = MailtoLink(recipient: recipient, subject: "x", body: String(repeating: "y", count: 1_800))
        let notice = try render { $0["link.answer"] = .link(long) }
        #expect(!notice.html.contains("class=\"button\""))
        #expect(notice.text.contains("Reply to this mail: copy the form below"))
        #expect(try render { $0["link.answer"] = nil } == notice)

        var values = NoticeName.verifierLinkRenewed.sampleValues(.english)
        values["link.reject"] = .link(long)
        let catalog = try Templates.catalog.get()
        #expect(throws: NoticeError.linkTooLong(.verifierLinkRenewed, "link.reject")) {
            try catalog.render(.verifierLinkRenewed, .english, values)
        }
    }

    @Test func `an empty value shows as a dash and hides its section`() throws {
        let catalog = try Templates.catalog.get()
        var values = NoticeName.verifierVerificationRecorded.sampleValues(.english)
        values["reason"] = .multiline(" \n\u{0}\n")
        values["applicantName"] = .text("")
        let notice = try catalog.render(.verifierVerificationRecorded, .english, values)
        #expect(!notice.text.contains("The reason you gave"))
        #expect(notice.text.contains("the data of – for"))
    }

    @Test func `nobody makes the desk quote a book`() throws {
        let catalog = try Templates.catalog.get()
        var values = NoticeName.verifierDecisionUnclear.sampleValues(.english)
        values["applicantName"] = .text(String(repeating: "n", count: 5_000))
        values["line"] = .multiline(String(repeating: "kata ", count: 200_000))
        let notice = try catalog.render(.verifierDecisionUnclear, .english, values)
        #expect(notice.text.utf8.count < 12_000)
        #expect(notice.text.contains(String(repeating: "n", count: 1_000) + "…"))

        let row: [String: NoticeValue] = [
            "word": .text("w"), "meaning": .text(String(repeating: "m", count: 900)),
        ]
        var help = NoticeName.senderHelp.sampleValues(.english)
        help["words"] = .rows(Array(repeating: row, count: 100))
        let error = #expect(throws: NoticeError.self) { try catalog.render(.senderHelp, .english, help) }
        guard case .tooLong(.senderHelp, let length)? = error else { return #expect(Bool(false)) }
        #expect(length > RenderedNotice.maximumLength)
        help["words"] = .rows(Array(repeating: row, count: 40_000))
        #expect(throws: NoticeError.tooManyValues(.senderHelp)) {
            try catalog.render(.senderHelp, .english, help)
        }
    }

    @Test func `a subject value is cut where mail programs stop showing it`() throws {
        let catalog = try Templates.catalog.get()
        var values = NoticeName.verifierLinkRenewed.sampleValues(.english)
        values["applicantName"] = .text(String(repeating: "n", count: 5_000))
        let subject = try catalog.render(.verifierLinkRenewed, .english, values).subject
        #expect(
            subject == "[SE-2026-000123-7] New links to verify " + String(repeating: "n", count: 100) + "…")
    }
}
