import Domain
import Testing

@testable import PKI

/// One way to wrap a signed mail, and what has to come of it.
struct WrappingCase: Sendable, CustomTestStringConvertible {
    /// What has to come of it.
    enum Expectation: Sendable, Equatable {
        case verified
        case notSigned
        case refused(SignedMailRefusal)
    }

    let name: String
    let expected: Expectation
    let text: @Sendable (ClearSample) -> String

    init(_ name: String, _ expected: Expectation, _ text: @escaping @Sendable (ClearSample) -> String) {
        self.name = name
        self.expected = expected
        self.text = text
    }

    var testDescription: String { name }

    /// Verifies the case, as CRLF and as LF, and that nothing but the signed octets ever come out.
    func check() throws {
        let sample = try ClearSample.shared()
        let people = try SigningPeople.shared()
        let verifier = try people.verifier(trusting: "root")
        for octets in [Octets.crlf(text(sample)), Array(text(sample).utf8)] {
            let found: Expectation
            switch verifier.verify(octets, at: people.moment) {
            case .notSigned: found = .notSigned
            case .refused(let reason): found = .refused(reason)
            case .verified(let mail):
                found = .verified
                #expect(mail.content == sample.signed, "\(name)")
                #expect(mail.addresses.map(\.addrSpec) == ["budi@dinkes.example.go.id"], "\(name)")
            }
            #expect(found == expected, "\(name)")
        }
    }
}
