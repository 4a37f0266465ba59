import Pipeline
import Reports
import Settings

extension Setup {
  /// What is wrong with the files that the settings name, all of it.
  func mistakesInFiles() -> [String] {
    var found: [String] = []
    func look(_ body: () throws -> Void) {
      do { try body() } catch { found.append("\(error)") }
    }
    look { found += RuleBook.mistakes(in: configuration, try resources()) }
    look { _ = try staff() }
    look { _ = try facts() }
    look { try Companion.strategy.file(of: configuration).map { _ = try Strategy(file: $0) } }
    look { _ = try configuration.pageTitles() }
    return found
  }
}
