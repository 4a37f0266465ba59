import Clickstream
import Foundation
import Intake

/// A log of a million lines in the shape of the sample: every line of it many times, each copy a
/// visitor of its own, in the same months.
struct GrownLog {
  let path: String
  let lines: Int

  /// - Parameters:
  ///   - sample: the folder of the sample's access logs.
  ///   - distinct: each page view asks for a path that no other asks for.
  init(from sample: String, to path: String, lines wanted: Int, distinct: Bool = false) throws {
    self.path = path
    lines = wanted
    let source = try Self.lines(of: sample)
    guard !source.isEmpty else { throw BenchError("no log lines in \(sample)") }
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw BenchError("cannot write \(path)") }
    let copies = (wanted + source.count - 1) / source.count
    var buffer: [UInt8] = []
    var written = 0
    for line in source {
      for copy in 0..<copies where written < wanted {
        Self.append(line, copy: copy, number: distinct ? written : nil, to: &buffer)
        written += 1
      }
      if buffer.count > 1 << 20 {
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: buffer)
    try file.close()
  }

  /// Well-formed lines of all files, oldest file first.
  static func lines(of folder: String) throws -> [[UInt8]] {
    var result: [[UInt8]] = []
    for item in InputPlan(arguments: [folder]).taken {
      var reader = LineReader(try ByteSource(path: item.path))
      var chunk = LineChunk()
      while try reader.read(into: &chunk) {
        for range in chunk.lines where range.length > 100 { result.append(chunk.copy(range)) }
      }
    }
    return result
  }

  /// Another address; with a number, also another path.
  private static func append(
    _ line: [UInt8], copy: Int, number: Int?, to buffer: inout [UInt8]
  ) {
    guard let blank = line.firstIndex(of: 0x20) else { return }
    if copy > 0 {
      // The address as a number, moved: IPv6 and IPv4 alike become an IPv4 of their own.
      var hash = UInt32(truncatingIfNeeded: copy) &* 2_654_435_761
      for byte in line[..<blank] { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
      let parts = [24, 16, 8, 0].map { String((hash >> $0) & 0xff) }
      buffer.append(contentsOf: parts.joined(separator: ".").utf8)
    } else {
      buffer.append(contentsOf: line[..<blank])
    }
    if let number, let get = line.range(of: Array("GET /".utf8)) {
      buffer.append(contentsOf: line[blank..<get.upperBound])
      buffer.append(contentsOf: "p\(number)/".utf8)
      buffer.append(contentsOf: line[get.upperBound...])
    } else {
      buffer.append(contentsOf: line[blank...])
    }
    buffer.append(0x0a)
  }
}

extension [UInt8] {
  fileprivate func range(of word: [UInt8]) -> Range<Int>? {
    guard count >= word.count else { return nil }
    for start in 0...(count - word.count)
    where self[start..<(start + word.count)].elementsEqual(word) {
      return start..<(start + word.count)
    }
    return nil
  }
}

struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
