package import Clickstream
import PostgreSQL

extension Warehouse {
  /// A stream whose first line is that of a file at hand.
  package struct Candidate: Sendable {
    package let generation: Int64
    package let kind: StreamRow.Kind
    package let position: Int64
    package let chain: Int64
    package let state: StreamRow.State
    package let openChain: Int64?
    package let openLength: Int64?
    /// A daemon is at work on the input that it was read from last.
    package let isFollowed: Bool
  }

  /// The streams that begin with the line whose running hash is `head`, longest first.
  package func candidates(head: Int64) async throws -> [Candidate] {
    try await run("find_streams", [.int8(head)]).map { row in
      Candidate(
        generation: try row.get("generation"),
        kind: StreamRow.Kind(rawValue: try row.get("kind")) ?? .accessLog,
        position: try row.get("position"), chain: try row.get("chain"),
        state: StreamRow.State(rawValue: try row.get("state")) ?? .active,
        openChain: try row.get("open_chain"), openLength: try row.get("open_length"),
        isFollowed: try row.get("is_followed"))
    }
  }

  /// The marks of streams at positions from `from` through `through`, in order; streams without one
  /// are left out.
  package func marks(
    of generations: [Int64], from: Int64, through: Int64
  ) async throws -> [Int64: [StreamMark]] {
    var marks: [Int64: [StreamMark]] = [:]
    for row in try await run("read_marks", [.int8Array(generations), .int8(from), .int8(through)]) {
      marks[try row.get("generation"), default: []].append(
        StreamMark(position: try row.get("position"), chain: try row.get("chain")))
    }
    return marks
  }

  /// The last mark of a stream before a position.
  package func lastMark(of generation: Int64, before position: Int64) async throws -> StreamMark? {
    try await run("read_last_mark", [.int8(generation), .int8(position)]).first.map { row in
      StreamMark(position: try row.get("position"), chain: try row.get("chain"))
    }
  }

  /// The lines of the blocks of streams that begin at one position, by generation.
  package func blocks(
    of generations: [Int64], at position: Int64
  ) async throws -> [Int64: [UInt8]] {
    let rows = try await run("read_blocks_at", [.int8Array(generations), .int8(position)])
    return try Dictionary(
      rows.map { (try $0.get("generation"), try $0.get("lines")) }, uniquingKeysWith: { $1 })
  }

  package struct NewStream: Sendable {
    package var generation: Int64
    package var site: Int64?
    package var kind: StreamRow.Kind
    package var name: String
    package var format: String
    package var head: Int64
    /// The stream that it forks from, the block in which they part, and where its lines begin.
    package var parent: Int64?
    package var partingBlock: Int64
    package var origin: StreamMark
    /// Hashes of the beginnings of its first line, by `ContentChain.beginnings(of:)`.
    package var beginnings: [UInt8]
    /// The input of the configuration that it was read from.
    package var source: Int64?

    package init(
      generation: Int64, site: Int64?, kind: StreamRow.Kind, name: String, format: String,
      head: Int64, parent: Int64? = nil, partingBlock: Int64 = 0, origin: StreamMark,
      beginnings: [UInt8], source: Int64? = nil
    ) {
      self.generation = generation
      self.site = site
      self.kind = kind
      self.name = name
      self.format = format
      self.head = head
      self.parent = parent
      self.partingBlock = partingBlock
      self.origin = origin
      self.beginnings = beginnings
      self.source = source
    }
  }

  /// Begins a stream; false where another loader was first, or its parent was taken back meanwhile.
  package func create(_ stream: NewStream, now: Instant) async throws -> Bool {
    try await connection.transaction { _ in
      if let parent = stream.parent {
        guard let standing = try await standing(of: parent), standing.state != .undone else {
          return false
        }
      }
      let made = try await run(
        "create_stream",
        [
          .int8(stream.generation), .optional(stream.site, Parameter.int8),
          .text(stream.kind.rawValue), .text(stream.name), .text(stream.format),
          .int8(stream.head), .optional(stream.parent, Parameter.int8),
          .int8(stream.origin.position), .int8(stream.origin.chain),
          .timestamptz(unixMicroseconds: now.microseconds), .bytea(stream.beginnings),
          .optional(stream.source, Parameter.int8),
        ])
      guard made.affected == 1 else { return false }
      if let parent = stream.parent {
        let shared = [
          Parameter.int8(stream.generation), .int8(parent), .int8(stream.partingBlock),
        ]
        try await run("copy_blocks", shared)
        try await run("copy_fields", shared)
      }
      return true
    }
  }

  /// Waits until no other loader holds the stream, then takes it over.
  ///
  /// The advisory lock is politeness; the epoch is what keeps an old owner from writing.
  package func own(_ generation: Int64) async throws -> StreamRow? {
    try await run("lock_owner", [.int8(generation)])
    let rows = try await run("own_stream", [.int8(generation)])
    return try rows.first.map(StreamRow.init)
  }

  package func disown(_ generation: Int64) async throws {
    try await run("unlock_owner", [.int8(generation)])
  }

  /// Where the database stands with a stream.
  package struct Standing: Sendable {
    package let position: Int64
    package let epoch: Int64
    /// Running hash after an open last line that is stored.
    package let openChain: Int64?
    package let state: StreamRow.State
  }

  /// Locks and reads the stream's row: the first statement of a batch, and after a lost connection.
  package func standing(of generation: Int64) async throws -> Standing? {
    try await run("lock_stream", [.int8(generation)]).first.map { row in
      Standing(
        position: try row.get("position"), epoch: try row.get("epoch"),
        openChain: try row.get("open_chain"),
        state: StreamRow.State(rawValue: try row.get("state")) ?? .active)
    }
  }
}

extension StreamRow {
  /// A row of one of the statements that take a stream over.
  init(_ row: Row) throws {
    self.init(
      generation: try row.get("generation"), epoch: try row.get("epoch"),
      position: try row.get("position"), chain: try row.get("chain"),
      state: StreamRow.State(rawValue: try row.get("state")) ?? .active,
      openLine: try StreamRow.OpenLine(row))
  }
}
