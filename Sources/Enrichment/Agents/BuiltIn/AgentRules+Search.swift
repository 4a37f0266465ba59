extension AgentRules {
  /// Search engines.
  static let searchText = #"""
      # Search engines.
      - { name: GoogleImageProxy, class: preview, operator: Google, agents: [googleimageproxy] }
      - name: Google-PageRenderer
        class: preview
        operator: Google
        agents: [google-pagerenderer]
      - name: Google Web Preview
        class: preview
        operator: Google
        agents:
          [google web preview, google favicon, google-read-aloud, "/+/web/snippet",
           googlemessages]
      - { name: Feedfetcher, class: feed_reader, operator: Google, agents: [feedfetcher-google] }
      - { name: FeedBurner, class: feed_reader, operator: Google, agents: [feedburner] }
      - { name: GoogleProducer, class: feed_reader, operator: Google, agents: [googleproducer] }
      - { name: Googlebot-Image, class: crawler, operator: Google, agents: [googlebot-image] }
      - { name: Googlebot-Video, class: crawler, operator: Google, agents: [googlebot-video] }
      - { name: Googlebot-News, class: crawler, operator: Google, agents: [googlebot-news] }
      - { name: Storebot-Google, class: crawler, operator: Google, agents: [storebot-google] }
      - { name: AdsBot-Google, class: crawler, operator: Google, agents: [adsbot-google] }
      - name: Mediapartners-Google
        class: crawler
        operator: Google
        agents: [mediapartners-google, mediapartners]
      - name: Google-InspectionTool
        class: crawler
        operator: Google
        agents:
          [google-inspectiontool, google-structured-data-testing-tool, google-site-verification]
      - { name: GoogleOther, class: crawler, operator: Google, agents: [googleother] }
      - { name: APIs-Google, class: crawler, operator: Google, agents: [apis-google] }
      - { name: Google-Safety, class: crawler, operator: Google, agents: [google-safety] }
      - { name: DuplexWeb-Google, class: crawler, operator: Google, agents: [duplexweb-google] }
      - { name: Googlebot, class: crawler, operator: Google, agents: [googlebot] }
      - name: Google Cloud Monitoring
        class: monitor
        operator: Google
        agents: [googlestackdrivermonitoring, googlehc/, "^kube-probe"]
      - name: Google-Apps-Script
        class: library
        operator: Google
        agents: [google-apps-script]
      - { name: AppEngine-Google, class: library, operator: Google, agents: [appengine-google] }
      - { name: Google-HTTP-Java-Client, class: library, agents: [google-http-java-client] }
      - { name: Lighthouse, class: monitor, operator: Google, agents: [lighthouse, page speed] }
      - { name: BingPreview, class: preview, operator: Microsoft, agents: [bingpreview] }
      - name: MicrosoftPreview
        class: preview
        operator: Microsoft
        agents: [microsoftpreview, bingvideopreview]
      - { name: bingbot, class: crawler, operator: Microsoft, agents: [bingbot] }
      - { name: adidxbot, class: crawler, operator: Microsoft, agents: [adidxbot] }
      - { name: msnbot, class: crawler, operator: Microsoft, agents: [msnbot] }
      - name: YandexBot
        class: crawler
        operator: Yandex
        agents: [yandexbot, yandexmobilebot, yandexrenderresourcesbot, yandexaccessibilitybot]
      - { name: YandexImages, class: crawler, operator: Yandex, agents: [yandeximage] }
      - { name: YandexMetrika, class: monitor, operator: Yandex, agents: [yandexmetrika] }
      - { name: YandexFavicons, class: preview, operator: Yandex, agents: [yandexfavicons] }
      - name: Yandex
        class: crawler
        operator: Yandex
        agents:
          [yandex.com/bots, yandexdirect, yandexmedia, yandexvideo, yandexblogs, yandexmarket]
      - { name: Baiduspider, class: crawler, operator: Baidu, agents: [baiduspider] }
      - { name: Applebot, class: crawler, operator: Apple, agents: [applebot] }
      - { name: iTMS, class: crawler, operator: Apple, agents: ["^itms"] }
      - name: DuckDuckBot
        class: crawler
        operator: DuckDuckGo
        agents: [duckduckbot, duckduckgo-favicons-bot]
      - name: SeznamBot
        class: crawler
        operator: Seznam
        agents: [seznambot, seznam screenshot, seznamhomepagecrawler]
      - { name: Qwantbot, class: crawler, operator: Qwant, agents: [qwantbot, qwantify] }
      - { name: PetalBot, class: crawler, operator: Huawei, agents: [petalbot, aspiegelbot] }
      - name: Sogou
        class: crawler
        operator: Sogou
        agents:
          [sogou web spider, sogou pic spider, sogou inst spider, sogou spider, sogou news spider]
      - { name: Sosospider, class: crawler, operator: Sogou, agents: [sosospider] }
      - { name: YisouSpider, class: crawler, operator: Alibaba, agents: [yisouspider, yisou] }
      - name: 360Spider
        class: crawler
        operator: Qihoo 360
        agents: [360spider, haosouspider]
      - { name: YoudaoBot, class: crawler, operator: NetEase, agents: [youdaobot] }
      - { name: YahooMailProxy, class: preview, operator: Yahoo, agents: [yahoomailproxy] }
      - { name: Yahoo! Slurp, class: crawler, operator: Yahoo, agents: [slurp] }
      - name: Yahoo
        class: crawler
        operator: Yahoo
        agents:
          [yahoocachesystem, yahoo ad monitoring, yahoo link preview, yahooseeker, yahoo pipes]
      - { name: Yahoo Japan, class: crawler, operator: LY Corporation, agents: [y!j-, yjbot] }
      - { name: Yeti, class: crawler, operator: Naver, agents: [naver.me/spd, naverbot, yeti/] }
      - { name: Daumoa, class: crawler, operator: Kakao, agents: [daumoa, "; daum/"] }
      - { name: KakaoTalk-Scrap, class: preview, operator: Kakao, agents: [kakaotalk-scrap] }
      - { name: coccocbot, class: crawler, operator: Coc Coc, agents: [coccocbot, coccoc bot] }
      - { name: Mail.RU_Bot, class: crawler, operator: VK, agents: [mail.ru_bot, mail.ru bot] }
      - { name: Bravebot, class: crawler, operator: Brave, agents: [bravebot] }
      - { name: Kagibot, class: crawler, operator: Kagi, agents: [kagibot, teclisbot] }
      - { name: Mojeek, class: crawler, operator: Mojeek, agents: [mojeekbot, mojeek] }
      - { name: Exabot, class: crawler, operator: Exalead, agents: [exabot] }
      - { name: Marginalia, class: crawler, operator: Marginalia, agents: [search.marginalia.nu] }
      - { name: StractBot, class: crawler, operator: Stract, agents: [stractbot] }
      - { name: YaCy, class: crawler, agents: [yacybot] }
      - name: OWLer
        class: crawler
        operator: OpenWebSearch.eu
        agents: ["^owler", openwebsearch, "; owler"]
      - { name: MetaGer, class: crawler, operator: SUMA-EV, agents: [metager] }
      - { name: IbouBot, class: crawler, operator: Ibou, agents: [ibou.io, iboubot] }
      - { name: SputnikBot, class: crawler, operator: Rostelecom, agents: [sputnikbot] }
      - { name: Wotbox, class: crawler, agents: [wotbox] }
      - { name: Gigabot, class: crawler, operator: Gigablast, agents: [gigabot] }
      - { name: Ask Jeeves, class: crawler, operator: Ask, agents: [ask jeeves, teoma] }
      - { name: Findxbot, class: crawler, agents: [findxbot] }
      - { name: Cliqzbot, class: crawler, operator: Cliqz, agents: [cliqzbot] }
      - { name: istellabot, class: crawler, operator: istella, agents: [istellabot] }
      - { name: Neevabot, class: crawler, operator: Neeva, agents: [neevabot] }

    """#
}
