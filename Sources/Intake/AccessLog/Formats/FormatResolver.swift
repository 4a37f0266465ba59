/// Settles which of several fields that say the same counts, and that none is missing.
enum FormatResolver {
  /// The elements with every field that is not needed passed over.
  static func resolved(_ elements: [FormatElement]) -> [FormatElement] {
    var best: [UInt8: Int] = [:]
    let fields = elements.compactMap(\.field)
    let hasRequest = fields.contains { $0.field.isRequestLine }
    let hasTarget = fields.contains { $0.field == .target || $0.field == .url }
    for (index, field) in fields.enumerated() where field.field.role > 0 {
      if let other = best[field.field.role], fields[other].rank >= field.rank { continue }
      best[field.field.role] = index
    }
    var index = -1
    return elements.map { element in
      guard var field = element.field else { return element }
      index += 1
      let role = field.field.role
      let isPart: Bool =
        switch field.field {
        case .method, .protocolVersion: hasRequest
        case .target, .url: hasRequest
        case .path, .query: hasRequest || hasTarget
        default: false
        }
      guard isPart || (role > 0 && best[role] != index) else { return element }
      field.field = .ignored
      return .field(field)
    }
  }

  /// Throws unless there are a client, a time and a request.
  ///
  /// - Parameter warnings: what was passed over, for it may be what is missing.
  static func require(
    _ fields: some Sequence<LogField>, warnings: [String] = []
  ) throws(FormatMistake) {
    let found = Set(fields)
    func missing(_ what: String, _ nginx: String, _ apache: String) -> FormatMistake {
      FormatMistake(
        offset: nil,
        what: (["the format does not say \(what)"] + warnings).joined(separator: "; "),
        advice: "add \(nginx) (nginx) or \(apache) (Apache) to the server's line, and paste it anew"
      )
    }
    if found.isDisjoint(with: [.address, .addressAndPort, .forwarded]) {
      throw missing("who asked", "$remote_addr", "%h")
    }
    if !found.contains(where: \.isTime), !found.isSuperset(of: [.date, .clock]) {
      throw missing("when", "[$time_local]", "%t")
    }
    if found.isDisjoint(with: [.request, .absoluteRequest, .target, .url, .path]) {
      throw missing("what was asked for", "\"$request\"", "\\\"%r\\\"")
    }
  }
}

extension LogField {
  var isRequestLine: Bool { self == .request || self == .absoluteRequest }
}
