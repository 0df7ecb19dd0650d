internal import CCurl

/// One libcurl transfer or connection. Options are typed; the first refusal is remembered and thrown by
/// ``checkOptions()``, so that settings read as a list.
struct EasyHandle: ~Copyable {
    /// libcurl's own handle, for octets sent and received directly.
    let raw: UnsafeMutableRawPointer
    private var firstFault: CURLcode = CURLE_OK

    /// A handle, or `nil` when libcurl has no memory or no TLS.
    init?() {
        guard CurlLibrary.isReady, let raw = curl_easy_init() else { return nil }
        self.raw = raw
    }

    deinit { curl_easy_cleanup(raw) }

    /// Sets a number.
    mutating func set(_ option: CURLoption, _ value: Int) { note(sertipos_easy_set_long(raw, option, value)) }

    /// Sets a switch.
    mutating func set(_ option: CURLoption, _ value: Bool) { set(option, value ? 1 : 0) }

    /// Sets a text; `nil` clears it. libcurl copies it.
    mutating func set(_ option: CURLoption, _ value: String?) {
        note(sertipos_easy_set_string(raw, option, value))
    }

    /// Sets a secret. libcurl keeps a copy until the handle goes.
    mutating func set(_ option: CURLoption, secret: SecretText) {
        note(secret.withCString { sertipos_easy_set_string(raw, option, $0) })
    }

    /// Sets a size.
    mutating func set(_ option: CURLoption, size: Int) {
        note(sertipos_easy_set_offset(raw, option, curl_off_t(size)))
    }

    /// Sets a callback's context, which must outlive the transfer.
    mutating func set(_ option: CURLoption, context: UnsafeMutableRawPointer) {
        note(sertipos_easy_set_pointer(raw, option, context))
    }

    /// Sets a callback that reads or takes octets.
    mutating func set(_ option: CURLoption, callback: sertipos_bytes_callback) {
        note(sertipos_easy_set_callback(raw, option, callback))
    }

    /// Sets a list, which must outlive the transfer.
    mutating func set(_ option: CURLoption, list: UnsafeMutablePointer<curl_slist>?) {
        note(sertipos_easy_set_list(raw, option, list))
    }

    /// Throws if libcurl refused any setting: then a protection may be missing, and nothing must be sent.
    func checkOptions() throws(CurlFault) {
        guard firstFault == CURLE_OK else { throw CurlFault(firstFault) }
    }

    /// A result in whole numbers, 0 when there is none.
    func number(_ field: CURLINFO) -> Int {
        var value = 0
        return sertipos_easy_get_long(raw, field, &value) == CURLE_OK ? value : 0
    }

    /// Runs the transfer to its end.
    func perform() throws(CurlFault) {
        let code = curl_easy_perform(raw)
        guard code == CURLE_OK else { throw CurlFault(code) }
    }

    private mutating func note(_ code: CURLcode) {
        if firstFault == CURLE_OK, code != CURLE_OK { firstFault = code }
    }
}

/// A libcurl result other than CURLE_OK.
struct CurlFault: Error {
    /// The result.
    let code: CURLcode

    /// A fault.
    init(_ code: CURLcode) { self.code = code }
}
