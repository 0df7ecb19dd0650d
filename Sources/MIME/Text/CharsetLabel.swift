/// Names of charsets as mail spells them (IANA registry, WHATWG Encoding, and common mistakes).
enum CharsetLabel {
    /// The name to decode by: `us-ascii`, `utf-8`, `windows-1252` or an iconv name; `nil` if unknown.
    ///
    /// This is an allow list. Stateful charsets that mail does not use, such as ISO-2022-CN-EXT (where the C
    /// library had CVE-2024-2961), are not on it.
    static func canonical(_ label: String) -> String? {
        let plain = label.utf8.prefix { $0 != Octet.asterisk }
        guard plain.count <= 40 else { return nil }
        let key = String(
            decoding: plain.lazy.filter { $0.isLetter || $0.isDigit }.map(\.lowered), as: UTF8.self)
        return table[key]
    }

    /// Letters and digits of a label in lower case → name.
    private static let table: [String: String] = {
        var table: [String: String] = [:]
        for (name, labels) in groups {
            for label in labels.split(separator: " ") { table[String(label)] = name }
        }
        for part in [2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16] {
            table["iso8859\(part)"] = "ISO-8859-\(part)"
        }
        table["iso88598i"] = "ISO-8859-8"
        for page in [1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258] {
            table["windows\(page)"] = "CP\(page)"
            table["cp\(page)"] = "CP\(page)"
        }
        for page in [437, 850, 852, 855, 857, 860, 861, 862, 863, 865, 866, 869] {
            table["cp\(page)"] = "CP\(page)"
            table["ibm\(page)"] = "CP\(page)"
        }
        return table
    }()

    private static let groups: [(String, String)] = [
        ("us-ascii", "usascii ascii ansix341968 iso646us us 7bit"),
        ("utf-8", "utf8 unicode11utf8 utf8mb4 unicode utf8bom"),
        ("windows-1252", "windows1252 cp1252 iso88591 latin1 l1 ansi iso885911987 isolatin1 8859 xansi"),
        ("ISO-8859-2", "latin2 l2 isolatin2"),
        ("ISO-8859-9", "latin5 l5"),
        ("ISO-8859-15", "latin9 latin0"),
        ("CP874", "tis620 iso885911 windows874"),
        ("KOI8-R", "koi8r koi8"),
        ("KOI8-U", "koi8u"),
        ("GB18030", "gb18030 gb2312 gbk cp936 euccn gb231280 xgbk csgb2312"),
        ("HZ-GB-2312", "hzgb2312 hz"),
        ("BIG5-HKSCS", "big5 big5hkscs cnbig5 xxbig5 csbig5 cp950"),
        ("EUC-JP", "eucjp xeucjp ujis"),
        ("CP932", "shiftjis sjis xsjis windows31j mskanji cp932"),
        ("ISO-2022-JP", "iso2022jp csiso2022jp"),
        ("ISO-2022-JP-2", "iso2022jp2"),
        ("ISO-2022-KR", "iso2022kr csiso2022kr"),
        ("UHC", "euckr ksc56011987 ksc5601 ksc56011989 korean windows949 cp949 uhc"),
        ("EUC-TW", "euctw"),
        ("UTF-7", "utf7 unicode11utf7"),
        ("UTF-16", "utf16 iso10646ucs2"),
        ("UTF-16LE", "utf16le unicodefffe"),
        ("UTF-16BE", "utf16be"),
        ("UTF-32", "utf32"),
        ("UTF-32LE", "utf32le"),
        ("UTF-32BE", "utf32be"),
        ("MACINTOSH", "macintosh mac macroman xmacroman"),
        ("MAC-CYRILLIC", "xmaccyrillic maccyrillic"),
        ("VISCII", "viscii"),
        ("TCVN5712-1", "tcvn tcvn57121"),
        ("ARMSCII-8", "armscii8"),
        ("GEORGIAN-PS", "georgianps"),
        ("PT154", "pt154 cp154"),
    ]
}
