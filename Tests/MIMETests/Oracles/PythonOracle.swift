import Foundation
import MIME
import TestSupport

/// The part tree that the email parser of CPython saw: a second opinion.
private struct PythonTree: Decodable {
    struct File: Decodable {
        let parts: [Part]?
    }

    struct Part: Decodable {
        let part: String
        let type: String
        let filename: String?
        let sha256: String?
    }

    let files: [String: File]
}

enum PythonOracle {
    private static let known: [String: [String: Reason]] = [
        "cpython/expected.json": ["msg_15.txt": .boundaryReused, "msg_42.txt": .noDelimiter],
        "ruby-mail/python-tree.json": [
            "attachment_emails/attachment_message_rfc822_inline_image.eml": .quotedPrintableSpace,
            "attachment_emails/attachment_nonascii_filename.eml": .filenameGuessed,
            "mime_emails/raw_email4.eml": .unclosed,
            "rfc2822/example13.eml": .spaceBeforeColon,
        ],
        "enmime/python-tree.json": [
            "mail/epilogue-sample.raw": .base64BehindPadding,
            "mail/mime-bad-8bit-filename.raw": .filenameGuessed,
            "mail/mime-bad-content-transfer-encoding.raw": .damagedBase64,
            "mail/mime-bad-content-type.raw": .malformedType,
            "mail/mime-blank-media-name.raw": .malformedType,
            "parts/badboundary.raw": .unclosed,
            "parts/ctype-invalid-characters.raw": .malformedType,
            "parts/extra-base64-character.raw": .damagedBase64,
            "parts/multimixed-no-closing-boundary.raw": .unclosed,
        ],
        "rt/python-tree.json": ["emails/multipart-report": .noDelimiter],
    ]

    /// One comparison per corpus.
    static func comparisons() throws -> [OracleComparison] {
        try known.keys.sorted().map { oracle in
            let tree = try JSONDecoder().decode(PythonTree.self, from: Data(Corpora.bytes(oracle)))
            let folder = String(oracle.prefix { $0 != "/" })
            var comparison = OracleComparison(oracle, known: known[oracle] ?? [:])
            for (name, file) in tree.files.sorted(by: { $0.key < $1.key }) {
                let entity = MessageReader().entity(try Corpora.bytes("\(folder)/\(name)"))
                comparison.compare(name, ours: entity.flattened.map(view), theirs: views(file.parts ?? []))
            }
            return comparison
        }
    }

    /// Bodies that are header blocks, which CPython shows as parts: left out on both sides.
    private static func isHeaderBlock(_ type: String) -> Bool {
        type == "message/delivery-status" || type == "message/external-body"
    }

    private static func views(_ parts: [PythonTree.Part]) -> [PartView] {
        let reports = parts.filter { isHeaderBlock($0.type) }.map { $0.part + "." }
        return parts.filter { part in !reports.contains { part.part.hasPrefix($0) } }.map { part in
            return PartView(
                type: part.type, filename: part.filename, digest: isHeaderBlock(part.type) ? nil : part.sha256
            )
        }
    }

    private static func view(_ entity: MIMEEntity) -> PartView {
        let isBlock = isHeaderBlock(entity.contentType.mediaType)
        return PartView(
            type: entity.contentType.mediaType, filename: entity.filename,
            digest: entity.isLeaf && !isBlock ? SHA256.hex(entity.decodedBody()) : nil)
    }
}
