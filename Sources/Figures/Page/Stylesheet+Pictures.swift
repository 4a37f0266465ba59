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
    rect.q0 { fill: var(--q0); } rect.q1 { fill: var(--q1); } rect.q2 { fill: var(--q2); }
    rect.q3 { fill: var(--q3); } rect.q4 { fill: var(--q4); } rect.q5 { fill: var(--q5); }
    rect.q6 { fill: var(--q6); }
    rect.none { fill: none; stroke: var(--hatch); }
    .on0 { fill: var(--on0); } .on1 { fill: var(--on1); } .on2 { fill: var(--on2); }
    .on3 { fill: var(--on3); } .on4 { fill: var(--on4); } .on5 { fill: var(--on5); }
    .on6 { fill: var(--on6); }
    .l0, .l1, .l2, .l3, .l4 { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .l0 { stroke: var(--c0); } .l1 { stroke: var(--c1); } .l2 { stroke: var(--c2); }
    .l3 { stroke: var(--c3); } .l4 { stroke: var(--c4); }
    .l0.alone { fill: var(--c0); stroke: none; } .l1.alone { fill: var(--c1); stroke: none; }
    .l2.alone { fill: var(--c2); stroke: none; } .l3.alone { fill: var(--c3); stroke: none; }
    .l4.alone { fill: var(--c4); stroke: none; }
    .rail { fill: var(--rule); }
    .target { fill: var(--ink); stroke: var(--paper); stroke-width: .8; }
    .mark.open { fill-opacity: .5; }
    .quantile { stroke: var(--ink); fill: none; }
    .range { fill: var(--was); }
    .point { fill: var(--accent); fill-opacity: .55; stroke: var(--paper); }
    .ribbon { fill: var(--accent); fill-opacity: .28; }
    .group { fill: none; stroke: var(--was); }
    .hatch { stroke: var(--hatch); fill: none; }
    .event { stroke: var(--soft); stroke-dasharray: 1 3; fill: none; }
    .lasted { stroke: var(--soft); stroke-width: 2; fill: none; }
    .ring { stroke: var(--ink); stroke-width: 1.5; fill: none; }

    """
}
