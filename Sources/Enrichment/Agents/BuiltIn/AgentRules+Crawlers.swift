extension AgentRules {
  /// Other crawlers.
  static let crawlersText = #"""
      # Links, words and prices.
      - { name: AhrefsSiteAudit, class: monitor, operator: Ahrefs, agents: [ahrefssiteaudit] }
      - { name: AhrefsBot, class: crawler, operator: Ahrefs, agents: [ahrefsbot] }
      - name: SiteAuditBot
        class: monitor
        operator: Semrush
        agents: [siteauditbot, semrushbot-si]
      - { name: SemrushBot, class: crawler, operator: Semrush, agents: [semrushbot] }
      - { name: SplitSignalBot, class: crawler, operator: Semrush, agents: [splitsignalbot] }
      - { name: MJ12bot, class: crawler, operator: Majestic, agents: [mj12bot] }
      - { name: DotBot, class: crawler, operator: Moz, agents: [dotbot] }
      - { name: rogerbot, class: crawler, operator: Moz, agents: [rogerbot] }
      - { name: SISTRIX, class: crawler, operator: SISTRIX, agents: [sistrix] }
      - { name: SEOkicks, class: crawler, operator: SEOkicks, agents: [seokicks] }
      - { name: BLEXBot, class: crawler, operator: WebMeUp, agents: [blexbot] }
      - { name: DataForSeoBot, class: crawler, operator: DataForSEO, agents: [dataforseo] }
      - { name: Barkrowler, class: crawler, operator: Babbar, agents: [barkrowler] }
      - { name: serpstatbot, class: crawler, operator: Serpstat, agents: [serpstatbot] }
      - name: SERankingBacklinksBot
        class: crawler
        operator: SE Ranking
        agents: [serankingbacklinksbot, seranking]
      - { name: SeobilityBot, class: crawler, operator: Seobility, agents: [seobility] }
      - { name: SEOlyt, class: crawler, agents: [seolyt] }
      - { name: XoviBot, class: crawler, operator: XOVI, agents: [xovibot, xovionpagecrawler] }
      - { name: Cocolyzebot, class: crawler, operator: Cocolyze, agents: [cocolyze] }
      - { name: linkdexbot, class: crawler, operator: Authoritas, agents: [linkdexbot] }
      - { name: spbot, class: crawler, operator: OpenLinkProfiler, agents: [openlinkprofiler] }
      - name: SearchmetricsBot
        class: crawler
        operator: Searchmetrics
        agents: [searchmetrics]
      - { name: OnCrawl, class: crawler, operator: OnCrawl, agents: [oncrawl] }
      - { name: Botify, class: crawler, operator: Botify, agents: [botify] }
      - { name: Lumar, class: crawler, operator: Lumar, agents: [deepcrawl, lumar] }
      - { name: Ryte, class: crawler, operator: Ryte, agents: [rytebot, onpagebot] }
      - name: Screaming Frog
        class: crawler
        operator: Screaming Frog
        agents: [screaming frog]
      - { name: Sitebulb, class: crawler, operator: Sitebulb, agents: [sitebulb] }
      - { name: Siteimprove, class: monitor, operator: Siteimprove, agents: [siteimprove] }
      - { name: Siteliner, class: crawler, operator: Copyscape, agents: [siteliner, copyscape] }
      - { name: Xenu, class: monitor, agents: [xenu link sleuth] }
      - name: ContentKing
        class: monitor
        operator: Conductor
        agents: [contentking, whatuseek]
      - { name: Neticle, class: crawler, operator: Neticle, agents: [neticle] }
      - { name: MegaIndex.ru, class: crawler, operator: MegaIndex, agents: [megaindex] }
      - { name: Linguee, class: crawler, operator: DeepL, agents: [linguee] }
      - { name: Awario, class: crawler, operator: Awario, agents: [awario] }
      - { name: BrandVerity, class: crawler, operator: BrandVerity, agents: [brandverity] }
      - name: Brandwatch
        class: crawler
        operator: Brandwatch
        agents: [brandwatch, magpie-crawler]
      - { name: Meltwater, class: crawler, operator: Meltwater, agents: [meltwater, melwater] }
      - { name: TrendictionBot, class: crawler, operator: Talkwalker, agents: [trendiction] }
      - { name: Echobox, class: crawler, operator: Echobox, agents: [echobox] }
      - { name: proximic, class: crawler, operator: Comscore, agents: [proximic] }
      - { name: GrapeshotCrawler, class: crawler, operator: Oracle, agents: [grapeshot, orabot] }
      - { name: CriteoBot, class: crawler, operator: Criteo, agents: [criteobot] }
      - name: IAS
        class: crawler
        operator: Integral Ad Science
        agents: [ias-or, ias_crawler, admantx]
      - { name: peer39, class: crawler, operator: Peer39, agents: [peer39] }
      - name: DoubleVerify
        class: crawler
        operator: DoubleVerify
        agents: [doubleverify, dvbot]
      - { name: Quantcastbot, class: crawler, operator: Quantcast, agents: [quantcastbot] }
      - { name: TTD-Content, class: crawler, operator: The Trade Desk, agents: [ttd-content] }
      - { name: BuiltWith, class: crawler, operator: BuiltWith, agents: [builtwith] }
      - { name: Wappalyzer, class: crawler, operator: Wappalyzer, agents: [wappalyzer] }
      - { name: DomainStatsBot, class: crawler, operator: DomainStats, agents: [domainstats] }
      - { name: DomainCrawler, class: crawler, agents: [domaincrawler, domainappender] }
      - name: DomainTools
        class: crawler
        operator: DomainTools
        agents: [surveybot, domaintools]
      - { name: Dataprovider, class: crawler, operator: Dataprovider.com, agents: [dataprovider] }
      - { name: AdsTxtCrawler, class: crawler, agents: [adstxtcrawler, ads.txt, adstxt] }
      - { name: aiHitBot, class: crawler, operator: aiHit, agents: [aihitbot] }
      - { name: ZoominfoBot, class: crawler, operator: ZoomInfo, agents: [zoominfobot] }
      - { name: Panscient, class: crawler, operator: Panscient, agents: [panscient] }
      - { name: Sidetrade, class: crawler, operator: Sidetrade, agents: [sidetrade] }
      - { name: HubSpot, class: crawler, operator: HubSpot, agents: [hubspot] }
      - { name: Klaviyo, class: crawler, operator: Klaviyo, agents: [klaviyo] }
      - { name: Algolia, class: crawler, operator: Algolia, agents: [algolia crawler] }
      - { name: Swiftbot, class: crawler, operator: Swiftype, agents: [swiftbot, swiftype] }
      - { name: TurnitinBot, class: crawler, operator: Turnitin, agents: [turnitin, ithenticate] }
      - { name: FactSet, class: crawler, operator: FactSet, agents: [factset] }
      - { name: Amazon CloudFront, class: crawler, operator: Amazon, agents: [amazon cloudfront] }
      - { name: Alexa, class: crawler, operator: Amazon, agents: [alexa site audit] }
      - { name: AwesomeCrawler, class: crawler, agents: [awesomecrawler] }
      - { name: ltx71, class: scanner, agents: [ltx71] }
      - { name: Genieo, class: crawler, agents: [genieo] }
      - { name: Riddler, class: crawler, operator: F-Secure, agents: [riddler] }
      - { name: Cincraw, class: crawler, agents: [cincraw] }
      - { name: t3versions, class: crawler, agents: [t3versions] }
      - { name: Nicecrawler, class: crawler, agents: [nicecrawler] }
      - { name: webprosbot, class: crawler, operator: WebPros, agents: [webprosbot] }
      - { name: Scrapy, class: crawler, agents: [scrapy] }
      - { name: Nutch, class: crawler, agents: [nutch] }
      - { name: Colly, class: crawler, agents: ["^colly"] }
      - name: HTTrack
        class: crawler
        agents: [httrack, webcopier, offline explorer, teleport pro]

      # What keeps the pages of others.
      - name: archive.org_bot
        class: crawler
        operator: Internet Archive
        agents: [archive.org]
      - { name: ia_archiver, class: crawler, operator: Internet Archive, agents: [ia_archiver] }
      - { name: Heritrix, class: crawler, agents: [heritrix] }
      - { name: ArchiveBox, class: crawler, agents: [archivebox, archiveteam, archivebot] }
      - { name: Arquivo.pt, class: crawler, operator: Arquivo.pt, agents: [arquivo-web-crawler] }
      - name: bl.uk
        class: crawler
        operator: British Library
        agents: [bl.uk_lddc, bl.uk_ldfc]
      - { name: BnF, class: crawler, operator: BnF, agents: [bnf.fr_bot] }
      - { name: Perma.cc, class: crawler, operator: Perma.cc, agents: [perma.cc] }
      - { name: BUbiNG, class: crawler, agents: [bubing] }

    """#
}
