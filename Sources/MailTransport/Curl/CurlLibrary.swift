internal import CCurl
internal import Glibc

/// libcurl as a whole.
enum CurlLibrary {
    /// Starts libcurl, once, on first use. Also lets writes to closed connections fail with EPIPE instead of
    /// killing the process: libcurl's own way of doing that is not safe with several threads.
    static let isReady: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()
}
