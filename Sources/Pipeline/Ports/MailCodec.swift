public import Domain

/// Octets to message and back. The reader never fails: what it could not understand is a defect.
public struct MailCodec: Sendable {
    /// Reads a whole message.
    public let read: @Sendable ([UInt8]) -> ReceivedMessage
    /// Reads a header section whose body was not taken.
    public let readHeader: @Sendable ([UInt8]) -> ReceivedMessage
    /// Writes a mail in its final form.
    public let write: @Sendable (OutgoingMail) throws -> [UInt8]

    /// A codec.
    public init(
        read: @escaping @Sendable ([UInt8]) -> ReceivedMessage,
        readHeader: @escaping @Sendable ([UInt8]) -> ReceivedMessage,
        write: @escaping @Sendable (OutgoingMail) throws -> [UInt8]
    ) {
        self.read = read
        self.readHeader = readHeader
        self.write = write
    }
}

/// Told how far a stage has come; a terminal draws it, cron hears nothing.
public protocol ProgressObserver: Sendable {
    /// `done` of `total` (0: unknown) units of `activity` are finished.
    func progress(_ activity: String, done: Int, total: Int)
}

/// Nobody watches.
public struct SilentProgress: ProgressObserver {
    /// The silent observer.
    public init() {}
    /// Does nothing.
    public func progress(_ activity: String, done: Int, total: Int) {}
}
