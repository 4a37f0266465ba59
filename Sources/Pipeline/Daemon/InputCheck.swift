import Intake
package import Settings

/// Whether what the configuration says of inputs can be done.
package enum InputCheck {
  /// What formats leave out or do not know, by the name of the input.
  package static func warnings(of configuration: Configuration) -> [(input: String, text: String)] {
    configuration.inputs.flatMap { source in
      (source.format.flatMap { try? AccessLogFormat.compile($0) }?.warnings ?? [])
        .map { (source.title, $0) }
    }
  }

  /// Every format and every map that is none, and every input of which nothing would tell the site.
  package static func problems(of configuration: Configuration) -> [ConfigurationProblem] {
    var problems: [ConfigurationProblem] = []
    for (index, source) in configuration.inputs.enumerated() {
      if let (key, mistake) = source.mistakeOfLists {
        problems.append(
          ConfigurationProblem(
            origin: configuration.origin(ofInput: index, key),
            message: "inputs[\(index)].\(key): \(mistake)"))
      }
      guard let format = source.format else { continue }
      let mistake =
        source.mistake(ofFormat: format)
        ?? (configuration.sites.count > 1 ? source.missingSite(ofFormat: format) : nil)
      if let mistake {
        problems.append(
          ConfigurationProblem(
            origin: configuration.origin(ofInput: index, "format"),
            message: "inputs[\(index)].format: \(mistake)"))
      }
    }
    return problems
  }
}

extension InputSource {
  /// What is wrong with what it says of lists, and the setting that says it; nil where nothing is.
  fileprivate var mistakeOfLists: (key: String, text: String)? {
    guard isOfLists else { return nil }
    let key = map == nil ? "ledger" : "map"
    if format != nil { return (key, "lists have no log format: leave `format` out") }
    if map != nil, ledger != nil {
      return ("ledger", "a map says itself which ledger it is for: leave `ledger` out")
    }
    do {
      _ = try maps
      return nil
    } catch {
      return (key, "\(error)")
    }
  }

  /// That nothing tells of which site the lines of a format are; nil where something does.
  fileprivate func missingSite(ofFormat text: String) -> String? {
    guard site == nil, let format = try? AccessLogFormat.compile(text), !format.namesHost,
      !format.isLearned
    else {
      return nil
    }
    return "its lines name no host, and there are several sites: say 'site' of this input too"
  }

  /// Why a format is none; nil where it is one.
  func mistake(ofFormat text: String) -> String? {
    do throws(FormatProblem) {
      _ = try AccessLogFormat.compile(text)
      return nil
    } catch {
      return error.description
    }
  }
}
