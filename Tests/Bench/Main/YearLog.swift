import Clickstream
import Foundation
import Support

/// A log of many days of one site: visitors of whom four in ten come from a pool of twenty thousand,
/// pages with their assets, crawlers, and a few who log in.
///
/// A day is the same whatever the number of days before it.
struct YearLog {
  private static let agents = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      + "Chrome/130.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
      + "Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  ]
  private static let referrers = [
    "-", "https://www.google.com/", "https://duckduckgo.com/", "https://news.example/a",
    "https://chatgpt.com/",
  ]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Lines of each day, about.
  let linesADay: Int

  /// Writes the days from `first` on, `count` of them.
  func write(to path: String, first: Day, days count: Int) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw BenchError("cannot write \(path)") }
    for number in 0..<count {
      try file.write(contentsOf: Data(lines(of: first.advanced(byDays: number)).utf8))
    }
    try file.close()
  }

  private func lines(of day: Day) -> String {
    var random = SplitMix64(seed: UInt64(day.number))
    let (year, month, number) = day.civil
    let date = "\(number < 10 ? "0" : "")\(number)/\(Self.months[month - 1])/\(year)"
    var hits: [(second: Int, line: String)] = []
    while hits.count < linesADay {
      let isRegular = Int.random(in: 0..<10, using: &random) < 4
      let visitor = Int.random(in: 0..<(isRegular ? 20_000 : 100_000_000), using: &random)
      let address = [20 + visitor % 180, visitor >> 8 & 255, visitor >> 16 & 255, visitor % 251]
        .map(String.init).joined(separator: ".")
      let agent = Self.agents[visitor % 10 == 0 ? 3 : visitor % 3]
      let login = visitor < 2_000 && Bool.random(using: &random) ? "l\(visitor)" : "-"
      var referrer = Self.referrers[Int.random(in: Self.referrers.indices, using: &random)]
      var second = Int.random(in: 0..<86_400, using: &random)
      for _ in 0...Int.random(in: 0..<5, using: &random) where second < 86_400 {
        let clock = [second / 3_600, second / 60 % 60, second % 60]
          .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let head = "\(address) - \(login) [\(date):\(clock) +0000] \"GET "
        let tail = " HTTP/1.1\" 200 5120 \"\(referrer)\" \"\(agent)\"\n"
        let page = "/page/\(Int.random(in: 0..<200, using: &random))"
        for path in [page, "/a/style.css", "/a/code.js", "/a/photo.jpg"] {
          hits.append((second, head + path + tail))
        }
        referrer = "https://shop.example\(page)"
        second += Int.random(in: 5..<400, using: &random)
      }
    }
    return hits.sorted { $0.second < $1.second }.map(\.line).joined()
  }
}
