internal import Domain

/// The two ways a message as a whole can be signed (RFC 8551 section 3.5), found without any leniency.
enum SignedWrapping {
    /// `multipart/signed`: the octets that were signed, and the signature over them in base64.
    case clear(content: ArraySlice<UInt8>, signature: ArraySlice<UInt8>)
    /// `application/pkcs7-mime; smime-type=signed-data`: content and signature in one, in base64.
    case opaque(ArraySlice<UInt8>)

    /// The wrapping of the message in `octets`; `nil` if it does not say that it is signed.
    init?(of octets: [UInt8], limit: Int) throws(SignedMailRefusal) {
        guard octets.count <= limit else { throw .tooLarge }
        // Most mail is not signed. It is passed over here, whatever else may be wrong with it.
        guard SignedContent.headerSpeaksOfSignatures(octets[...]) else { return nil }
        let message = try CanonicalLines.canonical(octets)
        let header = try EntityHeader(of: message[...])
        guard let value = try header.value("content-type") else { return nil }
        let type = try MediaType(value)
        switch type.name {
        case "multipart/signed":
            guard let scheme = type.parameter("protocol") else { throw .malformedContentType }
            guard scheme.lowercased() == MediaType.signature else { return nil }
            try header.requireVersion()
            try header.requirePlainTransfer()
            // RFC 1847 section 2.1 requires it; what it says is not believed.
            guard type.parameter("micalg") != nil, let boundary = type.boundary else {
                throw .malformedContentType
            }
            let parts = try SignedMultipart(body: header.body, boundary: boundary)
            self = .clear(content: parts.content, signature: try Self.body(of: parts.signature))
        case "application/pkcs7-mime":
            guard type.parameter("smime-type")?.lowercased() == "signed-data" else { return nil }
            try header.requireVersion()
            try header.requireBase64()
            self = .opaque(header.body)
        default: return nil
        }
    }

    /// The body of the second part of a `multipart/signed`.
    private static func body(of part: ArraySlice<UInt8>) throws(SignedMailRefusal) -> ArraySlice<UInt8> {
        let header = try EntityHeader(of: part)
        guard header.hasContentFieldsOnly, let value = try header.value("content-type"),
            try MediaType(value).name == MediaType.signature
        else { throw .noSignaturePart }
        try header.requireBase64()
        return header.body
    }
}
