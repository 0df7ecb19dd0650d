import Domain
import Forms
import TestSupport
import Testing

@Suite struct ZTests {
    @Test func z() throws {
        let reader = try AnnexReaders.reader()
        for seed in ["\u{200D}", "a", "\u{301}"] {
            for size in [2048, 4096, 8192, 16384, 32768, 65536] {
                let text = String(repeating: seed, count: size / seed.utf8.count)
                let a = ContinuousClock().measure { _ = reader.read(Array(text.utf8)) }
                let b = ContinuousClock().measure { _ = reader.recognizes(
                    MessageAttachment(filename: "a.csv", mediaType: "text/csv", content: .init(Array(text.utf8)))) }
                let c = ContinuousClock().measure { _ = try? StrictCSV.parse(text, ";") }
                print(seed.debugDescription, size, a, b, c)
            }
        }
    }
}
