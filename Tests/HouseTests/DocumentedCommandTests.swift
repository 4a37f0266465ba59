import Foundation
import Support
import Testing

struct DocumentedCommandTests {
  @Test("every subcommand stands in the README")
  func subcommands() async throws {
    let readme = try House.text("README.md")
    let paths = try await CommandTree.load().paths
    #expect(paths.count >= 13)
    for path in paths {
      let words = "footfall " + path.joined(separator: " ")
      #expect(readme.contains(words), "the README does not tell of '\(words)'")
    }
  }

  @Test("every command of the README exists, and has the options that it is shown with")
  func readmeCommands() async throws {
    let known = Set(try await CommandTree.load().paths)
    let lines = try House.text("README.md").split(separator: "\n")
      .filter { $0.hasPrefix("footfall ") }
    #expect(!lines.isEmpty)
    for line in lines {
      let command = line.prefix { $0 != "#" }.split(separator: " ").dropFirst().map(String.init)
      let path = [2, 1].map { Array(command.prefix($0)) }.first { known.contains($0) }
      let found = try #require(path, "no command is called so: \(line)")
      let help = try await BuiltProgram("footfall").run(found + ["--help"])
      #expect(help.status == 0)
      for option in command where option.hasPrefix("--") && option.count > 2 {
        #expect(
          help.output.contains("\(option) ") || help.output.contains("\(option)\n"), "\(line)")
      }
    }
  }

  @Test("every setting that names a flag has one")
  func settingFlags() async throws {
    let help = try await BuiltProgram("footfall").run(["config", "show", "--help"])
    let sample = try House.text("Config/footfall.yaml")
    let flags = sample.matches(of: /flag (--[a-z-]+)\./).map { String($0.output.1) }
    #expect(flags.count >= 8)
    for flag in flags { #expect(help.output.contains("\(flag) "), "\(flag) is no option") }
  }
}
