import Figures
import Foundation
import Markup
import Testing

/// Pictures as they were when somebody last looked at them.
///
/// With `RECORD_SNAPSHOTS=1` in the environment they are written anew; look at them then.
@Suite("Snapshots")
struct SnapshotTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Snapshots")

  private static var isRecording: Bool {
    ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
  }

  private func compare(_ text: String, with name: String) throws {
    let file = Self.folder.appending(path: name)
    if Self.isRecording {
      try FileManager.default.createDirectory(
        at: Self.folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let stored = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(text == stored, "\(name) is drawn otherwise than before")
  }

  @Test("a picture is drawn as it was", arguments: Specimen.names)
  func pictures(name: String) throws {
    let chart = try #require(Specimen.charts[name])
    try compare(chart.file(shape: .narrow), with: "\(name).svg")
  }

  @Test("a table is written as it was", arguments: ["cohort", "rank"])
  func tables(name: String) throws {
    let table = try #require(Specimen.tables[name])
    try compare(MarkupWriter.fragment(table), with: "\(name).html")
  }

  @Test("a file stands alone: named, coloured for light and dark, without addresses or scripts")
  func files() throws {
    for (name, chart) in Specimen.charts {
      let file = chart.file()
      #expect(file.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""), "\(name)")
      #expect(file.contains("<title") && file.contains("<desc") && file.contains("role=\"img\""))
      #expect(file.contains("@media(prefers-color-scheme:dark)"))
      for word in ["var(", "url(", "@import", "<script", "style=\"", "href"] {
        #expect(!file.contains(word), "\(name): \(word)")
      }
      // Every class that the picture names is told, but those that only place it.
      let style = try #require(file.split(separator: "<style>").last?.split(separator: "</").first)
      let classes = Set(
        chart.picture(id: "p", shape: .wide).elements.dropFirst()
          .flatMap { ($0.node[.class] ?? "").split(separator: " ").map(String.init) })
      for name in classes.subtracting(["cell", "day", "open", "alone", "quiet", "zero"]) {
        #expect(style.contains(".\(name)"), "\(name)")
      }
    }
  }
}
