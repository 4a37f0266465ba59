/// The lists of sources that the program knows: the text of `Config/sources.yaml`.
enum BuiltInSources {
  static let text = searchAndSocial + others

  static let lists = Result { () throws(ChannelRulesProblems) in try SourceLists(yaml: text) }
}
