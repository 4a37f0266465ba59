import Clickstream
import Support

/// Writes lines of a log each of which has a key: its count of bytes sent, or for a form its subject.
///
/// The key of a line that must be rejected stands in its text. No visitor hits twice in one instant,
/// so that what is stored does not depend on how lines were dealt to files.
struct KeyedLog: Sendable {
  /// 1 October 2024, 00:00 UTC: behind the clock of any machine.
  static let start = Instant(seconds: 1_727_740_800)

  /// `form`: submissions of a form, the key in their subject.
  enum Format: Sendable {
    case combined, common, vhostCombined, form

    static let accessLogs = [combined, common, vhostCombined]
  }

  private(set) var manifest = Manifest()
  private var random: SplitMix64
  let format: Format
  private let network: Int
  private let noise: Bool
  private var at: Instant
  private var key: Int64
  /// The last instant of each visitor.
  private var latest: [Int: Instant] = [:]

  private static let agents = [
    "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0 Safari/537.36",
    #"Mozilla/5.0 (\"quoted\"; rv:133.0) Gecko/20100101 Firefox/133.0"#,
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  ]
  /// 1 January 2099, 00:00 UTC.
  private static let tooLate = Instant(seconds: 4_070_908_800)
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// - Parameters:
  ///   - number: tells the keys and visitors of this log from those of others, below 200.
  ///   - noise: whether some lines are empty, torn or of another time.
  init(
    _ number: Int, seed: UInt64, format: Format = .combined, from start: Instant = Self.start,
    noise: Bool = true
  ) {
    random = SplitMix64(seed: seed &* 1_000 &+ UInt64(number))
    self.format = format
    self.noise = noise
    network = number
    at = start
    key = Int64(number + 1) * 10_000_000
  }

  /// The next lines, each with its end.
  mutating func lines(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * 180)
    for _ in 0..<count { appendLine(to: &bytes) }
    return bytes
  }

  /// Lines until there are so many bytes.
  mutating func lines(bytes count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count { appendLine(to: &bytes) }
    return bytes
  }

  private mutating func appendLine(to bytes: inout [UInt8]) {
    key += 1
    let choice = noise ? Int.random(in: 0..<120, using: &random) : 5
    switch choice {
    case 0:
      manifest.add(key, .ignore("empty"))
      bytes.append(10)
    case 1:
      manifest.add(key, .reject("format"))
      bytes += "no line of a log, key=\(key)\n".utf8
    case 2:
      manifest.add(key, .reject("timestamp"))
      bytes += line(at: Self.tooLate, path: "/?key=\(key)", visitor: 1).utf8
      bytes.append(10)
    case 3:
      manifest.add(key, .reject("nul"))
      bytes += "nul \0 key=\(key)\n".utf8
    default:
      manifest.add(key, .ok)
      let visitor = Int.random(in: 0..<40, using: &random)
      at = at.advanced(bySeconds: Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0)
      if let last = latest[visitor], last >= at { at = last.advanced(bySeconds: 1) }
      latest[visitor] = at
      let page = Int.random(in: 0..<8, using: &random) == 0 ? Int(key % 1_000_000) / 40 : 0
      bytes += line(at: at, path: "/page-\(page)", visitor: visitor).utf8
      bytes.append(10)
    }
  }

  private func line(at instant: Instant, path: String, visitor: Int) -> String {
    let time = Self.time(instant)
    if format == .form {
      return """
        {"time":"\(Zone.utc.civilText(of: instant).replacing(" ", with: "T"))Z","form":"contact",\
        "page":"\(path)","fields":{"name":"Visitor \(visitor)",\
        "email":"v\(visitor)@network-\(network).example","subject":"A word, key=\(key)",\
        "message":"Where is my parcel?"}}
        """
    }
    let host = format == .vhostCombined ? "shop.example:443 " : ""
    let agent = Self.agents[visitor % Self.agents.count]
    let more = format == .common ? "" : " \"-\" \"\(agent)\""
    return
      "\(host)198.\(network).7.\(visitor + 1) - - [\(time)] \"GET \(path) HTTP/1.1\" 200 \(key)"
      + more
  }

  /// The one line of a visitor, told in local time.
  static func visit(
    to path: String = "/", at instant: Instant, in zone: Zone, by visitor: Int, key: Int64
  ) -> [UInt8] {
    let address = "198.\(visitor / 250).8.\(visitor % 250)"
    let line = "\(address) - - [\(time(instant, in: zone))] \"GET \(path) HTTP/1.1\" 200 \(key)"
    return Array("\(line) \"-\" \"\(agents[0])\"\n".utf8)
  }

  /// `01/Oct/2024:00:00:00 +0000`.
  private static func time(_ at: Instant, in zone: Zone = .utc) -> String {
    let text = zone.civilText(of: at)
    let parts = text.split { "- ".contains($0) }.map(String.init)
    let month = months[(Int(parts[1]) ?? 1) - 1]
    let hours = zone.offset(at: at) / 3_600
    return "\(parts[2])/\(month)/\(parts[0]):\(parts[3]) +0\(hours)00"
  }
}
