/// What is written about each topic, in words that leave no doubt.
struct Letter {
  var topic: String
  var subject: String
  var text: String
  /// What the theatre answers.
  var answer: String

  /// Words of a letter for this time: `{show}`, `{book}` and `{number}` are filled in.
  func filled(show: String, book: String, number: Int) -> Letter {
    func fill(_ text: String) -> String {
      var result = ""
      var isName = false
      for piece in text.split(omittingEmptySubsequences: false, whereSeparator: "{}".contains) {
        let value = ["show": show, "book": book, "number": String(number)]
        result += isName ? value[String(piece)] ?? "" : String(piece)
        isName.toggle()
      }
      return result
    }
    return Letter(topic: topic, subject: fill(subject), text: fill(text), answer: fill(answer))
  }

  /// How often each topic comes up in mails, beside once each.
  static let mailWeights = [
    ("booking", 20), ("enquiry", 16), ("order", 12), ("complaint", 9), ("return_refund", 7),
    ("subscription_renewal", 8), ("feedback_praise", 8), ("delivery_status", 6),
    ("payment_invoice", 5), ("support", 5), ("quotation", 4), ("unsubscribe", 4), ("opt_in", 3),
    ("job", 3), ("other", 4),
  ]
  /// The same for the contact form.
  static let contactFormWeights = [
    ("enquiry", 26), ("complaint", 12), ("feedback_praise", 12), ("return_refund", 8),
    ("support", 10), ("delivery_status", 8), ("subscription_renewal", 8), ("quotation", 6),
    ("payment_invoice", 4), ("job", 3),
  ]

  static func of(_ topic: String) -> [Letter] { all.filter { $0.topic == topic } }

  /// What links in letters say, without a word beside the subject.
  static let confirmation = Letter("opt_in", "Confirmation", "", "")
  static let leaving = Letter("unsubscribe", "Unsubscribe me", "", "")
  static let preferences = Letter("preferences", "My preferences", "", "")

  private init(topic: String, subject: String, text: String, answer: String) {
    (self.topic, self.subject, self.text, self.answer) = (topic, subject, text, answer)
  }

  private init(_ topic: String, _ subject: String, _ text: String, _ answer: String) {
    self.init(topic: topic, subject: subject, text: text, answer: answer)
  }

  private static let all: [Letter] = [
    Letter(
      "order", "Order for {book}",
      "I would like to order one copy of {book}. Please put the order down to my name.",
      "We have noted your order of {book}. The order number is {number}."),
    Letter(
      "order", "Book order: {book}",
      "May I place an order for two copies of {book}, at £{number} at the most? I shall come by "
        + "on Saturday.",
      "Your order of two copies of {book} is noted."),
    Letter(
      "booking", "Booking for {show}",
      "Please book two tickets for {show} on Saturday evening, in the stalls if there are any.",
      "Your booking for {show} is confirmed: two tickets in the stalls."),
    Letter(
      "booking", "Group booking, {show}",
      "I want to book tickets for {show}, a group booking of twelve. Please reserve the second "
        + "row of the balcony.",
      "Your group booking for {show} is confirmed: we have reserved the second row."),
    Letter(
      "enquiry", "Question about {show}",
      "I have a question about {show}: how long is the evening, and is there an interval? It is "
        + "a long way home.",
      "To answer your question: {show} lasts two hours with one interval."),
    Letter(
      "enquiry", "Enquiry: opening hours of the café",
      "A short enquiry: what are the opening hours of the foyer café in summer? Could you tell me "
        + "whether the lift works?",
      "About your enquiry: the opening hours of the café are ten to six."),
    Letter(
      "quotation", "Request for a quotation",
      "Please send us a quotation for the hire of the studio, one evening, thirty guests. We need "
        + "the quote in writing.",
      "Our quotation for the studio is £{number}. The quote is valid for thirty days."),
    Letter(
      "quotation", "Quote for a school visit",
      "Could you give us a quote for a guided tour of the stage with forty pupils? A quotation by "
        + "Friday would help.",
      "Our quotation for the tour is £{number}. The quote is valid until the end of term."),
    Letter(
      "complaint", "Complaint – Saturday evening",
      "I wish to make a complaint. A pillar hid half of the stage and nobody had warned us. We "
        + "are very disappointed.",
      "We have read your complaint and apologise for the evening behind the pillar."),
    Letter(
      "complaint", "Formal complaint",
      "This is a complaint about the heating: the hall was freezing. I am disappointed, and so "
        + "were the children – it was unacceptable.",
      "We apologise. Your complaint has gone to the house manager."),
    Letter(
      "return_refund", "Refund for a cancelled evening",
      "The evening of {show} was cancelled. I ask for a full refund of £{number}.",
      "The refund of £{number} was approved today."),
    Letter(
      "return_refund", "Return of {book}",
      "Eight leaves of {book} are blank, so I want to return it. Please refund me.",
      "We accept the return of {book}; the refund was approved today."),
    Letter(
      "payment_invoice", "Invoice 2026-{number}",
      "The invoice 2026-{number} shows the wrong amount. Please issue a corrected invoice.",
      "The corrected invoice is 2026-{number}-B."),
    Letter(
      "payment_invoice", "Payment of invoice 2026-{number}",
      "The payment of invoice 2026-{number} went out on Monday by bank transfer.",
      "The payment of invoice 2026-{number} has come in."),
    Letter(
      "delivery_status", "Where is my parcel?",
      "Where is my parcel? The tracking number LB{number} has shown nothing since Tuesday.",
      "Your parcel was shipped on Monday; the tracking number is LB{number}."),
    Letter(
      "delivery_status", "Delivery status of parcel LB{number}",
      "Please let me know the delivery status of my parcel LB{number}. It has not arrived.",
      "The delivery status of parcel LB{number}: shipped, due tomorrow."),
    Letter(
      "support", "Login does not work",
      "I cannot log in to my account: the login does not work, and the password reset shows an "
        + "error message.",
      "Your login works again: we have done a password reset."),
    Letter(
      "support", "Error message at the login",
      "The website shows an error message at the login. My password is right and yet I cannot log "
        + "in.",
      "The error message at the login is gone, and your password is as before."),
    Letter(
      "subscription_renewal", "Renewal of my season subscription",
      "I wish to renew my season subscription. Is the renewal £{number} as it was last year?",
      "We have renewed your season subscription. The renewal runs until June."),
    Letter(
      "subscription_renewal", "Renew subscription",
      "Please renew my subscription for the new season, with the same row as before.",
      "The renewal of your subscription is done."),
    Letter(
      "unsubscribe", "Unsubscribe",
      "Please unsubscribe me. I no longer wish to receive your emails.",
      "You are unsubscribed. No more emails will come."),
    Letter(
      "unsubscribe", "Please unsubscribe me (moved to Zürich)",
      "We live in Zürich now. Please unsubscribe this address.",
      "This address is unsubscribed."),
    Letter(
      "opt_in", "Newsletter sign-up",
      "Please sign me up for the newsletter.",
      "You are signed up for the newsletter."),
    Letter(
      "feedback_praise", "Wonderful evening",
      "Thank you for a wonderful evening! {show} was excellent, and the café behind the stage is "
        + "a joy.",
      "Your kind words went to the whole company: a wonderful letter."),
    Letter(
      "feedback_praise", "Praise for {show}",
      "All praise to the company: {show} was wonderful, the best in years. Well done!",
      "We have read your praise aloud at the rehearsal. How wonderful."),
    Letter(
      "job", "Job application: stage technician",
      "I am applying for the job as stage technician. My job application comes with a CV.",
      "We have your job application and shall write again in two weeks."),
    Letter(
      "job", "Vacancy in the workshop",
      "I would like to apply for the vacancy in the workshop. My CV tells the rest.",
      "The vacancy is still open; your CV is with the workshop."),
    Letter(
      "other", "The clock in the foyer",
      "The clock in the foyer is ten minutes fast.",
      "The clock in the foyer has been set right."),
    Letter(
      "other", "A grey scarf",
      "A grey scarf lay on the bench by the door this morning. The porter has it now.",
      "The scarf is back with its owner."),
  ]
}
