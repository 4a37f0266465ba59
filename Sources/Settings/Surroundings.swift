import Glibc

/// Where the program runs, and where things are kept there.
package struct Surroundings: Sendable {
  package var currentFolder: String
  /// The folder of the checkout that the program was built in; nil where it is installed.
  package var checkout: String?
  package var isRoot: Bool

  package init(currentFolder: String, checkout: String?, isRoot: Bool) {
    self.currentFolder = currentFolder
    self.checkout = checkout
    self.isRoot = isRoot
  }

  /// Those of this process.
  ///
  /// A checkout is known by its `Package.swift` and `Config`, above the program.
  package static func current() -> Surroundings {
    let folder = absolutePath(of: ".") ?? "/"
    var candidate = Path.folder(of: absolutePath(of: "/proc/self/exe") ?? "/")
    while candidate != "/" && candidate != "." {
      if exists("\(candidate)/Package.swift"), exists("\(candidate)/Config/footfall.yaml") {
        return Surroundings(currentFolder: folder, checkout: candidate, isRoot: geteuid() == 0)
      }
      candidate = Path.folder(of: candidate)
    }
    return Surroundings(currentFolder: folder, checkout: nil, isRoot: geteuid() == 0)
  }

  /// The configuration file in use; nil: the built-in defaults.
  ///
  /// `--config`, else `FOOTFALL_CONFIG`, else `footfall.yaml` in the input folder given, else
  /// `Config/footfall.yaml` in the checkout or the current folder, else
  /// `/etc/footfall/footfall.yaml`. The first two are taken whether they exist or not.
  package func configurationFile(
    flag: String?, environment: [String: String], inputFolder: String? = nil
  ) -> String? {
    if let flag { return flag }
    if let variable = environment["FOOTFALL_CONFIG"], !variable.isEmpty { return variable }
    var candidates: [String] = []
    if let inputFolder { candidates.append(Path.join(inputFolder, "footfall.yaml")) }
    if let checkout { candidates.append(Path.join(checkout, "Config/footfall.yaml")) }
    candidates += ["Config/footfall.yaml", "/etc/footfall/footfall.yaml"]
    return candidates.first { Self.exists(Path.join(currentFolder, $0)) }
  }

  /// The data directory, absolute.
  package func dataFolder(_ configuration: Configuration) -> String {
    if let data = configuration.data { return data }
    guard let checkout, !isRoot else { return "/var/lib/footfall" }
    return Path.join(checkout, ".footfall")
  }

  /// The folder that pages are written to, absolute.
  package func outputFolder(_ configuration: Configuration) -> String {
    if let output = configuration.output { return output }
    if let checkout { return Path.join(checkout, "Dashboards/html") }
    return Path.join(dataFolder(configuration), "html")
  }

  /// The folder for pages that name persons, absolute: never inside the output.
  package func personsFolder(_ configuration: Configuration) -> String {
    configuration.personsFolder ?? outputFolder(configuration) + "-persons"
  }

  private static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  private static func absolutePath(of path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
