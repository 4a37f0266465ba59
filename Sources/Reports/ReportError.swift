/// What keeps a report from being written; each says what to do next.
package enum ReportError: Error, Equatable, CustomStringConvertible {
  case unknownSite(String, known: [String])
  case emptyPeriod(String)
  /// A folder that holds something else than pages of Footfall.
  case notOurs(String)
  /// A folder of pages that name persons where those to publish should go, or the reverse.
  case otherPages(folder: String, namesPersons: Bool)
  case notWritable(folder: String, reason: String)
  case diskFull(String)
  /// Another report writes to the folder.
  case busy(String)
  case panelFailed(file: String, reason: String)
  case unknownSegment(String, site: String, known: [String])
  /// A panel that cannot tell of a segment was asked to.
  case segmentUnbound(file: String)
  /// A preview cannot go where it was to.
  case noPreview(String, why: String)

  /// Whether the command line or the configuration is to blame.
  package var isUsage: Bool {
    switch self {
    case .unknownSite, .emptyPeriod, .notOurs, .otherPages, .unknownSegment, .segmentUnbound,
      .noPreview:
      true
    default: false
    }
  }

  /// Whether the same can succeed a little later.
  package var isTemporary: Bool { if case .busy = self { true } else { false } }

  package var description: String {
    switch self {
    case .unknownSite(let name, let known):
      "there is no site '\(name)'; configured are \(known.joined(separator: ", "))"
    case .emptyPeriod(let why): "the period is empty: \(why)"
    case .notOurs(let folder):
      "\(folder) holds files that are no pages of Footfall, and pages replace a folder whole: "
        + "choose an empty folder or a new one"
    case .otherPages(let folder, let namesPersons):
      "\(folder) holds \(namesPersons ? "pages that name persons" : "pages to publish"), and "
        + "\(namesPersons ? "pages to publish" : "pages that name persons") would take their place: "
        + "choose another folder, or remove this one"
    case .notWritable(let folder, let reason):
      "pages cannot be written to \(folder) (\(reason)); the pages before are untouched. Check "
        + "the permissions of it and of the folder above, or choose another"
    case .diskFull(let folder):
      "the disk with \(folder) is full; the pages before are untouched. Make room and run again"
    case .busy(let folder):
      "another report is writing to \(folder); run again when it is done"
    case .panelFailed(let file, let reason): "\(file): \(reason)"
    case .unknownSegment(let name, let site, let known):
      "the site \(site) has no segment '\(name)'; "
        + (known.isEmpty ? "it declares none" : "there are \(known.joined(separator: ", "))")
    case .segmentUnbound(let file):
      "\(file): the panel binds no :segment, so it cannot tell of one; Dashboards/README.md says how "
        + "to, or leave --segment out"
    case .noPreview(let path, let why):
      "\(path): a preview cannot be written here (\(why)): choose another file with --out"
    }
  }
}
