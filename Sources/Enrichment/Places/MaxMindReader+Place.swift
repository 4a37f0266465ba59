/// What the metadata say.
struct MaxMindMetadata {
  var nodes: UInt64 = 0
  var recordBits: UInt64 = 0
  var addresses: UInt64 = 0
  var format: UInt64 = 0
  var built: UInt64 = 0
  var type: String?
}

extension MaxMindReader {
  mutating func metadata(at position: Int) -> MaxMindMetadata? {
    guard var members = members(at: position) else { return nil }
    var metadata = MaxMindMetadata()
    while let (key, value) = next(&members) {
      switch key {
      // 32 bits by the format; more would not fit into a file.
      case "node_count": metadata.nodes = number(at: value).map { min($0, 1 << 32) } ?? 0
      case "record_size": metadata.recordBits = number(at: value) ?? 0
      case "ip_version": metadata.addresses = number(at: value) ?? 0
      case "binary_format_major_version": metadata.format = number(at: value) ?? 0
      case "build_epoch": metadata.built = number(at: value) ?? 0
      case "database_type": metadata.type = text(at: value).flatMap { PlaceText.line($0) }
      default: break
      }
    }
    return metadata
  }

  /// What a record says: in the fields of GeoIP2, GeoLite2 and DB-IP, or in the flat ones of
  /// IPinfo.
  mutating func place(at position: Int) -> Place {
    guard var members = members(at: position) else { return .unknown }
    var place = Place()
    var region: (code: ArraySlice<UInt8>?, name: String?)
    while let (key, value) = next(&members) {
      switch key {
      case "country": place.country = code(at: value).flatMap(PlaceText.country) ?? place.country
      case "country_code":
        place.country = text(at: value).flatMap(PlaceText.country) ?? place.country
      case "subdivisions": region = subdivision(at: value)
      case "region", "state1": region.name = name(at: value)
      case "city": place.city = name(at: value)
      case "traits":
        guard var traits = self.members(at: value) else { continue }
        while let (key, value) = next(&traits) { readNetwork(key, value, into: &place) }
      default: readNetwork(key, value, into: &place)
      }
    }
    place.region = region.name
    if let code = region.code, let country = place.country {
      place.region = PlaceText.region(code, in: country) ?? place.region
    }
    return place
  }

  private mutating func readNetwork(_ key: MaxMindKey, _ value: Int, into place: inout Place) {
    switch key {
    case "autonomous_system_number", "asn":
      let number = number(at: value).flatMap { UInt32(exactly: $0) }
      place.network = number ?? text(at: value).flatMap(PlaceText.network)
      if place.network == 0 { place.network = nil }
    case "autonomous_system_organization", "as_name": place.networkName = name(at: value)
    default: break
    }
  }

  /// `iso_code` of a map, or a text as it is.
  private mutating func code(at position: Int) -> ArraySlice<UInt8>? {
    guard var members = members(at: position) else { return text(at: position) }
    while let (key, value) = next(&members) {
      if "iso_code" ~= key { return text(at: value) }
    }
    return nil
  }

  /// The English one of `names`, otherwise the first; or a text as it is.
  private mutating func name(at position: Int) -> String? {
    guard var members = members(at: position) else {
      return text(at: position).flatMap { PlaceText.line($0) }
    }
    while let (key, value) = next(&members) {
      if "names" ~= key { return localName(at: value) }
    }
    return nil
  }

  private mutating func localName(at position: Int) -> String? {
    guard var members = members(at: position) else { return nil }
    var first: ArraySlice<UInt8>?
    while let (key, value) = next(&members) {
      if "en" ~= key, let text = text(at: value) { return PlaceText.line(text) }
      first = first ?? text(at: value)
    }
    return first.flatMap { PlaceText.line($0) }
  }

  /// The first of a list, which is the largest.
  private mutating func subdivision(
    at position: Int
  ) -> (code: ArraySlice<UInt8>?, name: String?) {
    guard let list = head(at: position), list.kind == .array, list.count > 0 else {
      return (nil, nil)
    }
    return (code(at: list.body), name(at: list.body))
  }
}
