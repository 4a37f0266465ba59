import Intake
import Support
import Testing

@Suite("JSON read strictly")
struct FormsJSONTests {
  private func parse(_ bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
    unsafe try JSONReader.value(of: bytes.span.bytes)
  }

  private func parse(_ text: String) throws(JSONProblem) -> JSONValue {
    try parse(Array(text.utf8))
  }

  @Test("values of all kinds are read as they stand")
  func values() throws {
    let value = try parse(
      #" {"a" : [1, -0.50e+3, 12345678901234567890, true,false , null],"b":{},"c":[ ],"é":"x"} "#)
    #expect(
      value
        == .object([
          .init(
            name: "a",
            value: .array([
              .number("1"), .number("-0.50e+3"), .number("12345678901234567890"), .bool(true),
              .bool(false), .null,
            ])),
          .init(name: "b", value: .object([])), .init(name: "c", value: .array([])),
          .init(name: "é", value: .string("x")),
        ]))
  }

  @Test("escapes of all kinds are read")
  func escapes() throws {
    #expect(
      try parse(#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\uFFFDz""#)
        == .string("a\"\\/\u{8}\u{c}\n\r\té😀\u{fffd}z"))
  }

  @Test(
    "what is not exactly one JSON value is refused",
    arguments: [
      "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{\"a\":1}x", "1 2", "01", "-",
      "1.", ".5", "1e", "+1", "tru", "nul", "\"a", "\"a\nb\"", "\"\\x\"", "\"\\u12g4\"", "'a'",
      "\"\\ud800\"", "\"\\ud800x\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "NaN", "[1 2]",
      "\u{feff}1",
      "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "// x\n1", "[,1]", "{,}",
    ])
  func refused(text: String) {
    #expect(throws: JSONProblem.self) { try parse(text) }
  }

  @Test("a zero character is refused by name, escaped or not")
  func zero() {
    for text in [#""\u0000""#, "\"a\u{0}b\""] {
      #expect(throws: JSONProblem.self) { try parse(text) }
      do throws(JSONProblem) { _ = try parse(text) } catch { #expect(error.isNUL) }
    }
  }

  @Test(
    "invalid UTF-8 is refused",
    arguments: [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80]]
      as [[UInt8]])
  func encoding(bytes: [UInt8]) {
    #expect(throws: JSONProblem.self) { try parse([34] + bytes + [34]) }
  }

  @Test("names are told apart byte for byte, many of them too")
  func names() throws {
    _ = try parse("{\"caf\u{e9}\":1,\"cafe\u{301}\":2,\"ID\":3,\"id\":4}")
    let many = (0..<5_000).map { "\"k\($0)\":1" }.joined(separator: ",")
    _ = try parse("{" + many + "}")
    #expect(throws: JSONProblem.self) { try parse("{" + many + ",\"k4000\":2}") }
  }

  @Test("32 levels are read, 33 and a hundred thousand are refused")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try parse(nested(32))
    #expect(throws: JSONProblem.self) { try parse(nested(33)) }
    #expect(throws: JSONProblem.self) { try parse(String(repeating: "[", count: 100_000)) }
    #expect(throws: JSONProblem.self) { try parse(String(repeating: "{\"a\":", count: 100_000)) }
  }

  @Test("a text that is written and read is the same", arguments: 1...20 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let value = Self.value(depth: 0, &random)
      #expect(try parse(Self.text(of: value, &random)) == value)
    }
  }

  @Test("no mutation stops the reader", arguments: 1...10 as ClosedRange<UInt64>)
  func mutations(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      var bytes = Array(Self.text(of: Self.value(depth: 0, &random), &random).utf8)
      for _ in 0..<3 where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? parse(bytes)
    }
  }

  private static func value(depth: Int, _ random: inout SplitMix64) -> JSONValue {
    switch Int.random(in: 0..<(depth > 4 ? 4 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .number(String(Int64.random(in: .min ... .max, using: &random)))
    case 3: return .string(name(&random))
    case 4:
      return .array(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1, &random) })
    default:
      return .object(
        (0..<Int.random(in: 0...4, using: &random)).map { index in
          .init(name: "\(index)" + name(&random), value: value(depth: depth + 1, &random))
        })
    }
  }

  private static func name(_ random: inout SplitMix64) -> String {
    let scalars: [Unicode.Scalar] = ["a", "\"", "\\", "/", "\n", "\u{1}", "é", "\u{301}", "€", "😀"]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      text.append(scalars.randomElement(using: &random) ?? "a")
    }
    return String(text)
  }

  private static func text(of value: JSONValue, _ random: inout SplitMix64) -> String {
    switch value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let digits): return digits
    case .string(let text): return quoted(text, &random)
    case .array(let values):
      var parts: [String] = []
      for value in values { parts.append(text(of: value, &random)) }
      return "[" + parts.joined(separator: " ,") + "]"
    case .object(let members):
      var parts: [String] = []
      for member in members {
        parts.append(quoted(member.name, &random) + ": " + text(of: member.value, &random))
      }
      return "{ " + parts.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String, _ random: inout SplitMix64) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar.value < 32 || scalar == "\"" || scalar == "\\" || Bool.random(using: &random) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
