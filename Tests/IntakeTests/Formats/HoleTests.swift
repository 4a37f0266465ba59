import Clickstream
import Intake
import Testing

/// The zero bytes that are left where a file was cut to nothing under its writer.
struct HoleTests {
  private static let line = #"::1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 9 "-" "A""#

  @Test(
    "a hole before a line is passed over, however long it is and however it arrives",
    arguments: [1, 299, 300, 301, 302, 303, 1_000, 5_000], [1, 7, 64, 4_096])
  func hole(size: Int, chunkSize: Int) throws {
    let good = Array(Self.line.utf8) + [0x0a]
    let hole = [UInt8](repeating: 0, count: size)
    let stream = good + hole + good + good
    let whole = try outcomes([stream], lineLimit: 300)
    #expect(
      whole.lines.map(\.position) == [
        0, Int64(good.count + size), Int64(2 * good.count + size),
      ])
    #expect(whole.lines.allSatisfy { $0.text.contains("|GET|/|") })
    let split = try outcomes(stream.singles, lineLimit: 300, chunkSize: chunkSize)
    #expect(split.lines == whole.lines)
    #expect(split.stream == stream)
  }

  @Test("zero bytes alone, or inside a line, stay a reject", arguments: [299, 301, 2_000])
  func zeros(size: Int) throws {
    let hole = [UInt8](repeating: 0, count: size)
    for rest in [[0x0a], [], [0x0d, 0x0a]] as [[UInt8]] {
      let stream = hole + rest
      let whole = try outcomes([stream], lineLimit: 300).lines.filter { $0.position == 0 }
      let reason = size > 300 ? "lineTooLong " : "nul "
      #expect(whole.count == 1)
      #expect(whole.first?.text.hasPrefix(reason) == true)
      let split = try outcomes(stream.singles, lineLimit: 300, chunkSize: 1).lines
      #expect(split.filter { $0.position == 0 } == whole)
    }
  }

  @Test("a long line after a hole is told by its own length")
  func overlong() throws {
    let stream =
      [UInt8](repeating: 0, count: 900) + [UInt8](repeating: 0x61, count: 700) + [0x0a]
    for pieces in [[stream], stream.singles] {
      let lines = try outcomes(pieces, lineLimit: 300, chunkSize: 16).lines
      #expect(lines.map(\.position) == [900])
      #expect(lines.first?.text.hasPrefix("lineTooLong 700 ") == true)
    }
  }
}
