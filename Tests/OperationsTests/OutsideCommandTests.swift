import Foundation
import Operations
import Support
import Testing

@Suite("Commands of the operator's", .timeLimit(.minutes(1)))
struct OutsideCommandTests {
  private func run(
    _ line: String, environment: [String: String] = ["PATH": "/usr/bin:/bin", "CANARY": "1"],
    adding own: [String: String] = [:], limit: Duration = .seconds(20)
  ) async throws -> String? {
    do {
      try await OutsideCommand.shell(line, environment: environment, adding: own, limit: limit)
        .run()
      return nil
    } catch let failure as OutsideCommand.Failure {
      return failure.description
    }
  }

  @Test("it gets its own variables, and none that may hold a secret")
  func variables() async throws {
    let folder = try ScratchFolder()
    let failure = try await run(
      "env > \"$TARGET\"", adding: ["TARGET": "\(folder.path)/env", "FOOTFALL_PAGES": "/a b"])
    #expect(failure == nil)
    let text = try String(contentsOfFile: "\(folder.path)/env", encoding: .utf8)
    #expect(text.contains("FOOTFALL_PAGES=/a b\n") && !text.contains("CANARY"))
  }

  @Test("how it failed is told with what it said, in part")
  func failures() async throws {
    let status = try await run("echo no room; exit 3")
    #expect(status == "ended with status 3: no room")
    let signal = try await run("kill -TERM $$")
    #expect(signal == "was ended by signal 15")
    let long = try await run("yes x | head -c 100000; exit 1")
    #expect((long?.count ?? 0) < 400)
  }

  @Test("what takes too long is ended, with its children")
  func limit() async throws {
    let failure = try await run("sleep 600 & sleep 600", limit: .seconds(1))
    #expect(failure == "took longer than 1 s and was ended")
  }

  @Test("whoever stops waiting ends it")
  func cancelled() async throws {
    let task = Task { try await run("sleep 600", limit: .seconds(500)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }
}
