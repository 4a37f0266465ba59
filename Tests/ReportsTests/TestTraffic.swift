import Clickstream
import Support

extension TestSite {
  /// Visits of some weeks up to 2026-11-22, with bots, errors and referrers.
  func traffic(seed: UInt64, labels: Labels = Labels()) throws -> [Hit] {
    var random = SplitMix64(seed: seed)
    var hits: [Hit] = []
    let start = try at("2026-09-20", 0)
    for visit in 0..<180 {
      let day = Int64(visit * 63 / 179)
      var moment = start.advanced(
        bySeconds: day * 86_400 + 36_000 + Int64.random(in: 0..<30_000, using: &random))
      let isBot = visit % 9 == 0
      let visitor = Int64(visit)
      for step in 0..<Int.random(in: 1...5, using: &random) {
        let path = labels.paths[Int.random(in: 0..<labels.paths.count, using: &random)]
        hits.append(
          Hit(
            visitor: visitor, at: moment, path: path,
            referrer: step == 0 ? labels.referrers[visit % labels.referrers.count] : nil,
            agent: isBot ? labels.bot : labels.agent, isBot: isBot))
        moment = moment.advanced(bySeconds: Int64.random(in: 5..<900, using: &random))
      }
      if visit % 20 == 3 {
        hits.append(
          Hit(
            visitor: visitor, at: moment, path: labels.missing, referrer: labels.referrers[0],
            agent: isBot ? labels.bot : labels.agent, isBot: isBot, status: 404))
      }
    }
    hits.append(Hit(visitor: 999, at: try at("2026-11-22", 22), path: labels.paths[0]))
    return hits
  }

  /// Messages of the same weeks.
  func messages(labels: Labels = Labels()) throws -> [Message] {
    try (0..<40).map { index in
      Message(
        at: try at("2026-09-21", 9).advanced(bySeconds: Int64(index) * 86_400 * 3 / 2),
        address: "person\(index % 7)@mail.example", name: labels.name,
        topic: labels.topics[index % labels.topics.count], subject: labels.subject,
        isInbound: index % 4 != 0)
    }
  }

  /// The words that come from outside.
  struct Labels: Sendable {
    var paths = ["/", "/programme", "/tickets", "/contact"]
    var missing = "/gone"
    var referrers = ["https://search.example/", "https://press.example/", "https://old.example/"]
    var agent = "Firefox"
    var bot = "Crawler"
    var topics = ["booking", "enquiry", "order"]
    var name = "Winifred Quill"
    var subject = "A question"

    /// The same number of labels, all of them hostile.
    static func hostile(_ text: String) -> Labels {
      Labels(
        paths: ["/", "/programme", "/tickets", "/\(text)"], missing: "/gone\(text)",
        referrers: ["https://search.example/", "https://press.example/", text],
        agent: text, bot: "Bot \(text)", topics: ["booking", "enquiry", text], name: text,
        subject: text)
    }
  }
}
