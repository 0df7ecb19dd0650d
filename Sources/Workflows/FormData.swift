// SUMMARY  Requests as values: states, events, and the pure functions between them.
// TRUST    Believes that whoever calls has proven who speaks; decides only what that person may do now.

public import Domain

/// What people filled in, in canonical form, with the documents that came along.
public struct FormData: Sendable, Hashable, Codable {
    /// A document that lies inside a spooled message.
    public struct Document: Sendable, Hashable, Codable {
        /// The form field it answers, such as `ktp`.
        public let field: String
        /// The name the sender gave it: data for people, never a path.
        public let filename: String
        /// What its first octets say it is.
        public let mediaType: String
        /// Decoded octets.
        public let size: Int
        /// Digest (hexadecimal) of the spooled message that holds it.
        public let message: String
        /// Which attachment of that message it is, from 0.
        public let index: Int

        /// A document.
        public init(
            field: String, filename: String, mediaType: String, size: Int, message: Digest, index: Int
        ) {
            self.field = field
            self.filename = filename
            self.mediaType = mediaType
            self.size = size
            self.message = message.hex
            self.index = index
        }

        /// The same document under another name.
        init(_ other: Document, filename: String) {
            field = other.field
            self.filename = filename
            mediaType = other.mediaType
            size = other.size
            message = other.message
            index = other.index
        }
    }

    /// Canonical values by field key.
    public var values: [String: String]
    /// The documents.
    public var documents: [Document]

    /// Filled-in data.
    public init(values: [String: String] = [:], documents: [Document] = []) {
        self.values = values
        self.documents = documents
    }

    /// The canonical value of a field.
    public subscript(field: String) -> String? { values[field] }

    /// This data with everything in `newer` on top: its values win, its documents replace those of the
    /// same field.
    public func merged(with newer: FormData) -> FormData {
        let replaced = Set(newer.documents.map(\.field))
        return FormData(
            values: values.merging(newer.values) { _, new in new },
            documents: documents.filter { !replaced.contains($0.field) } + newer.documents)
    }
}
