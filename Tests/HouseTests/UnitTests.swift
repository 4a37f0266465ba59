import Foundation
import Support
import Testing

/// The units of systemd that are shipped.
struct UnitTests {
  private struct Line: CustomStringConvertible {
    let unit, section, key, value: String
    var description: String { "\(unit): \(key)=\(value)" }
  }

  private static func lines(of unit: String) throws -> [Line] {
    var section = ""
    return try House.text("Config/systemd/\(unit)").split(separator: "\n").compactMap { text in
      if text.hasPrefix("#") { return nil }
      if text.hasPrefix("["), text.hasSuffix("]") {
        section = String(text.dropFirst().dropLast())
        return nil
      }
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      try #require(parts.count == 2 && !section.isEmpty, "\(unit): \(text)")
      return Line(
        unit: unit, section: section, key: String(parts[0]), value: String(parts[1]))
    }
  }

  private static var units: [String] {
    get throws {
      try House.names(in: "Config/systemd").filter {
        $0.hasSuffix(".service") || $0.hasSuffix(".timer")
      }
    }
  }

  private static func all() throws -> [Line] { try units.flatMap(lines) }

  @Test("every command that a unit starts exists, and has the options that it is given")
  func commands() async throws {
    let known = Set(try await CommandTree.load().paths)
    let lines = try Self.all().filter { $0.key == "ExecStart" || $0.key == "ExecCondition" }
    #expect(lines.count >= 4)
    for line in lines {
      let words = line.value.split(separator: " ").map(String.init)
      #expect(words.first == "/usr/local/bin/footfall", "\(line)")
      let names = Array(words.dropFirst())
      let found = [2, 1].map { Array(names.prefix($0)) }.first { known.contains($0) }
      let command = try #require(found, "no command is called so: \(line)")
      let help = try await BuiltProgram("footfall").run(command + ["--help"])
      for option in names where option.hasPrefix("--") {
        #expect(
          help.output.contains("\(option) ") || help.output.contains("\(option)\n"), "\(line)")
      }
    }
  }

  @Test("units that are named by another are shipped, and no unit runs as root")
  func references() throws {
    let shipped = Set(try Self.units)
    for line in try Self.all() where ["Wants", "Also", "Before", "After"].contains(line.key) {
      for name in line.value.split(separator: " ") where name.hasPrefix("footfall") {
        #expect(shipped.contains(String(name)), "\(line)")
      }
    }
    for unit in shipped where unit.hasSuffix(".service") {
      #expect(try Self.lines(of: unit).contains { $0.key == "User" && $0.value == "footfall" })
    }
  }

  @Test(
    "every service is closed to what it does not need",
    arguments: ["footfall.service", "footfall-database.service", "footfall-nightly.service"])
  func hardening(unit: String) throws {
    let lines = try Self.lines(of: unit).filter { $0.section == "Service" }
    let values = Dictionary(grouping: lines, by: \.key).mapValues { $0.map(\.value) }
    for (key, value) in [
      "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
      "PrivateTmp": "yes", "PrivateDevices": "yes", "ProtectKernelModules": "yes",
      "ProtectKernelTunables": "yes", "ProtectKernelLogs": "yes", "ProtectControlGroups": "yes",
      "RestrictNamespaces": "yes", "LockPersonality": "yes", "MemoryDenyWriteExecute": "yes",
      "CapabilityBoundingSet": "", "AmbientCapabilities": "", "LimitCORE": "0",
      "RuntimeDirectoryPreserve": "yes",
    ] {
      #expect(values[key] == [value], "\(unit): \(key)")
    }
    #expect(values["SystemCallFilter"]?.first == "@system-service")
    // They would part the database from those who use it.
    #expect(values["RemoveIPC"] == nil && values["PrivateUsers"] == nil)
  }

  @Test("no secret can come by a command line or by the text of a unit")
  func secrets() throws {
    for line in try Self.all() {
      #expect(!line.value.contains("postgresql://") && !line.value.contains("--database"))
      #expect(line.key != "Environment", "\(line)")
    }
  }
}
