import Foundation

/// What the generator of the sample wrote of it.
struct SampleTruth: Decodable {
  struct Access: Decodable {
    let lines_read: Int
    let events: Int
    let ignored: [String: Int]
    let rejects: [String: Int]
  }
  struct Events: Decodable {
    let total: Int
    let by_kind: [String: Int]
    let by_audience: [String: Int]
    let with_cookie: Int
    let with_user: Int
    let bytes: Int
    let by_status: [String: Int]
    let by_day: [Counts]
  }
  struct Counts: Decodable {
    let values: [String: String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      values = try container.decode([String: Scalar].self).mapValues(\.text)
    }
  }
  struct Scalar: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text = try (try? container.decode(String.self)) ?? String(container.decode(Int.self))
    }
  }
  struct Sessions: Decodable {
    let total: Int
    let by_audience: [String: Int]
    let visits: Int
    let visitors: Int
    let visitors_by_audience: [String: Int]
    let visitors_with_visit: Int
    let visits_by_day: [Counts]
    let top_pages: [Counts]
  }
  struct Forms: Decodable {
    let lines_read: Int
    let contacts: Int
    let by_form: [String: Int]
    let rejects: [String: Int]
  }
  struct Mail: Decodable {
    let messages_read: Int
    let contacts: Int
    let by_class: [String: Int]
    let proven: Int
    let copies_of_staff: [String: Int]
    let attachments: [String: Int]
    let duplicates: Int
    let rejects: [String: Int]
  }
  struct Contacts: Decodable {
    let total: Int
    let by_channel: [String: Int]
    let by_direction: [String: Int]
    let by_topic: [String: Int]
    let without_address: Int
    let persons: Int
    let last_contact: [Counts]
  }
  struct Ledgers: Decodable {
    let rows: [String: Int]
    let rejects: [String: Int]
    let persons: Int
    let lifecycle: [String: Int]
    let cancelled: Int
    let revenue_pence: Int
    let cost_pence: Int
    let `repeat`: [String: Int]
    let season_tickets_running: Int
    let renewals_due: Int
    let next_actions_due: Int
    let benefit_pence: Int
    let order_states: [String: Int]
    let shipments: [String: Int]
    let mentions: [String: Int]
    let books_by_vendor: [String: Int]
  }
  let access: Access
  let events: Events
  let sessions: Sessions
  let bot_agents: [String]
  let forms: Forms
  let mail: Mail
  let contacts: Contacts
  let ledgers: Ledgers
  let persons: [Counts]
  let set_aside: [String: Int]
  let shared_telephones: Int
  let consents: [Counts]
  let preferences: [Counts]
  let conversations: [Counts]
  let ties: [Counts]
  let tie_rules: [Counts]
  let cases: [Counts]
  let diary: [Counts]
  let bounces: [Counts]
  let suppressions: [Counts]
  let vendors: [Counts]

  static let folder = packageFolder.appending(path: "SampleLogs")

  static func load() throws -> SampleTruth {
    try JSONDecoder().decode(
      SampleTruth.self, from: Data(contentsOf: folder.appending(path: "manifest.json")))
  }
}

extension [SampleTruth.Counts] {
  /// Rows of a table, each a text of the columns.
  func texts(_ names: String...) -> [String] {
    map { row in names.map { row.values[$0] ?? "" }.joined(separator: " | ") }
  }
}

extension [String: Int] {
  var nonzero: [String: Int] { filter { $0.value != 0 } }
}
