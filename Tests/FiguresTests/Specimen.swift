import Figures
import Markup

/// One small figure of each kind.
enum Specimen {
  static let names = charts.keys.sorted()

  static var charts: [String: any Chart] {
    [
      "line": LineFigure(
        title: "Visits by day", summary: "Visits rose.",
        period: .init("these 5 days", [3, 5, nil, 8, 6]),
        compared: .init("5 before", [2, 4, 4, 5, 4]), ticks: ticks, unit: "visits",
        unfinished: 1),
      "lines": LinesFigure(
        title: "Visits by source", summary: "Search brings most.",
        series: [.init("search", [5, 6, 7, 8, 9]), .init("mail", [1, 9, 2, nil, 2])], ticks: ticks,
        unit: "visits"),
      "column": ColumnFigure(
        title: "Orders", summary: "February met its target.",
        bars: [.init("Jan", 12, target: 20), .init("Feb", 22, target: 20), .init("Mar", nil)],
        unit: "orders"),
      "parts": PartsFigure(
        title: "Messages", summary: "Most are answered.", parts: ["answered", "waiting"],
        bars: [.init("Booking", [40, 12]), .init("Complaint", [10, 0])], unit: "messages"),
      "stack": StackFigure(
        title: "Hits", summary: "People came.",
        series: [.init("people", [3, 4]), .init("programs", [1, 0])],
        ticks: [.init(position: 0, label: "26 Oct")], unit: "hits"),
      "ring": PieFigure(title: "Sources", summary: "Search leads.", slices: slices, unit: "visits"),
      "pie": PieFigure(
        title: "Sources", summary: "Search leads.", slices: slices, unit: "visits", hasHole: false),
      "calendar": CalendarFigure(
        title: "Days", summary: "Monday was busy.",
        days: [3, nil, 0].enumerated().map {
          .init(week: 0, weekday: $0.offset, value: $0.element, label: "day \($0.offset)")
        }, weekdays: ["Mon", "Tue", "Wed"], months: [.init(position: 0, label: "Oct")],
        unit: "visits"),
      "funnel": FunnelFigure(
        title: "To an order", summary: "One in eight pays.",
        steps: [
          .init("look", people: 400), .init("choose", people: 100, time: 200),
          .init("pay", people: 50),
        ], unit: "visits"),
      "treemap": TreemapFigure(
        title: "Pages", summary: "The programme is read.",
        items: [("/p/a", 60, 0.2), ("/p/b", 30, 0.6), ("/t", 40, nil)].map(item),
        sizeUnit: "views", unit: "end there"),
      "flow": FlowFigure(
        title: "Ways", summary: "Search leads to the programme.",
        links: [("search", "/p", 40.0), ("mail", "/p", 20), ("/p", "/t", 30), ("/t", "/p", 2)].map {
          .init(from: $0.0, to: $0.1, value: $0.2)
        }, unit: "visits"),
      "scatter": ScatterFigure(
        title: "Pages", summary: "Long pages hold.",
        points: [
          .init("/a", x: 30, y: 0.4, size: 10), .init("/b", x: 90, y: 0.2, size: 40),
          .init("/c", x: 900, y: 0.3, size: 5),
        ], x: .init("time on the page", .seconds), y: .init("end there", .share), sizeUnit: "views"),
      "histogram": HistogramFigure(
        title: "Waiting", summary: "Half wait less than 2 hours.",
        bins: Bins([
          .init(low: 0, high: 3_600, count: 12), .init(low: 3_600, high: 14_400, count: 9),
          .init(low: 14_400, high: nil, count: 3),
        ]), unit: "messages", measure: "until the answer", format: .seconds),
      "dots": RangeFigure(
        title: "Waiting", summary: "Bookings wait least.",
        rows: [
          .init("Booking", low: 600, middle: 3_600, high: 9_000),
          .init("Praise", low: nil, middle: nil, high: nil),
        ], unit: "until the answer", format: .seconds),
      "multiples": MultiplesFigure(
        title: "Campaigns", summary: "Spring leads.",
        series: [.init("spring", [1, 4, 2]), .init("autumn", [1, nil, 1])], from: "26 Oct",
        until: "28 Oct", unit: "visits"),
      "nothing": FunnelFigure(title: "None", summary: "Nothing came.", steps: [], unit: "visits"),
    ]
  }

  static var tables: [String: Node] {
    [
      "cohort": CohortTable(
        caption: "Who came again?",
        cohorts: [
          .init("May", size: 40, values: [40, 20, nil]), .init("June", size: 30, values: [30, 6]),
        ], heading: "first order", unit: "buyers", ageHeading: "months since"
      ).markup(),
      "rank": RankTable(
        caption: "Sources", labelHeading: "source", valueHeading: "visits",
        targetHeading: "target",
        rows: [.init("search", value: 30, target: 40), .init("mail", value: 20)]
      ).markup(),
    ]
  }

  private static let ticks = [
    AxisTick(position: 0, label: "26 Oct"), AxisTick(position: 4, label: "30 Oct"),
  ]

  private static let slices: [PieFigure.Slice] = [.init("search", 60), .init("mail", 30)]

  private static func item(_ page: (String, Int, Double?)) -> TreemapFigure.Item {
    TreemapFigure.Item(
      path: page.0.split(separator: "/").map(String.init), name: page.0, size: Double(page.1),
      value: page.2)
  }
}
