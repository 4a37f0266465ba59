import Clickstream
import Support

/// Writes messages each of which has a key, in its subject.
struct KeyedMail {
  private(set) var manifest = Manifest()
  private var random: SplitMix64
  private var key: Int64

  /// - Parameter number: tells the keys of these messages from those of others, below 200.
  init(_ number: Int, seed: UInt64) {
    random = SplitMix64(seed: seed &* 1_000 &+ UInt64(number))
    key = Int64(number + 1) * 10_000_000
  }

  /// The next message.
  ///
  /// - Parameters:
  ///   - headers: more of them, each with its end.
  ///   - body: what stands below, in place of a sentence.
  mutating func message(headers: String = "", body: String? = nil) -> [UInt8] {
    key += 1
    manifest.add(key, .ok)
    let person = Int.random(in: 0..<30, using: &random)
    let minute = Int(key % 60)
    return Array(
      """
      Message-ID: <\(key)@people.example>
      Date: Tue, 01 Oct 2024 \(10 + Int(key / 60 % 10)):\(minute < 10 ? "0" : "")\(minute):00 +0000
      From: Person \(person) <p\(person)@people.example>
      To: hello@shop.example
      Subject: Where is my parcel? key=\(key)
      \(headers)
      \(body ?? "Where is my parcel? It is the \(key)th time that I ask.")

      """.utf8)
  }
}
