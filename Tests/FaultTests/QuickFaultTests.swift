import Support
import Testing

struct QuickFaultTests {
  @Test("the short form of the faults loses nothing, doubles nothing, and survives")
  func quick() async throws {
    let outcome = try await BuiltProgram("faults").run(["--quick"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    #expect(outcome.output.contains(/faults survived, 0 lost, 0 duplicate, in \d+ min \d+ s\n/))
  }

  @Test("a fault that there is not is told, with a hint")
  func unknown() async throws {
    let outcome = try await BuiltProgram("faults").run(["F999"])
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("faults --list"))
  }
}
