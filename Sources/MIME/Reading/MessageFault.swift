public import Domain

/// Every kind of defect this room reports. The raw value is the stable name of the Domain defect.
public enum MessageFault: String, Sendable, CaseIterable {
    // Limits: the message is quarantined unread.
    case tooDeep = "too-deep"
    case tooManyParts = "too-many-parts"
    case headerTooLarge = "header-too-large"
    case tooManyHeaderLines = "too-many-header-lines"
    case tooManyParameters = "too-many-parameters"
    case tooManyAddresses = "too-many-addresses"

    // Ambiguous: two readers could understand the message differently.
    case duplicateFrom = "duplicate-from"
    case duplicateSender = "duplicate-sender"
    case duplicateDate = "duplicate-date"
    case duplicateMessageID = "duplicate-message-id"
    case duplicateSubject = "duplicate-subject"
    case duplicateTo = "duplicate-to"
    case duplicateThread = "duplicate-thread-field"
    case duplicateContentField = "duplicate-content-field"
    case duplicateBoundary = "duplicate-boundary"
    case conflictingParameter = "conflicting-parameter"
    case nulInHeader = "nul-in-header"
    case bareCRInHeader = "bare-cr-in-header"
    case controlInHeader = "control-in-header"
    case spaceBeforeColon = "space-before-colon"
    case malformedHeaderLine = "malformed-header-line"
    case leadingContinuation = "leading-continuation"
    case blankContinuation = "blank-continuation"
    case multipleOriginators = "multiple-originators"
    case groupInFrom = "group-in-from"
    case routeInFrom = "route-in-from"
    case malformedFrom = "malformed-from"
    case encodedWordInAddress = "encoded-word-in-address"
    case multipartWithoutBoundary = "multipart-without-boundary"
    case boundaryNotFound = "boundary-not-found"
    case boundaryReused = "boundary-reused"
    case bareCRAtBoundary = "bare-cr-at-boundary"
    case delimiterWithText = "delimiter-with-text"
    case delimiterAfterClose = "delimiter-after-close"
    case encodedMultipart = "encoded-multipart"
    case base64Invalid = "base64-invalid"
    case base64Truncated = "base64-truncated"

    // Tolerable: every reader understands the message alike.
    case duplicateCopyField = "duplicate-copy-field"
    case duplicateParameter = "duplicate-parameter"
    case mboxFromLine = "mbox-from-line"
    case longLine = "long-line"
    case malformedContentType = "malformed-content-type"
    case malformedParameter = "malformed-parameter"
    case malformedAddress = "malformed-address"
    case malformedDate = "malformed-date"
    case malformedMessageID = "malformed-message-id"
    case missingFrom = "missing-from"
    case boundaryPrefix = "boundary-prefix"
    case missingCloseDelimiter = "missing-close-delimiter"
    case encodedMessage = "encoded-message"
    case unknownTransferEncoding = "unknown-transfer-encoding"
    case base64Chunked = "base64-chunked"
    case base64SpareBits = "base64-spare-bits"
    case quotedPrintableInvalid = "quoted-printable-invalid"
    case nulInBody = "nul-in-body"
    case bareCRInBody = "bare-cr-in-body"
    case bodyTooLarge = "body-too-large"
    case tnef = "tnef"

    /// How bad it is.
    public var severity: MessageDefect.Severity {
        switch self {
        case .tooDeep, .tooManyParts, .headerTooLarge, .tooManyHeaderLines, .tooManyParameters,
            .tooManyAddresses:
            .limit
        case .duplicateFrom, .duplicateSender, .duplicateDate, .duplicateMessageID, .duplicateSubject,
            .duplicateTo, .duplicateThread, .duplicateContentField, .duplicateBoundary,
            .conflictingParameter, .nulInHeader, .bareCRInHeader, .controlInHeader, .spaceBeforeColon,
            .malformedHeaderLine, .leadingContinuation, .blankContinuation, .multipleOriginators,
            .groupInFrom, .routeInFrom, .malformedFrom, .encodedWordInAddress, .multipartWithoutBoundary,
            .boundaryNotFound, .boundaryReused, .bareCRAtBoundary, .delimiterWithText,
            .delimiterAfterClose, .encodedMultipart, .base64Invalid, .base64Truncated:
            .ambiguous
        case .duplicateCopyField, .duplicateParameter, .mboxFromLine, .longLine, .malformedContentType,
            .malformedParameter, .malformedAddress, .malformedDate, .malformedMessageID, .missingFrom,
            .boundaryPrefix, .missingCloseDelimiter, .encodedMessage, .unknownTransferEncoding,
            .base64Chunked, .base64SpareBits, .quotedPrintableInvalid, .nulInBody, .bareCRInBody,
            .bodyTooLarge,
            .tnef:
            .tolerable
        }
    }

    /// The defect found at byte `offset` of the message.
    public func found(at offset: Int? = nil) -> MessageDefect {
        MessageDefect(rawValue, severity, at: offset)
    }
}
