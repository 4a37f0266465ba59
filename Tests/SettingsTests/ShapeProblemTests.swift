import Settings
import Testing

@Suite("Mistakes of shape")
struct ShapeProblemTests {
  @Test(
    "a mistake of shape is told with line and column",
    arguments: [
      ("- database", "1:1: the file must hold settings such as 'database: embedded', found a list"),
      (
        "embedded",
        "1:1: the file must hold settings such as 'database: embedded', found 'embedded'"
      ),
      ("assets: keep\nassets: count", "1:1: 'assets' stands more than once; keep one"),
      ("sites:\n\t- name: a", "2:1: a tab in front of a setting; indent with blanks"),
      ("assets: keep\n\t# x", "2:1: a tab in front of a setting; indent with blanks"),
      ("inputs: [a, b", "2:1: no YAML: did not find expected ',' or ']'"),
      ("assets: 'keep", "1:14: no YAML: found unexpected end of stream"),
      (
        "inputs:\n  - *.log",
        "2:5: quote a value that begins with '*'; aliases are not used in settings"
      ),
      (
        "a: &x [1]\n",
        "1:4: quote a value that begins with '&'; anchors are not used in settings"
      ),
      (
        "assets: !!str keep",
        "1:9: quote a value that begins with '!'; tags are not used in settings"
      ),
      (
        "inputs:\n  - logs/*.log\n    format: combined\n",
        "2:1: 'format:' cannot stand below an item that is one text; write '- path: logs/*.log', "
          + "and 'format:' on a line of its own under 'path:', as far in as it"
      ),
      (
        "inputs:\n  # ours\n  - \"logs/*.log\"\n  # theirs\n  zone: UTC\n  format: combined\n",
        "3:1: 'zone:' cannot stand below an item that is one text; write '- path: \"logs/*.log\"', "
          + "and 'zone:' on a line of its own under 'path:', as far in as it"
      ),
      (
        "assets: keep\nsites:\n- larkspur\n  zone: UTC\n",
        "3:1: 'zone:' cannot stand below an item that is one text; write '- name: larkspur', and "
          + "'zone:' on a line of its own under 'name:', as far in as it"
      ),
      ("assets: keep\n  a: b: c\n", "2:4: no YAML: mapping values are not allowed in this context"),
      (
        "inputs:\n  - logs/*.log\nformat: combined\n",
        "3:1: 'format' is a setting of an input; write it under the input's '- path: …', as far in "
          + "as 'path:'"
      ),
      (
        "inputs:\n  - logs/*.log\n  - format: combined\n",
        "3:5: inputs[1] needs a path: '- path: …', and its other settings under 'path:', as far in "
          + "as it"
      ),
      ("assets: keep\u{7}", "1:13: a control character, which settings cannot hold"),
      ("[a]: b", "1:1: a setting needs a name in front of ':', found a list"),
      ("inputs: forms.ndjson", "1:9: inputs must be a list such as [a, b], found 'forms.ndjson'"),
      (
        "inputs: [[a]]",
        "1:10: inputs[0] must be a path, * and ? allowed, or a table with 'path: …', found a list"
      ),
      ("data: {a: b}", "1:7: data must be the path of a folder, found a table of settings"),
      (
        "sites: {}",
        "1:8: sites must be a list of sites, each '- name: …', found a table of settings"
      ),
      ("sites: []", "1:8: sites must be a list of sites, each '- name: …', found a list"),
      ("sites: [a]", "1:9: sites[0] must be a table of settings such as 'name: …', found 'a'"),
    ])
  func shapes(text: String, expected: String) {
    #expect(problems(text).first == expected)
  }

  @Test("a second document is refused")
  func documents() {
    #expect(problems("assets: keep\n---\nassets: count").count == 1)
  }

  @Test("a bomb of aliases is refused before it is read")
  func bomb() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 {
      text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    #expect(problems(text + "? *a40\n: x").count == 42)
  }

  @Test(
    "deep nesting is refused before it is read",
    arguments: [
      String(repeating: "[", count: 100_000), String(repeating: "- ", count: 50_000),
      String(repeating: "? ", count: 50_000),
      (0..<200).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
    ])
  func nesting(text: String) {
    let found = problems(text)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("nested too deeply for settings") == true)
  }

  @Test("a file that is not UTF-8 is named by its line")
  func encoding() {
    let latin1 = Array("assets: keep\n# caf".utf8) + [0xe9]
    #expect(problems(bytes: latin1) == ["2:1: the file is not UTF-8; save it as UTF-8"])
  }

  @Test("empty files, comments alone, a byte order mark, CRLF and quoted stars are no mistakes")
  func harmless() throws {
    for text in [
      "", "\n", "# nothing\n\(String(repeating: " ", count: 70))# here\n", "---\n", "assets:\n",
      "null",
    ] {
      #expect(try load(text).assets == .keep)
    }
    #expect(try load("\u{feff}assets: count").assets == .count)
    #expect(try load("assets: count\r\ninputs:\r\n  - a\r\n").inputs.map(\.path) == ["/etc/f/a"])
    #expect(try load("inputs: ['*.log', \"a\\\"*b\", it's, a*b] # *").inputs.count == 4)
  }

  @Test("random changes to a good file never stop the reader", arguments: [61, 62] as [UInt64])
  func junk(seed: UInt64) {
    let sample = Array(Configuration.sampleFile().utf8)
    let signs = Array("[]{}:-?&*!|>'\"%@`#, \t\n\r\0\u{fe}ab".utf8)
    var state = seed
    for _ in 0..<300 {
      var bytes = sample
      for _ in 0..<4 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = signs[Int(state >> 20) % signs.count]
      }
      for problem in problems(bytes: bytes) { #expect(!problem.isEmpty) }
    }
  }
}
