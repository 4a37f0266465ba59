/// The first, short list of search engines, told by the host of a referrer.
enum SearchEngines {
  /// Name of the engine; nil for other hosts.
  ///
  /// `www.google.co.uk` and `google.de` are both Google.
  static func name(ofHost host: String) -> String? {
    let labels = host.split(separator: ".")
    // The name stands before the public suffix, which has one label, or two as in `co.uk`.
    var owner = labels.dropLast()
    if owner.count > 1, let last = owner.last, secondLevel.contains(last) { owner.removeLast() }
    if let label = owner.last, let name = byLabel[String(label)], !isOther(host) { return name }
    return byHost[host]
  }

  private static let secondLevel: Set<Substring> = ["co", "com", "net", "org"]

  /// Services of a search engine's company that are no search.
  private static func isOther(_ host: String) -> Bool {
    ["mail.", "docs.", "drive.", "plus.", "groups.", "translate.", "answers.", "news."]
      .contains { host.hasPrefix($0) }
  }

  private static let byLabel = [
    "google": "Google", "bing": "Bing", "duckduckgo": "DuckDuckGo", "yahoo": "Yahoo",
    "ecosia": "Ecosia", "qwant": "Qwant", "startpage": "Startpage", "yandex": "Yandex",
    "baidu": "Baidu", "naver": "Naver", "seznam": "Seznam", "kagi": "Kagi",
    "swisscows": "Swisscows",
    "mojeek": "Mojeek", "sogou": "Sogou", "aol": "AOL", "ask": "Ask",
  ]

  private static let byHost = ["search.brave.com": "Brave", "search.marginalia.nu": "Marginalia"]
}
