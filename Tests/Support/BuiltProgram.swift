internal import Foundation

/// A program of this package as it was built beside the tests.
package struct BuiltProgram: Sendable {
  package struct Outcome: Sendable {
    package let status: Int32
    package let output: String
    package let error: String
  }

  package let path: String

  /// The folder of the build that the tests belong to.
  package static var folder: String {
    let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().path(percentEncoded: false)
    return folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  /// - Parameter name: `footfall`, `samplelogs` …
  package init(_ name: String) throws {
    try self.init(path: "\(Self.folder)/\(name)")
  }

  /// A program that lies somewhere else.
  package init(path: String) throws {
    self.path = path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw MissingProgram(path: path)
    }
  }

  /// Runs it to its end, in an environment that holds nothing but what is given.
  package func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: String = "/",
    input: [UInt8] = []
  ) async throws -> Outcome {
    let files = try ScratchFolder()
    let inputFile = try files.write(input, to: "input")
    let outputFile = try files.write([], to: "output")
    let errorFile = try files.write([], to: "error")
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput = FileHandle(forReadingAtPath: inputFile)
    process.standardOutput = FileHandle(forWritingAtPath: outputFile)
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    return Outcome(
      status: status, output: try String(contentsOfFile: outputFile, encoding: .utf8),
      error: try String(contentsOfFile: errorFile, encoding: .utf8))
  }
}

private struct MissingProgram: Error, CustomStringConvertible {
  let path: String
  var description: String { "\(path) is not built: run `swift build --build-tests` first" }
}
