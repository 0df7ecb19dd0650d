import Domain

extension MIMEEntity {
    /// The entity as an attachment, with what was wrong with its encoding. Size and first octets are computed
    /// now, in fixed memory for base64; the octets are decoded when asked for, from the message itself.
    func attachment() -> (attachment: MessageAttachment, faults: [MessageFault]) {
        let body = body
        let encoding = transferEncoding
        let (size, prefix, faults) = TransferDecoding.measure(body, encoding, prefix: 4096)
        let content = MessageAttachment.Content(size: size, prefix: prefix) {
            TransferDecoding.decode(body, encoding).octets
        }
        let harmless: [MessageFault] = [.base64Chunked, .base64SpareBits]
        let attachment = MessageAttachment(
            filename: filename, mediaType: contentType.mediaType, isInline: disposition?.kind == "inline",
            contentID: contentID, content: content,
            isDamaged: encoding == .unknown || faults.contains { !harmless.contains($0) })
        return (attachment, faults)
    }
}
