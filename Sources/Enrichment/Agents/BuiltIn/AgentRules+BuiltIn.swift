extension AgentRules {
  /// The rules where no file gives others: the text of `Config/agents.yaml`.
  package static let builtIn = [
    headText, namesText, modelsText, searchText, crawlersText, previewsText, watchersText,
    programsText,
  ].joined(separator: "\n")

  private static let headText = #"""
    # What a user agent is.
    #
    # A rule names what sent a request. `agents` are words that stand anywhere in the user agent, in
    # any case, or at its beginning where they begin with ^; `pattern` is a regular expression of
    # PCRE2 in place of them, in any case as well. The first rule that is met decides: what names
    # itself more exactly stands first, words of programs in general stand last. `operator` tells
    # whose a bot is.
    #
    #   class: person, crawler, ai_training, ai_search, ai_assistant, monitor, feed_reader, library,
    #          preview, scanner or program.
    #
    # An agent that meets no rule is a person's if it begins with one of `browsers`, and a program
    # otherwise.

    browsers:
      [mozilla/, opera/, dillo/, netsurf/, ucweb/, blackberry, nokia, sonyericsson, samsung-,
       lg-, mot-]

    rules:
    """#
}
