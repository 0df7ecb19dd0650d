import Domain
import Testing

@testable import sertipos

@Suite("desk.yaml: the desk and its people")
struct DeskAndPeopleTests {
    @Test(
        "each mistake is named with file, line, column and what to write",
        arguments: [
            (
                "name: Layanan SE, ", "",
                "desk.yaml:1:7: desk.name is missing; write 'name: Layanan Sertifikat Elektronik' below 'desk:'"
            ),
            (
                "layanan@contoh.go.id", "layanan",
                "desk.yaml:1:36: 'layanan' is not a mail address; write it like layanan@example.go.id, without a name"
            ),
            (
                "layanan@contoh.go.id", "layanan+a@contoh.go.id",
                "desk.yaml:1:36: the desk's address must have no '+'; the desk adds its own '+code'; leave it out here"
            ),
            (
                "name: Layanan SE,", "nama: Layanan SE, name: x,",
                "desk.yaml:1:9: unknown key 'nama'; did you mean 'name'?"
            ),
            (
                "submission:", "outgoing: 1\nsubmission:",
                "desk.yaml:4:1: unknown key 'outgoing'; known keys: desk, people, mailbox, submission, trust, authority, service, reports, links, steps, budget, limits, scan, retention, alerts"
            ),
            ("address:", "locale: de, address:", "desk.yaml:1:35: unknown locale 'de'; did you mean 'id'?"),
            (
                "address:", "timezone: Asia/Jakrta, address:",
                "desk.yaml:1:37: unknown timezone 'Asia/Jakrta'; did you mean 'Asia/Jakarta'?"
            ),
            (
                "address:", "timezone: Europe/Amsterdam, address:",
                "desk.yaml:1:37: unknown timezone 'Europe/Amsterdam'; write one of: Asia/Jakarta, WIB, Asia/Makassar, WITA, Asia/Jayapura, WIT, Etc/UTC, UTC"
            ),
            ("name: Layanan SE", "name: [a]", "desk.yaml:1:15: expected a single value"),
            (
                "name: Layanan SE", "name: \"a\\nb\"",
                "desk.yaml:1:15: the value must be one line of text without control characters"
            ),
            ("name: Layanan SE", "name: \"  \"", "desk.yaml:1:15: the value is empty"),
            (
                "ra@psre.id", "layanan+ra@contoh.go.id",
                "desk.yaml:2:35: people.registration-authority is the desk's own address; name the mailbox of a person"
            ),
            (
                ", officer: petugas@contoh.go.id", "",
                "desk.yaml:2:9: people.officer is missing; write 'officer: petugas@example.go.id' below 'people:'"
            ),
        ])
    func mistake(old: String, new: String, message: String) {
        #expect(ConfigurationSample.mistakes(replacing: old, by: new) == [message])
    }

    @Test(
        "doubts are warnings with their place",
        arguments: [
            (
                "ra@psre.id", "admin@contoh.go.id",
                "2:35: people.registration-authority and people.administrator are the same mailbox; four eyes see more than two: let somebody else decide on requests"
            )
        ])
    func doubts(old: String, new: String, message: String) throws {
        #expect(try ConfigurationSample.warnings(replacing: old, by: new) == ["desk.yaml:\(message)"])
    }
}
