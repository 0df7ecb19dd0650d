internal import CCurl

/// One form sent to a token endpoint. No redirects: the form holds a secret.
struct HTTPSPost {
    /// Where to.
    let url: String
    /// `application/x-www-form-urlencoded` text.
    let form: String
    /// Without TLS, for a test server on the own host.
    let isPlain: Bool

    /// Sends it; returns status and body.
    func perform(host: String, _ options: TransportOptions) throws(TransportError) -> (Int, [UInt8]) {
        guard var curl = EasyHandle() else {
            throw TransportError(.trustUnreadable, .refresh, host: host, detail: "libcurl")
        }
        let body = Body()
        curl.secure(
            protocols: isPlain ? "http" : "https", security: isPlain ? .plaintextLoopback : .implicit,
            options: options)
        curl.set(CURLOPT_URL, url)
        curl.set(CURLOPT_POSTFIELDSIZE, form.utf8.count)
        curl.set(CURLOPT_COPYPOSTFIELDS, form)
        curl.set(CURLOPT_FOLLOWLOCATION, false)
        curl.set(
            CURLOPT_TIMEOUT_MS, options.deadlines.connect.milliseconds + options.deadlines.idle.milliseconds)
        curl.set(CURLOPT_WRITEFUNCTION, callback: Body.callback)
        curl.set(CURLOPT_WRITEDATA, context: Unmanaged.passUnretained(body).toOpaque())
        do throws(CurlFault) {
            try curl.checkOptions()
            try curl.perform()
        } catch {
            let cause = error.connectError(host: host, serverReply: "")
            throw TransportError(cause.code, .refresh, host: host, detail: cause.detail)
        }
        return withExtendedLifetime(body) { (curl.number(CURLINFO_RESPONSE_CODE), body.octets) }
    }

    /// The answer, at most 64 KiB.
    private final class Body {
        var octets: [UInt8] = []

        static let callback: sertipos_bytes_callback = { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let body = Unmanaged<Body>.fromOpaque(context).takeUnretainedValue()
            guard body.octets.count + size * count <= 65_536 else { return 0 }
            body.octets.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
            return size * count
        }
    }
}
