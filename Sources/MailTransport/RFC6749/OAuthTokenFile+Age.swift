public import Domain
internal import Glibc

extension OAuthTokenFile {
    /// When the token was renewed last, as the file's own date says. Providers let a refresh token die when it is
    /// not used for long: Microsoft after 90 days.
    public func renewedAt() throws(TransportError) -> Timestamp {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw TransportError(
                .secretUnreadable, .configuration, host: path, detail: String(cString: strerror(errno)))
        }
        return Timestamp(seconds: Int64(status.st_mtim.tv_sec))
    }
}
