import Testing

@testable import MIME

struct HTMLTextTests {
    private func text(_ html: String) -> String {
        String(decoding: HTMLText.text(from: Array(html.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        ("a b\n c", "a b c"), ("<p>a</p><p>b</p>", "a\nb"), ("a<br>b<br/>c", "a\nb\nc"),
        ("a<br><br>b", "a\n\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"), ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<b>a</b><i> b</i>c", "a bc"), ("<h1>a</h1>b", "a\nb"), ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>e", "a\tb\nc\td\ne"),
        ("<table><tr><td><p>a</p></td><td><p>: b</p></td></tr></table>", "a\t: b"),
        ("<table><tr><td>a<br></td><td></td><td>c</td></tr></table>", "a\t\tc"),
        ("<table><tr><td></td><td>b</td></tr></table>", "\tb"),
        (
            "<table><tr><td><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table></td><td>d</td></tr></table>",
            "a\tb\nc\td"
        ),
        ("<script>x<y</script>a<STYLE>b</Style >c<!-- d --><title>t</title>", "ac"),
        ("<script>never closed", ""),
        ("a<!--> b -->c", "a b -->c"), ("<!DOCTYPE html><?xml x?>a<![if !mso]>b<![endif]>", "ab"),
        ("&lt;&amp;&nbsp;&#246;&#xF6;&ouml;&#128;&euro;&bogus;&#0;& &amp", "<&\u{A0}ööö€€&bogus;\u{FFFD}& &"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"), ("write to <budi@x.id> now", "write to <budi@x.id> now"),
        ("<a href=\"http://x.id\">x</a>", "x"), ("<a href='mailto:a@x.id'>a@x.id</a>", "a@x.id"),
        (
            "<a href=\"mailto:a@x.id?subject=Y&amp;body=z\">Setuju</a>!",
            "Setuju <mailto:a@x.id?subject=Y&body=z>!"
        ),
        ("x<blockquote>a<br>b<blockquote>c</blockquote></blockquote>d", "x\n> a\n> b\n> > c\nd"),
        (
            "<div class=\"gmail_quote\">On x wrote:<blockquote><p>a</p><br><p>b</p></blockquote></div>e",
            "On x wrote:\n> a\n> \n> b\ne"
        ),
        ("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"), ("<img alt='>' src=x>a", "a"),
        ("<a title=\"x>y\">z</a>", "z"),
        ("a<", "a<"), ("a</", "a</"), ("<", "<"), ("<a href=\"unclosed>text", "text"), ("", ""),
        ("<div></div>", ""),
        ("\u{00E9}<br>\u{00FC}", "é\nü"), ("a\u{A0}b", "a\u{A0}b"),
    ])
    func `HTML reads like a person would read it`(html: String, expected: String) {
        #expect(text(html) == expected)
    }
}
