import Intake
package import Settings

/// Whether what the configuration says of inputs can be done.
package enum InputCheck {
  /// Every format that is none.
  package static func problems(of configuration: Configuration) -> [ConfigurationProblem] {
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
    return problems
  }
}

extension InputSource {
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
