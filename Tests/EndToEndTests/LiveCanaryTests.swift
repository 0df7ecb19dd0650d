import Foundation
import Testing

/// The canary through a real Postfix into a real Dovecot.
@Suite(.enabled(if: LiveMail.isPresent))
struct LiveCanaryTests {
    private let servers: LiveMail
    private let address: String
    private let administrator: String

    init() throws {
        servers = try #require(LiveMail.current)
        let tag = LiveMail.freshTag()
        address = "layanan-\(tag)@desk.test"
        administrator = "admin-\(tag)@desk.test"
    }

    /// A desk whose mail goes through the careless server, or the strict one.
    private func configuration(strict: Bool) -> String {
        let text = servers.configuration(
            address, people: DeskFixture.people.replacing("admin@desk.test", with: administrator))
        guard strict else { return text }
        return text.replacing(
            "localhost:\(servers["SMTPS_PORT"])", with: "localhost:\(servers["STRICT_SMTPS_PORT"])")
    }

    @Test
    func `a server that lets forged results through suspends the trust; one that removes them restores it`()
        throws
    {
        let desk = try DeskFixture(configuration(strict: false))
        let told = "\(desk.path)/told"
        try desk.write("page", "#!/bin/sh\ncat >>\"\(told)\"\n")
        try Shell.run(["chmod", "700", "\(desk.path)/page"])
        try desk.write(
            "cron/desk.yaml",
            configuration(strict: false) + "alerts: { command: [\"\(desk.path)/page\"] }\n")
        let failed = try desk.run("doctor", "--canary")
        #expect(failed.code == 78 && failed.output.contains("fail  canary"), "\(failed)")
        #expect(failed.output.contains("plain") && failed.output.contains("fail  trust"))
        #expect(try desk.run("status").output.contains("SUSPENDED since"))
        #expect(try desk.read("told").contains("nobody is proven"))
        try desk.run("run")
        let mails = try servers.mails(administrator, atLeast: 1)
        #expect(mails.contains { $0.subject.contains("hasil pemeriksaan palsu") })
        // The canary lies in the mailbox and is ignored as the desk's own mail.
        #expect(try desk.reconciliation().outcomes == ["ignored": 1])

        try desk.write("cron/desk.yaml", configuration(strict: true))
        let good = try desk.run("doctor", "--canary")
        #expect(good.output.contains("ok    canary"), "\(good)")
        #expect(good.output.contains("ok    trust"), "\(good)")
        #expect(try !desk.run("status").output.contains("SUSPENDED"))
        try desk.run("run")
        #expect(try desk.reconciliation().outcomes == ["ignored": 2])
    }

    @Test
    func `the doctor proves a real mailbox and a real submission, and sends nothing`() throws {
        let desk = try DeskFixture(configuration(strict: true))
        let report = try desk.run("doctor")
        #expect(
            report.output.contains("ok    mailbox") && report.output.contains("ok    submission"), "\(report)"
        )
        #expect(try servers.mails(address, atLeast: 0).isEmpty)
        let refused = try DeskFixture(
            servers.configuration(address, password: "\(desk.path)/secrets/wrong"))
        try desk.write("secrets/wrong", "wrong\n")
        try Shell.run(["chmod", "600", "\(desk.path)/secrets/wrong"])
        let wrong = try refused.run("doctor")
        #expect(wrong.code == 78 && wrong.output.contains("credentialsRefused"), "\(wrong)")
    }
}
