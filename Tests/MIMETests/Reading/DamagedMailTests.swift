import Domain
import MIME
import TestSupport
import Testing

/// Whatever damage does to a mail, reading it ends, and what is read stays within the message.
struct DamagedMailTests {
    private func exercise(_ octets: [UInt8]) {
        let reader = MessageReader()
        let message = reader.receivedMessage(octets)
        for attachment in message.attachments {
            let content = attachment.content.decoded()
            #expect(content.count == attachment.content.size)
            #expect(content.starts(with: attachment.content.prefix))
        }
        for entity in reader.entity(octets).flattened {
            #expect(entity.body.startIndex >= 0 && entity.body.endIndex <= octets.count)
            _ = entity.text()
        }
        #expect(!message.body.utf8.contains(0))
        _ = reader.headerSection(octets)
    }

    @Test func `a mail may end at any octet`() {
        for end in 0...Mail.rich.count { exercise(Array(Mail.rich[..<end])) }
    }

    @Test func `a mail may begin at any octet`() {
        for start in Mail.rich.indices { exercise(Array(Mail.rich[start...])) }
    }

    @Test func `4,000 random mutations end well`() {
        var random = SeededRandom(42)
        let telling = Array("\r\n\0 \t:;=?\"()<>@,-*'%&_/\\".utf8) + [0x80, 0xC3, 0xFF]
        for _ in 0..<4000 {
            var octets = Mail.rich
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0..<octets.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: octets[place] = UInt8.random(in: 0...255, using: &random)
                case 1: octets[place] = telling.randomElement(using: &random) ?? 0
                case 2: octets.insert(telling.randomElement(using: &random) ?? 0, at: place)
                case 3:
                    octets.removeSubrange(
                        place..<min(place + Int.random(in: 1...40, using: &random), octets.count))
                default:
                    let end = min(place + Int.random(in: 1...200, using: &random), octets.count)
                    octets.insert(
                        contentsOf: octets[place..<end], at: Int.random(in: 0...octets.count, using: &random))
                }
                if octets.isEmpty { break }
            }
            exercise(octets)
        }
    }
}
