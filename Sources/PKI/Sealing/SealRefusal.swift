public import Domain

/// A sealed passphrase that cannot be used. There is one text for every cause, so that nobody learns from the
/// answer what exactly was wrong with what he sent.
public struct SealRefusal: ClassifiedError, Hashable {
    init() {}

    /// The same text will never open.
    public var failureClass: FailureClass { .permanent }

    /// For operators.
    public var description: String { "the sealed passphrase cannot be used; send the holder a new link" }
}
