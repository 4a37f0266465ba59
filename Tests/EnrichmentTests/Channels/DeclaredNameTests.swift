import Clickstream
import Enrichment
import Testing

@Suite("Names of channels and devices in settings")
struct DeclaredNameTests {
  @Test("are those of the rules")
  func equal() {
    #expect(Site.channelNames == Channel.allCases.map(\.name))
    #expect(Site.deviceNames == DeviceKind.allCases.filter { $0 != .unknown }.map(\.name))
  }
}
