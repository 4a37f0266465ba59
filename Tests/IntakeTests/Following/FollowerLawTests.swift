import Intake
import Support
import Testing

@Suite("The law of following")
struct FollowerLawTests {
  @Test(
    "every byte that was seen is read once, or told of as missing; and then nothing is due",
    arguments: UInt64(1)...400)
  func law(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var reader = ModelReader()
    reader.live(&random)
    #expect(reader.faults == [])
    #expect(reader.actions(at: reader.now + .seconds(3_600)) == [])
    #expect(reader.follower.nextDue() == nil)
  }
}
