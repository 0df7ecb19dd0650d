import Domain
import Foundation
import TestSupport
import Testing

/// The answer that the page offers, taken apart as the desk will.
struct AnswerMail {
    let url: String
    let link: MailtoLink
    let jwe: String
    /// The five parts of the compact form.
    let parts: [String]
    let header: [String: Header]

    struct Header: Decodable, Equatable {
        let text: String?
        let members: [String: String]?

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            text = try? value.decode(String.self)
            members = try? value.decode([String: String].self)
        }
    }

    /// Reads the link that the page shows now.
    init(_ page: ChromiumPage) throws {
        url = try page.evaluate("document.querySelector('#open').href")
        link = try #require(MailtoLink(url: url), "\(url)")
        let lines = link.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let mark = try #require(lines.firstIndex(of: "Segel:"))
        jwe = lines[mark + 1]
        parts = jwe.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let octets = try #require(Base64URL.decoded(parts[0]))
        header = try JSONDecoder().decode([String: Header].self, from: Data(octets))
    }

    /// What the contract fixes about every answer, whatever the passphrase.
    func expectForm(number: String, nonce: String, code: String, key: SealingKey) throws {
        #expect(url.utf8.count <= 1_800)
        #expect(link.subject.hasPrefix("[\(number)] "))
        let lines = link.body.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.suffix(6).map(String.init) == ["", "Kode: \(code)", "", "Segel:", jwe, ""])
        #expect(parts.count == 5 && parts.allSatisfy { Base64URL.decoded($0) != nil })
        #expect(parts.dropFirst().map(\.utf8.count) == [0, 16, 512, 22])
        #expect(jwe.utf8.count <= 2_048)
        #expect(Set(header.keys) == ["alg", "enc", "kid", "epk", "apu", "apv"])
        #expect(header["alg"]?.text == "ECDH-ES" && header["enc"]?.text == "A256GCM")
        #expect(header["kid"]?.text == key.id)
        #expect(header["apu"]?.text == Base64URL.encoded(nonce.utf8))
        #expect(header["apv"]?.text == Base64URL.encoded(number.utf8))
        let ephemeral = header["epk"]?.members ?? [:]
        #expect(Set(ephemeral.keys) == ["kty", "crv", "x", "y"])
        #expect(ephemeral["kty"] == "EC" && ephemeral["crv"] == "P-256")
        for coordinate in ["x", "y"] {
            #expect(Base64URL.decoded(ephemeral[coordinate] ?? "")?.count == 32)
        }
    }
}
