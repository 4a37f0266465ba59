/// A `numeric` in decimal digits, read from its binary form: digits of base 10,000 with a weight.
struct NumericText {
  let text: String

  init?(_ cell: ArraySlice<UInt8>) {
    guard cell.count >= 8, cell.count % 2 == 0 else { return nil }
    let words = stride(from: cell.startIndex, to: cell.endIndex, by: 2).map { index in
      UInt16(cell[index]) << 8 | UInt16(cell[index + 1])
    }
    switch words[2] {
    case 0xC000: text = "NaN"
    case 0xD000: text = "Infinity"
    case 0xF000: text = "-Infinity"
    case 0x0000, 0x4000:
      guard words.count == 4 + Int(words[0]) else { return nil }
      let digits = Self.decimal(
        Array(words.dropFirst(4)), weight: Int(Int16(bitPattern: words[1])),
        scale: Int(words[3]))
      text = words[2] == 0x4000 ? "-\(digits)" : digits
    default: return nil
    }
  }

  private static func decimal(_ digits: [UInt16], weight: Int, scale: Int) -> String {
    func group(_ index: Int) -> String {
      let value = digits.indices.contains(index) ? digits[index] : 0
      let text = String(value)
      return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
    }
    var whole = ""
    if weight >= 0 { for index in 0...weight { whole += group(index) } }
    let trimmed = whole.drop { $0 == "0" }
    whole = trimmed.isEmpty ? "0" : String(trimmed)
    guard scale > 0 else { return whole }
    var fraction = ""
    var index = weight + 1
    while fraction.utf8.count < scale {
      fraction += group(index)
      index += 1
    }
    return whole + "." + fraction.prefix(scale)
  }
}
