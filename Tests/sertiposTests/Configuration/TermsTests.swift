import Domain
import Testing

@testable import sertipos

@Suite("desk.yaml: promises, periods and limits")
struct TermsTests {
    @Test(
        "each mistake is named with file, line, column and what to write",
        arguments: [
            (
                "submission:", "links: { identity: 72 }\nsubmission:",
                "desk.yaml:4:20: '72' is not a period; write a whole number and m, h, d or y, such as 30m, 72h, 14d or 2y"
            ),
            (
                "submission:", "links: { identity: 1.5h }\nsubmission:",
                "desk.yaml:4:20: '1.5h' is not a period; write a whole number and m, h, d or y, such as 30m, 72h, 14d or 2y"
            ),
            (
                "submission:", "links: { decision: 0h }\nsubmission:",
                "desk.yaml:4:20: the period '0h' is out of range; write at least 1m and at most 100y"
            ),
            (
                "submission:", "steps: { identity: 999999999999999999y }\nsubmission:",
                "desk.yaml:4:20: the period '999999999999999999y' is out of range; write at least 1m and at most 100y"
            ),
            (
                "submission:", "budget: { address: 20/hour }\nsubmission:",
                "desk.yaml:4:20: '20/hour' is not a rate; write a whole number per day, such as 20/day"
            ),
            (
                "submission:", "budget: { day: 0 }\nsubmission:",
                "desk.yaml:4:16: the rate '0' is out of range; write 1/day to 1000000/day"
            ),
            (
                "submission:", "limits: { message: 25 megabytes }\nsubmission:",
                "desk.yaml:4:20: '25 megabytes' is not a size; write a whole number and B, KiB or MiB, such as 25MiB"
            ),
            (
                "submission:", "limits: { message: 2GiB }\nsubmission:",
                "desk.yaml:4:20: the size '2GiB' is out of range; write at least 64KiB and at most 100MiB"
            ),
            (
                "submission:", "retention: { eviden: 2y }\nsubmission:",
                "desk.yaml:4:14: unknown key 'eviden'; did you mean 'evidence'?"
            ),
            ("submission:", "links: 72h\nsubmission:", "desk.yaml:4:8: expected keys with values"),
            (
                "submission:", "service: { promised-days: 4 }\nsubmission:",
                "desk.yaml:4:27: 4 is out of range; write 1 to 3"
            ),
            (
                "submission:", "service: { promised-days: 0 }\nsubmission:",
                "desk.yaml:4:27: 0 is out of range; write 1 to 3"
            ),
            (
                "submission:", "service: { revocation: 24 }\nsubmission:",
                "desk.yaml:4:24: '24' is not a period; write a whole number and m, h, d or y, such as 30m, 72h, 14d or 2y"
            ),
            (
                "submission:", "service: { renewal-windov: 90d }\nsubmission:",
                "desk.yaml:4:12: unknown key 'renewal-windov'; did you mean 'renewal-window'?"
            ),
            (
                "submission:", "links: { page: \"http://se.contoh.go.id/p.html\" }\nsubmission:",
                "desk.yaml:4:16: 'http://se.contoh.go.id/p.html' is not a web address; begin it with https://"
            ),
            (
                "submission:", "links: { page: \"https://se.contoh.go.id/a b\" }\nsubmission:",
                "desk.yaml:4:16: 'https://se.contoh.go.id/a b' is not a web address; begin it with https://"
            ),
            (
                "submission:", "links: { page: \"https://\" }\nsubmission:",
                "desk.yaml:4:16: 'https://' is not a web address; begin it with https://"
            ),
            (
                "submission:", "steps: { authority: 0d }\nsubmission:",
                "desk.yaml:4:21: the period '0d' is out of range; write at least 1m and at most 100y"
            ),
        ])
    func mistake(old: String, new: String, message: String) {
        #expect(ConfigurationSample.mistakes(replacing: old, by: new) == [message])
    }

    @Test("every key of service, links and steps takes effect")
    func effect() throws {
        let configuration = try ConfigurationSample.load(
            replacing: "submission:",
            by: """
                service: { promised-days: 1, revocation: 12h, renewal-window: 60d, renewal-grace: 7d, revocation-list: 2d }
                links: { page: "https://se.contoh.go.id/passphrase.html" }
                steps: { confirmation: 4d, authority: 5d, amendment: 6d }
                submission:
                """)
        let service = configuration.service
        #expect(service.promisedDays == 1 && service.revocation == 12 * 3600)
        #expect(service.renewalWindow == 60 * 86_400 && service.renewalGrace == 7 * 86_400)
        #expect(service.revocationList == 2 * 86_400)
        #expect(configuration.links.page == "https://se.contoh.go.id/passphrase.html")
        let steps = configuration.steps
        #expect([steps.confirmation, steps.authority, steps.amendment] == [4, 5, 6].map { $0 * 86_400 })
        #expect(steps.identity == 14 * 86_400)
    }
}
