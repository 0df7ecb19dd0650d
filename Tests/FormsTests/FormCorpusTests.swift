import Domain
import Forms
import Foundation
import TestSupport
import Testing

/// Mails with `Label: value` lines of another project, and what that project reads out of them.
@Suite(.enabled(if: Corpora.arePresent)) struct FormCorpusTests {
    private struct Expectations: Decodable {
        struct Entry: Decodable { let fields: [String: String]? }
        let files: [String: Entry]
    }

    @Test func `fields of foreign mails are read as that project reads them`() throws {
        let expectations = try JSONDecoder().decode(
            Expectations.self, from: Data(Corpora.bytes("forms/expected.json")))
        let labels = Set(
            expectations.files.values.flatMap { ($0.fields ?? [:]).keys.map { $0.lowercased() } }
        ).sorted()
        var keys: [String: FieldKey] = [:]
        var yaml = "form: issuance\ntitle: t\ntype: t\nintro: t\nfields:\n"
        for (index, label) in labels.enumerated() {
            keys[label] = FieldKey(rawValue: "f\(index)")
            yaml += "  - { key: f\(index), kind: short-text, label: \"\(label)\" }\n"
        }
        let reader = FormReader(try FormDefinition(document: FormFiles.node(yaml)))
        var right = 0
        var total = 0
        var wrong: [String] = []
        for (name, entry) in expectations.files.sorted(by: { $0.key < $1.key }) {
            let reading = reader.read(text: body(of: try Corpora.bytes("forms/" + name)))
            let expected = entry.fields ?? [:]
            for (label, value) in expected {
                total += 1
                let key = try #require(keys[label.lowercased()])
                let found = reading.values[key]?.normalized
                if found == value.split(separator: " ").joined(separator: " ") {
                    right += 1
                } else {
                    wrong.append("\(name) \(label): \(found ?? "nil")")
                }
            }
            if entry.fields?.isEmpty == true { #expect(reading.values.isEmpty, "\(name): \(reading.values)") }
        }
        print("forms corpus: \(right) of \(total) fields read alike; \(wrong)")
        #expect(total >= 25 && right * 100 >= total * 98)
    }

    /// Just enough MIME for these files: the first text/plain part, quoted-printable, UTF-8 or Latin-1.
    private func body(of octets: [UInt8]) -> String {
        let text =
            String(decoding: octets, as: UTF8.self).contains("\u{FFFD}")
            ? String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
            : String(decoding: octets, as: UTF8.self)
        var lines = text.replacing("\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        if let start = lines.firstIndex(where: { $0.lowercased().hasPrefix("content-type: text/plain") }) {
            lines = Array(lines[start...])
        }
        guard let blank = lines.firstIndex(of: "") else { return text }
        let isQuotedPrintable = lines[..<blank].contains { $0.lowercased().contains("quoted-printable") }
        var body = Array(lines[(blank + 1)...])
        if let end = body.firstIndex(where: {
            $0.hasPrefix("--") && ($0.hasPrefix("----=_") || $0.hasSuffix("--") && $0.count > 10)
        }) {
            body = Array(body[..<end])
        }
        let joined = body.joined(separator: "\n")
        guard isQuotedPrintable else { return joined }
        var output: [UInt8] = []
        var rest = Array(joined.replacing("=\n", with: "").utf8)[...]
        while let octet = rest.popFirst() {
            if octet == UInt8(ascii: "="),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                output.append(value)
                rest = rest.dropFirst(2)
            } else {
                output.append(octet)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
