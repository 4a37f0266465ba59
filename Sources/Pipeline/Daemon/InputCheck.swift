import Intake
import Settings

/// Whether what the configuration says of inputs can be done.
enum InputCheck {
  /// - Throws: `ConfigurationProblems` with every format that is none.
  static func formats(of configuration: Configuration) throws {
    var problems: [ConfigurationProblem] = []
    for (index, source) in configuration.inputs.enumerated() {
      guard let format = source.format else { continue }
      if let mistake = source.mistake(ofFormat: format) {
        problems.append(
          ConfigurationProblem(
            origin: configuration.origin(ofInput: index, "format"),
            message: "inputs[\(index)].format: \(mistake)"))
      }
    }
    guard problems.isEmpty else { throw ConfigurationProblems(problems: problems) }
  }
}

extension InputSource {
  /// Why a format is none; nil where it is one.
  func mistake(ofFormat text: String) -> String? {
    let names = AccessLogFormat.all.map(\.name)
    guard !names.contains(text.lowercased()) else { return nil }
    return "no such format; known are \(names.joined(separator: ", "))"
  }
}
