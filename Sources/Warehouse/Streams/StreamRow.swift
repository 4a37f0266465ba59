package import Clickstream
import PostgreSQL

/// A stream as the database knows it.
package struct StreamRow: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case accessLog = "access_log"
    case form
    case mail
    case ledger
  }

  package enum State: String, Sendable {
    case active, done, gone, undone
  }

  /// A last line that had no newline: stored, and replaced when the file has grown.
  package struct OpenLine: Equatable, Sendable {
    /// Running hash after it.
    package var chain: Int64
    /// Length in bytes.
    package var length: Int64
    /// Visitor and time of its event, if it has one.
    package var event: (visitor: Int64, at: Instant)?
    /// What it was counted as, once it is stored.
    var outcome = Tally.Outcome.kept
    var reason = ""

    package init(chain: Int64, length: Int64, event: (visitor: Int64, at: Instant)?) {
      self.chain = chain
      self.length = length
      self.event = event
    }

    package static func == (left: Self, right: Self) -> Bool {
      left.chain == right.chain && left.length == right.length
        && left.event?.visitor == right.event?.visitor && left.event?.at == right.event?.at
    }
  }

  package var generation: Int64
  package var epoch: Int64
  package var position: Int64
  package var chain: Int64
  package var state: State
  package var openLine: OpenLine?

  package init(
    generation: Int64, epoch: Int64, position: Int64, chain: Int64, state: State,
    openLine: OpenLine?
  ) {
    self.generation = generation
    self.epoch = epoch
    self.position = position
    self.chain = chain
    self.state = state
    self.openLine = openLine
  }
}

/// A mark of a stream: the running hash of its lines before `position`.
package struct StreamMark: Hashable, Sendable {
  package var position: Int64
  package var chain: Int64

  package init(position: Int64, chain: Int64) {
    self.position = position
    self.chain = chain
  }
}

/// The lines of up to 64 KiB after a mark.
package struct StreamBlock: Equatable, Sendable {
  package var mark: StreamMark
  /// For each line: its length with its end, and 32 bits of the running hash after it; 4 bytes
  /// each, highest first.
  package var lines: [UInt8]

  package init(mark: StreamMark, lines: [UInt8] = []) {
    self.mark = mark
    self.lines = lines
  }

  /// Blocks begin at the first line at or after each multiple of this.
  package static let size: Int64 = 65_536

  package mutating func append(length: Int64, chain: Int64) {
    for word in [UInt32(clamping: length), UInt32(truncatingIfNeeded: chain)] {
      for shift in [24, 16, 8, 0] as [UInt32] {
        lines.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
  }

  package var count: Int { lines.count / 8 }

  /// Length, and 32 bits of the running hash after it, of one line.
  package func line(_ index: Int) -> (length: Int64, chain: UInt32) {
    func word(_ offset: Int) -> UInt32 {
      lines[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    return (Int64(word(index * 8)), word(index * 8 + 4))
  }
}
