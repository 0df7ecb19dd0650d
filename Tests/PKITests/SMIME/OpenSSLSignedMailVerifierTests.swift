import Domain
import Foundation
import TestSupport
import Testing

@testable import PKI

@Suite("S/MIME signatures", .enabled(if: OpenSSLCommand.isPresent))
struct OpenSSLSignedMailVerifierTests {
    let people: SigningPeople
    let sample: ClearSample
    let verifier: OpenSSLSignedMailVerifier

    init() throws {
        people = try SigningPeople.shared()
        sample = try ClearSample.shared()
        verifier = try people.verifier(trusting: "root")
    }

    @Test("mails that openssl writes verify in both forms, and openssl finds the same content in them")
    func bothForms() throws {
        for options in [[String](), ["-nodetach"], ["-keyid"], ["-md", "sha512"]] {
            let mail = try people.mail(sample.signed, options)
            guard case .verified(let signed) = verifier.verify(mail, at: people.moment) else {
                Issue.record("\(options): \(verifier.verify(mail, at: people.moment))")
                continue
            }
            #expect(signed.content == sample.signed)
            #expect(try people.secondOpinion(mail) == sample.signed)
            #expect(signed.addresses.map(\.addrSpec) == ["budi@dinkes.example.go.id"])
            #expect(signed.subject == "O=Dinas Kesehatan, CN=Budi Santoso")
            #expect(signed.serial == (try people.facts("budi").serial))
        }
    }

    @Test("all lines with LF verify as if they had CRLF; a mixture, a lone CR and a NUL do not")
    func lineEnds() throws {
        for text in [sample.message(), sample.opaqueMessage()] {
            let plain = Array(text.utf8)
            let canonical = Octets.crlf(text)
            guard case .verified(let mail) = verifier.verify(plain, at: people.moment) else {
                Issue.record("LF: \(verifier.verify(plain, at: people.moment))")
                continue
            }
            #expect(mail.content == sample.signed)
            let first = try #require(canonical.firstIndex(of: 0x0D))
            let last = try #require(canonical.lastIndex(of: 0x0D))
            for place in [first, last] {
                var bare = canonical
                bare.remove(at: place)
                #expect(verifier.verify(bare, at: people.moment) == .refused(.mixedLineEnds))
                bare = canonical
                bare.remove(at: place + 1)
                #expect(verifier.verify(bare, at: people.moment) == .refused(.mixedLineEnds))
                bare = canonical
                bare.insert(0, at: place)
                #expect(verifier.verify(bare, at: people.moment) == .refused(.mixedLineEnds))
            }
            // A second Content-Type that only some readers see.
            let hidden = Array("X: a\rContent-Type: text/plain\r\n".utf8) + canonical
            #expect(verifier.verify(hidden, at: people.moment) == .refused(.mixedLineEnds))
            #expect(verifier.verify(canonical + [0x0D], at: people.moment) == .refused(.mixedLineEnds))
        }
    }

    @Test("mail that is not signed is not looked at more closely")
    func notSigned() {
        for text in [
            "", "\n", "Subject: x\n\nbody\n", "Content-Type: text/plain\rx: y\n\n", "\0", "pkcs7", ":\n",
        ] {
            #expect(verifier.verify(Array(text.utf8), at: people.moment) == .notSigned, "\(text)")
        }
    }

    @Test("5,000 damaged copies of good mails are refused, or their content is the one that was signed")
    func mutations() throws {
        let seeds = [
            Octets.crlf(sample.message()), Octets.crlf(sample.opaqueMessage()),
            try people.mail(sample.signed),
        ]
        let random = SeededRandom(17)
        var counts: [String: Int] = [:]
        for round in 0..<5000 {
            var octets = seeds[round % seeds.count]
            for _ in 0...Int(random.next() % 2) { Self.damage(&octets, with: random) }
            let finding = verifier.verify(octets, at: people.moment)
            counts[finding.description, default: 0] += 1
            guard case .verified(let mail) = finding else { continue }
            #expect(mail.content == sample.signed)
            #expect(mail.addresses.map(\.addrSpec) == ["budi@dinkes.example.go.id"])
        }
        // Damage to From or Subject does no harm; that some pass shows that the rest was tried in earnest.
        #expect(counts["verified", default: 0] > 50 && counts["verified", default: 0] < 2500, "\(counts)")
        #expect(counts["refused:bad-signature", default: 0] > 50, "\(counts)")
        #expect(counts.count > 10, "\(counts)")
    }

    private static func damage(_ octets: inout [UInt8], with random: SeededRandom) {
        let place = Int(random.next() % UInt64(octets.count))
        let length = min(Int(random.next() % 80), octets.count - place)
        switch random.next() % 7 {
        case 0: octets[place] ^= 1 << UInt8(random.next() % 8)
        case 1: octets[place] = Array("\r\n -=:;\"A/0".utf8)[Int(random.next() % 11)]
        case 2: octets.remove(at: place)
        case 3: octets.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        case 4: octets.insert(contentsOf: octets[place..<(place + length)], at: place)
        case 5: octets.removeSubrange(place..<(place + length))
        default:
            let from = Int(random.next() % UInt64(octets.count - length))
            octets.replaceSubrange(place..<(place + length), with: octets[from..<(from + length)])
        }
        if octets.isEmpty { octets = [0x0A] }
    }

    @Test("no mail of the corpora verifies under the desk's anchors", .enabled(if: Corpora.arePresent))
    func corpora() throws {
        let root = try #require(Corpora.root)
        let files = try #require(FileManager.default.enumerator(atPath: root.path))
        var counts: [String: Int] = [:]
        for case let name as String in files {
            guard let data = FileManager.default.contents(atPath: root.appending(path: name).path) else {
                continue
            }
            counts[verifier.verify(Array(data), at: people.moment).description, default: 0] += 1
        }
        #expect(counts["verified"] == nil)
        #expect(counts["not-signed", default: 0] > 1000, "\(counts)")
        #expect(counts.values.reduce(0, +) - counts["not-signed", default: 0] >= 3, "\(counts)")
    }

    @Test("25 MiB verify; one octet more is refused")
    func size() throws {
        let limit = OpenSSLSignedMailVerifier.maximumLength
        let line = String(repeating: "x", count: 76) + "\r\n"
        let header = "Content-Type: text/plain\r\n\r\n"
        let content = Array((header + String(repeating: line, count: (limit - 20_000) / 78)).utf8)
        let signature = Octets.base64(try people.sign(content))
        let head = Octets.crlf("\(sample.head)\n--b1\n")
        let tail = Octets.crlf("\n--b1\n\(sample.signatureHeader)\n\(signature)\n--b1--\n")
        var octets = head + content + tail
        octets += [UInt8](repeating: 0x20, count: limit - octets.count)
        guard case .verified(let mail) = verifier.verify(octets, at: people.moment) else {
            Issue.record("\(verifier.verify(octets, at: people.moment))")
            return
        }
        #expect(mail.content == content)
        octets.append(0x20)
        #expect(verifier.verify(octets, at: people.moment) == .refused(.tooLarge))
    }
}
