import Settings

/// Loads settings from the text of a file named `f.yaml` in `/etc/f`.
func load(
  _ text: String? = nil, environment: [String: String] = [:], flags: [String: String] = [:]
) throws(ConfigurationProblems) -> Configuration {
  try load(bytes: text.map { Array($0.utf8) }, environment: environment, flags: flags)
}

func load(
  bytes: [UInt8]?, environment: [String: String] = [:], flags: [String: String] = [:]
) throws(ConfigurationProblems) -> Configuration {
  try Configuration.load(
    contents: bytes ?? [], file: bytes == nil ? nil : "/etc/f/f.yaml", environment: environment,
    flags: flags, currentFolder: "/home/ada")
}

/// The mistakes of a file, one line each, without the path of the file.
func problems(
  _ text: String, environment: [String: String] = [:], flags: [String: String] = [:]
) -> [String] {
  problems(bytes: Array(text.utf8), environment: environment, flags: flags)
}

func problems(
  bytes: [UInt8], environment: [String: String] = [:], flags: [String: String] = [:]
) -> [String] {
  do throws(ConfigurationProblems) {
    _ = try load(bytes: bytes, environment: environment, flags: flags)
    return []
  } catch {
    return error.problems.map { $0.description.replacing("/etc/f/f.yaml:", with: "") }
  }
}
