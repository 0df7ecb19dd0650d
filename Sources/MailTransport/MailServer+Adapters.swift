public import Domain

extension MailServer {
    /// The mailbox at this URL; throws `invalidURL` for submission URLs.
    public func makeMailbox(_ options: TransportOptions) throws(TransportError) -> any MailboxSource {
        switch self {
        case .imap(let endpoint, let mailbox):
            return try IMAPMailbox(endpoint, mailbox: mailbox, options: options)
        case .maildir(let path):
            return Maildir(path: path)
        case .smtp, .sendmail:
            throw TransportError(
                .invalidURL, .configuration, host: url, detail: "mail cannot be read from here")
        }
    }

    /// The submission at this URL; throws `invalidURL` for mailbox URLs.
    public func makeSubmission(_ options: TransportOptions) throws(TransportError) -> any MailSubmission {
        switch self {
        case .smtp(let endpoint): return SMTPSubmission(endpoint, options: options)
        case .maildir(let path): return MaildirSubmission(path: path)
        case .sendmail(let program): return SendmailSubmission(program: program, deadlines: options.deadlines)
        case .imap:
            throw TransportError(
                .invalidURL, .configuration, host: url, detail: "mail cannot be sent to here")
        }
    }
}
