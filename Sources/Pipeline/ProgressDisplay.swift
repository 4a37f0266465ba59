import Synchronization

/// Shows people how far long work has come; handed down to whoever works.
///
/// On a terminal it is one line that is written over and over, elsewhere a line every few seconds.
package final class ProgressDisplay: Sendable {
  package enum Manner: Sendable {
    /// One line, written anew: a terminal of so many columns.
    case live(columns: Int)
    /// A line every few seconds: a file, a pipe, the journal.
    case plain
    /// Nothing but what is said in so many words.
    case silent
  }

  private struct Memory {
    var begun: Duration?
    var shown: Duration?
    var isLineOpen = false
  }

  private let manner: Manner
  private let clock: @Sendable () -> Duration
  private let write: @Sendable (String) -> Void
  private let memory = Mutex(Memory())

  /// - Parameters:
  ///   - clock: the time since any fixed moment; never goes back.
  ///   - write: takes text as it is, line ends included.
  package init(
    _ manner: Manner, clock: @escaping @Sendable () -> Duration,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.manner = manner
    self.clock = clock
    self.write = write
  }

  /// Shows nothing at all.
  package static var none: ProgressDisplay {
    ProgressDisplay(.silent, clock: { .zero }, write: { _ in })
  }

  /// Takes note of how far the work is, and shows it when it is time to; cheap enough for each
  /// batch.
  package func update(_ state: ProgressState) { update { state.text(after: $0) } }

  /// The same in words of the caller's, who hears how long the work has gone on.
  package func update(_ text: (Duration) -> String) {
    guard let interval = manner.interval else { return }
    let now = clock()
    memory.withLock { memory in
      let begun = memory.begun ?? now
      memory.begun = begun
      guard now - (memory.shown ?? begun) >= interval else { return }
      memory.shown = now
      let text = text(now - begun)
      guard case .live(let columns) = manner else { return write(text + "\n") }
      // Back to the first column, and clear what the last line leaves.
      write("\r\(text.prefix(max(1, columns - 1)))\u{1B}[K")
      memory.isLineOpen = true
    }
  }

  /// Writes a sentence on a line of its own, also where progress is silent.
  package func say(_ sentence: String) {
    memory.withLock { memory in
      clear(&memory)
      write(sentence + "\n")
    }
  }

  /// Says what is good to know and no more: nothing where progress is silent.
  package func mention(_ sentence: String) {
    if manner.interval != nil { say(sentence) }
  }

  /// Ends the work: the live line goes, and the next update begins a new measurement.
  package func finish() {
    memory.withLock { memory in
      clear(&memory)
      memory = Memory()
    }
  }

  private func clear(_ memory: inout Memory) {
    if memory.isLineOpen { write("\r\u{1B}[K") }
    memory.isLineOpen = false
  }
}

extension ProgressDisplay.Manner {
  /// The least time between two lines; nil: none are written.
  fileprivate var interval: Duration? {
    switch self {
    case .live: .milliseconds(100)
    case .plain: .seconds(5)
    case .silent: nil
    }
  }
}
