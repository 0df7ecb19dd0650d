/// A finished notice: one source, three renditions.
public struct RenderedNotice: Sendable, Hashable {
    /// The most octets that text and HTML may have together: people read mail on metered phones.
    public static let maximumLength = 100_000

    /// One line without control characters.
    public let subject: String
    /// text/plain, `\n` line ends, wrapped at 72 columns except for links and preformatted lines.
    public let text: String
    /// text/html, a whole document.
    public let html: String

    /// A finished notice.
    init(subject: String, text: String, html: String) {
        self.subject = subject
        self.text = text
        self.html = html
    }
}
