/// Hand-written mails: `\n` in the source is CRLF on the wire.
enum Mail {
    static func octets(_ text: String) -> [UInt8] {
        Array(text.utf8).flatMap { $0 == 10 ? [13, 10] : [$0] }
    }

    /// A plain mail with these extra header lines and this body.
    static func octets(header: String = "", body: String = "Nama: Budi\n") -> [UInt8] {
        octets("From: Budi <budi@example.go.id>\n" + header + "\n" + body)
    }

    /// A mail that uses most of what the reader knows.
    static let rich = octets(
        """
        Return-Path: <budi@example.go.id>
        Delivered-To: layanan+abc@example.go.id
        Received: from a.example by mx.example;
        \tMon, 23 Nov 2026 09:00:00 +0700
        From: =?utf-8?q?Budi_Sant=C3=B6so?= <budi@example.go.id>
        To: Layanan <layanan@example.go.id>, "Desk, The" <desk@example.go.id>
        Subject: =?utf-8?B?UGVybW9ob25hbg==?= =?utf-8?q?_baru?=
        Date: Mon, 23 Nov 2026 09:00:00 +0700
        Message-ID: <m1@example.go.id>
        References: <a@example.id> <b@example.id>
        In-Reply-To: <b@example.id>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="outer"

        preamble
        --outer
        Content-Type: multipart/alternative; boundary="inner"

        --inner
        Content-Type: text/plain; charset=iso-8859-1; format=flowed; delsp=yes
        Content-Transfer-Encoding: quoted-printable

        Nama: Budi Sant=F6so dari =20
        Dinas
        --inner
        Content-Type: text/html; charset=utf-8

        <table><tr><td>Nama</td><td>Budi</td></tr></table>
        --inner--
        --outer
        Content-Type: image/jpeg; name=ktp.jpg
        Content-Disposition: attachment; filename*=utf-8''k%C3%A4tepe.jpg
        Content-Transfer-Encoding: base64

        /9j/4AAQSkZJRg==
        --outer
        Content-Type: message/rfc822

        From: other@example.id
        Subject: inside

        hello
        --outer--
        epilogue

        """)
}
