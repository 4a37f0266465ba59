/// Why ingestion as a whole cannot go on.
package enum IngestError: Error, CustomStringConvertible {
  /// Lines without a host, several sites, and none was named.
  case siteNeeded([String])
  case unknownSite(String, [String])
  /// Somebody else is loading what comes on standard input.
  case busy(String)
  /// What comes on standard input may have been taken back, which only reading it twice would tell.
  case undone(String)
  /// The database stayed away.
  case databaseAway(String)

  /// Whether other inputs of the run may still be loaded.
  var isOfOneInput: Bool {
    switch self {
    case .siteNeeded, .busy, .undone: true
    case .unknownSite, .databaseAway: false
    }
  }

  package var description: String {
    switch self {
    case .siteNeeded(let names):
      "these lines name no host, and there are several sites: say the site of the input in the "
        + "configuration, or --site NAME, with one of \(names.joined(separator: ", "))"
    case .unknownSite(let name, let names):
      "there is no site \(name): the configuration declares \(names.joined(separator: ", "))"
    case .busy(let path):
      "another footfall is loading \(path); try again when it is done"
    case .undone(let path):
      "\(path) begins as a stream that was taken back by `footfall undo`; name the file itself to "
        + "load it"
    case .databaseAway(let reason):
      "the database went away and did not come back: \(reason). What was committed stays; run "
        + "the same command again and it goes on from there"
    }
  }
}
