import Domain
import MIME
import Testing

struct EncodedWordTests {
    @Test(arguments: [
        ("plain", "plain"), ("=?utf-8?q?a_b=C3=B6?=", "a bö"), ("=?UTF-8?B?w7Y=?=", "ö"),
        ("=?iso-8859-1*de?Q?=F6?=", "ö"), ("x =?utf-8?q?a?= =?utf-8?q?b?= y", "x ab y"),
        ("=?utf-8?q?a?=\t =?iso-8859-1?q?b?=", "ab"), ("=?utf-8?q?=C3?= =?utf-8?q?=B6?=", "ö"),
        ("a=?utf-8?q?b?=c", "abc"), ("=?utf-8?x?b?=", "=?utf-8?x?b?="), ("=?", "=?"),
        ("=?utf-8?q?", "=?utf-8?q?"),
        ("=?nonsense-1?q?caf=E9?=", "café"), ("=?us-ascii?q?caf=C3=A9?=", "café"), ("=?utf-8?B?YQ?=", "a"),
        ("=?utf-8?q?a b?=", "a b"), ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
    ])
    func `encoded words are decoded as mail programs write them`(value: String, text: String) {
        #expect(EncodedWord.decode(Array(value.utf8)) == text)
    }

    @Test func `starts without an end cost one search`() {
        let value = String(repeating: "=?u?q?x ", count: 20_000)
        #expect(EncodedWord.decode(Array(value.utf8)) == value)
    }
}
