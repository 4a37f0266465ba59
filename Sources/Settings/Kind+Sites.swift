import Clickstream

extension Kind<[Site]> {
  /// A list of tables, one a site; names and hosts are compared across them.
  static var sites: Kind {
    Kind(
      expected: "a list of sites", isPlain: false,
      read: { written, name, reading in
        guard case .list(let items) = written.content, !items.isEmpty else {
          reading.report(
            "\(name) must be a list of sites, each '- name: …', found \(Found.words(written))",
            at: written.origin)
          return nil
        }
        let before = reading.problems.count
        let sites = items.enumerated().map { index, item in
          site(from: item, path: "\(name)[\(index)]", &reading)
        }
        compare(sites, written: items, &reading)
        return reading.problems.count == before ? sites : nil
      },
      print: { "\($0.count) \($0.count == 1 ? "site" : "sites")" })
  }

  private static func site(
    from written: Written, path: String, _ reading: inout Reading
  ) -> Site {
    var site = Site.standard
    site.name = ""
    site.title = ""
    guard case .table(let entries) = written.content else {
      reading.report(
        "\(path) must be a table of settings such as 'name: …', found \(Found.words(written))",
        at: written.origin)
      return site
    }
    reading.read(entries, as: Site.settings, into: &site, prefix: path + ".")
    let namesItself = entries.contains { entry in
      if case .nothing = entry.value.content { return false }
      return entry.key == "name"
    }
    if !namesItself { reading.report("\(path) needs a name", at: written.origin) }
    if site.title.isEmpty { site.title = site.name }
    compareGoals(of: site, path: path, at: written.origin, &reading)
    return site
  }

  /// Funnels and segments name goals that there are.
  private static func compareGoals(
    of site: Site, path: String, at origin: Origin, _ reading: inout Reading
  ) {
    let names = site.goals.map(\.name)
    let known =
      names.isEmpty ? "none is declared" : "there are \(names.joined(separator: ", "))"
    for (index, funnel) in site.funnels.enumerated() {
      let place = "\(path).funnels[\(index)].steps"
      for case (.goal(let name), let goal) in zip(funnel.steps, site.deeds(of: funnel)) {
        let kind = goal?.deed.kinds.first
        guard kind?.isStep != true else { continue }
        let problem =
          goal == nil
          ? "there is no goal '\(name)'; \(known)"
          : "the goal '\(name)' is reached at no moment of its own, so it is no step"
        reading.report("\(place): \(problem)", at: reading.origins[place] ?? origin)
      }
    }
    for (index, segment) in site.segments.enumerated() {
      for name in segment.all.flatMap(\.goal) where !names.contains(name) {
        let place = "\(path).segments[\(index)].all"
        reading.report(
          "\(place): there is no goal '\(name)'; \(known)", at: reading.origins[place] ?? origin)
      }
    }
  }

  /// A name stands for one site, a host belongs to one site.
  private static func compare(_ sites: [Site], written: [Written], _ reading: inout Reading) {
    let origins = reading.origins
    var names: Set<String> = []
    var owners: [String: String] = [:]
    for (index, (site, written)) in zip(sites, written).enumerated() {
      let path = "sites[\(index)]"
      let place = { (key: String) in origins["\(path).\(key)"] ?? written.origin }
      if !site.name.isEmpty, !names.insert(site.name).inserted {
        reading.report("\(path).name: there is a site '\(site.name)' already", at: place("name"))
      }
      for host in site.hosts {
        if let owner = owners.updateValue(site.name, forKey: host) {
          reading.report(
            "\(path).hosts: '\(host)' belongs to the site '\(owner)' already", at: place("hosts"))
        }
      }
      if site.hosts.isEmpty, sites.count > 1, !namesHosts(written) {
        reading.report(
          "\(path) needs hosts: only a single site can have any host", at: written.origin)
      }
    }
  }

  /// Whether hosts are written there, be they right or wrong.
  private static func namesHosts(_ written: Written) -> Bool {
    guard case .table(let entries) = written.content else { return true }
    return entries.contains { entry in
      guard entry.key == "hosts" else { return false }
      return switch entry.value.content {
      case .nothing: false
      case .list(let items): !items.isEmpty
      case .text, .table: true
      }
    }
  }
}
