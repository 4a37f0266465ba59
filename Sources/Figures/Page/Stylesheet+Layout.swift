extension Stylesheet {
  /// The page from its head to its foot.
  static let layout = """
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums;
    }
    a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .skip { position: absolute; left: -999px; background: var(--paper); padding: 6px 10px; }
    .skip:focus { left: 8px; top: 8px; z-index: 1; }
    .vh, .vh-wide {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap;
    }
    header, main, footer { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
    header {
      display: flex; flex-wrap: wrap; gap: 4px 28px; align-items: baseline;
      padding-top: 20px; padding-bottom: 12px; border-bottom: 1px solid var(--rule);
    }
    .site { margin: 0; font-weight: 650; overflow-wrap: anywhere; }
    nav { display: flex; flex-wrap: wrap; gap: 2px 18px; }
    nav a { color: var(--soft); text-decoration: none; padding: 4px 0; }
    nav a:hover { color: var(--ink); }
    nav a[aria-current] { color: var(--ink); border-bottom: 2px solid var(--accent); }
    .when { color: var(--soft); margin: 22px 0 12px; font-size: 14px; overflow-wrap: anywhere; }
    .when strong { color: var(--ink); font-weight: 600; }
    h1 {
      font-size: 30px; line-height: 1.2; margin: 4px 0 8px; font-weight: 680;
      letter-spacing: -.01em; max-width: 26em; text-wrap: balance; overflow-wrap: anywhere;
    }
    main > h1:first-child { margin-top: 22px; }
    h2 {
      font-size: 19px; line-height: 1.3; margin: 0 0 8px; font-weight: 640; text-wrap: balance;
      overflow-wrap: anywhere;
    }
    h3 { font-size: 16px; margin: 20px 0 6px; font-weight: 640; }
    .lead { font-size: 18px; max-width: 46em; margin: 0 0 20px; overflow-wrap: anywhere; }
    .numbers {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(128px, 1fr)); gap: 0 18px;
      margin: 0 0 28px; border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule);
    }
    .numbers div { display: grid; grid-template-rows: subgrid; grid-row: span 2; padding: 12px 0; }
    .numbers dt { font-size: 13px; color: var(--soft); line-height: 1.3; padding-bottom: 2px; }
    .numbers dd { margin: 0; }
    .numbers b {
      display: block; white-space: nowrap; font-size: 23px; font-weight: 640;
      letter-spacing: -.01em; line-height: 1.25;
    }
    .numbers span { display: block; font-size: 14px; }
    .numbers small { display: block; font-size: 12.5px; color: var(--soft); }
    section { margin: 0 0 36px; min-width: 0; }
    .two { display: grid; grid-template-columns: minmax(320px, 5fr) 7fr; gap: 0 48px; }
    .two.even { grid-template-columns: 1fr 1fr; }
    figure { margin: 0; }
    figcaption, .links, .files {
      font-size: 13px; color: var(--soft); margin: 8px 0 0; max-width: 60em;
    }
    .links { margin-bottom: 18px; }
    .events {
      font-size: 13px; color: var(--soft); margin: 8px 0 0; padding-left: 1.8em; max-width: 60em;
      overflow-wrap: anywhere;
    }
    details { font-size: 13px; margin-top: 6px; }
    summary { color: var(--accent); cursor: pointer; width: max-content; }
    footer {
      border-top: 1px solid var(--rule); padding-top: 12px; padding-bottom: 40px;
      color: var(--soft); font-size: 13px; overflow-wrap: anywhere;
    }
    footer dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; }
    footer dt { color: var(--ink); }
    footer dd { margin: 0; max-width: 60em; }
    .contents { margin: 0; max-width: 46em; }
    .contents dt { font-weight: 600; font-size: 17px; }
    .contents dd { margin: 0 0 12px; color: var(--soft); }
    .timeline { list-style: none; margin: 0; padding: 0; border-left: 2px solid var(--rule); }
    .timeline li { position: relative; padding: 0 0 14px 18px; overflow-wrap: anywhere; }
    .timeline li::before {
      content: ""; position: absolute; left: -6px; top: .45em; width: 10px; height: 10px;
      border-radius: 50%; background: var(--accent); border: 2px solid var(--paper);
    }
    .timeline time { display: block; font-size: 13px; color: var(--soft); }

    """
}
