import Clickstream
import Intake
import Testing

/// Lines with the expected fields marked in them.
///
/// `⟨t:/a⟩` marks the field with that letter, `✗` the byte at which the line is refused. A field
/// without a mark must be empty. `\0` stands for a zero byte and so on, as in Swift.
struct ConformanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let marked: String
    var format = AccessLogFormat.combined
    var status: Int16 = 200
    var bytes: Int64 = 1
    var flags: AccessRecord.Flags = []
    var reason: RejectReason?

    var testDescription: String { marked }
  }

  private static let time = "[17/May/2015:10:05:03 +0000]"
  private static let request = "⟨m:GET⟩ ⟨t:/⟩ ⟨p:HTTP/1.1⟩"
  private static let head = "⟨a:192.0.2.7⟩ - - \(time)"

  static let records: [Case] = [
    Case(marked: #"\#(head) "\#(request)" 200 1 "⟨f:http://a.example/⟩" "⟨g:Agent 1⟩""#),
    Case(marked: #"⟨a:2001:db8::7⟩ - ⟨u:ann⟩ \#(time) "\#(request)" 200 1 "-" "-""#),
    Case(marked: #"⟨a:fe80::1%eth0⟩ - - \#(time) "\#(request)" 200 1 "" """#),
    Case(
      marked: #"⟨a:host.example⟩ id ⟨u:ann lee⟩ \#(time) "\#(request)" 200 1 "-" "-""#,
      flags: .userHasBlanks),
    Case(marked: #"- - ⟨u:""⟩ \#(time) "\#(request)" 200 1 "-" "-""#),
    Case(marked: #"192.0.2.7, ⟨a:192.0.2.8⟩ - - \#(time) "\#(request)" 200 1 "-" "-""#),
    // A name that pretends to be the rest of a line.
    Case(
      marked:
        #"⟨a:::1⟩ - ⟨u:x [01/Jan/2020:00:00:00 +0000] y⟩ \#(time) "\#(request)" 200 1 "-" "-""#,
      flags: .userHasBlanks),
    Case(
      marked: #"⟨a:::1⟩ - ⟨u:- [01/Jan/2020:00:00:00 +0000]⟩ \#(time) "\#(request)" 200 1 "-" "-""#,
      flags: .userHasBlanks),
    Case(
      marked: #"\#(head) "⟨m:GET⟩ ⟨t:/a b  c⟩ ⟨p:HTTP/1.0⟩" 200 1 "-" "-""#),
    Case(marked: #"\#(head) "⟨m:PROPFIND⟩ ⟨t:*⟩ ⟨p:HTTP/2⟩" 200 1 "-" "-""#),
    Case(marked: #"\#(head) "⟨m:made-UP_1⟩ ⟨t:x⟩ ⟨p:HTTP/1.1⟩" 200 1 "-" "-""#),
    Case(
      marked: #"\#(head) "⟨m:GET⟩ ⟨t:/\"q\\⟩ ⟨p:HTTP/1.1⟩" 200 1 "⟨f:\\⟩" "⟨g:a \"b\" \x41⟩""#,
      flags: [.requestHasEscapes, .referrerHasEscapes, .agentHasEscapes]),
    Case(
      marked: #"\#(head) "-" 408 - "-" "-""#, status: 408, bytes: -1,
      flags: .malformedRequest),
    Case(marked: #"\#(head) "" 400 0 "-" "-""#, status: 400, bytes: 0, flags: .malformedRequest),
    Case(
      marked: #"\#(head) "GET /" 400 0 "-" "-""#, status: 400, bytes: 0,
      flags: .malformedRequest),
    Case(
      marked: #"\#(head) "GET  HTTP/1.1" 400 0 "-" "-""#, status: 400, bytes: 0,
      flags: .malformedRequest),
    Case(
      marked: #"\#(head) "GET / FTP/1.1" 400 0 "-" "-""#, status: 400, bytes: 0,
      flags: .malformedRequest),
    Case(
      marked: #"\#(head) "G\"T / HTTP/1.1" 400 0 "-" "-""#, status: 400, bytes: 0,
      flags: [.malformedRequest, .requestHasEscapes]),
    Case(
      marked: #"\#(head) "\x16\x03\x01" 400 0 "-" "-""#, status: 400, bytes: 0,
      flags: [.malformedRequest, .requestHasEscapes]),
    Case(
      marked: "\(head) \"\u{16}\u{3}\u{1} \u{7f}\" 400 0 \"-\" \"-\"", status: 400, bytes: 0,
      flags: .malformedRequest),
    Case(marked: #"\#(head) "\#(request)" 000 0 "-" "-""#, status: 0, bytes: 0),
    Case(
      marked: #"\#(head) "\#(request)" 999 9223372036854775807 "-" "-""#, status: 999,
      bytes: .max),
    Case(marked: #"\#(head) "\#(request)" - - "-" "-""#, status: -1, bytes: -1),
    Case(
      marked: #"\#(head) "\#(request)" 499 00000000000000000000000000007 "-" "-""#,
      status: 499, bytes: 7),
    Case(marked: #"\#(head) "\#(request)" 200 1 "-" "⟨g:cut off⟩"#, flags: .unterminatedAgent),
    Case(
      marked: #"\#(head) "\#(request)" 200 1 "-" "⟨g:ends \"⟩"#,
      flags: [.unterminatedAgent, .agentHasEscapes]),
    Case(marked: #"\#(head) "\#(request)" 200 1 "-" "⟨g:A⟩" "10.0.0.1, 10.0.0.2" 0.004 -"#),
    Case(
      marked:
        #"\#(head) "\#(request)" 200 1 "-" "⟨g:A⟩" "uid=⟨c:0123456789ABCDEF0123456789abcdef⟩-""#),
    Case(
      marked:
        #"\#(head) "\#(request)" 200 1 "-" "⟨g:A⟩" "-footfall=⟨c:0123456789ABCDEF0123456789ABCDEF⟩" 0.1"#
    ),
    Case(
      marked: #"\#(head) "\#(request)" 200 1 "-" "⟨g:A⟩" "footfall=⟨c:192.0.2.7.1430000000000000⟩""#
    ),
    Case(
      marked: #"\#(head) "\#(request)" 200 1 "-" "⟨g:A⟩" "⟨c:0123456789abcdef0123456789abcdef⟩""#),
    Case(marked: #"\#(head) "\#(request)" 200 1 "-" "⟨g:A⟩" "--""#),
    Case(marked: #"\#(head) "\#(request)" 200 1 "-" "⟨g:A⟩" "uid=<script>alert(1)""#),
    Case(marked: #"\#(head) "\#(request)" 200 1"#, format: .common),
    Case(marked: #"\#(head) "\#(request)" 200 1 0.5 "x""#, format: .common),
    Case(marked: #"⟨h:shop.example⟩:443 \#(head) "\#(request)" 200 1"#, format: .vhostCommon),
    Case(marked: #"⟨h:[::1]⟩:80 \#(head) "\#(request)" 200 1 "-" "⟨g:A⟩""#, format: .vhostCombined),
    Case(
      marked: #"⟨h:2001:db8::1⟩ \#(head) "\#(request)" 200 1 "-" "⟨g:A⟩""#,
      format: .vhostCombined),
    Case(marked: #"- \#(head) "\#(request)" 200 1 "-" "⟨g:A⟩""#, format: .vhostCombined),
  ]

  static let rejects: [Case] = [
    Case(marked: "✗ x", reason: .format),
    Case(marked: "word✗", reason: .format),
    Case(marked: "192.0.2.7 - ✗\(time) x", reason: .format),
    Case(marked: #"192.0.2.7 - - ✗10:05:03 "GET / HTTP/1.1" 200 1 "-" "-""#, reason: .format),
    Case(marked: "192.0.2.7 - - [17/May/2015:10:05:03 +0000✗", reason: .format),
    Case(marked: "192.0.2.7 - - \(time)✗", reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) ✗GET / HTTP/1.1 200 1 "-" "-""#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1✗"#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1"✗200 1 "-" "-""#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET /"✗a" HTTP/1.1" 200 1 "-" "-""#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" ✗20 1 "-" "-""#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" ✗2000 1 "-" "-""#, reason: .format),
    Case(
      marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" 200 ✗9223372036854775808 "-" "-""#,
      reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" 200 ✗-1 "-" "-""#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" 200 ✗1k "-" "-""#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" 200 1✗"#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" 200 1 "-✗"#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" 200 1 "-" ✗-"#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" 200 1 "-" "A"✗x"#, reason: .format),
    Case(marked: #"192.0.2.7 - - \#(time) "GET / HTTP/1.1" 200 1 "-" "A" "x✗"#, reason: .format),
    Case(marked: "192.0.2.7 - - \(time) \"GET /✗\0 HTTP/1.1\" 200 1 \"-\" \"A\"", reason: .nul),
    Case(
      marked: #"192.0.2.7 - - [✗31/Feb/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1 "-" "-""#,
      reason: .timestamp),
  ]

  @Test("a line gives the fields that are marked in it", arguments: records)
  func record(_ expected: Case) throws {
    let (line, fields, _) = unmark(expected.marked)
    let (record, reject, chunk) = try parseOne(line, format: expected.format)
    let found = try #require(record, "\(reject?.detail ?? "ignored")")
    let parts: [(Character, ByteRange)] = [
      ("h", found.host), ("a", found.address), ("u", found.user), ("m", found.method),
      ("t", found.target), ("p", found.protocolVersion),
      ("f", found.referrer), ("g", found.agent), ("c", found.cookie),
    ]
    for (mark, range) in parts {
      #expect(chunk.copy(range) == fields[mark, default: []], "field \(mark)")
    }
    #expect(found.at == Instant(seconds: 1_431_857_103))
    #expect(found.status == expected.status)
    #expect(found.bytes == expected.bytes)
    #expect(found.flags == expected.flags)
    #expect(chunk.copy(found.line) == line)
  }

  @Test("a line is refused at the byte that is marked in it", arguments: rejects)
  func reject(_ expected: Case) throws {
    let (line, _, cross) = unmark(expected.marked)
    let (record, reject, _) = try parseOne(line, format: expected.format)
    #expect(record == nil)
    let found = try #require(reject)
    #expect(found.reason == expected.reason)
    #expect(found.column == cross.map { $0 + 1 })
    #expect(found.head == line)
    #expect(found.detail.hasPrefix("column \(found.column): expected "))
  }

  /// The line without marks, the marked fields, and the offset of the cross.
  private func unmark(_ text: String) -> ([UInt8], [Character: [UInt8]], Int?) {
    var line: [UInt8] = []
    var fields: [Character: [UInt8]] = [:]
    var open: [(Character, Int)] = []
    var cross: Int?
    var characters = Array(text.unicodeScalars)[...]
    while let scalar = characters.popFirst() {
      switch scalar {
      case "⟨":
        open.append((Character(characters.removeFirst()), line.count))
        characters.removeFirst()
      case "⟩":
        let (mark, start) = open.removeLast()
        fields[mark] = Array(line[start...])
      case "✗": cross = line.count
      default: line += Array(String(scalar).utf8)
      }
    }
    return (line, fields, cross)
  }
}
