/// The last safety net of the log: takes mail and network addresses and passwords out of a text.
///
/// Places that log do not pass such things in the first place. The net rather takes too much than
/// too little; loopback addresses, which say where the program itself listens, stay.
enum Redactor {
  static func redacted(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for (find, mark) in [
      (credentials, "<credentials>"), (secrets, "<secret>"), (mailAddresses, "<mail>"),
      (v6Addresses, "<address>"), (v4Addresses, "<address>"),
    ] as [(([UInt8]) -> [Range<Int>], String)] {
      bytes = replacing(find(bytes), in: bytes, with: mark)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func replacing(
    _ ranges: [Range<Int>], in bytes: [UInt8], with mark: String
  ) -> [UInt8] {
    guard !ranges.isEmpty else { return bytes }
    var result: [UInt8] = []
    var position = 0
    for range in ranges where range.lowerBound >= position {
      result += bytes[position..<range.lowerBound]
      result += mark.utf8
      position = range.upperBound
    }
    return result + bytes[position...]
  }
}
