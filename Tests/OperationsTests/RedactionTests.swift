import Logging
import Operations
import Support
import Testing

@Suite("No personal data in the log")
struct RedactionTests {
  private func logged(_ text: String) -> String {
    let lines = WrittenLines()
    LogStream(to: lines).logger("test").error("\(text)", metadata: ["value": "\(text)"])
    return lines.text
  }

  @Test(
    "addresses, credentials and secrets do not come through",
    arguments: [
      ("from 203.0.113.77 again", "203.0.113.77"), ("203.0.113.77:8080", "203.0.113.77"),
      ("(203.0.113.77).", "203.0.113.77"), ("x203.0.113.77y", "203.0.113.77"),
      ("::ffff:203.0.113.77", "203.0.113.77"), ("2001:db8::7:1", "2001:db8"),
      ("[2001:db8::7:1]:443", "2001:db8"), ("peer 2001:db8::7:1: reset", "2001:db8"),
      ("2001:DB8:0:0:1:2:3:4.", "2001:DB8"), ("addr:2001:db8::77", "2001:db8"),
      ("fe80::77%eth0", "fe80::77"), ("beef2001:db8::77", "db8::77"),
      ("to anna.canary@example.test now", "canary"), ("<anna.canary@example.test>", "canary"),
      ("mailto:canary@example.test", "canary"), ("u=canary%40example.test&x", "canary"),
      ("\"canary who\"@example.test", "canary"), ("canary@[203.0.113.77]", "canary"),
      ("bounce+canary=example.com@lists.test", "canary"), ("canäry@exämple.test", "canäry"),
      ("canary\u{0}@example.test", "canary"), ("a@b,canary@example.test", "canary"),
      ("postgresql://footfall:canary@db.test/x", "canary"),
      ("postgresql://foot:ca/nary#1@db.test/x", "nary"), ("https://u:c@n@canary@h/", "canary"),
      ("postgresql://db/canary@example.test", "canary"), ("https://canary@example.test/", "canary"),
      ("postgresql://db/x?password=canary&y", "canary"), ("host=db password='canary 1'", "canary"),
      ("PASSWORD = canary", "canary"), (#"{"token": "canary"}"#, "canary"),
      ("Authorization: Bearer canary", "canary"), ("PGPASSWORD=canary", "canary"),
    ])
  func redacted(text: String, canary: String) {
    #expect(!logged(text).contains(canary))
  }

  @Test(
    "what is nobody's stays",
    arguments: [
      "127.0.0.1:9467", "[::1]:9467", "12:30:45", "2026-11-25T09:00:00Z", "version 2.28.1",
      "1.2.3", "300.1.2.3", "aa:bb:cc:dd:ee:ff", "Foo::Bar", "a ratio of 1:2", "42P05",
      "postgresql://db.test:5432/footfall", "postgresql://footfall@db.test:5432/footfall",
      "postgresql://footfall@/footfall", "@ the end", "2001 lines: 17",
    ])
  func kept(text: String) {
    #expect(logged(text).contains("error \(text) value="))
  }

  @Test("an address at the place where a long text is cut does not come through half")
  func cut() {
    for length in 900..<1_100 {
      let text = String(repeating: "x", count: length) + " anna.canary@example.test"
      #expect(!logged(text).contains("canary"))
    }
    for length in 4_000..<4_150 {
      let text =
        String(repeating: "a.long.local.part.of.a.mail@example.test ", count: 97).prefix(length)
        + " anna.canary@example.test"
      #expect(!logged(String(text)).contains("canary"))
      #expect(!logged(String(text)).contains("local.part"))
    }
  }

  @Test("random addresses in random texts are found", arguments: [7, 8] as [UInt64])
  func random(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let around = [" ", ",", ";", "(", ")", "<", ">", "\"", "'", "|", "\u{1b}", "\n", "ü", "…"]
    for _ in 0..<2_000 {
      // 127 is the machine itself.
      func number() -> Int { .random(in: 11...126, using: &random) }
      let address = [
        "\(number()).\(number()).\(number()).\(number())",
        "2001:db8:\(number())::\(number())", "u\(number())@mail\(number()).test",
      ].randomElement(using: &random)
      let (before, after) = (
        around.randomElement(using: &random), around.randomElement(using: &random)
      )
      guard let address, let before, let after else { continue }
      #expect(!logged("seen\(before)\(address)\(after)there").contains(address))
    }
  }
}
