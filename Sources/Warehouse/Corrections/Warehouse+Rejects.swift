import PostgreSQL

extension Warehouse {
  /// Which rejects are meant: all, where nothing is said.
  package struct RejectFilter: Sendable {
    package var reason: String?
    /// Name of the stream.
    package var source: String?

    package init(reason: String? = nil, source: String? = nil) {
      self.reason = reason
      self.source = source
    }

    fileprivate var parameters: [Parameter] {
      [.optional(reason, Parameter.text), .optional(source, Parameter.text)]
    }
  }

  /// Rejects of one stream for one reason.
  package struct RejectGroup: Sendable {
    package let reason: String
    package let stream: String
    package let kind: String
    package let records: Int64
    /// Detail and first 200 bytes of the first.
    package let detail: String
    package let example: [UInt8]
  }

  package func rejectGroups(_ filter: RejectFilter) async throws -> [RejectGroup] {
    try await run("count_rejects", filter.parameters).map { row in
      RejectGroup(
        reason: try row.get("reason"), stream: try row.get("stream"), kind: try row.get("kind"),
        records: try row.get("records"), detail: try row.get("detail"),
        example: try row.get("example"))
    }
  }

  /// A single reject.
  package struct Reject: Sendable {
    package let reason: String
    package let stream: String
    package let kind: String
    package let position: Int64
    package let detail: String
    /// Bytes of the whole record.
    package let length: Int64
    /// Its first 4 KiB; empty where they were dropped.
    package let raw: [UInt8]
  }

  /// The newest rejects, `limit` at most.
  package func rejects(_ filter: RejectFilter, limit: Int) async throws -> [Reject] {
    try await run("list_rejects", filter.parameters + [.int8(Int64(limit))]).map { row in
      Reject(
        reason: try row.get("reason"), stream: try row.get("stream"), kind: try row.get("kind"),
        position: try row.get("position"), detail: try row.get("detail"),
        length: try row.get("length"), raw: try row.get("raw"))
    }
  }

  /// A `#Fields:` line of a W3C log, and from where on it holds.
  package struct StreamFields: Sendable {
    package let position: Int64
    /// Empty where none holds.
    package let text: String
  }

  /// What the columns of a stream are, in order; empty for a stream of another format.
  package func fields(of generation: Int64) async throws -> [StreamFields] {
    try await run("read_fields", [.int8(generation)]).map { row in
      StreamFields(position: try row.get("position"), text: try row.get("fields"))
    }
  }

  /// A stream with rejects.
  package struct RejectStream: Sendable {
    package let generation: Int64
    package let kind: StreamRow.Kind
    package let name: String
    package let format: String
    /// Site of lines without a host.
    package let site: Int64?
    /// The input of the configuration that it was read from.
    package let source: Int64?
    package let records: Int64
    /// Where its open last line begins, if it has one.
    package let openPosition: Int64?
  }

  package func rejectStreams(_ filter: RejectFilter) async throws -> [RejectStream] {
    try await run("find_reject_streams", filter.parameters).map { row in
      RejectStream(
        generation: try row.get("generation"),
        kind: StreamRow.Kind(rawValue: try row.get("kind")) ?? .accessLog,
        name: try row.get("name"), format: try row.get("format"), site: try row.get("site"),
        source: try row.get("source"), records: try row.get("records"),
        openPosition: try row.get("open_position"))
    }
  }

  /// A reject as it can be read again.
  package struct StoredReject: Sendable {
    package let position: Int64
    package let length: Int64
    package let raw: [UInt8]
  }

  /// Rejects of a stream after a position, in order: some, or none after the last.
  package func storedRejects(
    of stream: Int64, after position: Int64, reason: String?
  ) async throws -> [StoredReject] {
    try await run(
      "read_rejects", [.int8(stream), .int8(position), .optional(reason, Parameter.text)]
    ).map { row in
      StoredReject(
        position: try row.get("position"), length: try row.get("length"), raw: try row.get("raw"))
    }
  }
}
