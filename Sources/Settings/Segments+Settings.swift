import Clickstream

extension Site.Segment {
  static let settings: [Setting<Site.Segment>] = [
    Setting(
      "name", \.name, .declaredName, example: "phones",
      help: "What it is called in settings, and the folder of its pages; keep it for ever."),
    Setting(
      "title", \.title, .line("one line of text"), example: "From telephones",
      help: "What people call it."),
    Setting(
      "all", \.all, .conditions, example: "{device: phone}",
      help:
        "Conditions over a visit, all of which must hold; a list of tables where one stands twice."),
  ]
}

extension Site.Conditions {
  static let settings: [Setting<Site.Conditions>] = [
    Setting(
      "channel", \.channel, .any(of: .name(among: Site.channelNames)), example: "organic_search",
      help: "The channel by which it came."),
    Setting(
      "source", \.source, .any(of: .pattern), example: "Google",
      help: "The search engine, site or network from which it came."),
    Setting(
      "campaign", \.campaign, .any(of: .pattern), example: "autumn*", help: "The campaign."),
    Setting(
      "country", \.country, .any(of: .pattern), example: "GB", help: "The country, by ISO 3166."),
    Setting(
      "device", \.device, .any(of: .name(among: Site.deviceNames)), example: "phone",
      help: "The kind of device."),
    Setting(
      "browser", \.browser, .any(of: .pattern), example: "Firefox*", help: "The browser."),
    Setting(
      "system", \.system, .any(of: .pattern), example: "Android", help: "The operating system."),
    Setting(
      "entry", \.entry, .any(of: .pathPattern), example: "/programme/*",
      help: "The first page or download; * is any run of characters."),
    Setting(
      "page", \.page, .any(of: .pathPattern), example: "/tickets/*",
      help: "A page that was seen."),
    Setting(
      "pages", \.pages, .number(1...10_000), example: "3", help: "Page views at least."),
    Setting(
      "duration", \.duration, .seconds, example: "60s", help: "How long it lasted at least."),
    Setting(
      "returning", \.returning, .optional(.flag), example: "true",
      help: "Whether the visitor had a visit before."),
    Setting(
      "known", \.known, .optional(.flag), example: "true",
      help: "Whether it is known whose visit it is."),
    Setting(
      "goal", \.goal, .any(of: .declaredName), example: "sold", help: "A goal that it reached."),
    Setting(
      "weekday", \.weekday, .any(of: .choice), example: "[sat, sun]",
      help: "The day of the week on which it began, in the zone of the site."),
    Setting(
      "hour", \.hour, .any(of: .number(0...23)), example: "[19, 20, 21]",
      help: "The hour in which it began, in the zone of the site."),
  ]
}

extension Kind<[Site.Segment]> {
  static var segments: Kind {
    .declared("segments", as: Site.Segment.settings) { segment in
      segment.all.isEmpty || segment.all.contains { $0.list.isEmpty }
        ? "needs conditions under 'all', such as {device: phone}" : nil
    }
  }
}

extension Kind<[Site.Conditions]> {
  /// A table of conditions, or a list of them.
  fileprivate static var conditions: Kind {
    Kind(
      expected: "a table of conditions", isPlain: false,
      read: { written, name, reading in
        let before = reading.problems.count
        var tables: [(Written, String)] = [(written, name)]
        if case .list(let items) = written.content {
          tables = items.enumerated().map { ($1, "\(name)[\($0)]") }
        }
        let conditions = tables.compactMap { item, path in
          reading.table(item, as: Site.Conditions.settings, of: Site.Conditions(), at: path)
        }
        return reading.problems.count == before ? conditions : nil
      },
      print: { "\($0.flatMap(\.list).count) conditions" })
  }
}
