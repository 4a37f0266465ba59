import Clickstream
import Support

/// Writes random access logs whose visitors dwell at the borders of the session rule: pauses about
/// 1,800 seconds, days without a pause, midnights, the change of the salt.
struct LogWriter {
  private static let agents = [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
    #"Mozilla/5.0 (\"quoted\"; rv:133.0) Gecko/20100101 Firefox/133.0"#,
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  ]
  private static let requests = [
    "GET / HTTP/1.1\" 200 5120", "GET /programme HTTP/1.1\" 200 7044",
    "GET /shop?utm_source=letter&id=7 HTTP/2.0\" 200 9001", "GET /tickets HTTP/1.1\" 304 -",
    "GET /season.pdf HTTP/1.1\" 200 88123", "GET /style.css HTTP/1.1\" 200 812",
    "GET /gone HTTP/1.1\" 404 153", "POST /contact HTTP/1.1\" 303 0",
    "GET /old HTTP/1.1\" 301 0", "GET /shop HTTP/1.1\" 503 19", #"\x16\x03\x01" 400 150"#,
  ]
  /// What people seldom ask for.
  private static let oddRequests = [
    "GET /robots.txt HTTP/1.1\" 200 30", "GET /.env HTTP/1.1\" 404 153",
    "GET /tickets?utm_source=letter&utm_medium=email&utm_campaign=spring HTTP/1.1\" 200 9001",
    "GET /search?q=Winter+Tale HTTP/1.1\" 200 411",
  ]
  private static let referrers = [
    "-", "-", "https://www.google.com/search?q=play", "https://www.larkspur.example/programme",
    "https://news.example/article?id=1",
  ]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let gaps: [Int64] = [0, 1, 60, 900, 1_500, 1_790, 1_798, 1_799, 1_799, 1_799]
  private static let breaks: [Int64] = [1_800, 1_801, 4_000, 40_000]

  /// 30 March 2025, 02:00 UTC: summer time begins in Europe, the month is about to change.
  static let start = Instant(seconds: 1_743_300_000)

  private var random: SplitMix64
  /// Tells the addresses of this writer's visitors from those of another.
  private let network: Int

  init(seed: UInt64, network: Int = 0) {
    random = SplitMix64(seed: seed)
    self.network = network
  }

  /// About `count` lines without their ends, in the order of a log.
  ///
  /// With `noise` some are empty, and some are no log lines.
  mutating func lines(
    _ count: Int, visitors: Int = 8, from start: Instant = Self.start, noise: Bool = true
  ) -> [String] {
    var hits: [(at: Instant, line: String)] = []
    for visitor in 0..<visitors {
      var at = start.advanced(bySeconds: Int64.random(in: 0...7_200, using: &random))
      let isSteady = visitor % 4 == 0
      let agent = Self.agents[visitor % Self.agents.count]
      for _ in 0..<max(1, count / visitors) {
        let isBreak = !isSteady && Int.random(in: 0..<30, using: &random) == 0
        at = at.advanced(bySeconds: pick(isBreak ? Self.breaks : Self.gaps))
        hits.append((at, line(at, "198.51.\(network).\(visitor + 1)", agent)))
      }
    }
    hits.sort { $0.at < $1.at }
    return hits.map(\.line).flatMap { line -> [String] in
      guard noise else { return [line] }
      switch Int.random(in: 0..<60, using: &random) {
      case 0: return [line, ""]
      case 1: return [line, "no line of a log at all"]
      case 2: return [line, line]
      case 3:
        return [
          #"198.51.100.9 - - [01/Jan/2099:00:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "x""#, line,
        ]
      default: return [line]
      }
    }
  }

  private mutating func line(_ at: Instant, _ address: String, _ agent: String) -> String {
    let isOdd = Int.random(in: 0..<40, using: &random) == 0
    let request = pick(isOdd ? Self.oddRequests : Self.requests)
    return "\(address) - - [\(Self.time(at))] \"\(request) \"\(pick(Self.referrers))\" "
      + "\"\(agent)\""
  }

  /// The line of one browser that asks for a path.
  static func line(_ at: Instant, _ target: String) -> String {
    "198.51.100.1 - - [\(time(at))] \"GET \(target) HTTP/1.1\" 200 5120 \"-\" \"\(agents[0])\""
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &random)]
  }

  /// `30/Mar/2025:02:00:00 +0000`.
  private static func time(_ at: Instant) -> String {
    let text = Zone.utc.civilText(of: at)
    let parts = text.split { "- ".contains($0) }.map(String.init)
    let month = months[(Int(parts[1]) ?? 1) - 1]
    return "\(parts[2])/\(month)/\(parts[0]):\(parts[3]) +0000"
  }
}

extension [String] {
  /// The bytes of a file of these lines.
  func file(end: String = "\n", isClosed: Bool = true) -> [UInt8] {
    [UInt8]((joined(separator: end) + (isClosed && !isEmpty ? end : "")).utf8)
  }
}
