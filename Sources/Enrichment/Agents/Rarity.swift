/// Tells which literals rule an agent out: those that hardly any holds.
enum Rarity {
  /// What most agents of people hold, in lower case.
  private static let common: [[UInt8]] = [
    "mozilla/5.0 (linux; u; android 10; k; en-us; build/) applewebkit/537.36 (khtml, like gecko) ",
    "chrome/1.0.0.0 mobile safari/537.36 version/4.0 mobile/15e148 ) chrome/ ) version/",
    "(windows nt 10.0; win64; x64) (x11; linux x86_64; rv:1.0) gecko/20100101 firefox/1",
    "(macintosh; intel mac os x 10_15_7) (iphone; cpu iphone os 1_0 like mac os x) (compatible; ",
    " build/ build) ; wv) android/ android- android; mozilla/4.0 (compatible; msie 7.0; .net clr",
  ].map { Array($0.utf8) }

  /// The alternatives that fewer agents hold; nil counts as held by all.
  static func better(_ one: Set<[UInt8]>?, _ two: Set<[UInt8]>?) -> Set<[UInt8]>? {
    guard let one else { return two }
    guard let two else { return one }
    return weight(one) >= weight(two) ? one : two
  }

  /// The weight of the most usual of the alternatives.
  private static func weight(_ literals: Set<[UInt8]>) -> Int {
    var least = Int.max
    for literal in literals {
      let isCommon = common.contains { AgentText.holds($0, literal) }
      // One byte tells nothing, a common word little.
      let weight = literal.count < 2 ? 0 : isCommon ? literal.count : 100 + 10 * literal.count
      least = min(least, weight)
    }
    // Of two that are alike, the shorter list.
    return least == .max ? 0 : least * 16 - literals.count
  }
}
