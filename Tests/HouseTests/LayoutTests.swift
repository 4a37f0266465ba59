import Foundation
import Testing

struct LayoutTests {
  @Test("the top level holds what the design names, and nothing else")
  func topLevel() throws {
    let expected: Set = [
      "Config", "Dashboards", "Makefile", "Package.swift", "README.md", "SampleLogs", "Sources",
      "Tests",
    ]
    // SwiftPM writes it; git does not keep it.
    let found = try House.names(in: "").filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(Set(found) == expected)
  }

  @Test("no Swift file is longer than 400 lines")
  func length() throws {
    for path in try House.files(below: "Sources", ending: ".swift")
      + House.files(below: "Tests", ending: ".swift")
    {
      let lines = try House.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(path) has \(lines.count - 1) lines")
    }
  }

  @Test("the README is shorter than 200 lines")
  func readme() throws {
    #expect(try House.text("README.md").split(separator: "\n").count < 200)
  }

  @Test("every shipped panel asks a question and says its figure")
  func panels() throws {
    let panels = try House.files(below: "Dashboards", ending: ".sql")
    #expect(panels.count >= 16)
    for path in panels {
      let header = try House.text(path).split(separator: "\n").prefix { $0.hasPrefix("--") }
      for key in ["-- question: ", "-- figure: "] {
        #expect(header.contains { $0.hasPrefix(key) }, "\(path) lacks \(key)")
      }
    }
  }

  @Test("no file names a place of the machine it was written on")
  func noMachine() throws {
    // Put together here, so that this file does not hold them.
    let places = ["work", "root", "Users"].map { "/\($0)/" }
    let folders = ["Sources", "Tests", "Config", "Dashboards", ".ci"]
    let paths = try folders.flatMap { try House.files(below: $0) } + ["README.md", "Makefile"]
    for path in paths where !path.hasSuffix(".png") {
      let text = String(
        decoding: try Data(contentsOf: URL(filePath: House.root + path)), as: UTF8.self)
      for place in places {
        #expect(!text.contains(place), "\(path) holds \(place)")
      }
    }
  }
}
