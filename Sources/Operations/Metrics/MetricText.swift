import Clickstream

/// The spelling of names, values and helps in the text format of Prometheus, version 0.0.4.
enum MetricText {
  /// A name of letters, digits, `_` and `:` that does not begin with a digit.
  static func name(_ text: String) -> String { spelled(text, allowsColon: true) }

  /// A name of letters, digits and `_`; what Prometheus keeps for itself gets a word in front.
  static func labelName(_ text: String) -> String {
    let name = spelled(text, allowsColon: false)
    return name == "le" || name == "quantile" || name.hasPrefix("__") ? "own_" + name : name
  }

  private static func spelled(_ text: String, allowsColon: Bool) -> String {
    var bytes = text.utf8.prefix(128).map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f: byte
      case 0x3a where allowsColon: byte
      default: UInt8(ascii: "_")
      }
    }
    if bytes.first.map({ (0x30...0x39).contains($0) }) ?? true {
      bytes.insert(UInt8(ascii: "_"), at: 0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func help(_ text: String) -> String {
    escaped(PrintableText.string(from: text), quotes: false)
  }

  static func labels(_ labels: [Label]) -> String {
    guard !labels.isEmpty else { return "" }
    let pairs = labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
    return "{\(pairs.joined(separator: ","))}"
  }

  /// A finite number.
  static func number(_ value: MetricValue) -> String {
    switch value {
    case .integer(let number): String(number)
    case .double(let number):
      number == number.rounded() && abs(number) < 1e15
        ? String(Int64(number)) : number.description
    }
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
