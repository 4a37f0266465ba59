import Foundation
import Support
import Testing

struct SampleTests {
  @Test("the generator writes SampleLogs again, byte for byte")
  func generator() async throws {
    let folder = try ScratchFolder()
    let outcome = try await BuiltProgram("samplelogs").run([folder.path])
    #expect(outcome.status == 0, "\(outcome.error)")
    let shipped = try House.files(below: "SampleLogs").map { String($0.dropFirst(11)) }
    let made = try House.files(below: folder.path, from: "").map {
      String($0.dropFirst(folder.path.count + 1))
    }
    #expect(shipped == made)
    for name in shipped {
      let old = try Data(contentsOf: URL(filePath: House.root + "SampleLogs/\(name)"))
      let new = try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)"))
      #expect(old == new, "SampleLogs/\(name) is not what the generator writes")
    }
  }
}
