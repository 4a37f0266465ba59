extension AgentRules {
  /// Monitors and readers of feeds.
  static let watchersText = #"""
      # What asks whether a page is there.
      - { name: UptimeRobot, class: monitor, operator: UptimeRobot, agents: [uptimerobot] }
      - { name: Pingdom, class: monitor, operator: Pingdom, agents: [pingdom] }
      - { name: StatusCake, class: monitor, operator: StatusCake, agents: [statuscake] }
      - name: jetmon
        class: monitor
        operator: Automattic
        agents: [jetmon, jetpack site uptime]
      - { name: Site24x7, class: monitor, operator: Zoho, agents: [site24x7] }
      - name: New Relic
        class: monitor
        operator: New Relic
        agents: [newrelicpinger, newrelic]
      - { name: Datadog, class: monitor, operator: Datadog, agents: [datadog] }
      - { name: GTmetrix, class: monitor, operator: GTmetrix, agents: [gtmetrix] }
      - name: Better Stack
        class: monitor
        operator: Better Stack
        agents: [better uptime, betteruptime, better stack, betterstack]
      - { name: HetrixTools, class: monitor, operator: HetrixTools, agents: [hetrixtools] }
      - name: Uptime.com
        class: monitor
        operator: Uptime.com
        agents: [uptime.com, uptimebot]
      - { name: Uptime-Kuma, class: monitor, agents: [uptime-kuma] }
      - { name: Checkly, class: monitor, operator: Checkly, agents: [checkly] }
      - { name: Oh Dear, class: monitor, operator: Oh Dear, agents: [ohdear, oh dear] }
      - { name: updown.io, class: monitor, operator: updown.io, agents: [updown.io] }
      - { name: Freshping, class: monitor, operator: Freshworks, agents: [freshping] }
      - { name: Uptrends, class: monitor, operator: Uptrends, agents: [uptrends] }
      - name: Dynatrace
        class: monitor
        operator: Dynatrace
        agents: [dynatrace, ruxitsynthetic]
      - name: Catchpoint
        class: monitor
        operator: Catchpoint
        agents: [catchpoint, webpagetest]
      - { name: SpeedCurve, class: monitor, operator: SpeedCurve, agents: [speedcurve, ptst/] }
      - { name: DebugBear, class: monitor, operator: DebugBear, agents: [debugbear] }
      - { name: Calibre, class: monitor, operator: Calibre, agents: [calibreapp] }
      - { name: Sentry, class: monitor, operator: Sentry, agents: [sentryuptimebot, "^sentry/"] }
      - name: Grafana
        class: monitor
        operator: Grafana Labs
        agents: [grafana, "^k6/", grafana-k6]
      - name: Blackbox Exporter
        class: monitor
        agents: [blackbox exporter, blackbox-exporter]
      - { name: Prometheus, class: monitor, agents: ["^prometheus/"] }
      - { name: Nagios, class: monitor, agents: [check_http, check_curl, nagios] }
      - { name: Icinga, class: monitor, agents: [icinga] }
      - { name: Zabbix, class: monitor, agents: [zabbix] }
      - { name: Checkmk, class: monitor, agents: [checkmk, check_mk] }
      - { name: Monit, class: monitor, agents: ["^monit/"] }
      - { name: Monitis, class: monitor, agents: [monitis] }
      - { name: Montastic, class: monitor, agents: [montastic] }
      - { name: PRTG, class: monitor, agents: [prtg] }
      - name: Amazon Route 53
        class: monitor
        operator: Amazon
        agents: [amazon-route53, amazon route 53]
      - { name: ELB-HealthChecker, class: monitor, operator: Amazon, agents: [elb-healthchecker] }
      - name: Azure
        class: monitor
        operator: Microsoft
        agents:
          [appinsights, "^readyforrequest", "^alwayson", "^edge health probe",
           azure traffic manager]
      - name: Cloudflare
        class: monitor
        operator: Cloudflare
        agents:
          [cloudflare-healthchecks, cloudflare-traffic-manager, cloudflare-alwaysonline,
           cloudflare]
      - { name: HAProxy, class: monitor, agents: ["^haproxy"] }
      - { name: Let's Encrypt, class: monitor, operator: ISRG, agents: [let's encrypt] }
      - { name: SSL Labs, class: monitor, operator: Qualys, agents: [ssl labs] }
      - name: W3C
        class: monitor
        operator: W3C
        agents: [w3c_validator, w3c-checklink, validator.nu]
      - { name: WAVE, class: monitor, operator: WebAIM, agents: [wave.webaim] }
      - { name: Observatory, class: monitor, operator: Mozilla, agents: [mozilla observatory] }
      - { name: SecurityHeaders, class: monitor, operator: Snyk, agents: [securityheaders] }
      - { name: internet.nl, class: monitor, operator: internet.nl, agents: [internetnl] }
      - { name: HTTP Archive, class: monitor, agents: [httparchive] }
      - { name: GomezAgent, class: monitor, operator: Dynatrace, agents: [gomezagent] }
      - { name: Kinsta, class: monitor, operator: Kinsta, agents: [kinsta] }
      - { name: ManageWP, class: monitor, operator: GoDaddy, agents: [managewp] }
      - { name: MainWP, class: monitor, agents: [mainwp] }
      - { name: Host-Tracker, class: monitor, agents: ["^host-tracker", hosttracker] }
      - { name: Pingability, class: monitor, agents: ["^pingability"] }
      - name: HTTPMonitor
        class: monitor
        agents: [httpmon, site monitor, uptime monitor, website monitor]

      # Readers of feeds.
      - { name: Feedbin, class: feed_reader, operator: Feedbin, agents: [feedbin] }
      - { name: NewsBlur, class: feed_reader, operator: NewsBlur, agents: [newsblur] }
      - name: The Old Reader
        class: feed_reader
        operator: The Old Reader
        agents: [theoldreader]
      - { name: Tiny Tiny RSS, class: feed_reader, agents: [tiny tiny rss, tt-rss] }
      - { name: FreshRSS, class: feed_reader, agents: [freshrss] }
      - { name: Miniflux, class: feed_reader, agents: [miniflux] }
      - { name: NetNewsWire, class: feed_reader, agents: [netnewswire] }
      - { name: Newsboat, class: feed_reader, agents: [newsboat, newsbeuter] }
      - { name: Liferea, class: feed_reader, agents: [liferea] }
      - { name: Akregator, class: feed_reader, agents: [akregator] }
      - { name: RSSOwl, class: feed_reader, agents: [rssowl] }
      - { name: QuiteRSS, class: feed_reader, agents: [quiterss, rssguard, rss guard] }
      - { name: Reeder, class: feed_reader, agents: ["^reeder"] }
      - { name: ReadKit, class: feed_reader, agents: [readkit] }
      - { name: Readwise, class: feed_reader, operator: Readwise, agents: [readwise] }
      - { name: Vienna, class: feed_reader, agents: ["^vienna", vienna/] }
      - { name: Feeder, class: feed_reader, agents: [feeder.co, "^feeder/", spacecowboys] }
      - { name: FeedDemon, class: feed_reader, agents: [feeddemon, newsgator] }
      - { name: Netvibes, class: feed_reader, operator: Netvibes, agents: [netvibes] }
      - { name: BazQux, class: feed_reader, operator: BazQux, agents: [bazqux] }
      - { name: CommaFeed, class: feed_reader, agents: [commafeed] }
      - { name: Stringer, class: feed_reader, agents: ["^stringer"] }
      - { name: Nextcloud News, class: feed_reader, agents: [nextcloud-news, nextcloud news] }
      - { name: selfoss, class: feed_reader, agents: [selfoss] }
      - { name: Superfeedr, class: feed_reader, operator: Superfeedr, agents: [superfeedr] }
      - { name: Feedspot, class: feed_reader, operator: Feedspot, agents: [feedspot] }
      - { name: Blogtrottr, class: feed_reader, operator: Blogtrottr, agents: [blogtrottr] }
      - { name: IFTTT, class: feed_reader, operator: IFTTT, agents: [ifttt] }
      - { name: Zapier, class: feed_reader, operator: Zapier, agents: [zapier] }
      - { name: Mailchimp, class: feed_reader, operator: Intuit, agents: [mailchimp] }
      - { name: dlvr.it, class: feed_reader, operator: dlvr.it, agents: [dlvr.it] }
      - { name: FeedPress, class: feed_reader, operator: FeedPress, agents: [feedpress] }
      - { name: Planet, class: feed_reader, agents: ["^planet", planet venus] }
      - name: UniversalFeedParser
        class: feed_reader
        agents: [universalfeedparser, feedparser]
      - { name: SimplePie, class: feed_reader, agents: [simplepie, magpierss] }
      - { name: Rome, class: feed_reader, agents: [rome client, "^rome/"] }
      - { name: gofeed, class: feed_reader, agents: [gofeed] }
      - name: Apple Podcasts
        class: feed_reader
        operator: Apple
        agents: ["^podcasts/", itunes/]
      - { name: Overcast, class: feed_reader, agents: ["^overcast"] }
      - { name: Pocket Casts, class: feed_reader, agents: [pocket casts, pocketcasts] }
      - { name: AntennaPod, class: feed_reader, agents: [antennapod] }
      - { name: Castro, class: feed_reader, agents: ["^castro"] }
      - { name: gPodder, class: feed_reader, agents: [gpodder] }
      - name: Podcast readers
        class: feed_reader
        agents: [podcastaddict, podcast addict, podchaser, podverse]
      - name: rss
        class: feed_reader
        pattern: '\brss\b|rss[ -]?(?:reader|feed|bot|fetch)|feed[ -]?(?:reader|fetch|parser)'

    """#
}
