import Notices
import Testing

@testable import Rehearsal

@Suite("A regular correspondent knows the desk's mails")
struct NoticeGuideTests {
    private let guide = NoticeGuide(files: [
        "id/sender.help.md": "---\nsubject: Bantuan\n---\nHalo",
        "en/sender.help.md": "---\nsubject: Help: words\n---\nHello",
        "id/verifier.verification-link.md":
            "---\nsubject: [{{number}}] Mohon verifikasi data {{applicantName}} segera\n---\n\n"
            + "[Setujui]({{link.approve}}) [Tolak]({{ link.reject }})",
        "id/verifier.verification-reminder.md":
            "---\nsubject: [{{number}}] Pengingat: Mohon verifikasi data {{applicantName}} segera\n---\n",
        "layout.html": "subject: Bantuan",
    ])

    @Test("a notice is known by the fixed words of its subject, in either language")
    func subjects() {
        #expect(guide.notice(subject: "Bantuan") == .senderHelp)
        #expect(guide.notice(subject: "Help: words") == .senderHelp)
        #expect(
            guide.notice(subject: "[SE-1] Mohon verifikasi data Budi segera") == .verifierVerificationLink)
        #expect(guide.notice(subject: "Mohon verifikasi data") == nil)
        #expect(guide.notice(subject: "") == nil)
    }

    @Test("of two that fit, the one with more fixed words is meant")
    func weight() {
        #expect(
            guide.notice(subject: "[SE-1] Pengingat: Mohon verifikasi data Budi segera")
                == .verifierVerificationReminder)
    }

    @Test("buttons are known by their labels")
    func labels() {
        #expect(guide.isLabel("Setujui", of: "approve", in: .verifierVerificationLink))
        #expect(!guide.isLabel("Setujui", of: "reject", in: .verifierVerificationLink))
        #expect(!guide.isLabel("Setujui", of: "approve", in: .verifierVerificationReminder))
    }
}
