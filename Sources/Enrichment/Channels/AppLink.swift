/// Apps on Android, which call themselves `android-app://com.example.reader/` as referrers.
enum AppLink {
  private static let scheme = Array("android-app://".utf8)

  /// The id of the app that a referrer names; nil where it names none.
  static func app(of referrer: String) -> String? {
    let bytes = referrer.utf8
    guard bytes.count > scheme.count,
      zip(bytes, scheme).allSatisfy({ ($0 &- 65 < 26 ? $0 | 0x20 : $0) == $1 })
    else { return nil }
    let rest = bytes.dropFirst(scheme.count).prefix { ![0x2f, 0x3f, 0x23].contains($0) }
    return String(rest).flatMap(id)
  }

  /// The id in lower case; nil for what is none.
  static func id(_ text: String) -> String? {
    guard (1...150).contains(text.utf8.count), text.contains("."),
      text.utf8.allSatisfy({
        $0 &- 97 < 26 || $0 &- 65 < 26 || $0 &- 48 < 10 || $0 == 0x2e || $0 == 0x5f
      })
    else { return nil }
    return text.lowercased()
  }
}
