// SUMMARY  The words of the desk: values that cannot be wrong, and the ports through which rooms meet.
// TRUST    Believes nothing. Whatever comes from outside becomes one of these types, or is refused.

/// Whether trying again later can help (RFC 5321 section 4.2.1: 4yz against 5yz).
public enum FailureClass: String, Sendable, Hashable, Codable {
    /// The cause may pass by itself: retry with back-off, count nothing against the message.
    case transient
    /// Retrying the same thing cannot help: somebody has to see it.
    case permanent
}

/// An error that knows whether it is worth retrying.
///
/// `description` is for logs and operators. It never holds a secret, a full NIK or message content.
public protocol ClassifiedError: Error, CustomStringConvertible {
    /// Whether the same operation may succeed later.
    var failureClass: FailureClass { get }
}
