import Clickstream

extension Configuration {
  /// The largest file that is read, in bytes.
  private static let sizeLimit = 1 << 20

  /// Variables that are no settings: where they are, and what commands of `publish` are told.
  private static let otherVariables = ["FOOTFALL_CONFIG", "FOOTFALL_PAGES", "FOOTFALL_PERSONS"]

  /// Loads the settings: defaults, then the file, then the environment, then flags.
  ///
  /// - Parameters:
  ///   - file: the configuration file, or nil where there is none.
  ///   - environment: all variables; those that begin with `FOOTFALL_` count.
  ///   - flags: values of flags by the key of the setting.
  ///   - currentFolder: where relative paths of variables and flags start.
  /// - Throws: all mistakes at once.
  package static func load(
    file: String?, environment: [String: String], flags: [String: String], currentFolder: String
  ) throws(ConfigurationProblems) -> Configuration {
    let (configuration, problems) = examine(
      file: file, environment: environment, flags: flags, currentFolder: currentFolder)
    if let problems { throw problems }
    return configuration
  }

  /// Loads the settings as `load(file:environment:flags:currentFolder:)` does, but where there are
  /// mistakes, all that could be read: for those who look at what is there.
  package static func examine(
    file: String?, environment: [String: String], flags: [String: String], currentFolder: String
  ) -> (configuration: Configuration, problems: ConfigurationProblems?) {
    var reading = Reading(currentFolder: currentFolder)
    var contents: [UInt8] = []
    if let file {
      do throws(SmallFile.Failure) {
        contents = try SmallFile.bytes(at: Path.join(currentFolder, file), limit: sizeLimit)
      } catch {
        reading.report(
          "the configuration cannot be read: \(error)",
          at: .file(path: file, line: 1, column: 1))
      }
    }
    let isRead = reading.problems.isEmpty
    let configuration = read(
      contents: contents, file: isRead ? file : nil, environment: environment, flags: flags,
      &reading)
    let problems = reading.problems
    return (configuration, problems.isEmpty ? nil : ConfigurationProblems(problems: problems))
  }

  /// Loads the settings as `load(file:environment:flags:currentFolder:)` does, from a file that was
  /// read already.
  package static func load(
    contents: [UInt8], file: String?, environment: [String: String], flags: [String: String],
    currentFolder: String
  ) throws(ConfigurationProblems) -> Configuration {
    var reading = Reading(currentFolder: currentFolder)
    let configuration = read(
      contents: contents, file: file, environment: environment, flags: flags, &reading)
    guard reading.problems.isEmpty else {
      throw ConfigurationProblems(problems: reading.problems)
    }
    return configuration
  }

  private static func read(
    contents: [UInt8], file: String?, environment: [String: String], flags: [String: String],
    _ reading: inout Reading
  ) -> Configuration {
    var configuration = Configuration()
    configuration.file = file.map { Path.join(reading.currentFolder, $0) }
    if let file {
      let entries = Written.entries(yaml: contents, file: file, &reading)
      reading.read(entries, as: settings, into: &configuration, prefix: "")
    }
    configuration.read(environment: environment, &reading)
    configuration.read(flags: flags, &reading)
    configuration.origins = reading.origins
    configuration.checkInputs(&reading)
    configuration.checkRetention(&reading)
    // Of assets that are only counted no session knows.
    if configuration.assets == .count {
      for index in configuration.sites.indices {
        configuration.sites[index].botSigns.removeAll { $0 == .noAssets }
      }
    }
    return configuration
  }

  /// What inputs say of sites must be true.
  private func checkInputs(_ reading: inout Reading) {
    let names = sites.map(\.name)
    for (index, source) in inputs.enumerated() {
      if let first = inputs[..<index].firstIndex(where: { $0.path == source.path }) {
        reading.report(
          "inputs[\(index)].path: the input \(Found.text(source.path)) stands there already, as "
            + "inputs[\(first)]", at: origin(ofInput: index, "path"))
      }
      guard let site = source.site, !names.contains(site) else { continue }
      reading.report(
        "inputs[\(index)].site: there is no site \(Found.text(site)); known are "
          + names.joined(separator: ", "), at: origin(ofInput: index, "site"))
    }
  }

  /// Nothing may be kept shorter than what it was made of.
  private func checkRetention(_ reading: inout Reading) {
    let settings = [
      ("keep_events", retention.events), ("keep_sessions", retention.sessions),
      ("keep_sums", retention.sums),
    ]
    for (one, other) in zip(settings, settings.dropFirst())
    where other.1.isShorter(than: one.1) {
      guard let origin = origins[other.0] ?? origins[one.0] else { continue }
      reading.report(
        "\(other.0): \(other.1) is shorter than \(one.0): \(one.1), of which they are made",
        at: origin)
    }
  }

  private mutating func read(environment: [String: String], _ reading: inout Reading) {
    let plain = Self.settings.filter(\.isPlain)
    let known = plain.map(\.variable) + Self.otherVariables
    for (name, text) in environment.sorted(by: { $0.key < $1.key })
    where name.hasPrefix("FOOTFALL_") {
      if let setting = plain.first(where: { $0.variable == name }) {
        let written = Written(origin: .environment(name), content: .text(text))
        setting.read(written, into: &self, path: setting.key, &reading)
      } else if !known.contains(name), let nearest = known.nearest(to: name, atMost: 1).first {
        // A variable that is like none of ours may be somebody else's.
        let words = "no setting is read from this variable; did you mean '\(nearest)'?"
        reading.report(words, at: .environment(PrintableText.string(from: name)))
      }
    }
  }

  private mutating func read(flags: [String: String], _ reading: inout Reading) {
    for (key, text) in flags.sorted(by: { $0.key < $1.key }) {
      guard let setting = Self.settings.first(where: { $0.key == key && $0.isPlain }) else {
        reading.report("no setting '\(key)' is set by a flag", at: .flag("--\(key)"))
        continue
      }
      let written = Written(origin: .flag(setting.flag), content: .text(text))
      setting.read(written, into: &self, path: key, &reading)
    }
  }
}
