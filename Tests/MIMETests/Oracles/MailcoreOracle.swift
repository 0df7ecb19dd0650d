import Foundation
import MIME
import TestSupport

/// The part tree that MailCore 2 saw: types and file names.
private struct MailcorePart: Decodable {
    struct List: Decodable {
        let items: [MailcorePart]
    }

    let partType: String
    let mimeType: String?
    let filename: String?
    let parts: [MailcorePart]?
    let mainPart: [MailcorePart]?

    private enum Keys: String, CodingKey { case partType, mimeType, filename, parts, mainPart }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        partType = try container.decode(String.self, forKey: .partType)
        mimeType = try container.decodeIfPresent(String.self, forKey: .mimeType)
        filename = try container.decodeIfPresent(String.self, forKey: .filename)
        if let list = try? container.decodeIfPresent(List.self, forKey: .parts) {
            parts = list.items
        } else {
            parts = try container.decodeIfPresent([MailcorePart].self, forKey: .parts)
        }
        mainPart = try container.decodeIfPresent(MailcorePart.self, forKey: .mainPart).map { [$0] }
    }

    var views: [PartView] {
        let type =
            partType == "single" ? mimeType ?? "-" : partType == "message" ? "message/rfc822" : partType
        let view = PartView(type: type.lowercased(), filename: filename)
        return [view] + ((parts ?? []) + (mainPart ?? [])).flatMap(\.views)
    }
}

private struct MailcoreMessage: Decodable {
    let mainPart: MailcorePart
}

enum MailcoreOracle {
    private static let known: [String: Reason] = [
        "mbox/jwz/116": .innerTypeMissed, "mbox/jwz/134": .foreignType, "mbox/jwz/22": .boundaryMissed,
        "mbox/jwz/40": .levelMissed,
    ]

    /// One comparison; the oracle has no octets.
    static func comparisons() throws -> [OracleComparison] {
        var comparison = OracleComparison("mailcore2", known: known)
        for folder in ["mbox/jwz", "mbox/simple", "partial"] {
            for name in try Corpora.files(in: "mailcore2/output/\(folder)") {
                let oracle = try JSONDecoder().decode(
                    MailcoreMessage.self, from: Data(Corpora.bytes("mailcore2/output/\(folder)/\(name)")))
                let entity = MessageReader().entity(try Corpora.bytes("mailcore2/input/\(folder)/\(name)"))
                comparison.compare(
                    "\(folder)/\(name)", ours: entity.flattened.map(view), theirs: oracle.mainPart.views)
            }
        }
        return [comparison]
    }

    /// MailCore knows four kinds of multipart and calls every other one mixed.
    private static func view(_ entity: MIMEEntity) -> PartView {
        let isOther = !["alternative", "related", "signed"].contains(entity.contentType.subtype)
        let isMixed = entity.contentType.isMultipart && !entity.isLeaf && isOther
        return PartView(
            type: isMixed ? "multipart/mixed" : entity.contentType.mediaType, filename: entity.filename)
    }
}
