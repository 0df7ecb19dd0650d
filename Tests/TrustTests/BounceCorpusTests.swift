import Domain
import Foundation
import TestSupport
import Testing

@testable import Trust

/// Other people's bounces against the table of Sisimai, an independent reader.
@Suite(.enabled(if: Corpora.arePresent))
struct BounceCorpusTests {
    private struct Row: Decodable {
        let recipient: String?
        let reason: String
        let hardbounce: Bool
    }
    private struct Table: Decodable { let files: [String: [Row]] }

    /// Rows whose hard/soft verdict differs, and why. Sisimai's `filtered` is "User unknown" said after DATA: for
    /// us the server's words count, so those are not in this list.
    private static let differing = [
        "lhost-exim-31.eml":
            "the words say that account or domain may not exist, or that we are blacklisted: not certain enough",
        "lhost-exim-37.eml": "the domain that does not exist is the sender's",
        "lhost-exim-52.eml": "no delivery was tried; the address list was malformed (classified automatic)",
        "lhost-postfix-01.eml": "status 5.1.1 and 'No such user' are taken at their word",
        "lhost-postfix-46.eml": "'Recipient address rejected.' without a reason and with status 5.0.0",
        "lhost-postfix-75.eml":
            "a report to the postmaster about a session, no bounce (classified automatic)",
        "lhost-sendmail-14.eml": "a person forwards a bounce with quote marks: never to be acted on",
    ]

    /// Rows whose address is none that RFC 5321 mail could be sent to by us: pipes, files, quoted local parts.
    private static let unaddressable: Set<String> = [
        "lhost-exim-44.eml", "lhost-exim-60.eml", "lhost-postfix-32.eml", "lhost-sendmail-15.eml",
    ]

    @Test func `addresses and hard or soft agree with the table but for the listed differences`() throws {
        let table = try JSONDecoder().decode(
            Table.self, from: Data(try Corpora.bytes("bounces/expected.json")))
        var rows = 0
        var filtered = 0
        var hard: Set<String> = []
        var addresses: Set<String> = []
        var named = 0
        for (file, expected) in table.files {
            let read = DeliveryStatusNotification.read(RawMail.message(try Corpora.bytes("bounces/\(file)")))
            if read?.originalMessageID != nil { named += 1 }
            let all = read?.recipients ?? []
            for (index, row) in expected.enumerated() {
                rows += 1
                let wanted = row.recipient?.lowercased()
                let found = all.first { recipient in
                    [recipient.address, recipient.originalAddress].contains {
                        $0?.addrSpec.lowercased() == wanted
                    }
                }
                if found == nil, wanted != nil { addresses.insert(file) }
                let used = found ?? (all.indices.contains(index) ? all[index] : all.first)
                guard used?.isPermanent != row.hardbounce else { continue }
                if row.reason == "filtered", used?.cause == .unknownMailbox {
                    filtered += 1
                } else {
                    hard.insert(file)
                }
            }
        }
        #expect(rows == 179)
        #expect(hard == Set(Self.differing.keys))
        #expect(filtered == 9)
        #expect(addresses == Self.unaddressable)
        #expect(Double(rows - hard.count) / Double(rows) >= 0.95)
        #expect(named >= 160)
    }

    @Test func `every bounce, complaint and list mail of the corpora is automatic`() throws {
        let folders = [
            "bounces": ".eml", "flanker/bounce": ".eml", "flanker/complaints": ".eml", "notmuch-lkml": ".eml",
        ]
        var missed: [String] = []
        var count = 0
        for (folder, suffix) in folders {
            for file in try Corpora.files(in: folder) where file.hasSuffix(suffix) {
                let message = RawMail.message(try Corpora.bytes("\(folder)/\(file)"))
                count += 1
                if AutomaticMail.classify(message, ownAddresses: []) == nil {
                    missed.append("\(folder)/\(file)")
                }
            }
        }
        let report = RawMail.message(try Corpora.bytes("rt/emails/multipart-report"))
        #expect(AutomaticMail.classify(report, ownAddresses: [])?.kind == .deliveryFailure)
        // A person wrote this one, with a bounce quoted below.
        #expect(missed == ["bounces/lhost-sendmail-14.eml"])
        #expect(count == 241)
    }
}
