import Markup

/// What a page says before the first records are there.
enum NoData {
  static func main(title: String) -> [Node] {
    [
      h(.p, [.class("when")], h(.strong, .text(title))),
      h(.h1, "No data yet."),
      h(
        .p, [.class("lead")],
        .text(
          "As soon as access logs, form submissions or mail of this site are loaded, this page "
            + "shows what they say.")),
      h(
        .section,
        h(.h2, "How to start"),
        h(.p, "Load what the web server has written:"),
        h(.p, h(.code, "footfall ingest /var/log/nginx/access.log*")),
        h(.p, "Then write the pages again:"),
        h(.p, h(.code, "footfall report"))),
    ]
  }
}
