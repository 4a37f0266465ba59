import Clickstream

extension Configuration {
  /// One setting as it stands.
  package struct Row: Equatable, Sendable {
    /// `database`, `sites.larkspur.zone`.
    package let key: String
    /// As YAML on one line, passwords struck out; empty where there is no value.
    package let value: String
    package let origin: Origin
    package let help: String
  }

  /// Every setting with value and origin, in the order of the sample file.
  package func describe() -> [Row] {
    let top = Self.settings.filter(\.isPlain).map { setting in
      row(setting, of: self, key: setting.key, path: setting.key)
    }
    let sites = sites.enumerated().flatMap { index, site in
      Site.settings.map { setting in
        row(
          setting, of: site, key: "sites.\(site.name).\(setting.key)",
          path: "sites[\(index)].\(setting.key)")
      }
    }
    let inputs = inputs.enumerated().flatMap { index, source in
      InputSource.settings.compactMap { setting -> Row? in
        let path = "inputs[\(index)].\(setting.key)"
        guard origins[path] != nil else { return nil }
        return row(setting, of: source, key: path, path: path)
      }
    }
    return top + inputs + sites
  }

  /// Where the value of a setting of the top level comes from.
  package func origin(of key: String) -> Origin { origins[key] ?? .builtIn }

  /// Where a setting of an input stands.
  package func origin(ofInput index: Int, _ key: String) -> Origin {
    origins["inputs[\(index)].\(key)"] ?? origin(of: "inputs")
  }

  private func row<Root>(_ setting: Setting<Root>, of root: Root, key: String, path: String) -> Row
  {
    Row(
      key: key, value: setting.text(in: root) ?? "", origin: origins[path] ?? .builtIn,
      help: setting.help)
  }
}
