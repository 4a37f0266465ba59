extension BuiltInSources {
  /// What the file says of itself, search engines and social networks.
  static let searchAndSocial = #"""
    # Where visits come from: search engines, networks, assistants and the like, as built in.
    #
    # A file of your own adds to these lists; where it names a host, an app or a name that stands
    # here, yours counts. So write down only what differs.
    #
    #   search, social, ai, mail, video, shopping
    #          what a source is; the channel is told by it and by the medium of the link
    #   referral
    #          websites like any other: named, but of no kind (a host that stands here is taken out
    #          of all lists)
    #   payment
    #          hosts that buyers pass through while they pay: never where a visit came from
    #   spam   hosts that call pages so as to stand in their lists of referrers: counted apart
    #
    # Of a source:
    #
    #   name   what it is called
    #   hosts  its hosts, with all below them; of several the longest counts. `google.*` stands for
    #          the public suffixes of all countries: google.de, www.google.co.uk
    #   apps   its apps on Android (android-app://com.example.reader/)
    #   names  what it is called in links (utm_source), beside its name
    #   paid   names by which links say that it was paid for, whatever their medium
    #   clicks click ids (gclid) that only paid links of it carry
    #   terms  parameters of its addresses that tell what was searched for; of search engines `q`
    #          where nothing is said

    search:
      - name: Google
        hosts: [google.*, googlesyndicatedsearch.com, cse.google.com]
        apps: [com.google.android.googlequicksearchbox]
        names: [google organic]
        paid: [adwords, google_ads, google-ads, googleads, google ads, googleadwords,
          google_adwords, google-adwords, gads]
        clicks: [gclid]
        terms: [q, query, as_q]
      - name: Bing
        hosts: [bing.com, msnbc.msn.com, cc.bingj.com]
        apps: [com.microsoft.bing]
        paid: [bing_ads, bing-ads, bingads, bing ads, microsoft_ads, microsoft-ads, microsoft ads,
          microsoftads]
        clicks: [msclkid]
        terms: [q, Q]
      - name: DuckDuckGo
        hosts: [duckduckgo.com]
        apps: [com.duckduckgo.mobile.android]
        names: [ddg]
      - name: Yahoo!
        hosts: [search.yahoo.com, yahoo.com, search.yahoo.co.jp, yahoo.co.jp]
        names: [yahoo, yahoo search]
        terms: [p, q, va]
      - name: Yandex
        hosts: [yandex.*, ya.ru]
        apps: [ru.yandex.searchplugin, com.yandex.browser]
        paid: [yandex_direct, yandex-direct, yandexdirect, yandex direct]
        terms: [text, q]
      - name: Baidu
        hosts: [baidu.com, baidu.co.th]
        apps: [com.baidu.searchbox]
        terms: [wd, word, kw]
      - { name: Ecosia, hosts: [ecosia.org], apps: [com.ecosia.android] }
      - { name: Brave, hosts: [search.brave.com], names: [brave search] }
      - { name: Qwant, hosts: [qwant.com], apps: [com.qwant.liberty] }
      - { name: Startpage, hosts: [startpage.com, ixquick.com, ixquick.de], terms: [query, q] }
      - { name: Kagi, hosts: [kagi.com] }
      - { name: Mojeek, hosts: [mojeek.com, mojeek.co.uk] }
      - { name: Swisscows, hosts: [swisscows.com, swisscows.ch], terms: [query, q] }
      - { name: MetaGer, hosts: [metager.de, metager.org], terms: [eingabe] }
      - { name: Marginalia, hosts: [search.marginalia.nu], terms: [query] }
      - { name: Stract, hosts: [stract.com] }
      - { name: Presearch, hosts: [presearch.com, presearch.org] }
      - { name: Lilo, hosts: [search.lilo.org, lilo.org] }
      - { name: Karma Search, hosts: [karmasearch.org] }
      - { name: OceanHero, hosts: [oceanhero.today] }
      - { name: Gibiru, hosts: [gibiru.com] }
      - { name: Gigablast, hosts: [gigablast.com] }
      - { name: Yep, hosts: [yep.com] }
      - { name: Freespoke, hosts: [freespoke.com] }
      - { name: Naver, hosts: [naver.com], apps: [com.nhn.android.search], terms: [query] }
      - { name: Daum, hosts: [daum.net] }
      - { name: Nate, hosts: [search.nate.com] }
      - { name: Seznam, hosts: [seznam.cz] }
      - { name: Centrum, hosts: [search.centrum.cz] }
      - { name: Sogou, hosts: [sogou.com], terms: [query, keyword] }
      - { name: 360 Search, hosts: [so.com, so.360.cn, haosou.com] }
      - { name: Shenma, hosts: [sm.cn] }
      - { name: Cốc Cốc, hosts: [coccoc.com], names: [coccoc], terms: [query] }
      - { name: Goo, hosts: [search.goo.ne.jp], terms: [MT] }
      - { name: Biglobe, hosts: [biglobe.ne.jp] }
      - { name: Rambler, hosts: [nova.rambler.ru], terms: [query, words] }
      - { name: Mail.ru Search, hosts: [go.mail.ru] }
      - name: AOL
        hosts: [aol.com, search.aol.com, recherche.aol.fr, suche.aol.de]
        terms: [q, query]
      - { name: Ask, hosts: [ask.com], terms: [q, ask, searchfor] }
      - { name: Dogpile, hosts: [dogpile.com, webcrawler.com, metacrawler.com, infospace.com] }
      - { name: Excite, hosts: [search.excite.com, search.excite.it], terms: [q, search] }
      - { name: Lycos, hosts: [search.lycos.com, lycos.*], terms: [query, q] }
      - { name: Info.com, hosts: [info.com] }
      - { name: WEB.DE Search, hosts: [suche.web.de], terms: [su, q] }
      - { name: GMX Search, hosts: [suche.gmx.net, suche.gmx.at, suche.gmx.ch, search.gmx.com] }
      - { name: T-Online, hosts: [suche.t-online.de, navigationshilfe.t-online.de] }
      - { name: Freenet, hosts: [suche.freenet.de], terms: [query, Keywords] }
      - { name: Fireball, hosts: [fireball.de, fireball.com] }
      - { name: Bluewin, hosts: [search.bluewin.ch], terms: [searchTerm, q] }
      - { name: Search.ch, hosts: [search.ch] }
      - { name: Orange.fr, hosts: [lemoteur.orange.fr, busca.orange.es], terms: [kw, q] }
      - { name: Free.fr, hosts: [search.free.fr], terms: [q, qs] }
      - { name: Virgilio, hosts: [ricerca.virgilio.it], terms: [qs] }
      - { name: Libero, hosts: [arianna.libero.it, ricerca.libero.it], terms: [query, qs] }
      - { name: Sapo, hosts: [pesquisa.sapo.pt] }
      - { name: Onet, hosts: [szukaj.onet.pl], terms: [qt] }
      - { name: Wirtualna Polska, hosts: [szukaj.wp.pl], terms: [szukaj, q] }
      - { name: Neti, hosts: [neti.ee], terms: [query] }
      - { name: Kvasir, hosts: [kvasir.no], terms: [q, search_word] }
      - { name: Startsiden, hosts: [startsiden.no] }
      - { name: Eniro, hosts: [eniro.se], terms: [q, search_word] }
      - { name: Entireweb, hosts: [entireweb.com] }
      - { name: Babylon, hosts: [search.babylon.com] }
      - { name: Conduit, hosts: [search.conduit.com] }
      - { name: Avira SafeSearch, hosts: [search.avira.com, safesearch.avira.com] }

    social:
      - name: Facebook
        hosts: [facebook.com, fb.com, fb.me]
        apps: [com.facebook.katana, com.facebook.lite]
        names: [fb, meta, meta_social]
        paid: [facebook_ad, facebook-ad, facebook_ads, facebook-ads, facebookads, facebook ads,
          fb_ad, fb-ad, fb_ads, fb-ads, fbads, meta_ads, meta-ads, metaads]
      - name: Messenger
        hosts: [messenger.com]
        apps: [com.facebook.orca]
      - name: Instagram
        hosts: [instagram.com]
        apps: [com.instagram.android]
        names: [ig, insta]
        paid: [instagram_ad, instagram-ad, instagram_ads, instagram-ads, ig_ads, ig-ads]
      - { name: Threads, hosts: [threads.net, threads.com], apps: [com.instagram.barcelona] }
      - name: X
        hosts: [x.com, twitter.com, t.co]
        apps: [com.twitter.android]
        names: [twitter]
        paid: [twitter_ads, twitter-ads, x_ads, x-ads]
      - name: LinkedIn
        hosts: [linkedin.com, lnkd.in]
        apps: [com.linkedin.android, linkedin.android]
        names: [li]
        paid: [linkedin_ads, linkedin-ads, linkedinads]
      - name: TikTok
        hosts: [tiktok.com]
        apps: [com.zhiliaoapp.musically, com.ss.android.ugc.trill]
        paid: [tiktok_ads, tiktok-ads, tiktokads]
      - name: Pinterest
        hosts: [pinterest.*]
        apps: [com.pinterest]
        paid: [pinterest_ads, pinterest-ads, pinterestads]
      - name: Reddit
        hosts: [reddit.com, redd.it]
        apps: [com.reddit.frontpage]
        paid: [reddit_ads, reddit-ads, redditads]
      - name: Snapchat
        hosts: [snapchat.com]
        apps: [com.snapchat.android]
        paid: [snapchat_ads, snapchat-ads]
      - { name: Bluesky, hosts: [bsky.app, bsky.social, skyfeed.app], apps: [xyz.blueskyweb.app] }
      - name: Mastodon
        hosts: [mastodon.social, mastodon.online, mastodon.world, mastodon.cloud, mastodon.xyz,
          mas.to, mastodon.nz, mastodon.scot, mastodon.art, mastodonapp.uk, mstdn.social, mstdn.io,
          mstdn.jp, masto.ai, fosstodon.org, hachyderm.io, chaos.social, social.tchncs.de, mamot.fr,
          pawoo.net, infosec.exchange, troet.cafe, toot.community, indieweb.social, sfba.social,
          universeodon.com, social.vivaldi.net, c.im, norden.social, social.coop]
        apps: [org.joinmastodon.android]
      - { name: Pixelfed, hosts: [pixelfed.social, pixelfed.de, pixey.org, pxlmo.com] }
      - { name: WhatsApp, hosts: [whatsapp.com, wa.me], apps: [com.whatsapp, com.whatsapp.w4b] }
      - name: Telegram
        hosts: [telegram.org, t.me, telegram.me]
        apps: [org.telegram.messenger]
      - { name: Discord, hosts: [discord.com, discord.gg, discordapp.com], apps: [com.discord] }
      - { name: Slack, hosts: [slack.com], apps: [com.slack] }
      - { name: Microsoft Teams, hosts: [teams.microsoft.com, statics.teams.cdn.office.net] }
      - { name: LINE, hosts: [line.me], apps: [jp.naver.line.android] }
      - { name: KakaoTalk, hosts: [kakao.com], apps: [com.kakao.talk], names: [kakao] }
      - name: WeChat
        hosts: [wechat.com, weixin.qq.com]
        apps: [com.tencent.mm]
        names: [weixin]
      - { name: Weibo, hosts: [weibo.com, weibo.cn, t.cn], apps: [com.sina.weibo] }
      - { name: Douban, hosts: [douban.com] }
      - { name: Zhihu, hosts: [zhihu.com] }
      - { name: Xiaohongshu, hosts: [xiaohongshu.com] }
      - name: VK
        hosts: [vk.com, vkontakte.ru]
        apps: [com.vkontakte.android]
        names: [vkontakte]
      - { name: Odnoklassniki, hosts: [ok.ru, odnoklassniki.ru], names: [ok.ru] }
      - { name: My World, hosts: [my.mail.ru] }
      - { name: XING, hosts: [xing.com], apps: [com.xing.android] }
      - { name: Viadeo, hosts: [viadeo.com] }
      - { name: Tumblr, hosts: [tumblr.com, umblr.com], apps: [com.tumblr] }
      - { name: Flickr, hosts: [flickr.com] }
      - { name: Quora, hosts: [quora.com], apps: [com.quora.android] }
      - { name: Medium, hosts: [medium.com] }
      - { name: Substack, hosts: [substack.com] }
      - { name: Hacker News, hosts: [news.ycombinator.com], names: [hackernews] }
      - { name: Lobsters, hosts: [lobste.rs] }
      - { name: Product Hunt, hosts: [producthunt.com], names: [producthunt] }
      - { name: GitHub, hosts: [github.com] }
      - name: Stack Overflow
        hosts: [stackoverflow.com, stackexchange.com]
        names: [stackoverflow]
      - { name: Nextdoor, hosts: [nextdoor.com, nextdoor.co.uk, nextdoor.de] }
      - { name: Meetup, hosts: [meetup.com] }
      - { name: Goodreads, hosts: [goodreads.com], apps: [com.goodreads] }
      - { name: LovelyBooks, hosts: [lovelybooks.de] }
      - { name: LibraryThing, hosts: [librarything.com] }
      - { name: Yelp, hosts: [yelp.*] }
      - { name: Tripadvisor, hosts: [tripadvisor.*] }
      - { name: Foursquare, hosts: [foursquare.com] }
      - { name: gutefrage, hosts: [gutefrage.net] }
      - { name: DeviantArt, hosts: [deviantart.com] }
      - { name: Dribbble, hosts: [dribbble.com] }
      - { name: Behance, hosts: [behance.net] }
      - { name: Houzz, hosts: [houzz.*] }
      - { name: LiveJournal, hosts: [livejournal.com] }
      - { name: Blogger, hosts: [blogger.com, blogspot.com] }
      - { name: WordPress, hosts: [wordpress.com] }
      - { name: Disqus, hosts: [disqus.com] }
      - { name: Flipboard, hosts: [flipboard.com] }
      - { name: Pocket, hosts: [getpocket.com] }
      - { name: Instapaper, hosts: [instapaper.com] }
      - { name: Hootsuite, hosts: [hootsuite.com, ow.ly] }
      - { name: Buffer, hosts: [buffer.com, buff.ly] }
      - { name: Linktree, hosts: [linktr.ee], names: [linktree] }
      - { name: Hatena, hosts: [hatena.ne.jp] }
      - { name: Ameba, hosts: [ameblo.jp, ameba.jp] }
      - { name: mixi, hosts: [mixi.jp] }
      - { name: Taringa!, hosts: [taringa.net], names: [taringa] }
      - { name: Last.fm, hosts: [last.fm] }
      - { name: Steam Community, hosts: [steamcommunity.com] }


    """#
}
