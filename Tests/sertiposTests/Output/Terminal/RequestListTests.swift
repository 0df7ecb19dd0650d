import ArgumentParser
import Domain
import Testing

@testable import sertipos

@Suite("Options of request list")
struct RequestListTests {
    @Test("days are days of the desk's zone, the last one whole")
    func days() throws {
        let list = try RequestList.parse([
            "--since", "2026-11-24", "--until", "2026-11-25", "--agency", "kominfo", "--sort", "number",
            "--applicant", "budi", "--waiting-for", "authority", "--limit", "5",
        ])
        let selection = try list.selection(in: .wib)
        #expect(selection.filter.openedFrom?.description == "2026-11-23T17:00:00Z")
        #expect(selection.filter.openedBefore?.description == "2026-11-25T17:00:00Z")
        #expect(selection.filter.agency == "kominfo" && selection.filter.applicantName == "budi")
        #expect(selection.order == .number && selection.waitingFor == .registrationAuthority)
        #expect(selection.filter.limit == 5 && selection.filter.applicant == nil)
        let address = try RequestList.parse(["--applicant", "budi@kominfo.example"]).selection(in: .utc)
        #expect(address.filter.applicant?.addrSpec == "budi@kominfo.example")
    }

    @Test(
        "a mistyped option says what to write",
        arguments: [
            (["--state", "awaitingVerificaton"], "did you mean 'awaitingVerification'?"),
            (["--mechanism", "issuence"], "did you mean 'issuance'?"),
            (["--waiting-for", "verifer"], "did you mean 'verifier'?"),
            (["--sort", "date"], "did you mean 'due'?"), (["--since", "23.11.2026"], "like 2026-11-23"),
            (["--verifier", "siti"], "is not a mail address"),
        ])
    func mistakes(options: [String], words: String) {
        do {
            _ = try RequestList.parse(options)
            Issue.record("\(options) was taken")
        } catch {
            #expect(RequestList.message(for: error).contains(words))
        }
    }
}
