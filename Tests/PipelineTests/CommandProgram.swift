import PostgreSQL
import Support

/// The program `footfall` with a database and folders of a test's own.
struct CommandProgram {
  let folder: ScratchFolder
  private let program: BuiltProgram

  init() throws {
    folder = try ScratchFolder()
    program = try BuiltProgram("footfall")
    try folder.write(
      """
      sites:
        - name: larkspur
          zone: Europe/London
      inputs: [access.log]
      output: html

      """, to: "footfall.yaml")
  }

  /// Runs a command in the folder, against the database of the test unless told otherwise.
  func run(
    _ arguments: [String], input: String = "", withoutDatabase: Bool = false,
    environment: [String: String] = [:]
  ) async throws -> BuiltProgram.Outcome {
    var all = ["FOOTFALL_DATA": folder.path]
    // Pages of other periods are tested where they are made.
    if !Set(["report", "nightly", "erase"]).isDisjoint(with: arguments) {
      all["FOOTFALL_PERIODS"] = "[]"
    }
    all.merge(environment) { $1 }
    if !withoutDatabase {
      all["FOOTFALL_DATABASE"] = try TestDatabase.required.info.description
    }
    return try await program.run(
      arguments, environment: all, in: folder.path, input: Array(input.utf8))
  }

  /// Lines of a log: one visitor, a minute apart.
  static func lines(_ count: Int, from first: Int = 0) -> String {
    (first..<first + count).map { number in
      let (hour, minute) = (10 + number / 60, number % 60)
      return #"192.0.2.7 - - [12/Nov/2026:\#(hour):\#(minute < 10 ? "0" : "")\#(minute):00 +0000] "#
        + #""GET /page-\#(number) HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64)""#
    }.joined(separator: "\n") + "\n"
  }
}
