extension Ledger {
  /// The ledgers about persons and those who serve them.
  static let persons: [Ledger] = [
    Ledger(
      "customer", key: [["number"]], time: "since", aboutPersons: true,
      "Persons the business knows, with their addresses.",
      [
        Field("number", .text, "Customer number."),
        Field("email", .email, "Mail address."),
        Field("login", .text, "Name by which the person logs in on the website."),
        Field("name", .text, "Name in full."),
        Field("given_name", .text, "Given name."),
        Field("family_name", .text, "Family name."),
        Field("company", .text, "Company or organisation."),
        Field("phone", .phone, "Telephone number."),
        Field("street", .text, "Street and house number."),
        Field("postal_code", .text, "Post code."),
        Field("city", .text, "Town."),
        Field("region", .text, "Region, state or province."),
        Field("country", .text, "Country."),
        Field("language", .text, "Language."),
        Field("since", .day, "Since when the business knows the person."),
        Field("source", .text, "How the person heard of the business."),
        Field("opt_in", .flag, "Whether the person asked for news."),
        Field("opt_in_at", .instant, "When the person asked for news."),
        Field("note", .text, free: true, "What staff wrote down."),
        Field(
          "deleted_at", .instant, "When the customer was deleted; the number may be given anew."),
      ]),
    Ledger(
      "activity", key: [["number"]], time: "at", aboutPersons: true,
      "What staff did with persons: calls, visits, letters.",
      [
        Field("number", .text, "Number of the entry."),
        Field("at", .instant, required: true, "When it happened."),
        Field("staff", .text, "Who of the staff: name or mail address."),
        Field("customer_number", .text, "Number of the customer."),
        Field("email", .email, "Mail address of the person."),
        Field("phone", .phone, "Telephone number of the person."),
        Field(
          "kind", .word, required: true,
          words: ["call", "visit", "letter", "chat", "email", "meeting", "note"], "What was done."),
        Field("direction", .word, words: ["inbound", "outbound"], "Who began it."),
        Field("topic", .text, "What it was about, by a key of the topics."),
        Field("subject", .text, free: true, "Subject."),
        Field("note", .text, free: true, "What was said."),
        Field("outcome", .text, free: true, "What came of it."),
        Field("next_action", .text, free: true, "What is to be done next."),
        Field("next_at", .day, plan: true, "When it is to be done."),
        Field("objection", .text, free: true, "What the person had against buying."),
      ]),
    Ledger(
      "survey_answer",
      key: [["survey"], ["respondent", "customer_number", "email"], ["question"], ["at"]],
      time: "at",
      "Answers to surveys and scores.",
      [
        Field("survey", .text, required: true, "Name of the survey."),
        Field("respondent", .text, personal: true, free: true, "Number of the answer sheet."),
        Field("at", .instant, required: true, "When it was answered."),
        Field("customer_number", .text, personal: true, "Number of the customer."),
        Field("email", .email, personal: true, "Mail address of the person."),
        Field("question", .text, required: true, "The question, or its key."),
        Field("answer", .text, personal: true, free: true, "What was answered."),
        Field("score", .decimal, "The answer as a number."),
        Field("topic", .text, "What the question is about."),
        Field("product", .text, "Number of the product it is about."),
      ]),
    Ledger(
      "mention", key: [["url"], ["at"]], time: "at", "What is said of the business elsewhere.",
      [
        Field("at", .instant, required: true, "When it was published."),
        Field("url", .text, required: true, "Where it stands."),
        Field("source", .text, "Newspaper, forum or network."),
        Field("author", .text, free: true, "Who wrote it."),
        Field(
          "tone", .word, words: ["positive", "neutral", "negative"], "Whether it speaks well of it."
        ),
        Field("text", .text, free: true, "What is said."),
      ]),
  ]
}
