import Domain
import TestSupport
import Testing

@testable import PKI

@Suite("Sealed passphrases")
struct EmbeddedSealingTests {
    static let refusal = "the sealed passphrase cannot be used; send the holder a new link"
    let seals: Seals

    init() throws { seals = try Seals() }

    @Test("what was sealed opens to the same octets, escapes included")
    func roundTrip() throws {
        #expect(try seals.opened(seals.seal()) == Seals.passphrase)
        let longest = String(repeating: #"\""#, count: 29) + "abCD12"
        #expect(longest.utf8.count == 64)
        #expect(try seals.opened(seals.seal(longest)) == longest)
        try seals.sealing.check(seals.seal())
    }

    @Test("the compact form has the lengths of the contract")
    func lengths() throws {
        let parts = try seals.seal().jwe.split(separator: ".", omittingEmptySubsequences: false)
        #expect(parts.map(\.count).dropFirst() == [0, 16, 512, 22])
        #expect(try seals.seal().jwe.count < 2048)
        #expect(try seals.seal(nonce: String(repeating: "N", count: 64)).jwe.count < 1200)
    }

    @Test("two seals of one passphrase have nothing in common but the header's constants")
    func freshness() throws {
        let parts = try (0..<2).map { _ in try seals.seal().jwe.split(separator: ".") }
        for index in 0..<4 { #expect(parts[0][index] != parts[1][index]) }
    }

    @Test("2,000 changes of one character are all refused with the same text")
    func mutations() throws {
        let sealed = try seals.seal()
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ".utf8)
        let random = SeededRandom(7)
        var texts: Set<String> = []
        for round in 0..<2000 {
            var octets = Array(sealed.jwe.utf8)
            // Every place at least once, then at random.
            let place = round < octets.count ? round : Int(random.next() % UInt64(octets.count))
            let old = octets[place]
            while octets[place] == old { octets[place] = letters[Int(random.next() % UInt64(letters.count))] }
            let changed = String(decoding: octets, as: UTF8.self)
            do {
                try seals.sealing.check(
                    SealedText(jwe: changed, request: sealed.request, nonce: sealed.nonce))
                Issue.record("opened with another character at \(place)")
            } catch let error as SealRefusal {
                texts.insert(error.description)
            }
        }
        #expect(texts == [Self.refusal])
    }

    @Test("cut, doubled and lengthened texts are refused")
    func shapes() throws {
        let good = try seals.seal().jwe
        let parts = good.split(separator: ".", omittingEmptySubsequences: false)
        let others = [
            "", ".", "....", String(good.dropLast()), good + "A", good + ".", good + "\n", good + good,
            parts.dropLast().joined(separator: "."), good + String(repeating: " ", count: 2048),
            good.replacing("..", with: ".AAAA."), String(repeating: "A", count: 2048),
            String(repeating: ".", count: 2048), good.replacing(".", with: "\u{0}"),
        ]
        for jwe in others { refused(SealedText(jwe: jwe, request: seals.request, nonce: Seals.nonce)) }
    }

    @Test("a text sealed for another request, nonce or key is refused")
    func binding() throws {
        let sealed = try seals.seal()
        let other = try #require(RequestNumber(year: 2026, sequence: 124))
        refused(SealedText(jwe: sealed.jwe, request: other, nonce: sealed.nonce))
        refused(SealedText(jwe: sealed.jwe, request: sealed.request, nonce: sealed.nonce + "x"))
        refused(SealedText(jwe: sealed.jwe, request: sealed.request, nonce: "short"))
        let stranger = try Seals()
        #expect(throws: SealRefusal()) { try stranger.sealing.check(sealed) }
        // Header right, payload for others.
        refused(try seals.seal(payload: seals.payload.replacing("\(seals.request)", with: "\(other)")))
        refused(
            try seals.seal(payload: seals.payload.replacing(Seals.nonce, with: "x" + Seals.nonce.dropFirst()))
        )
    }

    @Test(
        "a header with anything more, less or else is refused",
        arguments: [
            (#"{"alg""#, #"{"zip":"DEF","alg""#), (#"{"alg""#, #"{"crit":["exp"],"alg""#),
            (#"{"alg""#, #"{"jku":"https://x.id","alg""#), (#"{"alg""#, #"{"typ":"JWE","alg""#),
            (#"{"alg":"ECDH-ES""#, #"{"alg":"ECDH-ES","alg":"ECDH-ES""#),
            (#""crv":"P-256""#, #""crv":"P-256","crv":"P-256""#), (#""kty":"EC","#, ""),
            (#""kty":"EC""#, #""kty":"EC","d":"AA""#), (#""enc":"A256GCM","#, ""),
            ("A256GCM", "A128GCM"), (#""alg":"ECDH-ES""#, #""alg":"dir""#),
            (#""alg":"ECDH-ES""#, #""alg":"ECDH-ES+A256KW""#), (#""alg":"#, #""\u0061lg":"#),
            (#"{"alg""#, #"{ "alg""#), (#"{"alg""#, #"[{"alg""#), (#""alg":"ECDH-ES""#, #""alg":null"#),
            (#""apu":""#, #""apu":"A"#), (#""apv":""#, #""apv":"A"#), ("P-256", "P-384"),
        ])
    func header(old: String, new: String) throws {
        let sealed = try seals.seal(payload: seals.payload) { header in
            let edited = header.replacing(old, with: new)
            #expect(edited != header)
            return edited
        }
        refused(sealed)
    }

    @Test("the same header in another order of members is accepted")
    func order() throws {
        let sealed = try seals.seal(payload: seals.payload) { header in
            header.replacing(#""alg":"ECDH-ES","enc":"A256GCM""#, with: #""enc":"A256GCM","alg":"ECDH-ES""#)
        }
        #expect(try seals.opened(sealed) == "Kopi-Susu7Gelas")
    }

    @Test("an ephemeral key off the curve, at infinity or in non-canonical form is refused")
    func ephemeralKey() throws {
        let zero = String(repeating: "A", count: 43)
        for (x, y) in [
            (zero, zero), (zero, nil), (nil, zero), (String(repeating: "_", count: 42) + "8", nil),
        ] {
            let sealed = try seals.seal(payload: seals.payload) { header in
                var parts = header.split(separator: "\"").map(String.init)
                for index in parts.indices.dropLast(2) {
                    if parts[index] == "x", let x { parts[index + 2] = x }
                    if parts[index] == "y", let y { parts[index + 2] = y }
                }
                let edited = parts.joined(separator: "\"")
                #expect(edited != header)
                return edited
            }
            refused(sealed)
        }
        #expect(AgreementKey(x: Array(repeating: 0, count: 32), y: Array(repeating: 0, count: 32)) == nil)
        #expect(AgreementKey(x: Array(repeating: 1, count: 32), y: Array(repeating: 2, count: 32)) == nil)
        #expect(AgreementKey(x: [], y: []) == nil)
    }

    @Test("payloads of another form are refused although they were sealed properly")
    func payloads() throws {
        #expect(try seals.opened(seals.seal(payload: seals.payload)) == "Kopi-Susu7Gelas")
        for (old, new) in [
            (#""v":1"#, #""v":2"#), (#""v":1"#, #""v":1.0"#), (#""v":1"#, #""v":"1""#), (#""v":1,"#, ""),
            (#""v":1"#, #""v":1,"v":1"#), (#""v":1"#, #""v":1,"more":"1""#), ("}", "} x"), ("}", "}}"),
            ("Kopi-Susu7Gelas", "Kopi"), ("Kopi-Susu7Gelas", "kopisusugelas"),
            ("Kopi-Susu7Gelas", "Kopi\u{7F}Susu7Gelas"),
            ("Kopi-Susu7Gelas", "Kopi-Süsü7Gelas"), ("Kopi-Susu7Gelas", #"Kopi\u0020Susu7Gelas"#),
            ("Kopi-Susu7Gelas", " Kopi-Susu7Gelas"), (#","passphrase":"Kopi-Susu7Gelas""#, ""), ("}", "}\t"),
            ("}", ""),
        ] {
            let payload = seals.payload.replacing(old, with: new)
            #expect(payload != seals.payload)
            refused(try seals.seal(payload: payload))
        }
    }

    @Test("a plaintext of another length is refused", arguments: [0, 1, 383, 385, 386, 400, 768])
    func plaintextLength(count: Int) throws {
        let sealer = try PassphraseSealer(for: seals.sealing.currentKey)
        var plaintext = Array(seals.payload.utf8)
        plaintext += [UInt8](repeating: 0x20, count: max(0, count - plaintext.count))
        let sealed = try sealer.seal(
            SecretOctets(plaintext.prefix(count)), request: seals.request, nonce: Seals.nonce
        ) {
            sealer.header(ephemeral: $0, request: seals.request, nonce: Seals.nonce)
        }
        refused(sealed)
    }

    @Test("only a key under its own thumbprint can be sealed to")
    func recipient() throws {
        let key = seals.sealing.currentKey
        #expect(throws: SealRefusal()) { try PassphraseSealer(for: SealingKey(id: "x", x: key.x, y: key.y)) }
        #expect(throws: SealRefusal()) {
            try PassphraseSealer(for: SealingKey(id: key.id, x: key.y, y: key.x))
        }
        #expect(throws: SealRefusal()) { try seals.seal("Tanda petik é") }
    }

    private func refused(_ sealed: SealedText, at location: SourceLocation = #_sourceLocation) {
        let error = #expect(throws: SealRefusal.self, sourceLocation: location) {
            try seals.sealing.check(sealed)
        }
        #expect(
            error?.description == Self.refusal && error?.failureClass == .permanent, sourceLocation: location)
    }
}
