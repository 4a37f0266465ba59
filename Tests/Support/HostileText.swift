/// Strings that attackers send where a label or an address may come to stand.
package enum HostileText {
  package static let all: [String] = [
    "/?<img src=x onerror=alert(1)>", "/<script>alert(1)</script>", "<title>phpMyAdmin",
    "\"><svg/onload=alert(1)>", "' onmouseover='alert(document.domain)",
    "javascript:alert(1)//https://x.example/", "jAvAsCrIpT&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>", "\u{1}javascript:alert(1)",
    "]]></style><script>alert(1)</script>", "--><script>", "</svg><script>", "</textarea>",
    "</title>", "https://x/&quot;&gt;&lt;script&gt;", "{{constructor.constructor('alert(1)')()}}",
    "${7*7}", "<%= 7*7 %>", "%s%n%x", "</script><script>alert(1)</script>", "a\u{2028}b\u{2029}",
    "<a xlink:href=\"https://evil/\">", "<use href=\"data:x\">", "<foreignObject>", "&xxe;",
    "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>", "\u{0}\u{8}\u{B}\u{1B}\u{7F}\u{FFFE}\u{9B}",
    "user\u{202E}moc.live@x", "zero\u{200B}width", "Z" + String(repeating: "\u{335}", count: 500),
  ]
}
