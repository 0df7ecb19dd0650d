import Domain
import MIME
import TestSupport
import Testing

/// Mails that people and servers really sent: hardly any may be quarantined.
@Suite(.enabled(if: Corpora.arePresent))
struct CorpusSurveyTests {
    @Test(arguments: [("bounces", 0.03), ("notmuch-lkml", 0.02), ("forms", 0.1)])
    func `genuine mail is seldom ambiguous`(folder: String, share: Double) throws {
        var ambiguous: [String: Int] = [:]
        var quarantined = 0
        var total = 0
        let names = try Corpora.files(in: folder).filter { $0.hasSuffix(".eml") }
        for name in names {
            let message = MessageReader().receivedMessage(try Corpora.bytes("\(folder)/\(name)"))
            total += 1
            for attachment in message.attachments {
                #expect(attachment.content.decoded().count == attachment.content.size)
            }
            guard let defect = message.disqualifyingDefect else { continue }
            quarantined += 1
            ambiguous[defect.name, default: 0] += 1
            print("\(folder)/\(name): \(defect)")
        }
        print("\(folder): \(quarantined) of \(total) mails quarantined \(ambiguous)")
        #expect(total > 20)
        #expect(Double(quarantined) <= share * Double(total))
    }
}
