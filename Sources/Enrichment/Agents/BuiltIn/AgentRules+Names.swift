extension AgentRules {
  /// What would be taken for another by a later rule.
  static let namesText = #"""
      # What would be taken for another by a rule below.
      - { name: Feedly, class: feed_reader, operator: Feedly, agents: [feedly] }
      - { name: inoreader, class: feed_reader, operator: Inoreader, agents: [inoreader] }
      - { name: Digg Feed Fetcher, class: feed_reader, operator: Digg, agents: [digg feed fetcher] }
      - { name: Aol Reader, class: feed_reader, operator: AOL, agents: [aol reader] }
      - { name: Google Favicon, class: crawler, operator: Google, agents: [google favicon] }
      - { name: googleweblight, class: preview, operator: Google, agents: [googleweblight] }
      - name: YandexMobileBot
        class: crawler
        operator: Yandex
        agents: [yandexmobilebot]
      - name: DuckDuckGo-Favicons-Bot
        class: crawler
        operator: DuckDuckGo
        agents: [duckduckgo-favicons-bot]
      - { name: Qwantify, class: crawler, operator: Qwant, agents: [qwantify] }
      - { name: Sogou web spider, class: crawler, operator: Sogou, agents: [sogou web spider] }
      - { name: Daum, class: crawler, operator: Kakao, pattern: '\) Daum \d' }
      - name: special_archiver
        class: crawler
        operator: Internet Archive
        agents: [special_archiver]
      - { name: SiteLockSpider, class: scanner, operator: SiteLock, agents: [sitelockspider] }
      - { name: RankActiveLinkBot, class: crawler, agents: [rankactivelinkbot] }
      - { name: NextGenSearchBot, class: crawler, operator: ZoomInfo, agents: [nextgensearchbot] }
      - { name: SMTBot, class: crawler, operator: SimilarTech, agents: [smtbot] }
      - { name: Aboundex, class: crawler, agents: [aboundex] }
      - { name: ScoutJet, class: crawler, agents: [scoutjet] }
      - { name: Ezooms, class: crawler, operator: Moz, agents: [ezooms] }
      - { name: Flamingo_SearchEngine, class: crawler, agents: [flamingo_searchengine] }
      - { name: Stratagems Kumo, class: crawler, agents: [stratagems kumo] }
      - { name: ips-agent, class: crawler, operator: Verisign, agents: [ips-agent] }
      - { name: QQ-URL-Manager, class: crawler, operator: Tencent, agents: [qq-url-manager] }
      - { name: panscient.com, class: crawler, operator: Panscient, agents: [panscient.com] }
      - { name: Uptimebot, class: monitor, operator: Uptime.com, agents: [uptimebot] }
      - { name: XML-RPC.NET, class: library, agents: [xml-rpc.net] }
      - { name: Synapse, class: library, agents: ["; synapse)"] }
      - { name: splash, class: library, pattern: '\bsplash Safari/' }
      - { name: Jetpack, class: program, operator: Automattic, agents: ["^jetpack by"] }
      - { name: Qt, class: program, pattern: 'Linux[^)]*\).* Qt/4\.8\.\d' }
      - { name: browser, class: person, pattern: '^Safari/\d\S* CFNetwork/' }
      # Disguises that no browser ever wore: Firefox always names Gecko, Windows its version of NT.
      - name: no browser
        class: program
        pattern: >-
          ^(?!.*(?:Gecko/|seamonkey|iceweasel)).*\) Firefox/\d|\(Windows 10;|MSIE [\d.]+; Windows (?:XP|NT 9\.0)

    """#
}
