import Foundation
import TestSupport

@testable import MIME

/// The parts that stalwart's mail-parser saw.
private struct StalwartMessage: Decodable {
    struct Part: Decodable {
        let headers: [Header]
        let body: Body
    }

    struct Header: Decodable {
        let name: String
        let value: Value

        private enum Keys: String, CodingKey { case name, value }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            // Names unknown to the oracle are objects.
            name = (try? container.decode(String.self, forKey: .name)) ?? "other"
            value = try container.decode(Value.self, forKey: .value)
        }

        enum Value: Decodable {
            case contentType(type: String, subtype: String?, attributes: [String: String])
            case other

            private struct Wrapper: Decodable {
                let contentType: Fields
                private enum CodingKeys: String, CodingKey { case contentType = "ContentType" }
            }

            private struct Fields: Decodable {
                let type: String
                let subtype: String?
                let attributes: [Attribute]?
                private enum CodingKeys: String, CodingKey {
                    case type = "c_type"
                    case subtype = "c_subtype"
                    case attributes
                }
            }

            private struct Attribute: Decodable {
                let name: String
                let value: String
            }

            init(from decoder: any Decoder) throws {
                guard let wrapper = try? decoder.singleValueContainer().decode(Wrapper.self) else {
                    self = .other
                    return
                }
                let pairs = (wrapper.contentType.attributes ?? []).map { ($0.name, $0.value) }
                self = .contentType(
                    type: wrapper.contentType.type, subtype: wrapper.contentType.subtype,
                    attributes: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
            }
        }
    }

    enum Body: Decodable {
        case text(String)
        case html(String)
        case binary([UInt8])
        case multipart
        case message(StalwartMessage)

        private enum Keys: String, CodingKey {
            case text = "Text"
            case html = "Html"
            case binary = "Binary"
            case inlineBinary = "InlineBinary"
            case message = "Message"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            if let text = try container.decodeIfPresent(String.self, forKey: .text) {
                self = .text(text)
            } else if let html = try container.decodeIfPresent(String.self, forKey: .html) {
                self = .html(html)
            } else if let octets = try container.decodeIfPresent([UInt8].self, forKey: .binary) {
                self = .binary(octets)
            } else if let octets = try container.decodeIfPresent([UInt8].self, forKey: .inlineBinary) {
                self = .binary(octets)
            } else if let message = try container.decodeIfPresent(StalwartMessage.self, forKey: .message) {
                self = .message(message)
            } else {
                self = .multipart
            }
        }
    }

    let parts: [Part]
}

enum StalwartOracle {
    private static let known: [String: [String: Reason]] = [
        "legacy": [
            "016.json": .filenameGuessed, "016.crlf.json": .filenameGuessed,
            "023.json": .filenameGuessed, "023.crlf.json": .filenameGuessed,
            "026.json": .unknownEncoding, "026.crlf.json": .unknownEncoding,
            "033.json": .charsetRepair, "033.crlf.json": .charsetRepair,
            "035.json": .filenameBackslash, "035.crlf.json": .filenameBackslash,
            "039.json": .filenameBackslash, "039.crlf.json": .filenameBackslash,
            "052.json": .charsetRepair, "052.crlf.json": .charsetRepair,
            "049.crlf.json": .carriageReturn,
        ],
        "rfc": [
            "000.json": .damagedBase64, "000.crlf.json": .damagedBase64,
            "008.json": .encodedMessage, "008.crlf.json": .encodedMessage,
        ],
    ]

    /// One comparison per folder; every mail with LF and with CRLF line ends.
    static func comparisons() throws -> [OracleComparison] {
        try known.keys.sorted().map { folder in
            var comparison = OracleComparison("stalwart/\(folder)", known: known[folder] ?? [:])
            for name in try Corpora.files(in: "stalwart/\(folder)") where name.hasSuffix(".eml") {
                let lf = try Corpora.bytes("stalwart/\(folder)/\(name)").filter { $0 != 13 }
                for (suffix, octets) in [("json", lf), ("crlf.json", crlf(lf))] {
                    let file = "\(name.dropLast(4)).\(suffix)"
                    let data = Data(try Corpora.bytes("stalwart/\(folder)/\(file)"))
                    let oracle = try JSONDecoder().decode(StalwartMessage.self, from: data)
                    let entity = MessageReader().entity(octets)
                    comparison.compare(file, ours: entity.flattened.map(view), theirs: views(oracle))
                }
            }
            return comparison
        }
    }

    private static func crlf(_ octets: [UInt8]) -> [UInt8] {
        octets.flatMap { $0 == 10 ? [13, 10] : [$0] }
    }

    private static func view(_ entity: MIMEEntity) -> PartView {
        var view = PartView(type: entity.contentType.mediaType, filename: entity.filename)
        guard entity.isLeaf else { return view }
        var octets = entity.decodedBody()
        if entity.contentType.type == "text" {
            octets = CharsetDecoder(label: entity.contentType.parameters["charset"]).utf8(octets)
        }
        view.digest = SHA256.hex(octets)
        return view
    }

    private static func views(_ message: StalwartMessage) -> [PartView] {
        message.parts.flatMap { part -> [PartView] in
            let isMessage = if case .message = part.body { true } else { false }
            // Parts of a digest have no Content-Type; the oracle shows them as messages all the same.
            var type = isMessage ? "message/rfc822" : "text/plain"
            var name: String?
            var filename: String?
            for header in part.headers {
                guard case .contentType(let main, let sub, let attributes) = header.value else { continue }
                if header.name == "content_type" {
                    type = "\(main.lowercased())/\(sub?.lowercased() ?? "")"
                    name = attributes["name"]
                }
                if header.name == "content_disposition" { filename = attributes["filename"] }
            }
            var view = PartView(type: type, filename: filename ?? name)
            switch part.body {
            case .multipart: break
            case .message(let inner): return [view] + views(inner)
            case .text(let text), .html(let text): view.digest = SHA256.hex(Array(text.utf8))
            case .binary(let octets): view.digest = SHA256.hex(octets)
            }
            return [view]
        }
    }
}
