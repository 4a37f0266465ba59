/// What a link says of itself, by the parameters of its query.
struct LinkParameters {
  private(set) var source: String?
  private(set) var medium: String?
  private(set) var campaign: String?
  private(set) var term: String?
  private(set) var content: String?
  private(set) var clicks: ClickIds = []

  private enum Field: Int {
    case source, medium, campaign, term, content
  }

  init(_ query: [UInt8]) {
    let bytes = unsafe query.span.bytes
    // Of several names the stronger counts, of one the first, wherever they stand.
    var ranks = [Int](repeating: .max, count: 5)
    var fields = [String?](repeating: nil, count: 5)
    var clicks: ClickIds = []
    QueryValue.forEach(in: bytes) { name, value in
      clicks.formUnion(ClickIds(bytes, name.lowerBound, name.upperBound))
      guard let (field, rank) = Self.known(bytes, name), rank < ranks[field.rawValue],
        let text = QueryValue.text(bytes, value.lowerBound, value.upperBound)
      else { return }
      ranks[field.rawValue] = rank
      fields[field.rawValue] = text
    }
    self.clicks = clicks
    source = fields[Field.source.rawValue]
    medium = fields[Field.medium.rawValue]
    campaign = fields[Field.campaign.rawValue]
    term = fields[Field.term.rawValue]
    content = fields[Field.content.rawValue]
  }

  private static func known(_ query: RawSpan, _ name: Range<Int>) -> (Field, rank: Int)? {
    guard names.lengths.contains(name.count) else { return nil }
    var lower: [UInt8] = []
    lower.reserveCapacity(name.count)
    for offset in name {
      let byte = query.byte(offset)
      lower.append(byte &- 65 < 26 ? byte | 0x20 : byte)
    }
    return names.table[String(decoding: lower, as: UTF8.self)]
  }

  /// The names of Google, of Matomo and of Matomo when it was Piwik, the strongest first.
  private static let names: (table: [String: (Field, rank: Int)], lengths: ClosedRange<Int>) = {
    let fields: [(Field, [String])] = [
      (.source, ["utm_source", "mtm_source", "pk_source", "source", "ref"]),
      (.medium, ["utm_medium", "mtm_medium", "pk_medium"]),
      (.campaign, ["utm_campaign", "mtm_campaign", "pk_campaign", "pk_cpn"]),
      (.term, ["utm_term", "mtm_kwd", "mtm_keyword", "pk_kwd", "pk_keyword"]),
      (.content, ["utm_content", "mtm_content", "pk_content"]),
    ]
    var table: [String: (Field, rank: Int)] = [:]
    for (field, names) in fields {
      for (rank, name) in names.enumerated() { table[name] = (field, rank) }
    }
    return (table, 3...12)
  }()
}
