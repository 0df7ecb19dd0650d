import Domain

/// What the S/MIME signature of a mail says about its sender.
enum SignatureFinding: Sendable {
    /// The mail is not signed, or the desk has no anchors.
    case none
    /// It proves nothing; the mail counts as if it were not signed.
    case refused(SignedMailRefusal)
    /// It holds, but its certificate names another mailbox than From does.
    case otherAddress
    /// It holds and names the mailbox in From. Acted on is `view`, which has nothing of the mail but what was signed,
    /// its address, and what a reply needs to stay in its thread.
    case proven(view: ReceivedMessage, SignedMail)

    /// Types of message that hold content and signature in one.
    static let opaqueTypes = ["application/pkcs7-mime", "application/x-pkcs7-mime"]

    init(of octets: [UInt8], _ outer: ReceivedMessage, at moment: Timestamp, desk: Desk) {
        self = .none
        guard let verification = desk.signatures, let originator = outer.originator,
            outer.mediaType == "multipart/signed" || Self.opaqueTypes.contains(outer.mediaType)
        else { return }
        switch verification.verify(octets, at: moment) {
        case .notSigned: return
        case .refused(let reason): self = .refused(reason)
        case .verified(let signed):
            self =
                signed.addresses.contains(originator.address)
                ? .proven(view: Self.view(signed, outer, originator, desk.codec), signed) : .otherAddress
        }
    }

    /// The signed part, if it is what to act on.
    var view: ReceivedMessage? {
        if case .proven(let view, _) = self { return view }
        return nil
    }

    /// What tells this signature from every other one, however the mail around it is changed.
    var identity: [UInt8]? {
        guard case .proven(_, let signed) = self else { return nil }
        return signed.content + [0] + Array(signed.signingTime.utf8)
    }

    /// A machine name for `explain`.
    var description: String {
        switch self {
        case .none: "none"
        case .refused(let reason): "refused:\(reason.rawValue)"
        case .otherAddress: "refused:other-address"
        case .proven(_, let signed): "proven, certificate \(signed.serial)"
        }
    }

    /// Neither subject nor recipients nor In-Reply-To were signed: an old signed mail with new ones must not turn into
    /// another answer. The code inside the signed text finds what it answers.
    private static func view(
        _ signed: SignedMail, _ outer: ReceivedMessage, _ originator: NamedAddress, _ codec: MailCodec
    ) -> ReceivedMessage {
        let bare = codec.readHeader(signed.content).values(of: "From").isEmpty
        let head = bare ? Array("From: <\(originator.address)>\r\n".utf8) : []
        var view = codec.read(head + signed.content)
        view.headerFields = outer.headerFields
        view.originator = originator
        view.sender = nil
        view.to = []
        view.cc = []
        view.replyTo = []
        view.deliveredTo = []
        view.subject = ""
        view.messageID = outer.messageID
        view.inReplyTo = []
        view.references = []
        view.date = nil
        view.reversePath = outer.reversePath
        return view
    }
}
