import Domain
import Foundation
import TestSupport
import Testing

@testable import Notices

extension PassphraseInBrowser {
    /// What the page accepts and what it refuses, and that it says why.
    @Suite struct RuleTests {
        /// Each breaks exactly one rule; the reason is the whole one or its beginning.
        static let refused: [(passphrase: String, rule: String, reason: String)] = [
            ("Gajah-7-ikn", "length", "Baru 11 karakter."),
            ("Gajah-7-" + String(repeating: "kidul", count: 12), "length", "68 karakter, terlalu panjang."),
            (" Gajah-7-ikan", "characters", "Hapus spasi"),
            ("Gajah-7-ikan ", "characters", "Hapus spasi"),
            ("Gajah-7-ikán", "characters", "Ada huruf beraksen"),
            ("Gajah-7-ikan\u{1F418}", "characters", "Ada huruf beraksen"),
            ("Gajah-7-ikan\u{A0}x", "characters", "Ada huruf beraksen"),
            ("gajahikantupai", "mixture", "Baru 1 jenis."),
            ("gajah ikan tupai 7".replacing(" ", with: ""), "mixture", "Baru 2 jenis."),
            ("gajahgajahTUPAI".lowercased() + "xyzw", "mixture", "Baru 1 jenis."),
            ("Aa1-Aa1-Aa1-Aa1", "variety", "Baru 4 karakter yang berbeda."),
            ("Ab1-cAb1-cAb1-c", "variety", "Baru 5 karakter yang berbeda."),
            ("Gajah-7-Santoso", "personal", "Mengandung “santoso”"),
            ("Gajah-7-sANTOSo", "personal", "Mengandung “santoso”"),
            ("Gajah-7-5ant0so", "personal", "Mengandung “santoso”"),
            ("Gajah-7-kasubag", "personal", "Mengandung “kasubag”"),
            ("Gajah-7-Andree", "personal", "Mengandung “andree”"),
            ("Password-7-ikan", "common", "Mengandung “password”"),
            ("P@ssw0rd-7-ikan", "common", "Mengandung “password”"),
            ("Bismillah-7-ikan", "common", "Mengandung “bismillah”"),
            ("ikan-12345-Gajah", "common", "Mengandung “12345”"),
            ("Sertifikat-7-ikan", "common", "Mengandung “sertifikat”"),
        ]

        static let accepted = [
            "Gajah-7-ikan", "gajahikantupaikancil", "gajah ikan tupai dan kuda", "Ab1-cdAb1-cd",
            "GAJAH-7-IKAN", "gajah-7-ikan", String(repeating: "Gajah 7 ikan.", count: 4) + "tupai-tupai.",
            // Only words of four or more letters count; "Bin" and "s" are parts of this name and address.
            "Bin-gajah-7-s", "~!@#$%^&*()_+Aa1",
        ]

        @Test func `each rule alone keeps the button off and says why`() throws {
            let visit = try openPage()
            for (passphrase, rule, reason) in Self.refused {
                try visit.fill(passphrase)
                let open = try visit.page.evaluate(
                    "[...document.querySelectorAll('.rules li:not(.met)')].map((li) => li.id).join()")
                #expect(open == "rule-\(rule)", "\(passphrase)")
                let why = try visit.page.evaluate("document.querySelector('#rule-\(rule) .why').innerText")
                #expect(why.hasPrefix(reason), "\(passphrase): \(why)")
                #expect(try visit.page.evaluate("document.querySelector('#status').innerText").hasSuffix(why))
                #expect(
                    try visit.page.evaluate("document.querySelector('#seal').disabled") == "true",
                    "\(passphrase)")
            }
            #expect(visit.page.complaints == [])
        }

        @Test func `what keeps all rules is accepted, at their very edges too`() throws {
            let visit = try openPage()
            for passphrase in Self.accepted {
                try visit.fill(passphrase)
                let open = try visit.page.evaluate(
                    "[...document.querySelectorAll('.rules li:not(.met)')].map((li) => li.innerText).join()")
                #expect(open == "", "\(passphrase)")
                #expect(try visit.page.evaluate("document.querySelector('#seal').disabled") == "false")
            }
            #expect(
                Self.accepted.contains { $0.utf8.count == 12 }
                    && Self.accepted.contains { $0.utf8.count == 64 })
        }

        @Test func `two different entries are not sealed`() throws {
            let visit = try openPage()
            try visit.fill("Gajah-7-ikan", "Gajah-7-ikaN")
            #expect(try visit.page.evaluate("document.querySelector('#seal').disabled") == "true")
            #expect(
                try visit.page.evaluate("document.querySelector('#rule-repeat .why').innerText")
                    == "Isian kedua belum sama.")
            // Whoever switches the button on by hand gets no seal either.
            _ = try visit.page.evaluate("document.querySelector('#seal').disabled = false")
            try visit.page.click("#seal")
            #expect(try visit.page.evaluate("document.querySelector('#sealed').hidden") == "true")
        }

        @Test func `every rule is told in words, not by colour alone`() throws {
            let visit = try openPage()
            try visit.fill("gajah")
            let spoken =
                "[...document.querySelectorAll('.rules li')].map((li) => li.querySelector('.unseen').textContent.trim())"
            #expect(try visit.page.evaluate("\(spoken)[0]") == "Belum terpenuhi:")
            #expect(try visit.page.evaluate("\(spoken)[6]") == "Terpenuhi:")
            #expect(
                try visit.page.evaluate("document.querySelector('#status').getAttribute('role')") == "status")
        }

        @Test func `strength is told in three words`() throws {
            let visit = try openPage()
            let steps = [
                ("Gajah-7-ikan", "cukup"), ("Gajah-7-ikan-tupai", "kuat"),
                ("vQ7#xK2!mZ9@pL4$", "sangat kuat"),
            ]
            for (passphrase, word) in steps {
                try visit.fill(passphrase)
                #expect(
                    try visit.page.evaluate("document.querySelector('#status').innerText").contains(
                        "Kekuatan: \(word)."))
            }
        }

        private func openPage() throws -> Visit {
            let visit = try Visit()
            try visit.open(
                try PassphraseSample.settings(
                    holder: "H. Andrée Bin Santoso, S.Kom.", address: "kasubag.umum.s2024@dinas.example"))
            return visit
        }
    }
}
