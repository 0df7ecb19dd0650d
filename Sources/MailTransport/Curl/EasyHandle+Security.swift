internal import CCurl

extension EasyHandle {
    /// Settings every connection has: TLS 1.2 or newer with a proven host name, only `protocols`, deadlines.
    mutating func secure(
        protocols: String, security: TransportSecurity, options: TransportOptions
    ) {
        set(CURLOPT_PROTOCOLS_STR, protocols)
        set(CURLOPT_NOSIGNAL, true)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_SSL_VERIFYPEER, true)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = options.certificateAuthorityFile {
            set(CURLOPT_CAINFO, file)
            set(CURLOPT_CAPATH, nil)
        }
        switch security {
        case .implicit, .startTLS: set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        case .plaintextLoopback: set(CURLOPT_USE_SSL, Int(CURLUSESSL_NONE.rawValue))
        }
        set(CURLOPT_TCP_KEEPALIVE, true)
        set(CURLOPT_CONNECTTIMEOUT_MS, options.deadlines.connect.milliseconds)
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, options.deadlines.idle.milliseconds / 1000))
    }

    /// The account. With a bearer token only the two OAuth mechanisms are allowed: libcurl would prefer
    /// CRAM-MD5 where a server offers it.
    mutating func authenticate(_ user: String, _ secret: Credentials.Secret) {
        set(CURLOPT_USERNAME, user)
        set(CURLOPT_SASL_IR, true)
        switch secret {
        case .password(let password):
            set(CURLOPT_PASSWORD, secret: password)
        case .bearer(let token):
            set(CURLOPT_XOAUTH2_BEARER, secret: token)
            set(CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2")
        }
    }
}

extension CurlFault {
    /// What a failed connection attempt means, before any work was done.
    func connectError(host: String, serverReply: String) -> TransportError {
        let failure: (TransportError.Code, TransportError.Phase) =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: (.nameNotResolved, .connect)
            case CURLE_COULDNT_CONNECT: (.unreachable, .connect)
            case CURLE_OPERATION_TIMEDOUT: (.timeout, .connect)
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR,
                CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CIPHER:
                (.tlsFailed, .connect)
            case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE: (.trustUnreadable, .connect)
            case CURLE_USE_SSL_FAILED: (.startTLSUnavailable, .connect)
            case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: (.credentialsRefused, .login)
            case CURLE_WEIRD_SERVER_REPLY: (.protocolViolation, .connect)
            case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING: (.connectionLost, .connect)
            case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN,
                CURLE_BAD_FUNCTION_ARGUMENT:
                (.invalidURL, .configuration)
            default: (.unreachable, .connect)
            }
        let detail =
            serverReply.isEmpty ? "libcurl \(code.rawValue)" : "libcurl \(code.rawValue), \(serverReply)"
        return TransportError(failure.0, failure.1, host: host, detail: detail)
    }
}
