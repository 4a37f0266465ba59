/// The first, simple list of bots: words in a user agent, told once per distinct agent.
package enum Bots {
  /// The rule by which an agent is a bot; nil for people.
  ///
  /// An agent that says nothing is a bot.
  package static func rule(for agent: String) -> String? {
    if agent.isEmpty || agent == "-" { return "no agent" }
    let bytes = Array(agent.utf8).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    if textBrowsers.contains(where: { bytes.starts(with: $0.utf8) }) { return nil }
    var found = words.count
    for start in bytes.indices {
      for index in byFirstByte[Int(bytes[start])] where index < found {
        if bytes[start...].starts(with: words[index].utf8), !isCubot(bytes, start) {
          found = index
        }
      }
    }
    if found < words.count { return words[found] }
    return browsers.contains { bytes.starts(with: $0.utf8) } ? nil : "no browser"
  }

  /// Cubot makes telephones.
  private static func isCubot(_ bytes: [UInt8], _ start: Int) -> Bool {
    start >= 2 && bytes[(start - 2)...].starts(with: "cubot".utf8)
  }

  /// How agents of people begin; whatever begins in another way is a program.
  private static let browsers = [
    "mozilla/", "opera/", "dillo/", "netsurf/", "ucweb/", "blackberry", "nokia", "sonyericsson",
    "samsung-", "lg-", "mot-",
  ]

  /// Browsers of people that name a library in which bots are written as well.
  private static let textBrowsers = ["lynx/", "w3m/", "links (", "elinks/"]

  /// Indices of the words that begin with a byte.
  private static let byFirstByte: [[Int]] = {
    var table = [[Int]](repeating: [], count: 256)
    for (index, word) in words.enumerated() {
      if let first = word.utf8.first { table[Int(first)].append(index) }
    }
    return table
  }()

  /// Lower case; what names itself more exactly stands first.
  private static let words = [
    "googlebot", "bingbot", "gptbot", "oai-searchbot", "chatgpt-user", "claudebot", "claude-user",
    "claude-searchbot", "anthropic-ai", "perplexity", "bytespider", "ccbot", "amazonbot",
    "applebot", "yandexbot", "baiduspider", "duckduckbot", "ahrefsbot", "semrushbot", "mj12bot",
    "dotbot", "petalbot", "slurp", "facebookexternalhit", "meta-externalagent", "twitterbot",
    "linkedinbot", "whatsapp", "telegrambot", "slackbot", "discordbot", "uptimerobot", "pingdom",
    "jetmon", "statuscake", "site24x7", "newrelicpinger", "feedly", "feedparser", "feedfetcher",
    "feedburner", "feedbin", "newsblur", "inoreader", "tiny tiny rss", "universalfeedparser",
    "rss", "bot", "crawl", "spider", "scan", "curl/", "wget/", "libwww", "python", "java/",
    "go-http-client", "okhttp", "apache-httpclient", "httpclient", "guzzlehttp", "node-fetch",
    "axios/", "php/", "perl", "ruby", "winhttp", "zgrab", "masscan", "nmap", "nikto", "sqlmap",
    "headlesschrome", "phantomjs", "lighthouse", "archive.org", "heritrix", "wordpress/",
    "monitor", "validator", "checker", "preview", "fetch", "http_request", "qwantify",
    "ltx71", "mediapartners", "adsbot", "ia_archiver", "scrapy", "nutch", "wotbox",
    "(compatible;)", "synapse",
  ]
}
