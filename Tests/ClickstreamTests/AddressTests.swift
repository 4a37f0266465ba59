import Clickstream
import Support
import Testing

@Suite("Addresses and networks")
struct AddressTests {
  @Test(
    "each form of an address is read, and printed in one",
    arguments: [
      ("192.0.2.1", "192.0.2.1"), ("192.0.2.1:8080", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"),
      ("255.255.255.255", "255.255.255.255"), ("::ffff:192.0.2.1", "192.0.2.1"),
      ("::ffff:c000:201", "192.0.2.1"), ("2001:DB8::1", "2001:db8::1"),
      ("2001:db8:0:0:0:0:0:1", "2001:db8::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
      ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("::", "::"), ("::1", "::1"),
      ("1::", "1::"), ("fe80::1%eth0", "fe80::1"), ("[2001:db8::1]", "2001:db8::1"),
      ("[2001:db8::1]:443", "2001:db8::1"), ("[fe80::1%eth0]:80", "fe80::1"),
      ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
      ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
    ])
  func forms(text: String, expected: String) {
    #expect(IPAddress(text)?.description == expected)
  }

  @Test(
    "a host's name and a broken address are none",
    arguments: [
      "", "-", "localhost", "www.larkspur.example", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4",
      "1.2.3.4:", "1.2.3.4:99999", "1.2.3.4:8x", "1..2.3", ".1.2.3", "1.2.3.", ":", ":::", "1:2",
      "1:2:3:4:5:6:7:8:9", "1::2::3", "1:2:3:4:5:6:7:8::", "12345::", "g::", "1:2:3:4:5:6:7:",
      ":1:2:3:4:5:6:7", "[::1", "::1]", "[1.2.3.4]", "[::1]x", "fe80::1%", "::1.2.3", "1.2.3.4::",
      "１.2.3.4", "0x1.2.3.4",
    ])
  func noAddresses(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test("what is printed is read back", arguments: [41, 42] as [UInt64])
  func roundTrip(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      // Many groups are zero, so that gaps are met.
      var halves: [UInt64] = [0, 0]
      for index in 0..<8 where Bool.random(using: &random) {
        halves[index / 4] |= .random(in: 0...0xffff, using: &random) << UInt64(index % 4 * 16)
      }
      let address = IPAddress(high: halves[0], low: halves[1])
      #expect(IPAddress(address.description) == address)
    }
  }

  @Test("a cut address keeps 16 bits of IPv4 and 48 of IPv6")
  func cut() {
    #expect(IPAddress("192.0.2.77")?.cut().description == "192.0.0.0")
    #expect(IPAddress("192.0.2.77")?.cut(v4Bits: 24).description == "192.0.2.0")
    #expect(IPAddress("2001:db8:1:2:3:4:5:6")?.cut().description == "2001:db8:1::")
  }

  @Test(
    "a network holds its addresses and no others",
    arguments: [
      ("192.0.2.0/24", "192.0.2.255", "192.0.3.0"), ("192.0.2.7", "192.0.2.7", "192.0.2.6"),
      ("192.0.2.99/28", "192.0.2.96", "192.0.2.112"),
      ("2001:db8::/32", "2001:db8:f::1", "2001:db9::"),
      ("2001:db8::1/128", "2001:db8::1", "2001:db8::2"), ("0.0.0.0/0", "203.0.113.9", "::1"),
      ("2001:db8:0:1:8000::/65", "2001:db8:0:1:8000::1", "2001:db8:0:1::1"),
    ])
  func networks(network: String, inside: String, outside: String) throws {
    let network = try #require(Network(network))
    #expect(network.contains(try #require(IPAddress(inside))))
    #expect(!network.contains(try #require(IPAddress(outside))))
    #expect(Network(network.description) == network)
  }

  @Test(
    "what is no network is not read",
    arguments: [
      "", "/", "192.0.2.0/", "192.0.2.0/33", "2001:db8::/129", "192.0.2.0/-1", "192.0.2.0/8/8",
      "192.0.2.0/ 8", "[::1]/64", "fe80::1%eth0/64", "192.0.2.1:80/24", "larkspur.example/24",
    ])
  func noNetworks(text: String) {
    #expect(Network(text) == nil)
  }
}
