package import Enrichment
package import Settings

/// What a daemon works by: settings that were checked as a whole.
package struct DaemonSetup: Sendable {
  package let configuration: Configuration
  package let rules: RuleBook

  /// - Throws: `UsageError` with all that keeps the inputs from being followed.
  package init(configuration: Configuration, rules: RuleBook) throws {
    guard !configuration.inputs.isEmpty else {
      throw UsageError(
        "there is nothing to follow: name the logs under 'inputs' in "
          + "\(configuration.file ?? "a configuration file"), as in "
          + "inputs: [/var/log/nginx/access.log*]")
    }
    self.configuration = configuration
    self.rules = rules
    let problems = InputCheck.problems(of: configuration)
    guard problems.isEmpty else { throw ConfigurationProblems(problems: problems) }
  }
}
