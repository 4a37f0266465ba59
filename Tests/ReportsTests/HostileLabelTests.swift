import Reports
import Support
import Testing

@Suite("Hostile labels")
struct HostileLabelTests {
  /// What attackers put into requests, referrers, agents, forms and mail.
  static let attacks: [String] = [
    "?%3Cimg%20src=x%20onerror=alert(1)%3E",
    "<script>alert(1)</script>", "<title>phpMyAdmin",
    "\"><svg/onload=alert(1)>", "' onmouseover='alert(document.domain)",
    "javascript:alert(1)//https://x.example/", "jAvAsCrIpT&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>", "\u{1}javascript:alert(1)",
    "]]></style><script>alert(1)</script>", "--><script>", "</svg><script>", "</textarea>",
    "</title>", "&quot;&gt;&lt;script&gt;",
    "{{constructor.constructor('alert(1)')()}}", "${7*7}", "<%= 7*7 %>", "%s%n%x",
    "</script><script>alert(1)</script>\u{2028}",
    "<a xlink:href=\"https://evil/\">", "<use href=\"data:x\">", "<foreignObject>",
    "&xxe;", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>",
    "a\u{8}b\u{B}c\u{1B}d\u{7F}e\u{FFFE}", "user\u{202E}moc.live@x",
    "Z" + String(repeating: "\u{301}", count: 500), String(repeating: "W", count: 5_000),
    "{visits.rose}",
  ]

  @Test("hostile labels leave the elements of all pages as harmless ones do", arguments: attacks)
  func skeleton(attack: String) async throws {
    let harmless = try await Self.harmless.value
    let hostile = try await Self.pages(of: attack)
    #expect(Set(harmless.keys) == Set(hostile.keys))
    for (path, page) in harmless where path.hasSuffix(".html") {
      let expected = TestPage(page)
      let found = TestPage(try #require(hostile[path]))
      #expect(found.skeleton == expected.skeleton, "\(path)")
      #expect(
        found.addresses.allSatisfy { address in
          ["https://", "http://", "mailto:", "#"].contains { address.hasPrefix($0) }
            || !address.contains(":")
        }, "\(path)")
      #expect(
        !(hostile[path] ?? "").unicodeScalars.contains { scalar in
          scalar.value < 0x20 && scalar != "\n" || scalar.value == 0x202E || scalar.value == 0xFFFE
        }, "\(path)")
    }
  }

  /// The same pages with harmless labels, made once.
  private static let harmless = Task { try await pages(of: "plain words") }

  private static func pages(of label: String) async throws -> [String: String] {
    let folders = try TestFolders()
    defer { folders.remove() }
    return try await TestDatabase.with(template: .migrated) { database in
      try await TestDatabase.$current.withValue(database) {
        let site = try TestSite()
        let labels = TestSite.Labels.hostile(label)
        try await site.store(
          try site.traffic(seed: 5, labels: labels), try site.messages(labels: labels))
        try await site.storeLedgers(labels: labels)
        try await folders.report([site])
        let open = try folders.files(in: folders.output)
        let persons = try folders.files(in: folders.persons)
          .map { ("persons/" + $0.key, $0.value) }
        return open.merging(persons) { first, _ in first }
      }
    }
  }
}
