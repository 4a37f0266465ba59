import Support
import Testing

struct ManyEdgesTests {
  @Test("T17: a million edges give the right persons, in less than 500 MB")
  func million() async throws {
    let folder = try ScratchFolder()
    // A process of its own, so that nothing else is counted.
    let outcome = try await BuiltProgram("bench").run(
      ["identity"], environment: ["TMPDIR": folder.path])
    let found = outcome.output.firstMatch(
      of: /identity: 1000000 edges, 250000 persons as they are tied, .* (\d+) MB\n/)
    let peak = try #require(found.flatMap { Int($0.1) }, "\(outcome.output)\(outcome.error)")
    #expect(peak < 500)
  }
}
