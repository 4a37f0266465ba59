extension Stylesheet {
  /// Tables: plain ones, ranked bars, heat maps and their keys.
  static let tables = """
    table { border-collapse: collapse; width: 100%; }
    caption { text-align: left; font-size: 13px; color: var(--soft); padding-bottom: 6px; }
    th { font-weight: 400; text-align: left; }
    .num { text-align: right; white-space: nowrap; }
    .scroll {
      overflow-x: auto; position: relative;
      background:
        linear-gradient(to right, var(--paper) 16px, transparent 32px) left,
        linear-gradient(to left, var(--paper) 16px, transparent 32px) right,
        linear-gradient(to right, var(--hatch), transparent) left,
        linear-gradient(to left, var(--hatch), transparent) right;
      background-size: 32px 100%, 32px 100%, 14px 100%, 14px 100%;
      background-repeat: no-repeat;
      background-attachment: local, local, scroll, scroll;
    }
    .data { width: auto; min-width: min(100%, 30em); }
    .data th, .data td {
      padding: 4px 20px 4px 0; border-bottom: 1px solid var(--rule); font-size: 13.5px;
      vertical-align: top; overflow-wrap: anywhere;
    }
    .data caption, .cohort caption { max-width: calc(100vw - 32px); }
    .data td:not(.num), .data tbody th { min-width: 8.5em; }
    .data td.kept, .data tbody th.kept { white-space: nowrap; min-width: 0; }
    .record h2 { padding-top: 4px; margin-bottom: 8px; }
    .data thead th { color: var(--soft); font-size: 12.5px; }
    .data .num { padding: 4px 12px; }
    .rank th, .rank td {
      padding: 7px 8px 7px 0; border-bottom: 1px solid var(--rule); font-size: 14.5px;
    }
    .rank th[scope=row] { overflow-wrap: anywhere; }
    .rank thead th, .rank thead td { font-size: 12.5px; color: var(--soft); vertical-align: bottom; }
    .rank thead th.num { white-space: normal; }
    .rank td.share { width: 138px; }
    .bar { width: 130px; height: 10px; }
    .bar rect { fill: var(--accent); }
    .bar .rail { fill: var(--rule); }
    .bar .gap { fill: var(--paper); }
    .bar .target { fill: var(--ink); stroke: none; }
    svg.spark { width: 96px; height: 22px; margin-top: 3px; }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: 6px 20px; margin: 0; }
    .facts dt { color: var(--soft); }
    .facts dd { margin: 0; overflow-wrap: anywhere; }
    .goals small { display: block; color: var(--soft); font-size: 12.5px; }
    .goals td:last-child { font-size: 13px; color: var(--soft); }
    .heat { table-layout: fixed; font-size: 12px; }
    .heat th { font-weight: 500; color: var(--soft); padding: 3px; }
    .heat thead th { text-align: center; vertical-align: bottom; line-height: 1.25; }
    .heat tbody th, .heat thead td { width: 44px; }
    .heat.named tbody th, .heat.named thead td { width: 150px; }
    .heat.matrix tbody th, .heat.matrix thead td { width: 32%; }
    .heat thead td { color: var(--soft); vertical-align: bottom; }
    .heat tbody th { text-align: left; overflow-wrap: anywhere; line-height: 1.3; }
    .heat tbody td, .heat tfoot td {
      text-align: center; padding: 7px 0; border: 2px solid var(--paper);
      background-clip: padding-box;
    }
    .heat .sum { background: none; color: var(--ink); font-weight: 600; width: 52px; }
    .heat .sum, .heat thead th.sum { text-align: right; }
    .heat.dense tbody td { font-size: 0; padding: 13px 0; }
    .heat.dense tbody td.sum { font-size: 12px; padding: 7px 0; }
    .heat.cohort { width: auto; min-width: 100%; }
    .heat.cohort tbody td { min-width: 42px; }
    .heat.cohort tbody th { width: auto; min-width: 76px; }
    .heat.cohort tfoot th { text-align: left; line-height: 1.3; }
    .heat.cohort .all { color: var(--soft); }
    .heat.cohort thead .who { text-align: left; }
    .heat.cohort .sum { width: auto; min-width: 52px; padding-right: 8px; }
    .key .soon { border: 1px dotted var(--was); }
    .heat.matrix tbody th { padding-left: 2em; }
    .heat.matrix tbody th b { float: left; margin-left: -2em; color: var(--ink); }
    .heat.matrix .name { color: var(--ink); font-weight: 400; font-size: 13px; }
    .q0 { background: var(--q0); color: var(--on0); }
    .q1 { background: var(--q1); color: var(--on1); }
    .q2 { background: var(--q2); color: var(--on2); }
    .q3 { background: var(--q3); color: var(--on3); }
    .q4 { background: var(--q4); color: var(--on4); }
    .q5 { background: var(--q5); color: var(--on5); }
    .q6 { background: var(--q6); color: var(--on6); }
    td.none, i.none {
      background: repeating-linear-gradient(
        -45deg, var(--paper), var(--paper) 3px, var(--hatch) 3px, var(--hatch) 4px);
      background-clip: padding-box;
    }
    .key {
      display: flex; flex-wrap: wrap; gap: 3px; align-items: center; font-size: 12px;
      color: var(--soft); margin: 8px 0 0;
    }
    .key i { width: 22px; height: 10px; border-radius: 2px; print-color-adjust: exact; }
    .key span { margin: 0 6px; }
    .key span:first-child { margin-left: 0; }
    .key .pair { display: inline-flex; gap: 6px; align-items: center; }
    .columns { font-size: 13px; color: var(--soft); margin: 6px 0 0; overflow-wrap: anywhere; }
    .columns b { color: var(--ink); font-weight: 600; margin-left: 8px; }

    """
}
