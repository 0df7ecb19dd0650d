import TestSupport
import Testing

@testable import PKI

@Suite("PEM")
struct PEMTests {
    @Test("lines have 64 columns and the octets come back", arguments: [0, 1, 2, 3, 47, 48, 49, 96, 1000])
    func roundTrip(count: Int) {
        let octets = SeededRandom(5).randomBytes(count)
        let text = PEM.encode(der: octets, label: .certificate)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines.first == "-----BEGIN CERTIFICATE-----"
                && lines.suffix(2) == ["-----END CERTIFICATE-----", ""])
        #expect(lines.dropFirst().dropLast(2).dropLast().allSatisfy { $0.count == 64 })
        #expect(blocks(text) == [PEM.Block(label: "CERTIFICATE", der: octets)])
    }

    @Test("quoting, CRLF, indentation and text around do no harm")
    func junk() {
        let block = PEM.encode(der: [1, 2, 3, 4], label: .revocationList)
        let quoted = block.split(separator: "\n").map { "> > \($0)  \r\n" }.joined()
        let text = "Yth. Bapak,\n" + quoted + "\nsalam\n" + block + "-- \nBudi"
        #expect(
            blocks(text) == [PEM.Block](repeating: PEM.Block(label: "X509 CRL", der: [1, 2, 3, 4]), count: 2))
    }

    @Test("blocks that do not end, end otherwise or hold something else are left out")
    func damage() {
        for text in [
            "-----BEGIN CERTIFICATE-----\nAAAA\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END X509 CRL-----\n",
            "-----BEGIN CERTIFICATE-----\nA!AA\n-----END CERTIFICATE-----\n",
            "AAAA\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nAA==AA\n-----END CERTIFICATE-----\n", "-----BEGIN -----",
            "-----END -----",
            "-----BEGIN ----", "-----BEGIN", "",
        ] { #expect(blocks(text).isEmpty, "\(text)") }
    }

    private func blocks(_ text: String) -> [PEM.Block] {
        Array(text.utf8).withUnsafeBytes { PEM.blocks(in: $0) }
    }
}
