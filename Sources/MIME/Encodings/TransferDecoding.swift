/// Takes the transfer encoding off a body (RFC 2045 section 6).
enum TransferDecoding {
    /// All decoded octets, and what was wrong.
    static func decode(
        _ body: ArraySlice<UInt8>, _ encoding: ContentTransferEncoding
    ) -> (octets: [UInt8], faults: [MessageFault]) {
        switch encoding {
        case .identity, .unknown: return (Array(body), [])
        case .base64:
            let result = Base64Decoder.decode(body)
            return (result.octets, faults(of: result.damage))
        case .quotedPrintable:
            let result = QuotedPrintableDecoder.decode(body)
            return (result.octets, result.isInvalid ? [.quotedPrintableInvalid] : [])
        }
    }

    /// Size and first octets of what decoding yields; a base64 body is not held decoded for that.
    static func measure(
        _ body: ArraySlice<UInt8>, _ encoding: ContentTransferEncoding, prefix: Int
    ) -> (size: Int, prefix: [UInt8], faults: [MessageFault]) {
        switch encoding {
        case .identity, .unknown: return (body.count, Array(body.prefix(prefix)), [])
        case .base64:
            let (size, start, damage) = Base64Decoder.measure(body, prefix: prefix)
            return (size, start, faults(of: damage))
        case .quotedPrintable:
            let result = QuotedPrintableDecoder.decode(body)
            let faults: [MessageFault] = result.isInvalid ? [.quotedPrintableInvalid] : []
            return (result.octets.count, Array(result.octets.prefix(prefix)), faults)
        }
    }

    private static func faults(of damage: Base64Decoder.Damage) -> [MessageFault] {
        var faults: [MessageFault] = []
        if damage.contains(.invalid) { faults.append(.base64Invalid) }
        if damage.contains(.truncated) { faults.append(.base64Truncated) }
        if damage.contains(.chunked) { faults.append(.base64Chunked) }
        if damage.contains(.spareBits) { faults.append(.base64SpareBits) }
        return faults
    }
}
