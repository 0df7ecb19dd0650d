import Domain
import Foundation
import TestSupport
import Testing

@testable import MIME

/// Single header values with what stalwart's mail-parser makes of them.
@Suite(.enabled(if: Corpora.arePresent))
struct HeaderCaseTests {
    private func cases(_ name: String) throws -> [[String: Any]] {
        let data = Data(try Corpora.bytes("stalwart/header-cases/\(name).json"))
        return try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
    }

    private func value(_ item: [String: Any]) -> [UInt8] {
        Array((item["header"] as? String ?? "").utf8).filter { $0 != 10 && $0 != 13 }
    }

    @Test func `dates agree`() throws {
        var agreeing = 0
        let all = try cases("date")
        for item in all {
            let theirs = (item["expected"] as? [String: Any]).flatMap(Self.moment)
            let ours = DateParser.parse(value(item))
            if ours == theirs { agreeing += 1 }
        }
        print("stalwart dates: \(agreeing) of \(all.count)")
        #expect(agreeing >= all.count * 85 / 100)
    }

    private static func moment(_ fields: [String: Any]) -> Timestamp? {
        func number(_ name: String) -> Int { fields[name] as? Int ?? 0 }
        guard let date = CivilDate(year: number("year"), month: number("month"), day: number("day")) else {
            return nil
        }
        let clock = number("hour") * 3600 + number("minute") * 60 + number("second")
        let offset = number("tz_hour") * 3600 + number("tz_minute") * 60
        let east = fields["tz_before_gmt"] as? Bool ?? false ? -offset : offset
        return Timestamp(seconds: Int64(date.daysSinceEpoch * 86_400 + clock - east))
    }

    @Test func `plain address lists agree`() throws {
        var agreeing = 0
        var total = 0
        for item in try cases("address") {
            guard let expected = item["expected"] as? [String: Any] else { continue }
            let groups = expected["Group"] as? [[String: Any]]
            let list =
                groups.map { $0.flatMap { $0["addresses"] as? [[String: Any]] ?? [] } } ?? expected["List"]
                as? [[String: Any]] ?? []
            let theirs = list.compactMap { $0["address"] as? String }
            let ours = AddressParser.parse(value(item), maximum: 100).mailboxes.map(\.addrSpec)
            total += 1
            if ours == theirs { agreeing += 1 }
        }
        print("stalwart addresses: \(agreeing) of \(total)")
        #expect(agreeing >= total * 85 / 100)
    }

    @Test func `content types and parameters agree`() throws {
        var agreeing = 0
        let all = try cases("content_type")
        for item in all {
            let expected = item["expected"] as? [String: Any]
            let pairs = expected?["attributes"] as? [[String]] ?? []
            let theirs = Set(
                pairs.filter { $0.count == 2 && !$0[0].hasSuffix("-language") }.map { "\($0[0])=\($0[1])" })
            let parsed = ParameterParser.parse(value(item), maximum: 50)
            let ours = Set(parsed.parameters.map { "\($0.name)=\($0.value)" })
            if ours == theirs || expected == nil { agreeing += 1 }
        }
        print("stalwart parameters: \(agreeing) of \(all.count)")
        #expect(agreeing >= all.count * 85 / 100)
    }
}
