extension Stylesheet {
  /// What changes in a narrow window, down to 360 pixels.
  static let narrow = """
    @media (max-width: 860px) {
      .two, .two.even { grid-template-columns: minmax(0, 1fr); }
      svg.wide { display: none; }
      svg.narrow { display: block; max-width: 600px; }
      .vh-wide {
        position: static; width: auto; height: auto; overflow: visible; clip-path: none;
      }
      .vh-narrow {
        position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      }
      header, main, footer { padding-left: 16px; padding-right: 16px; }
      h1 { font-size: 24px; }
      .lead { font-size: 16.5px; }
      .rank td.share { display: none; }
      .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
      .facts dd { margin-bottom: 6px; }
      .goals thead { display: none; }
      .goals tr {
        display: grid; grid-template-columns: auto auto 1fr; column-gap: 12px;
        border-bottom: 1px solid var(--rule); padding: 6px 0;
      }
      .goals th[scope=row] { grid-column: 1 / -1; }
      .goals td:nth-child(3)::before { content: "wanted "; color: var(--soft); }
      .goals tbody th, .goals tbody td { border-bottom: 0; padding: 1px 0; }
      .heat tbody td { border-width: 1px; }
      .heat:not(.roomy, .cohort) tbody td { font-size: 0; padding: 9px 0; }
      .heat tbody td.sum, .heat:not(.roomy) tbody td.sum { font-size: 12px; width: 40px; }
      .heat thead th.sum { width: 40px; }
      .heat tbody th, .heat thead td { width: 36px; }
      .heat.named tbody th, .heat.named thead td { width: 96px; }
      .heat.matrix tbody th, .heat.matrix thead td { width: 44%; }
      .heat.matrix .name { font-size: 12px; }
      footer dl { grid-template-columns: 1fr; }
      footer dd { margin-bottom: 6px; }
    }

    """

  /// On paper: no navigation, colours kept, no figure torn apart.
  static let print = """
    @media print {
      header nav, .skip, details:not([open]) { display: none; }
      body { font-size: 11pt; }
      figure, .numbers, tr { break-inside: avoid; }
      h2 { break-after: avoid; }
      .heat td, .bar, .day, .slice, .mark, svg { print-color-adjust: exact; }
    }

    """
}
