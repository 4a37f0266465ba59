extension Stylesheet {
  /// Marks and text inside pictures; the sizes are those of `TextStyle`.
  static let pictures = """
    svg { display: block; width: 100%; height: auto; overflow: visible; }
    svg.narrow { display: none; }
    svg.half { max-width: 420px; }
    svg text { font-family: system-ui, sans-serif; unicode-bidi: isolate; }
    .tick { fill: var(--soft); font-size: 12px; }
    .direct { fill: var(--ink); font-size: 12.5px; }
    .note { fill: var(--ink); font-size: 12.5px; }
    .middle { fill: var(--ink); font-size: 22px; font-weight: 640; }
    text.quiet { fill: var(--soft); }
    .grid { stroke: var(--grid); fill: none; }
    .zero { stroke: var(--soft); }
    .now { fill: none; stroke: var(--accent); stroke-width: 2.2; stroke-linejoin: round; }
    .was { fill: none; stroke: var(--was); stroke-width: 1.4; stroke-linejoin: round; }
    .open { stroke-dasharray: 2 4; stroke-linecap: round; }
    .now.alone { fill: var(--accent); stroke: none; }
    .was.alone { fill: var(--was); stroke: none; }
    .area { fill: var(--area); }
    .dot, .mark { fill: var(--accent); }
    .dot { stroke: var(--paper); stroke-width: 1.5; }
    .c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); }
    .c3 { fill: var(--c3); } .c4 { fill: var(--c4); } .c5 { fill: var(--c5); }
    .slice { stroke: var(--paper); stroke-width: 1.5; }
    .day.q0 { fill: var(--q0); } .day.q1 { fill: var(--q1); } .day.q2 { fill: var(--q2); }
    .day.q3 { fill: var(--q3); } .day.q4 { fill: var(--q4); } .day.q5 { fill: var(--q5); }
    .day.q6 { fill: var(--q6); }
    .day.none { fill: none; stroke: var(--hatch); }
    .hatch { stroke: var(--hatch); fill: none; }

    """
}
