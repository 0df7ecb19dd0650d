import MIME
import Testing

struct CharsetDecoderTests {
    @Test(arguments: [
        ("utf-8", [0xC3, 0xB6], "ö"), ("UTF8", [0xEF, 0xBB, 0xBF, 0x61], "a"),
        ("iso-8859-1", [0xF6, 0x80], "ö€"),
        ("us-ascii", [0xC3, 0xB6], "ö"), ("us-ascii", [0xF6], "ö"), ("x-unknown", [0xC3, 0xB6], "ö"),
        ("x-unknown", [0xF6], "ö"), ("utf-8", [0xF6, 0x62], "öb"),
        ("utf-8", [0xC3, 0xB6, 0xF6], "ö\u{FFFD}"),
        ("iso-8859-2", [0xB1], "ą"), ("koi8-r", [0xC1], "а"), ("shift_jis", [0x93, 0xFA], "日"),
        ("gb2312", [0xC8, 0xD5], "日"), ("big5", [0xA4, 0xE9], "日"), ("euc-kr", [0xC0, 0xCF], "일"),
        ("utf-7", Array("+APY-".utf8), "ö"), ("utf-16le", [0x61, 0, 0x62, 0], "ab"),
        ("utf-16", [0xFE, 0xFF, 0, 0x61], "a"),
        ("windows-1251", [0xC0], "А"), ("euc-jp", [0xFF, 0x61], "\u{FFFD}a"),
        ("utf-16be", [0, 0x61, 0], "a\u{FFFD}"),
        ("_iso-2022-jp$esc", Array("ab".utf8), "ab"), ("iso-2022-cn-ext", [0x61], "a"),
        ("utf-8//TRANSLIT", [0x61], "a"),
        ("", [0x61, 0, 0x62], "ab"), ("koi8-r", [0x61, 0, 0xC1], "aа"),
    ])
    func `octets become text whatever the label says`(label: String, octets: [UInt8], text: String) {
        #expect(CharsetDecoder(label: label).decode(octets) == text)
    }

    @Test func `long text in a charset of the C library comes out whole`() {
        let octets = [UInt8](repeating: 0xC1, count: 100_000)
        #expect(CharsetDecoder(label: "koi8-r").decode(octets).unicodeScalars.count == 100_000)
    }
}
