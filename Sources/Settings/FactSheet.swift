package import Clickstream

/// What is true of the business, as `facts.yaml` says.
package struct FactSheet: Equatable, Sendable {
  private static let sizeLimit = 1 << 20

  package private(set) var facts: [Fact] = []

  /// Nothing.
  package init() {}

  /// Reads the file.
  ///
  /// - Throws: `ProblemList` with all mistakes.
  package init(file: String, sites: [Site]) throws {
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.bytes(at: file, limit: Self.sizeLimit)
    } catch {
      throw ProblemList([Problem(file: file, message: "it cannot be read: \(error)")])
    }
    try self.init(yaml: String(decoding: bytes, as: UTF8.self), file: file, sites: sites)
  }

  /// Reads its text; `file` is named in what is wrong.
  package init(yaml: String, file: String, sites: [Site]) throws(ProblemList) {
    var top = YAMLTable(yaml: yaml, file: file)
    let entries = top.tables("facts") ?? []
    var problems = top.finish()
    for (line, entry) in entries {
      var entry = entry
      let fact = Self.fact(&entry, line, sites)
      problems += entry.finish()
      facts.append(fact)
    }
    guard problems.isEmpty else { throw ProblemList(problems) }
  }

  /// Those of a site.
  package func facts(of site: Site) -> [Fact] {
    facts.filter { $0.site == nil || $0.site == site.name }
  }

  private static func fact(_ entry: inout YAMLTable, _ line: Int, _ sites: [Site]) -> Fact {
    for key in ["name", "kind", "value"] where !entry.has(key) {
      entry.report(line, "'\(key)' is missing")
    }
    let kind: Fact.Kind? = entry.choice("kind")
    var fact = Fact(
      name: entry.text("name") ?? "", kind: kind ?? .text, value: entry.text("value") ?? "",
      pages: entry.texts("pages") ?? [], near: entry.texts("near") ?? [],
      former: entry.texts("former") ?? [])
    fact.site = entry.text("site")
    if let site = fact.site, !sites.contains(where: { $0.name == site }) {
      let names = sites.map(\.name).joined(separator: ", ")
      entry.report(entry.line(of: "site"), "there is no site '\(site)'; there are \(names)")
    }
    for page in fact.pages where !page.hasPrefix("/") && !page.hasPrefix("*") {
      entry.report(entry.line(of: "pages"), "'\(page)' is no path; write '/\(page)'")
    }
    for words in fact.near + fact.former where words.allSatisfy(\.isWhitespace) {
      entry.report(line, "'near' and 'former' hold words")
    }
    if kind != nil, !fact.value.isEmpty { check(fact, &entry, line) }
    return fact
  }

  private static func check(_ fact: Fact, _ entry: inout YAMLTable, _ line: Int) {
    let place = entry.line(of: "value")
    switch fact.kind {
    case .telephone:
      let isNumber = PhoneNumber(fact.value, callingCode: "1") != nil
      if !isNumber {
        entry.report(place, "'\(fact.value)' is no telephone number, as '+44 20 7946 0018'")
      }
    case .hours:
      if OpeningHours(fact.value) == nil {
        entry.report(
          place, "'\(fact.value)' are no hours; write 'Mon-Fri 09:00-17:30, Sat 10:00-14:00'")
      }
    case .price:
      if PriceText(fact.value) == nil {
        entry.report(place, "'\(fact.value)' is no price; write '£18.50' or 'GBP 18.50'")
      }
      if fact.near.isEmpty {
        entry.report(line, "a price needs 'near': the words in front of it on the pages")
      }
    case .address:
      if !fact.value.contains(where: \.isNumber) {
        entry.report(
          place,
          "'\(fact.value)' is no address: the number of the house or the postal code is missing")
      }
    case .text: break
    }
  }
}
